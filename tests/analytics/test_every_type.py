"""A question of every type, in loops and in drawn orders, from the simulation to the tables."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from analytics.api import current_results
from respondents.api import Wave, completed_interviews, open_wave
from surveys.api import create_study, publish_version
from surveys.questionnaire.codebook import encode_answers, variables_of
from surveys.questionnaire.definition import Definition, Figure, Loop, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Matrix, MatrixMultiple, Number, Ranking, Single
from surveys.questionnaire.variables import BLANK, Variable
from tests.surveys.questionnaire.building import words
from tests.surveys.questionnaire.every_type import every_type, rows

pytestmark = pytest.mark.django_db

INTERVIEWS = 25
#: Shares of a code, and means, of columns of every kind; `#` is a passage of a loop.
SHARES = {
    "one": "search", "several": "letter", "moods": "glad", "ever": "yes", "m_home": "3", "mm_home": "search",
    "ms_home_now": "5", "d_cold": "5", "order_1": "1", "kept": "search", "glad#1": "3", "lm_home#2": "letter",
    "cm_work#2": "1",
}  # fmt: skip
MEANS = ("recommend", "pain", "age", "share", "g_home_day", "split_home", "twice", "hours#1", "d_cold")


def whole() -> Definition:
    """A question of every type, then loops that count and that go over choices, and figures on them."""
    known = every_type()
    drawn = Page(
        name="drawn",
        rotate=True,
        questions=(
            Ranking(name="ranks", list="agree", rotate=True, required="required", label=words("Rank these")),
            Single(
                name="kept", list="uses", choice_filter=Formula(text="selected(${several}, name)"), label=words("?")
            ),
        ),
    )
    each_use = Page(
        name="each_use",
        rotate=True,
        questions=(
            Number(name="hours", least=0, most=24, label=words("Hours for ${use}")),
            Single(name="glad", list="agree", rotate=True, label=words("Glad?")),
            MatrixMultiple(name="lm", list="uses", rows=rows("lm"), rotate=True, label=words("Uses?")),
        ),
    )
    each_time = Page(name="each", questions=(Matrix(name="cm", list="agree", rows=rows("cm"), label=words("Agree?")),))
    loops = (
        Loop(name="use", over="several", rotate=True, pages=(each_use,)),
        Loop(name="times", count=Formula(text="2"), limit=3, pages=(each_time,)),
    )
    return known.model_copy(update={"pages": (*known.pages, drawn, *loops), "figures": tuple(figures())})


def figures() -> list[Figure]:
    shares = [
        Figure(name=f"share_{field}".replace("#", "_"), label=words(field), question=field, net=(code,))
        for field, code in SHARES.items()
    ]
    means = [
        Figure(name=f"mean_{field}".replace("#", "_"), label=words(field), question=field, format="mean")
        for field in MEANS
    ]
    return shares + means


@pytest.fixture
def wave() -> Wave:
    study = create_study(slug="study", title={"en": "A study"})
    version = publish_version(study=study, definition=whole())
    opened = timezone.now() - timedelta(days=1)
    return open_wave(
        study=study, version=version, slug="test", title={"en": "Wave"}, opens_at=opened, closes_at=None, simulated=True
    )


def test_every_type_is_simulated_encoded_and_tabulated_as_the_codebook_says(wave: Wave) -> None:
    definition, told = whole(), StringIO()
    call_command("simulate", wave.slug, interviews=INTERVIEWS, seed=5, random=True, stdout=told, stderr=told)
    variables = {variable.name: variable for variable in variables_of(definition)}
    assert len({variable.label.read("en") for variable in variables.values() if "#" in variable.name}) == 4 * 4 + 3 * 2
    filled: set[str] = set()
    for interview in completed_interviews(wave.pk, after=None, limit=INTERVIEWS):
        encoded = encode_answers(definition, interview.answers)
        filled |= encoded.keys()
        for name, value in encoded.items():
            assert is_value(variables[name], value), (name, value)
    assert filled == {name for name in variables if not name.endswith("#3") or not name.startswith("cm_")}

    call_command("aggregate", wave.slug, stdout=told)
    call_command("verify", stdout=told)
    results = current_results(wave)
    assert results is not None
    assert results.problems == ()
    values = {figure.name: figure.sides[0] for figure in results.figures}
    assert len(values) == len(SHARES) + len(MEANS)
    assert 0 <= (values["mean_recommend"].value or -1) <= 10
    assert values["share_glad_1"].wording["en"] == "Glad? – Looking something up"
    assert values["share_cm_work_2"].wording["en"] == "Agree? – At work – 2"


def is_value(variable: Variable, value: object) -> bool:
    """Whether a column may hold it."""
    numbers = {code.number for code in variable.codes}
    match variable.kind:
        case "single":
            return value in {*numbers, BLANK}
        case "multiple":
            return isinstance(value, int) and 0 <= value < 1 << len(numbers)
        case "number":
            return value is None or isinstance(value, float)
        case _:
            return value is None or isinstance(value, str)
