"""Definitions of every shape that a workbook can hold, for property tests."""

from typing import Any

from hypothesis import strategies as st

from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import (
    Definition,
    Endings,
    Figure,
    Loop,
    Page,
    Population,
    QuotaCell,
    Side,
    Target,
)
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Consent,
    Hidden,
    Matrix,
    Moment,
    Multiple,
    Note,
    Number,
    OpenText,
    Ranking,
    Row,
    Single,
)

LANGUAGES = ("fr", "en")

#: What a cell could turn into something else: numbers, dates, formulas, markup, blanks, marks.
_PITFALLS = [
    "Fumez-vous ?", "1", "007", "1.0", "TRUE", "=1+1", "2020-01-01", "L’âge « réel »", "a\n\n- b\n- c",
    "**oui** [ici](https://x.fr)", "a < b & c > d", "'x", "50 %", "_x0041_", "${a}", "|", "no", "é" * 300, "#N/A",
    "@gp", "a::b", "-", "1e5",
]  # fmt: skip
_words = st.sampled_from(_PITFALLS)
_line = st.sampled_from([text for text in _PITFALLS if not set("\n{(") & set(text)])
_some: st.SearchStrategy[Text] = st.fixed_dictionaries({"fr": _words}, optional={"en": _words})
_texts: st.SearchStrategy[Text] = st.just({}) | _some
_formulas = st.sampled_from(["${a} = 1", "selected(${b}, 'x')", "true()", ". > 3", "0.5"]).map(
    lambda t: Formula(text=t)
)
_maybe = st.none() | _formulas
_required = st.sampled_from(["required", "soft", "optional"])
_numbers = st.none() | st.integers(-1000, 1000).map(float) | st.floats(-1000, 1000).map(lambda x: round(x, 3))


@st.composite
def _wordings(draw: st.DrawFn) -> Wording:
    variants = draw(st.fixed_dictionaries({}, optional={"gp": _some, "pros": _some}))
    return Wording(text=draw(_texts), variants=variants)


def _common(*without: str) -> st.SearchStrategy[dict[str, Any]]:
    fields: dict[str, st.SearchStrategy[Any]] = {
        "label": _wordings(),
        "hint": _wordings(),
        "required": _required,
        "required_message": _wordings(),
        "relevant": _maybe,
        "constraint": _maybe,
        "constraint_message": _wordings(),
        "sensitive": st.booleans(),
    }
    return st.fixed_dictionaries({key: value for key, value in fields.items() if key not in without})


_counts = st.none() | st.integers(1, 9)


@st.composite
def _questions(draw: st.DrawFn, name: str) -> AnyQuestion:
    common = draw(_common())
    quiet = {key: common[key] for key in ("label", "hint", "relevant", "sensitive")}
    rotate, list_ = draw(st.booleans()), draw(st.sampled_from(["yn", "towns"]))
    rows = tuple(Row(name=f"{name}_{n}", label=draw(_wordings())) for n in range(draw(st.integers(1, 3))))
    makers: list[Any] = [
        lambda: Single(
            name=name, type=draw(st.sampled_from(["single", "dropdown", "scale"])), list=list_, rotate=rotate, **common
        ),
        lambda: Multiple(
            name=name, list=list_, rotate=rotate, least=draw(st.integers(0, 3)), most=draw(_counts), **common
        ),
        lambda: Ranking(name=name, list=list_, top=draw(_counts), rotate=rotate, **common),
        lambda: Matrix(name=name, list=list_, rows=rows, rotate=rotate, **common),
        lambda: Number(
            name=name,
            type=draw(st.sampled_from(["number", "decimal"])),
            least=draw(_numbers),
            most=draw(_numbers),
            unit=draw(_wordings()),
            **common,
        ),
        lambda: Moment(
            name=name, type=draw(st.sampled_from(["date", "time", "datetime"])), least="2020-01-01", **common
        ),
        lambda: OpenText(
            name=name,
            type=draw(st.sampled_from(["text", "long_text", "email"])),
            longest=draw(st.sampled_from([5000, 200])),
            **common,
        ),
        lambda: Consent(name=name, **common),
        lambda: Note(name=name, **quiet),
        lambda: Calculated(name=name, formula=draw(_formulas), numeric=rotate, **common),
        lambda: Hidden(name=name, default=draw(_line), numeric=rotate, **common),
    ]
    made: AnyQuestion = draw(st.sampled_from(makers))()
    return made


@st.composite
def _pages(draw: st.DrawFn, prefix: str) -> tuple[Page, ...]:
    return tuple(
        Page(
            name=f"{prefix}{number}",
            title=draw(_wordings()),
            relevant=draw(_maybe),
            questions=tuple(draw(_questions(f"{prefix}{number}_q{n}")) for n in range(draw(st.integers(1, 3)))),
        )
        for number in range(draw(st.integers(1, 2)))
    )


@st.composite
def _loops(draw: st.DrawFn) -> Loop:
    return Loop(
        name="loop",
        title=draw(_wordings()),
        relevant=draw(_maybe),
        count=draw(_formulas),
        limit=draw(st.integers(1, 50)),
        pages=draw(_pages("inner")),
    )


@st.composite
def _choice_lists(draw: st.DrawFn) -> tuple[ChoiceList, ...]:
    return tuple(
        ChoiceList(
            name=name,
            choices=tuple(
                Choice(
                    code=code,
                    label=draw(_wordings()),
                    exclusive=draw(st.booleans()),
                    other=draw(st.booleans()),
                    anchored=draw(st.booleans()),
                    missing=draw(st.sampled_from(["", "refused", "unknown"])),
                    score=draw(_numbers),
                )
                for code in ("1", "no", "é-3")
            ),
        )
        for name in ("yn", "towns")
    )


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """A definition that a workbook can hold; it may make no sense."""
    pages: tuple[Page | Loop, ...] = (*draw(_pages("p")), *([draw(_loops())] if draw(st.booleans()) else []))
    shares = st.floats(0, 1)
    return Definition(
        name="baro",
        title=draw(_some),
        languages=LANGUAGES,
        contact=draw(_texts),
        minutes=draw(st.none() | st.integers(1, 120)),
        endings=Endings(
            complete=draw(_texts), screened_out=draw(_texts), quota_full=draw(_texts), refused=draw(_texts)
        ),
        lists=draw(_choice_lists()),
        pages=pages,
        sides=(Side(name="patients", label=draw(_texts)), Side(name="pros", label=draw(_texts))),
        populations=(
            Population(name="patients", side="patients", label=draw(_texts), screen=draw(_maybe)),
            Population(name="gp", side="pros", universe=draw(st.none() | st.integers(1, 10**9))),
        ),
        quotas=(QuotaCell(population="gp", name="c1", label=draw(_texts), when=draw(_maybe), target=3, limit=9),),
        targets=(Target(population="gp", variable="x", value="1", share=draw(shares)),),
        figures=(
            Figure(name="f", label=draw(_wordings()), question="x", net=("1", "no"), base=draw(_maybe)),
            Figure(name="m", label=draw(_wordings()), question="y", format="mean", base_label=draw(_wordings())),
        ),
    )
