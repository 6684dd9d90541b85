"""What is written reads back the same, and nothing that is read breaks the reader."""

from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.formats.definition_json import read_json, write_json
from surveys.formats.files import read_questionnaire, write_questionnaire
from surveys.formats.imported import logic_of
from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform import read_xlsform, write_xlsform
from surveys.questionnaire.codec import content_hash
from surveys.questionnaire.definition import Definition, Image
from surveys.runtime import compile_definition
from tests.surveys.formats.definitions import definitions
from tests.surveys.formats.forms import DEMO, SAMPLES, read_sheets, workbook

FORMS = [*sorted(path for path in SAMPLES.iterdir() if path.suffix in (".xlsx", ".md", ".csv")), DEMO]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_that_was_read_is_written_and_read_the_same(path: Path) -> None:
    definition = read_xlsform(path.read_bytes(), path.name).definition
    again = read_xlsform(write_xlsform(definition), "again.xlsx")
    assert again.definition == definition
    assert content_hash(again.definition) == content_hash(definition)
    assert len(again.report) == 0
    assert read_json(write_json(definition)) == definition


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(definitions())
def test_any_definition_is_written_and_read_the_same(definition: Definition) -> None:
    assert read_xlsform(write_xlsform(definition), "any.xlsx").definition == definition


PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def test_pictures_go_in_a_zip_with_the_workbook() -> None:
    choices = [["list_name", "name", "image"], ["yn", "yes", "l’été.png"], ["yn", "no", ""]]
    named = read_sheets({"choices": choices}).definition
    image = Image(name="l’été.png", media_type="image/png", data=b64encode(PIXEL))
    pictured = named.model_copy(update={"images": (image,)})
    content = write_questionnaire(pictured, "form.zip")
    assert content == write_questionnaire(pictured, "form.zip")
    again = read_questionnaire(content, "form.zip")
    assert again.definition == pictured
    assert read_questionnaire(write_xlsform(pictured), "form.xlsx").definition == named


def test_the_same_definition_gives_the_same_bytes() -> None:
    definition = read_xlsform(DEMO.read_bytes(), DEMO.name).definition
    assert write_xlsform(definition) == write_xlsform(definition)


def test_files_are_told_apart_by_their_extension() -> None:
    definition = read_xlsform(DEMO.read_bytes(), DEMO.name).definition
    for name in ("a.json", "a.XLSX"):
        assert read_questionnaire(write_questionnaire(definition, name), name).definition == definition
    with pytest.raises(UnreadableFile) as refused:
        write_questionnaire(definition, "a.doc")
    assert refused.value.code == "not_written"


def test_a_json_file_has_its_logic_too() -> None:
    definition = read_xlsform(DEMO.read_bytes(), DEMO.name).definition
    imported = read_questionnaire(write_json(definition), "a.json")
    assert imported.logic == logic_of(definition)
    assert imported.names["frequency"] == "frequency"


_CELLS = [
    "", "text", "select_one yn", "select_multiple yn or_other", "begin group", "end group", "begin repeat",
    "end repeat", "calculate", "range", "rank yn", "note", "geopoint", "yes", "${a} = 1", "1e999", "-3", "a b", "<b>x",
    "table-list", "é", "label", "list-nolabel", "least=x most=2", "🦉" * 70, "select_one", "x" * 9000, "audit",
    "nan", "=1+1", "${q1} = 1", "q1", "g1", "yes_no", "nps", "row", "column", "scale yn", "over=q1 limit=3",
    "matrix_number", "differential", "multiple_text", "opt_outs=yn blank=low", "count(${q1})", "population",
    "start=5 end=5", "if(${q1}, ${g1}", "‘x’", "limesurvey: q1.NAOK > 3", "file", "accept=.pdf|.x most=99",
]  # fmt: skip
_HEADERS = [
    "type", "name", "label", "label::French (fr)", "hint@gp", "relevant", "required", "parameters", "appearance",
    "calculation", "repeat_count", "default", "sensitive", "list_name", "exclusive", "score", "missing", "share", "@",
    "required_if", "default_formula", "choice_filter", "low", "right::fr", "anchored", "media::image", "column::x",
    "languages", "welcome", "language", "place", "source", "constraint", "hint::Klingon", "label::fr@gp", "required",
    "population", "side", "screen", "universe", "target", "cell", "value", "net", "form_id", "default_language", "::",
]  # fmt: skip
_cells, _headers = st.sampled_from(_CELLS), st.sampled_from(_HEADERS)
_sheets = st.sampled_from(
    ["survey", "choices", "settings", "populations", "quotas", "targets", "figures", "translations", "notes"]
)


@st.composite
def _books(draw: st.DrawFn) -> bytes:
    names = ["survey", *draw(st.lists(_sheets, unique=True, max_size=4))]
    sheets = {}
    for name in dict.fromkeys(names):
        headers = draw(st.lists(_headers, unique=True, min_size=1, max_size=7))
        if name == "survey":
            headers = list(dict.fromkeys(["type", "name", *headers]))
        rows = draw(st.lists(st.lists(_cells, min_size=len(headers), max_size=len(headers)), max_size=8))
        sheets[name] = [headers, *rows]
    return workbook(sheets)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_books())
def test_any_workbook_is_read_or_refused(content: bytes) -> None:
    try:
        imported = read_xlsform(content, "any.xlsx")
    except UnreadableFile:
        return
    compile_definition(imported.definition)
    assert read_xlsform(write_xlsform(imported.definition), "again.xlsx").definition == imported.definition
