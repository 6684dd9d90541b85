"""The questions of a form are those that pyxform itself builds from it: their names and what they ask."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import get_xlsform

from surveys.formats.imported import Imported
from surveys.formats.xlsform import read_xlsform
from tests.surveys.formats.forms import SAMPLES

FORMS = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".xlsx", ".md", ".csv"))

#: What pyxform calls what it builds, and what may stand for it here.
_SAME = {
    "select one": {"single", "dropdown", "scale", "image_choice", "text"},
    "select all that apply": {"multiple", "image_multiple"},
    "rank": {"ranking"},
    "integer": {"number"},
    "int": {"number"},
    "dateTime": {"datetime"},
    "datetime": {"datetime"},
    "acknowledge": {"consent"},
    "trigger": {"consent"},
    "calculate": {"calculated"},
    "photo": {"file"},
    "audio": {"file"},
    "video": {"file"},
    "geopoint": {"text"},
    "gps": {"text"},
    "barcode": {"text"},
    "string": {"text", "long_text", "email", "note"},  # a note when it is read-only
    "text": {"text", "long_text", "email"},
    "start": {"hidden"},
    "end": {"hidden"},
    "deviceid": {"hidden"},
    "today": {"calculated"},
}


def _built(children: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Every question of pyxform's tree, but what it makes up for counts, labels of tables and "other"."""
    for child in children:
        if child.get("type") in ("group", "repeat"):
            yield from _built(child.get("children", ()) if child["name"] != "meta" else ())
        elif not child["name"].startswith(("generated_", "reserved_name_")) and not child["name"].endswith("_count"):
            yield child["name"], child["type"]


def pyxform_questions(content: bytes, suffix: str) -> list[tuple[str, str]]:
    book = get_xlsform(BytesIO(content), file_type=suffix)
    return list(_built(workbook_to_json(book, form_name="form", fallback_form_name="form", warnings=[])["children"]))


def types_by_field(imported: Imported) -> dict[str, str]:
    """The type of every field; the row of a table is what XLSForm asks there."""
    lists = imported.definition.choice_lists
    rows = {"matrix": "single", "matrix_multiple": "multiple"}
    types: dict[str, str] = {}
    for question in imported.definition.questions():
        fields = question.fields(lists) or (question.name,)
        kept = rows.get(question.type, question.type)
        main = question.keys() if question.asks else fields
        types |= {field: kept if field in main else "text" for field in fields}
    return types


def check_against_pyxform(content: bytes, name: str) -> None:
    imported = read_xlsform(content, name)
    ours = types_by_field(imported)
    theirs = pyxform_questions(content, f".{name.rpartition('.')[2]}")
    named = {imported.names.get(name, name) for name, _ in theirs}
    labels = {name for name, type_ in ours.items() if type_ == "note"}  # of groups, besides notes
    assert named <= set(ours) <= named | labels
    for written, type_ in theirs:
        kept = ours[imported.names.get(written, written)]
        assert kept in _SAME.get(type_, {type_, "text"}), (written, type_, kept)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_samples_have_the_questions_that_pyxform_builds(path: Any) -> None:
    check_against_pyxform(path.read_bytes(), path.name)


_TYPES = [
    "text", "integer", "decimal", "date", "time", "dateTime", "note", "select_one l", "select_multiple l", "rank l",
    "range", "acknowledge", "image", "geopoint", "barcode", "select_one l or_other", "today", "start", "deviceid",
    "calculate",
]  # fmt: skip


@st.composite
def _forms(draw: st.DrawFn) -> bytes:
    rows: list[str] = []
    numbers = iter(range(1000))

    def block(depth: int) -> None:
        for _ in range(draw(st.integers(1, 4))):
            number = next(numbers)
            if depth < 3 and draw(st.integers(0, 4)) == 0:
                kind, count = draw(st.sampled_from([("group", ""), ("repeat", "2")]))
                rows.append(f"| | begin {kind} | g{number} | G | | {count} |")
                block(depth + 1)
                rows.append(f"| | end {kind} | | | | |")
            else:
                type_ = draw(st.sampled_from(_TYPES))
                calculation = "1 + 1" if type_ == "calculate" else ""
                rows.append(f"| | {type_} | q{number} | Q | {calculation} | |")

    block(0)
    survey = ["| survey | | | | | |", "| | type | name | label | calculation | repeat_count |", *rows]
    choices = ["| choices | | | |", "| | list_name | name | label |", "| | l | a | A |", "| | l | b | B |"]
    return "\n".join([*survey, *choices]).encode()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_forms())
def test_any_form_has_the_questions_that_pyxform_builds(content: bytes) -> None:
    check_against_pyxform(content, "form.md")
