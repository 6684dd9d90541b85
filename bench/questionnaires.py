"""Questionnaires of any size, to measure the runtime with: routed, piped, screened and with quotas."""

import random

from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Page, Population, QuotaCell, Side
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Consent,
    Matrix,
    Multiple,
    Number,
    OpenText,
    Ranking,
    Row,
    Single,
)

_PER_PAGE = 6
_SIDES = ("patients", "professionals")


def synthetic_definition(questions: int, seed: int) -> Definition:
    """A definition of about `questions` questions, about a third of them routed by earlier ones."""
    draw = random.Random(seed)
    body: list[AnyQuestion] = []
    closed: list[str] = []
    for number in range(questions - 4):
        question = _question(f"q{number}", draw, closed)
        body.append(question)
        if isinstance(question, Single):
            closed.append(question.name)
    return Definition(
        name=f"synthetic_{questions}",
        title={"en": f"{questions} questions"},
        languages=("en", "fr"),
        lists=(_list("scale", 5), _list("items", 8), _list("roles", 4)),
        pages=(_screener(), *_pages(body, draw, closed)),
        sides=tuple(Side(name=side) for side in _SIDES),
        populations=tuple(
            Population(name=f"pop{code}", side=_SIDES[code % 2], screen=_formula(f"${{role}} = '{code}'"))
            for code in range(1, 4)
        ),
        quotas=tuple(
            QuotaCell(
                population=f"pop{code}", name=f"sex{sex}", when=_formula(f"${{sex}} = '{sex}'"), target=9, limit=9
            )
            for code in range(1, 4)
            for sex in (1, 2)
        ),
    )


def _screener() -> Page:
    return Page(
        name="screener",
        questions=(
            Consent(name="agree", label=_wording("Agree")),
            Single(name="role", list="roles", required="required", label=_wording("Role")),
            Single(name="sex", list="roles", required="required", label=_wording("Sex")),
            Number(name="age", least=18, most=110, required="required", label=_wording("Age")),
        ),
    )


def _pages(body: list[AnyQuestion], draw: random.Random, closed: list[str]) -> list[Page]:
    pages = []
    for start in range(0, len(body), _PER_PAGE):
        earlier = [name for name in closed if int(name[1:]) < start]
        routed = earlier and draw.random() < 0.2
        relevant = _formula(f"${{{draw.choice(earlier)}}} != '5' and ${{population}} != ''") if routed else None
        pages.append(Page(name=f"page{start}", relevant=relevant, questions=tuple(body[start : start + _PER_PAGE])))
    return pages


def _question(name: str, draw: random.Random, closed: list[str]) -> AnyQuestion:
    relevant = _formula(_condition(draw, closed)) if closed and draw.random() < 0.35 else None
    rows = tuple(Row(name=f"{name}_r{row}", label=_wording(f"Row {row}")) for row in range(5))
    drawn: AnyQuestion = draw.choices(
        (
            Single(name=name, list="scale", required="required"),
            Multiple(name=name, list="items", rotate=True),
            Matrix(name=name, list="scale", rows=rows, rotate=True),
            Ranking(name=name, list="scale", top=3),
            Number(name=name, constraint=_formula(". <= ${age}")),
            OpenText(name=name),
            Calculated(name=name, formula=_formula("${age} * 2 + 1")),
        ),
        weights=(50, 15, 10, 5, 8, 8, 4),
    )[0]
    return drawn.model_copy(update={"label": _wording(f"Question {name}"), "relevant": relevant})


def _condition(draw: random.Random, closed: list[str]) -> str:
    first, second = draw.choice(closed[-30:]), draw.choice(closed)
    return draw.choice(
        (
            f"${{{first}}} = '{draw.randint(1, 5)}'",
            f"${{{first}}} < 4 or ${{{second}}} = '1'",
            f"selected(${{{first}}}, '2') and ${{age}} > 30",
            f"${{side}} = 'patients' or ${{{second}}} != '3'",
        )
    )


def _list(name: str, size: int) -> ChoiceList:
    return ChoiceList(
        name=name,
        choices=tuple(Choice(code=str(code), label=_wording(f"Choice {code}")) for code in range(1, size + 1)),
    )


def _wording(text: str) -> Wording:
    both: Text = {"en": text, "fr": text}
    return Wording(text=both)


def _formula(text: str) -> Formula:
    return Formula(text=text)
