"""Definitions of every shape that a workbook can hold, for property tests.

Questions are drawn from the fields of their classes, so a type that is added is covered as it is.
"""

from typing import Any, cast

from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from surveys.formats.xlsform.shapes import CLASSES, ENDINGS, Field, fields_of
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
from surveys.questionnaire.types import AnyQuestion, Hidden, Multiple

LANGUAGES = ("fr", "en")

#: What a cell could turn into something else: numbers, dates, formulas, markup, blanks, marks.
_PITFALLS = [
    "Fumez-vous ?", "1", "007", "1.0", "TRUE", "=1+1", "2020-01-01", "L’âge « réel »", "a\n\n- b\n- c",
    "**oui** [ici](https://x.fr)", "a < b & c > d", "'x", "50 %", "_x0041_", "${a}", "|", "no", "é" * 300, "#N/A",
    "@gp", "a::b", "-", "1e5", "+33", "@SUM(1)",
]  # fmt: skip
_words = st.sampled_from(_PITFALLS)
_some: st.SearchStrategy[Text] = st.fixed_dictionaries({"fr": _words}, optional={"en": _words})
_texts: st.SearchStrategy[Text] = st.just({}) | _some
#: They read the two hidden questions of the first page alone, so that nothing goes round in a circle.
_FORMULAS = [
    Formula(text="${a} = 1"), Formula(text="selected(${b}, 'l’un')"), Formula(text="true()"), Formula(text=". > 3"),
    Formula(text="yes"), Formula(text="name = ${a} or region = 'x'"), Formula(text="0.5"),
    Formula(text="a.NAOK > 3", dialect="limesurvey"), Formula(text="{a} notempty", dialect="surveyjs"),
]  # fmt: skip
_formulas = st.sampled_from(_FORMULAS)
_maybe = st.none() | _formulas
_numbers = st.none() | st.integers(-1000, 1000).map(float) | st.floats(-1000, 1000).map(lambda x: round(x, 3))
_names = st.sampled_from(["x", "Thème A", "a=b", "50%", '"q"', "a,b;c|d"])
#: Values that some field or other takes as they are.
_VALUES: list[Any] = [
    True, False, 0, 1, 2, 7, 400, 0.5, -3.25, 12.0, None, "", "x", "src_1", "2020-01-01", "08:30", "a b", "a=b", "50%",
    (), (".pdf",), (".pdf", "a|b", "c d"),
]  # fmt: skip


@st.composite
def _wordings(draw: st.DrawFn) -> Wording:
    variants = draw(st.fixed_dictionaries({}, optional={"gp": _some, "pros": _some}))
    return Wording(text=draw(_texts), variants=variants)


_COMMON: dict[str, st.SearchStrategy[Any]] = {
    "label": _wordings(),
    "hint": _wordings(),
    "required": st.sampled_from(["required", "soft", "optional"]),
    "required_if": _maybe,
    "required_message": _wordings(),
    "relevant": _maybe,
    "constraint": _maybe,
    "constraint_message": _wordings(),
    "default": st.sampled_from(["", "1", "no", "(sic)", "${a}", "a (b) c"]),
    "default_formula": _maybe,
    "sensitive": st.booleans(),
    "anchored": st.booleans(),
}


def _choices(codes: tuple[str, ...], missing: tuple[str, ...]) -> st.SearchStrategy[tuple[Choice, ...]]:
    def choice(code: str) -> st.SearchStrategy[Choice]:
        columns = st.dictionaries(
            st.sampled_from(["region", "Label", "two words", "other", "a::b"]), _words, max_size=2
        )
        return st.builds(
            Choice,
            code=st.just(code),
            label=_wordings(),
            exclusive=st.booleans(),
            other=st.booleans(),
            anchored=st.booleans(),
            missing=st.sampled_from(missing),
            score=_numbers,
            image=st.sampled_from(["", "sun.png", "l’été.jpg"]),
            columns=columns,
        )

    return st.tuples(*map(choice, codes))


def _plain(field: Field) -> st.SearchStrategy[Any]:
    """Values that the field takes and keeps."""
    taken = []
    for value in _VALUES:
        try:
            kept = field.adapter.validate_python(value, strict=True)
        except ValidationError:
            continue
        taken += [value] if type(kept) is type(value) else []
    return st.sampled_from(taken)


