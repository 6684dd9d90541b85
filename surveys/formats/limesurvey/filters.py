"""Choices and rows that are not always offered: their own relevance, and filters by an earlier question."""

from collections.abc import Mapping

from surveys.formats.limesurvey.expressions import Expressions, both, condition_text
from surveys.formats.limesurvey.naming import GRID, MULTIPLE, OTHER, RANKING, ROWS, Named, Symbols
from surveys.formats.report import Notes, Place
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated


def conditions_of(named: Named, expressions: Expressions, notes: Notes) -> Mapping[str, Formula]:
    """The condition of each sub-question (by id) or answer (by code) that has one."""
    question = named.question
    place = Place("question", 0, question.code)
    if question.type not in MULTIPLE + ROWS + GRID + RANKING + "1" or not question.type:
        return {}
    keys = {part.id: part.code for part in question.parts} or {one.code: one.code for one in question.answers}
    if question.other and question.type in MULTIPLE:
        keys[OTHER] = "other"
    found: dict[str, Formula] = {}
    relevances = {part.id: part.relevance for part in question.parts}
    for key, code in keys.items():
        own = condition_text(relevances.get(key, ""))
        texts = [own, *filter_texts(named, code, expressions.symbols)]
        formulas = [expressions.formula(text, place, named) for text in texts if text]
        condition = both(*formulas)
        if condition is not None:
            found[key] = condition
    for attribute in ("array_filter", "array_filter_exclude"):
        for source in _sources(named, attribute):
            if source not in expressions.symbols.by_code:
                notes.warning(place, "reference_unknown", name=source)
    return found


def filter_texts(named: Named, code: str, symbols: Symbols) -> list[str]:
    """What must hold for a code to pass the filters of its question, in LimeSurvey's names."""
    texts = []
    for attribute, test, joined in (
        ("array_filter", "!is_empty", " or "),
        ("array_filter_exclude", "is_empty", " and "),
    ):
        for source in _sources(named, attribute):
            other = symbols.by_code.get(source)
            if other is None or other is named:
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


def _sources(named: Named, attribute: str) -> list[str]:
    return [source.strip() for source in named.question.attribute(attribute).split(";") if source.strip()]


def _parts(named: Named, written: str) -> tuple[str, ...]:
    """The code of the row of a variable; of a table of texts or numbers, only the first axis filters."""
    ends = written.removeprefix(f"{named.question.code}_")
    return (ends, ends.partition("_")[0]) if named.question.type in f"{GRID}1" else (ends,)


def choice_filter(filters: Mapping[str, Formula], codes: Mapping[str, str]) -> Formula | None:
    """A filter that offers each choice when its calculation says so; `filters` hold references to these."""
    tests = [f"(name != '{codes.get(key, key)}' or {condition.text})" for key, condition in filters.items()]
    text = " and ".join(tests)
    return Formula(text=text) if tests and len(text) <= 8000 and "''" not in text else None


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
