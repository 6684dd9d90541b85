"""A small barometer with everything that steering has to deal with, and what its figures come to."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from analytics.weighting import margins_of, rake
from respondents.simulation.person import Person
from respondents.simulation.posting import Try, post
from respondents.simulation.profile import Profile
from respondents.simulation.reading import read_profile
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Page, Population, Side, Target
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.multiple import Multiple
from surveys.questionnaire.types.number import Number
from surveys.questionnaire.types.single import Single

MARGINS = {
    "patients": {"sex": {"woman": 0.53, "man": 0.47}, "age": {"young": 0.46, "middle": 0.25, "old": 0.29}},
    "doctors": {"sex": {"woman": 0.5, "man": 0.5}, "age": {"young": 0.3, "middle": 0.4, "old": 0.3}},
    "nurses": {"sex": {"woman": 0.87, "man": 0.13}, "age": {"young": 0.4, "middle": 0.3, "old": 0.3}},
}
SIDES = {"patients": ("patients",), "professionals": ("doctors", "nurses")}

PROFILE = """population,question,when,value,share,mean,sd,least,most
,@arrivals,,patients,0.5,,,,
,@arrivals,,doctors,0.25,,,,
,@arrivals,,nurses,0.25,,,,
,sex,,woman,0.6,,,,
,sex,,man,0.4,,,,
,age,${sex} = 'man',young,0.3,,,,
,age,${sex} = 'man',middle,0.3,,,,
,age,${sex} = 'man',old,0.4,,,,
,age,,young,0.4,,,,
,age,,middle,0.35,,,,
,age,,old,0.25,,,,
,trust,${age} = 'young',fully,0.3,,,,
,trust,${age} = 'young',rather,0.5,,,,
,trust,${age} = 'young',not,0.2,,,,
,trust,,fully,0.1,,,,
,trust,,rather,0.4,,,,
,trust,,not,0.5,,,,
nurses,benefits,,time,0.85,,,,
nurses,benefits,,quality,0.4,,,,
nurses,benefits,,none,0.05,,,,
,benefits,,time,0.5,,,,
,benefits,,quality,0.6,,,,
,benefits,,access,0.5,,,,
,benefits,,safety,0.4,,,,
,benefits,,none,0.1,,,,
,visits,,,,12,5,0,60
"""


def _choices(name: str, *codes: str, alone: str = "") -> ChoiceList:
    return ChoiceList(
        name=name,
        choices=tuple(Choice(code=code, label=Wording(text={"en": code}), exclusive=code == alone) for code in codes),
    )


@cache
def definition() -> Definition:
    """Three populations on two sides: one question of one answer, one of several, one number."""
    return Definition(
        name="small",
        title={"en": "Small"},
        languages=("en",),
        lists=(
            _choices("sexes", "woman", "man"),
            _choices("ages", "young", "middle", "old"),
            _choices("trusts", "fully", "rather", "not"),
            _choices("benefits", "time", "quality", "access", "safety", "none", alone="none"),
        ),
        pages=(
            Page(
                name="all",
                questions=(
                    Single(name="sex", list="sexes", required="required"),
                    Single(name="age", list="ages", required="required"),
                    Single(name="trust", list="trusts", required="required"),
                    Multiple(name="benefits", list="benefits", required="required"),
                    Number(name="visits", required="required"),
                ),
            ),
        ),
        sides=tuple(Side(name=side) for side in SIDES),
        populations=tuple(
            Population(name=name, side=side, universe=universe)
            for name, side, universe in (
                ("patients", "patients", 47_000_000),
                ("doctors", "professionals", 235_000),
                ("nurses", "professionals", 425_000),
            )
        ),
        targets=tuple(
            Target(population=population, variable=variable, value=value, share=share)
            for population, margins in MARGINS.items()
            for variable, shares in margins.items()
            for value, share in shares.items()
        ),
    )


def profile() -> Profile:
    """How its respondents answer."""
    return read_profile(PROFILE, definition())


def answered(person: Person) -> dict[str, list[str]]:
    """All that someone answers, without the engine."""
    posted: dict[str, list[str]] = {}
    for question in definition().questions():
        found = post(question, person, Try(0, {}))
        posted[question.name] = list(found.get(question.name, ()))
        person.known[question.name] = " ".join(posted[question.name])
    return posted


def expected(side: str, item: tuple[str, str]) -> float:
    """The share that a code has on a side, by the profile and the targets."""
    question, code = item
    if question == "trust":
        by_age = {"fully": (0.3, 0.1), "rather": (0.5, 0.4), "not": (0.2, 0.5)}[code]
        young = {name: margins["age"]["young"] for name, margins in MARGINS.items()}
        shares = {name: by_age[0] * share + by_age[1] * (1 - share) for name, share in young.items()}
    else:
        of_nurses = {"time": 0.85, "quality": 0.4, "none": 0.05}[code]
        shares = dict.fromkeys(("patients", "doctors"), {"time": 0.5, "quality": 0.6, "none": 0.1}[code])
        shares["nurses"] = of_nurses
    universes = {population.name: population.universe or 0 for population in definition().populations}
    people = sum(universes[name] for name in SIDES[side])
    return sum(shares[name] * universes[name] for name in SIDES[side]) / people


def weighted_share(side: str, item: tuple[str, str], people: Sequence[tuple[str, dict[str, list[str]]]]) -> float:
    """The share that a code has on a side, raked by population and combined by universe."""
    total, with_code = 0.0, 0.0
    for population in (found for found in definition().populations if found.side == side):
        answers = [answers for name, answers in people if name == population.name]
        margins = margins_of(definition(), population.name)
        levels = np.array([[m.values.index(each[m.variable][0]) + 1 for m in margins] for each in answers])
        cells, cell_of, counts = np.unique(levels, axis=0, return_inverse=True, return_counts=True)
        weights = rake(counts, cells, margins).weights[cell_of.ravel()]
        weights *= (population.universe or 0) / weights.sum()
        total += weights.sum()
        with_code += weights[[item[1] in each[item[0]] for each in answers]].sum()
    return with_code / total