def _drawn(draw: st.DrawFn, field: Field, name: str) -> Any:
    if field.name == "list":
        return draw(st.sampled_from(["yn", "towns"]))
    if field.shape == "wording":
        return draw(_wordings())
    if field.shape == "formula":
        return draw(_formulas if field.info.is_required() else _maybe)
    if field.shape == "choices":
        return draw(st.just(()) | _choices(("pnts", "dk"), ("refused", "unknown")))
    if field.shape == "parts" and field.model:
        alone = "" if field.part in ENDINGS else f"{name}_r"
        named = [f"{alone}{n}" for n in range(draw(st.integers(2, 3)))]
        return tuple(_part(draw, field.model, one) for one in named)
    return draw(_plain(field))


def _part(draw: st.DrawFn, model: type[BaseModel], name: str) -> BaseModel:
    return model(name=name, label=draw(_wordings()), **{one.name: _drawn(draw, one, name) for one in fields_of(model)})


@st.composite
def _questions(draw: st.DrawFn, name: str) -> AnyQuestion:
    type_ = draw(st.sampled_from(sorted(CLASSES)))
    cls = CLASSES[type_]
    given = {key: draw(value) for key, value in _COMMON.items()}
    own = {field.name: _drawn(draw, field, name) for field in fields_of(cls)}
    try:
        return cast(AnyQuestion, cls(type=type_, name=name, **given, **own))
    except ValidationError:  # fields that do not go together
        needed = {key: value for key, value in own.items() if cls.model_fields[key].is_required()}
        return cast(AnyQuestion, cls(type=type_, name=name, **given, **needed))


@st.composite
def _pages(draw: st.DrawFn, prefix: str) -> tuple[Page, ...]:
    return tuple(
        Page(
            name=f"{prefix}{number}",
            title=draw(_wordings()),
            text=draw(_wordings()),
            relevant=draw(_maybe),
            questions=tuple(draw(_questions(f"{prefix}{number}_q{n}")) for n in range(draw(st.integers(1, 3)))),
            rotate=draw(st.booleans()),
            shuffle=draw(st.just("") | _names),
        )
        for number in range(draw(st.integers(1, 2)))
    )


@st.composite
def _loops(draw: st.DrawFn) -> Loop:
    over = draw(st.booleans())
    return Loop(
        name="loop",
        title=draw(_wordings()),
        relevant=draw(_maybe),
        count=None if over else draw(_formulas),
        over="ticked" if over else "",
        limit=draw(st.integers(1, 50)),
        pages=draw(_pages("inner")),
        rotate=draw(st.booleans()),
        shuffle=draw(st.just("") | _names),
    )


_FIRST = Page(
    name="first", questions=(Hidden(name="a"), Hidden(name="b", parameter="src"), Multiple(name="ticked", list="yn"))
)
_stamps = st.dictionaries(
    st.sampled_from(["en", "de"]),
    st.dictionaries(st.sampled_from(["pages.p0.title", "q label"]), st.just("0123456789ab"), min_size=1),
)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """A definition that runs; it may make no sense."""
    pages: tuple[Page | Loop, ...] = (_FIRST, *draw(_pages("p")), *([draw(_loops())] if draw(st.booleans()) else []))
    codes = ("1", "no", "é-3")
    sides = [Side(name="patients", label=draw(_texts)), Side(name="pros", label=draw(_texts))]
    return Definition(
        name="baro",
        title=draw(_texts),
        languages=draw(st.sampled_from([("fr", "en"), ("en", "fr"), ("fr",)])),
        contact=draw(_texts),
        welcome=draw(_texts),
        minutes=draw(st.none() | st.integers(1, 120)),
        endings=Endings(
            complete=draw(_texts), screened_out=draw(_texts), quota_full=draw(_texts), refused=draw(_texts)
        ),
        lists=tuple(
            ChoiceList(name=name, choices=draw(_choices(codes, ("", "refused", "unknown")))) for name in ("yn", "towns")
        ),
        pages=pages,
        sides=tuple(draw(st.permutations(sides))),
        populations=(
            Population(name="patients", side="patients", label=draw(_texts), screen=draw(_maybe)),
            Population(name="gp", side="pros", universe=draw(st.none() | st.integers(1, 10**9))),
        ),
        quotas=(QuotaCell(population="gp", name="c1", label=draw(_texts), when=draw(_maybe), target=3, limit=9),),
        targets=(Target(population="gp", variable="x", value="1", share=draw(st.floats(0, 1))),),
        figures=(
            Figure(name="f", label=draw(_wordings()), question="x", net=("1", "no"), base=draw(_maybe)),
            Figure(name="m", label=draw(_wordings()), question="y", format="mean", base_label=draw(_wordings())),
        ),
        translated=draw(_stamps),
    )
