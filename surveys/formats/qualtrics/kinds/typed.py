"""Text entry: lines, essays, forms, and the kinds of content that they may be held to."""

from collections.abc import Mapping

from surveys.formats.qualtrics.asked import Asked, formula
from surveys.formats.qualtrics.choices import items_of
from surveys.formats.qualtrics.expressions import quoted
from surveys.formats.qualtrics.loose import as_map, as_number, as_text, as_whole
from surveys.formats.qualtrics.plans import Planner
from surveys.formats.qualtrics.symbols import Symbol
from surveys.questionnaire.answers import LONGEST_TEXT
from surveys.questionnaire.types import AnyQuestion, Moment, MultipleText, Number, OpenText

#: What Qualtrics holds answers to, as patterns.
_PATTERNS: Mapping[str, str] = {
    "ValidPhone": r"^[-+(). 0-9]{7,20}$",
    "ValidZip": r"^[0-9]{5}(-[0-9]{4})?$",
    "ValidURL": r"^(https?://)?[^ ]+\.[^ ]+$",
    "ValidUSState": r"^[A-Za-z ]{2,20}$",
    "ValidTextOnly": r"^[^0-9]*$",
}
_LENGTHS = frozenset({"MinChar", "TotalChar", "CharRange", "MaxChar"})


def plan(planner: Planner) -> Symbol:
    if as_text(planner.payload.get("Selector")) == "FORM" and items_of(planner.payload, "Choices"):
        return planner.battery("value", {})
    return planner.value()


def build(asked: Asked) -> AnyQuestion:
    selector = as_text(asked.payload.get("Selector"))
    if asked.symbol.rows:
        return MultipleText(**asked.common(rows=tuple(asked.rows()), rotate=asked.rotates, longest=_longest(asked)))
    if selector == "PW":
        asked.notes.warning(asked.place, "password_as_text")
    elif selector not in ("SL", "ML", "ESTB", "TE", ""):
        asked.notes.warning(asked.place, "type_as_text", type=f"TE/{selector}")
    content = as_text(asked.settings.get("ContentType"))
    if as_text(asked.settings.get("Type")) not in ("ContentType", "ValidNumber"):
        content = ""
    if content == "ValidNumber":
        return _number(asked)
    if content == "ValidDate":
        return Moment(**asked.common(type="date"))
    return _text(asked, content, essay=selector in ("ML", "ESTB"))


def _number(asked: Asked) -> Number:
    limits = as_map(asked.settings.get("ValidNumber"))
    least, most = as_number(limits.get("Min")), as_number(limits.get("Max"))
    if least is not None and most is not None and least > most:
        least, most = most, least
    whole = as_text(limits.get("NumDecimals")) == "0"
    return Number(
        **asked.common(
            type="number" if whole else "decimal", least=least, most=most, default=_default(asked, numeric=True)
        )
    )


def _text(asked: Asked, content: str, *, essay: bool) -> OpenText:
    common = asked.common(
        type="email" if content == "ValidEmail" else "long_text" if essay else "text",
        longest=_longest(asked),
        shortest=_shortest(asked),
        default=_default(asked),
    )
    if content in _PATTERNS and common["constraint"] is None:
        common["constraint"] = formula(f"regex(., {quoted(_PATTERNS[content])})")
    elif content not in ("", "ValidEmail") and content not in _PATTERNS:
        asked.notes.warning(asked.place, "content_not_checked", content=content)
    return OpenText(**common)


def _longest(asked: Asked) -> int:
    if as_text(asked.settings.get("Type")) not in _LENGTHS - {"MinChar"}:
        return LONGEST_TEXT
    written = as_whole(asked.settings.get("TotalChars")) or as_whole(asked.settings.get("MaxChars")) or LONGEST_TEXT
    return min(max(written, 1), LONGEST_TEXT)


def _shortest(asked: Asked) -> int:
    if as_text(asked.settings.get("Type")) not in ("MinChar", "CharRange"):
        return 0
    return min(max(as_whole(asked.settings.get("MinChars")) or 0, 0), _longest(asked))


def _default(asked: Asked, *, numeric: bool = False) -> str:
    written = as_text(as_map(as_map(asked.payload.get("DefaultChoices")).get("TEXT")).get("Text")).strip()
    if not written or "${" in written or (numeric and as_number(written) is None):
        if written:
            asked.notes.warning(asked.place, "default_left_out", default=written)
        return ""
    return asked.words.text(written, asked.place).get(asked.words.own, "")[:LONGEST_TEXT]
