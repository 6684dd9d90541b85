"""Questionnaires of as many questions as wanted, each hard on the runtime in a way of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bench.questionnaires import synthetic_definition
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Loop, Page, PageOrLoop, Population, QuotaCell, Side
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, Calculated, Matrix, Multiple, Number, Row, Single

_PER_PAGE = 6
_SEED = 20260101


def shapes(questions: int) -> Mapping[str, Definition]:
    """Every shape, by what is hard about it."""
    made: Mapping[str, Callable[[range], Iterable[PageOrLoop]]] = {
        "plain": lambda every: _paged([_single(number) for number in every]),
        "one page": lambda every: _paged([_live(number) for number in every], per_page=len(every)),
        "a page each": lambda every: _paged([_single(number) for number in every], per_page=1),
        "a chain": lambda every: _paged([_single(number, _after(number)) for number in every]),
        "a chain, a page each": lambda every: _paged([_single(number, _after(number)) for number in every], per_page=1),
        "one gate for all": lambda every: _paged(
            [_single(number, "${q0} != '9'" if number else "") for number in every]
        ),
        "calculations": lambda every: _paged([_calculated(number) for number in every]),
        "rotations": lambda every: _paged([_rotated(number) for number in every], rotate=True),
        "filters": lambda every: _paged([_filtered(number) for number in every]),
        "rows": lambda every: _paged([_battery(number) for number in every]),
        "constraints": lambda every: _paged([_checked(number) for number in every]),
        "required_if": lambda every: _paged([_called_for(number) for number in every]),
        "a loop": _counted,
        "a loop over choices": _chosen,
        "sums of loops": _summed,
    }
    every = range(questions)
    built = {name: _definition(make(every)) for name, make in made.items()}
    return {"mixed": synthetic_definition(questions, _SEED), **built}


def awkward(questions: int) -> Mapping[str, Definition]:
    """Shapes that are hard to prove, and easy or endless to go through."""
    every = range(questions)
    numbers = [Number(name=f"q{number}", label=_said(number), constraint=_rising(number)) for number in every]
    anyone = _formula(" or ".join(f"${{q{number}}} = '1'" for number in every))
    last = _single(questions).model_copy(update={"relevant": anyone})
    return {
        "each more than the one before": _definition(_paged(numbers, per_page=1)),
        "one asked after any": _definition(_paged([*map(_single, every), last], per_page=1)),
    }


def _rising(number: int) -> Formula | None:
    return _formula(f". > ${{q{number - 1}}}" if number else "")


def _single(number: int, relevant: str = "") -> Single:
    return Single(
        name=f"q{number}", list="scale", required="required", label=_said(number), relevant=_formula(relevant)
    )


def _after(number: int) -> str:
    return f"${{q{number - 1}}} != ''" if number else ""


def _live(number: int) -> Single:
    """Shown by the question before it, on the same page."""
    return _single(number, f"${{q{number - 1}}} != '9'" if number else "")


def _calculated(number: int) -> AnyQuestion:
    """Every other one adds to the sum so far, and the rest are asked by it."""
    if number % 2 == 0:
        return _single(number, f"${{q{number - 1}}} >= 0" if number else "")
    earlier = f" + ${{q{number - 2}}}" if number > 1 else ""
    return Calculated(name=f"q{number}", formula=Formula(text=f"number(${{q{number - 1}}}){earlier}"))


def _rotated(number: int) -> AnyQuestion:
    if number % 3:
        return _single(number).model_copy(update={"rotate": True})
    return Multiple(name=f"q{number}", list="items", rotate=True, label=_said(number))


def _filtered(number: int) -> AnyQuestion:
    """Each offers what the first, and the one before, have not taken."""
    if not number:
        return Multiple(name="q0", list="items", required="required", label=_said(0))
    taken = f"name != ${{q{number - 1}}}" if number > 1 else "name != '1'"
    text = f"(selected(${{q0}}, name) or name > 3) and {taken}"
    return Single(
        name=f"q{number}", list="items", required="required", label=_said(number), choice_filter=_formula(text)
    )


def _battery(number: int) -> AnyQuestion:
    """Every fifth is a battery whose rows the one before it decides about."""
    if number % 5 != 4:
        return _single(number)
    rows = tuple(
        Row(name=f"q{number}_{row}", label=_said(row), relevant=_formula(f"${{q{number - 1}}} != '{row}'"))
        for row in range(1, 9)
    )
    return Matrix(name=f"q{number}", list="scale", rows=rows, rotate=True, required="required", label=_said(number))


def _checked(number: int) -> AnyQuestion:
    least = f". >= ${{q{number - 1}}} or ${{q0}} >= 0" if number else ". >= 0"
    return Number(name=f"q{number}", required="required", label=_said(number), constraint=_formula(least))


def _called_for(number: int) -> AnyQuestion:
    required = _formula(f"${{q{number - 1}}} > 2") if number else None
    return Number(name=f"q{number}", label=_said(number), required_if=required)


def _counted(every: range) -> list[PageOrLoop]:
    """Thirty questions asked ten times."""
    inside = [_single(number, f"${{q{number - 1}}} != '9' or position(..) > 2" if number else "") for number in every]
    asked = inside[: max(1, len(inside) // 10)]
    return [Loop(name="visits", count=_formula("10"), limit=10, pages=tuple(_paged(asked)), rotate=True)]


def _chosen(every: range) -> list[PageOrLoop]:
    asked = [_single(number, f"${{q{number - 1}}} != '9'" if number else "") for number in every]
    over = Multiple(name="taken", list="items", least=8, required="required", label=_said(0))
    pages = tuple(_paged(asked[: max(1, len(asked) // 8)]))
    return [Page(name="before", questions=(over,)), Loop(name="each", over="taken", pages=pages, rotate=True)]


def _summed(every: range) -> list[PageOrLoop]:
    """A loop, then questions that read every passage of it."""
    numbers = [Number(name=f"n{number}", required="required", label=_said(number)) for number in range(10)]
    looped = Loop(name="visits", count=_formula("10"), limit=10, pages=(Page(name="visit", questions=tuple(numbers)),))
    after = [_single(number, f"sum(${{n{number % 10}}}) >= 0 and count(${{n1}}) > 1") for number in every[100:]]
    return [looped, *_paged(after)]


def _paged(questions: Sequence[AnyQuestion], per_page: int = _PER_PAGE, *, rotate: bool = False) -> list[Page]:
    return [
        Page(name=f"page{start}", questions=tuple(questions[start : start + per_page]), rotate=rotate)
        for start in range(0, len(questions), per_page)
    ]


def _definition(pages: Iterable[PageOrLoop]) -> Definition:
    """One side, one population for all, whose quota cells the first questions decide."""
    return Definition(
        name="shape",
        title={"en": "Shape"},
        languages=("en",),
        lists=(_list("scale", 5), _list("items", 10)),
        pages=tuple(pages),
        sides=(Side(name="all"),),
        populations=(Population(name="everyone", side="all"),),
        quotas=(QuotaCell(population="everyone", name="some", target=9, limit=9),),
    )


def _list(name: str, size: int) -> ChoiceList:
    choices = tuple(Choice(code=str(code), label=_said(code)) for code in range(1, size + 1))
    return ChoiceList(name=name, choices=choices)


def _said(number: int) -> Wording:
    return Wording(text={"en": f"Number {number}"})


def _formula(text: str) -> Formula | None:
    return Formula(text=text) if text else None
