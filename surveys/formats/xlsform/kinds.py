"""What a row of the survey sheet is, from its `type`: pyxform knows every old spelling."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyxform import aliases
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL, RE_SELECT

from surveys.formats.xlsform.shapes import PARTS
from surveys.formats.xlsform.words import OWN

_BEGIN = re.compile(RE_BEGIN_CONTROL.pattern, re.IGNORECASE)
_END = re.compile(RE_END_CONTROL.pattern, re.IGNORECASE)
_SELECT = re.compile(RE_SELECT.pattern, re.IGNORECASE)
_OSM = re.compile(r"osm(\s|$)", re.IGNORECASE)

_SELECTS: Mapping[str, str] = {
    "select one": "single",
    "select all that apply": "multiple",
    "rank": "ranking",
    "select one external": "external",
}
_INPUTS: Mapping[str, str] = {
    "string": "text",
    "int": "number",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "datetime",
}
_CONTROLS: Mapping[str | None, str] = {
    None: "calculated",
    "trigger": "consent",
    "upload": "file",
    "range": "range",
}
#: What only a telephone's application does.
_DEVICE = frozenset(
    ["audit", "xml-external", "csv-external", "start-geopoint", "background-audio", "background-geopoint"]
)


@dataclass(frozen=True)
class Kind:
    """What a row is: the name of a question type, or begin, end, part, or what has no type here.

    `target`: the list of a select, what a begin or an end opens or closes, what a file is to be.
    """

    name: str
    target: str = ""
    part: str = ""  # row, column, scale: what a part is
    or_other: bool = False
    constraint: str = ""  # what the type itself demands: a percentage is from 0 to 100


def kind_of(written: str) -> Kind:
    """The kind of a row from its type."""
    begin, end, select = (pattern.search(written) for pattern in (_BEGIN, _END, _SELECT))
    if begin:
        return Kind("begin", aliases.control[begin["type"].lower()])
    if end:
        return Kind("end", aliases.control[end["type"].lower()])
    if select:
        return _select(select)
    if _OSM.match(written):
        return Kind("place")
    lower = written.lower()
    if lower in _DEVICE:
        return Kind("device")
    known = QUESTION_TYPE_DICT.get(written) or QUESTION_TYPE_DICT.get(lower)
    return _known(lower, known) if known else _ours(lower, written)


def _ours(lower: str, written: str) -> Kind:
    """Types that only Miroir has, and the parts that questions are made of."""
    word = lower.partition(" ")[0]
    target = written[len(word) :].strip()
    if word in PARTS:
        return Kind("part", target, part=word)
    return Kind(word, target) if word in OWN else Kind("unknown")


def _select(found: re.Match[str]) -> Kind:
    name = aliases.select[found["select_command"].lower()]
    listed = found["list_name"]
    from_file = "file" in found["select_command"].lower() or "${" in listed
    if from_file:
        return Kind("external")
    return Kind(_SELECTS[name], listed, or_other=found["specify_other"] is not None)


def _known(written: str, entry: Mapping[str, Any]) -> Kind:
    bind = entry.get("bind") or {}
    tag = (entry.get("control") or {}).get("tag")
    if "jr:preload" in bind:
        return Kind("email" if written == "email" else "today" if "today" in written else "metadata")
    if written.endswith("hidden"):
        return Kind("hidden")
    wanted = str((entry.get("control") or {}).get("mediatype", "")).partition("/")[0]
    return Kind(_by_control(tag, bind), wanted, constraint=bind.get("constraint", ""))


def _by_control(tag: str | None, bind: Mapping[str, str]) -> str:
    if tag == "input":
        return "note" if bind.get("readonly") else _INPUTS.get(bind.get("type", ""), "place")
    return _CONTROLS.get(tag, "unknown")  # a select without its list is not known
