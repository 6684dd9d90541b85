"""What an answer must be, as the equations of LimeSurvey's expression manager say it, in LimeSurvey's names.

The equations are those that LimeSurvey 6 makes of the attributes of a question
(_CreateSubQLevelRelevanceAndValidationEqns of its expression manager).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from surveys.formats.limesurvey.naming import GRID, MULTIPLE, RANKING, ROWS, Named, Variable
from surveys.questionnaire.expressions.limits import MAX_TEXT

_THIS = re.compile(r"\bthis\b")
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_RELATIVE = re.compile(r"(now|today|tomorrow|yesterday|[+-] ?[0-9]+ [a-z]+s?)( [+-] ?[0-9]+ [a-z]+s?)?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{0,15})?")
_WITH_PATTERN = "NKQ;:STU"
_WITH_EACH = "KQ;:NSTU"
_WITH_THIS = "ABCEFHKQ;:MNOPRSTUD"


@dataclass(frozen=True)
class Equation:
    """One thing that must hold; `kind` is the attribute that asks for it."""

    kind: str
    text: str


def plain_number(text: str) -> float | None:
    """The number that a text is; None for an expression."""
    return float(text) if _NUMBER.fullmatch(text.strip()) else None


def equations_of(named: Named) -> Iterator[Equation]:
    """Every equation of a question, those that its type here looks after itself too."""
    yield from _counts(named)
    yield from _numbers(named)
    yield from _sums(named)
    yield from _days(named)
    yield from _others(named)
    yield from _patterns(named)
    yield from _written(named)


def _asked(named: Named) -> list[Variable]:
    """The variables that are answers: without comments, and without what was typed beside "other"."""
    return [one for one in named.variables if not one.comment and not one.written.endswith("_other")]


def _counts(named: Named) -> Iterator[Equation]:
    question = named.question
    countable = question.type in ROWS + GRID + RANKING + MULTIPLE
    names = ", ".join(f"{one.written}.NAOK" for one in named.variables if not one.comment) if countable else ""
    least, most = question.attribute("min_answers"), question.attribute("max_answers")
    if names and least not in ("", "0"):
        yield Equation("min_answers", f"if(is_empty({least}), 1, (count({names}) >= ({least})))")
    if names and most:
        yield Equation("max_answers", f"(if(is_empty({most}), 1, count({names}) <= ({most})))")


def _numbers(named: Named) -> Iterator[Equation]:
    question, kind = named.question, named.question.type
    least, most = question.attribute("min_num_value_n"), question.attribute("max_num_value_n")
    if kind == "K":
        least, most = least or question.attribute("slider_min"), most or question.attribute("slider_max")
    if kind == ":" and question.flag("input_boxes"):
        least, most = question.attribute("multiflexible_min"), question.attribute("multiflexible_max")
    numeric = kind in "NK" or (kind == ":" and question.flag("input_boxes"))
    if numeric or (kind in "SQ;" and question.flag("numbers_only")):
        yield Equation("numeric", _each(named, "(is_numeric({0}) || is_empty({0}))"))
    if numeric and least:
        yield Equation("min_num_value_n", _each(named, f"(is_empty({{0}}) || {{0}} >= ({_kept(least)}))"))
    if numeric and most:
        yield Equation("max_num_value_n", _each(named, f"(is_empty({{0}}) || {{0}} <= ({_kept(most)}))"))
    if kind in "NK" and question.flag("num_value_int_only"):
        yield Equation("num_value_int_only", _each(named, "(is_int({0}) || is_empty({0}))"))


def _sums(named: Named) -> Iterator[Equation]:
    question = named.question
    if question.type != "K" or not named.variables:
        return
    names = ", ".join(f"{one.written}.NAOK" for one in named.variables)
    blank = f" || count({names}) == 0" if question.flag("value_range_allows_missing") else ""
    for kind, operator in (("equals_num_value", "=="), ("min_num_value", ">="), ("max_num_value", "<=")):
        value = question.attribute(kind)
        loose = "" if kind == "equals_num_value" and question.mandatory.upper() in ("Y", "S") else blank
        if value:
            yield Equation(kind, f"(sum({names}) {operator} ({value}){loose})")


def _days(named: Named) -> Iterator[Equation]:
    question = named.question
    if question.type != "D":
        return
    name = f"{question.code}.NAOK"
    first, last = question.attribute("date_min"), question.attribute("date_max")
    if first:
        bound = _day(first, "-01-01 00:00", " 00:00")
        written = f'if(regexMatch("/00:00$/", {name}), "Y-m-d", "Y-m-d H:i")'
        yield Equation("date_min", f"(is_empty({name}) || ({name} >= date({written}, strtotime({bound}))))")
    if last:
        bound = _day(last, "-12-31 23:59", " 23:59")
        held = f'{name} <= date("Y-m-d H:i", strtotime({bound}))'
        yield Equation("date_max", f"(is_empty({name}) || is_empty({bound}) || ({held}))")


def _day(written: str, of_year: str, of_day: str) -> str:
    """A year or a day as a moment; the name of a question as its answer; else the expression."""
    if re.fullmatch("[0-9]{4}", written):
        return f"'{written}{of_year}'"
    if _DAY.match(written):
        return f"'{written[:10]}{of_day}'"
    bare = written.strip("{} ")
    if _RELATIVE.fullmatch(bare):
        return f"'{bare}'"
    return f"{bare}.NAOK" if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", bare) else bare


def _others(named: Named) -> Iterator[Equation]:
    question, code = named.question, named.question.code
    if not question.other:
        return
    if question.flag("other_comment_mandatory") and question.type in "L!":
        typed = f"!is_empty(trim({code}_other.NAOK))"
        yield Equation("other_comment_mandatory", f"({code}.NAOK != '-oth-' || ({code}.NAOK == '-oth-' && {typed}))")
    if question.flag("other_numbers_only") and question.type in "LMP":
        yield Equation("other_numbers_only", f"(is_empty(trim({code}_other.NAOK)) || is_numeric({code}_other.NAOK))")


def _patterns(named: Named) -> Iterator[Equation]:
    pattern = named.question.pattern.strip()
    if not pattern or named.question.type not in _WITH_PATTERN or not named.question.type:
        return
    mark = "'" if '"' in pattern else '"'
    each = [
        f"(if(is_empty({one.written}.NAOK), 0, !regexMatch({mark}{pattern}{mark}, {one.written}.NAOK)))"
        for one in named.variables
    ]
    if each:
        yield Equation("preg", f"(sum({', '.join(each)}) == 0)")


def _written(named: Named) -> Iterator[Equation]:
    """What the questionnaire's author wrote for the question, and for each of its sub-questions."""
    question = named.question
    whole, each = question.attribute("em_validation_q"), question.attribute("em_validation_sq")
    if whole:
        several = question.type in _WITH_THIS and len(_asked(named)) > 1 and _THIS.search(whole)
        yield Equation("em_validation_q", _none_fails(named, whole) if several else _about(named, whole))
    if each and question.type in _WITH_EACH:
        yield Equation("em_validation_sq", _none_fails(named, each))


def _about(named: Named, text: str) -> str:
    name = _asked(named)[0].written if len(_asked(named)) == 1 else named.question.code
    return _THIS.sub(name, text)


def _none_fails(named: Named, text: str) -> str:
    fails = _joined(", ", (f"!({_THIS.sub(one.written, text)})" for one in _asked(named)))
    return f"(sum({fails}) == 0)" if fails else text


def _each(named: Named, text: str) -> str:
    return _joined(" and ", (text.format(f"{one.written}.NAOK") for one in _asked(named))) or "1"


def _joined(between: str, parts: Iterable[str]) -> str:
    """Parts joined until they are too long for any expression."""
    kept, length = [], 0
    for part in parts:
        kept.append(part)
        length += len(part)
        if length > MAX_TEXT:
            break
    return between.join(kept)


def _kept(text: str) -> str:
    """Braces of an expression that is put into a pattern."""
    return text.replace("{", "").replace("}", "")
