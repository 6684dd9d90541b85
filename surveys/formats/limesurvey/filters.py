"""Choices and rows that are not always offered: their own relevance, and filters by an earlier question."""

from collections.abc import Mapping

from surveys.formats.limesurvey.choices import MOST_CHOICES
from surveys.formats.limesurvey.expressions import Expressions, both, condition_text
from surveys.formats.limesurvey.naming import DUAL, GRID, MULTIPLE, OTHER, RANKING, ROWS, Named, Symbols
from surveys.formats.reasons import because
from surveys.formats.report import Notes, Place
from surveys.questionnaire.expressions.limits import MAX_TEXT
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated

#: What a filter asks of the answers to its source: in formulas of variables, how these are joined, and of choices.
_FILTERS = (
    ("array_filter", "!is_empty", " or ", "selected(${{{0}}}, name)"),
    ("array_filter_exclude", "is_empty", " and ", "not(selected(${{{0}}}, name))"),
)


#: The type with rows that LimeSurvey filters by no other question: the battery by column.
_UNFILTERED = "H"


def conditions_of(named: Named, expressions: Expressions, notes: Notes) -> Mapping[str, Formula]:
    """The condition of each sub-question (by id) or answer (by code) that has one.

    Of choices that are filtered by the choices of another question, `choice_filter` says it for all at once.
    """
    question = named.question
    place = Place("question", 0, question.code)
    if question.type not in MULTIPLE + ROWS + GRID + RANKING + DUAL or not question.type:
        return {}
    keys = {part.id: part.code for part in question.parts} or {one.code: one.code for one in question.answers}
    if question.other and question.type in MULTIPLE:
        keys[OTHER] = "other"
    found: dict[str, Formula] = {}
    relevances = {part.id: part.relevance for part in question.parts}
    for key, code in keys.items():
        own = condition_text(relevances.get(key, ""))
        texts = [own, *(filter_texts(named, code, expressions.symbols) if question.type != _UNFILTERED else ())]
        formulas = [expressions.formula(text, place, named) for text in texts if text]
        condition = both(*formulas)
        if condition is not None:
            found[key] = condition
    for source in dict.fromkeys(one for attribute, *_ in _FILTERS for one in _written(named, attribute)):
        if source not in expressions.symbols.by_code:
            notes.warning(place, "reference_unknown", name=source)
    return found


def filter_texts(named: Named, code: str, symbols: Symbols) -> list[str]:
    """What must hold for a code to pass the filters of its question, in LimeSurvey's names."""
    texts = []
    for attribute, test, joined, _ in _FILTERS:
        for other in _sources(named, attribute, symbols):
            if _by_choices(named, other):
                continue
            if other.question.type in RANKING:
                answers = [
                    f"{one.written}.NAOK {'==' if joined == ' or ' else '!='} '{code}'" for one in other.variables
                ]
            else:
                names = [
                    one.written for one in other.variables if not one.comment and code in _parts(other, one.written)
                ]
                answers = [f"{test}({name}.NAOK)" for name in names]
            if answers:
                texts.append(f"({joined.join(answers)})")
    return texts


def _written(named: Named, attribute: str) -> list[str]:
    return [source.strip() for source in named.question.attribute(attribute).split(";") if source.strip()]


def _sources(named: Named, attribute: str, symbols: Symbols) -> list[Named]:
    """The questions that filter a question, and those that filter these: what was not offered there is not here."""
    found: dict[tuple[str, str], Named] = {}
    waiting = [named]
    while waiting:
        one = waiting.pop()
        for kind, *_ in _FILTERS:
            for other in filter(None, map(symbols.by_code.get, _written(one, kind))):
                if other is not named and (kind, other.name) not in found:
                    found[kind, other.name] = other
                    waiting.append(other)
    return [other for (kind, _), other in found.items() if kind == attribute]


def _parts(named: Named, written: str) -> tuple[str, ...]:
    """The code of the row of a variable; of a table of texts or numbers, only the first axis filters."""
    ends = written.removeprefix(f"{named.question.code}_")
    return (ends, ends.partition("_")[0]) if named.question.type in f"{GRID}1" else (ends,)


def _by_choices(named: Named, other: Named) -> bool:
    """Whether both have choices, so that one formula filters all of them."""
    question, source = named.question, other.question
    return question.type in f"{MULTIPLE}{RANKING}" and source.type in MULTIPLE and 0 < len(source.parts) < MOST_CHOICES


def choice_filter(named: Named, filters: Mapping[str, Formula], symbols: Symbols, notes: Notes) -> Formula | None:
    """A filter that offers each choice when its calculation, if it has one (`filters`), and all sources say so."""
    codes = named.codes
    tests = [f"(name != '{codes.get(key, key)}' or {condition.text})" for key, condition in filters.items()]
    for attribute, _, _, selected in _FILTERS:
        sources = (other for other in _sources(named, attribute, symbols) if _by_choices(named, other))
        tests += [_passes(named, other, selected.format(other.name)) for other in sources]
    text = " and ".join(tests)
    if len(text) > MAX_TEXT:
        place = Place("question", 0, named.question.code)
        notes.warning(
            place, "expression_dropped", reason=because("too_long", length=len(text), limit=MAX_TEXT), expression=text
        )
    return Formula(text=text) if 0 < len(text) <= MAX_TEXT else None


def _passes(named: Named, other: Named, selected: str) -> str:
    """A choice that the source does not have always passes."""
    ours = [*(named.codes[part.id] for part in named.question.on(0)), *_others(named)]
    ours = ours if named.question.on(0) else [answer.code for answer in named.question.offered()]
    theirs = {*other.codes.values(), *_others(other)}
    alone = [f"name = '{code}'" for code in ours if code not in theirs]
    return f"({' or '.join([selected, *alone])})" if alone else selected


def _others(named: Named) -> list[str]:
    return [OTHER] if named.question.other else []


def calculated_filters(
    named: Named, conditions: Mapping[str, Formula], symbols: Symbols
) -> tuple[tuple[Calculated, ...], Mapping[str, Formula]]:
    """Conditions of choices as calculations (1 or 0), and for each choice the test of its calculation.

    Equal conditions share one.
    """
    calculations: dict[str, Calculated] = {}
    tests: dict[str, Formula] = {}
    for key, condition in conditions.items():
        if condition.text not in calculations:
            name = symbols.names.free(f"{named.name[:50]}shown")
            formula = Formula(text=f"if(({condition.text}), 1, 0)", dialect="limesurvey")
            calculations[condition.text] = Calculated(name=name, formula=formula, numeric=True)
        tests[key] = Formula(text=f"${{{calculations[condition.text].name}}} = 1")
    return tuple(calculations.values()), tests
