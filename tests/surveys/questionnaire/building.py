"""Small definitions, written in a line or two."""

from surveys.questionnaire.choices import Choice, ChoiceList, Missing
from surveys.questionnaire.definition import Definition, Loop, Page, Population, QuotaCell, Side
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, Number, Single


def words(en: str, fr: str = "") -> Wording:
    return Wording(text={"en": en, "fr": fr or en})


def formula(text: str | None) -> Formula | None:
    return Formula(text=text) if text else None


def choice(
    code: str, *, exclusive: bool = False, other: bool = False, anchored: bool = False, missing: Missing = ""
) -> Choice:
    return Choice(
        code=code,
        label=words(code.capitalize()),
        exclusive=exclusive,
        other=other,
        anchored=anchored,
        missing=missing,
    )


YES_NO = ChoiceList(name="yesno", choices=(choice("yes"), choice("no")))
LETTERS = ChoiceList(name="letters", choices=tuple(choice(code) for code in "abc"))
FRUITS = ChoiceList(
    name="fruits",
    choices=(
        choice("apple"),
        choice("pear"),
        choice("plum"),
        choice("else", other=True),
        choice("none", exclusive=True),
        choice("unsaid", missing="refused"),
    ),
)
LISTS = (YES_NO, LETTERS, FRUITS)


def single(
    name: str, relevant: str = "", *, choices: str = "yesno", constraint: str = "", required: bool = True
) -> Single:
    return Single(
        name=name,
        list=choices,
        label=words(name),
        relevant=formula(relevant),
        constraint=formula(constraint),
        required="required" if required else "optional",
    )


def number(name: str, relevant: str = "", *, constraint: str = "", required: bool = True) -> Number:
    return Number(
        name=name,
        label=words(name),
        relevant=formula(relevant),
        constraint=formula(constraint),
        required="required" if required else "optional",
    )


def page(name: str, *questions: AnyQuestion, relevant: str = "") -> Page:
    return Page(name=name, questions=questions, relevant=formula(relevant))


def loop(name: str, count: str, *pages: Page, limit: int = 5, relevant: str = "") -> Loop:
    return Loop(name=name, count=Formula(text=count), pages=pages, limit=limit, relevant=formula(relevant))


def population(name: str, screen: str = "", side: str = "patients") -> Population:
    return Population(name=name, side=side, screen=formula(screen), label={"en": name.upper(), "fr": name.upper()})


def cell(name: str, when: str = "", population: str = "all") -> QuotaCell:
    return QuotaCell(population=population, name=name, when=formula(when), target=10, limit=10)


def definition(
    *pages: Page | Loop, populations: tuple[Population, ...] = (), quotas: tuple[QuotaCell, ...] = ()
) -> Definition:
    """A questionnaire in English and French, with one population unless others are given."""
    return Definition(
        name="test",
        title={"en": "Test"},
        languages=("en", "fr"),
        lists=LISTS,
        pages=pages,
        sides=(Side(name="patients", label={"en": "Patients"}), Side(name="professionals")),
        populations=populations or (population("all"),),
        quotas=quotas,
    )
