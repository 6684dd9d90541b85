"""Files are told apart by what is in them, whatever they are called."""

import base64
import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from surveys.formats.files import LARGEST, read_questionnaire, write_questionnaire
from surveys.formats.recognition import recognise
from surveys.formats.refusals import refusal_message
from surveys.formats.unreadable import UnreadableFile
from tests.surveys.formats.forms import SAMPLES, survey, workbook

MARKDOWN = "| survey | | | |\n| | type | name | label |\n| | text | a | Où ? |\n"
CSV = '"survey",,,\n,"type","name","label"\n,"text","a","Où ?"\n'
BOOK = workbook({"survey": [["type", "name", "label"], ["text", "a", "A"]]})
LSS = '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n <LimeSurveyDocType>Survey</LimeSurveyDocType>\n'
TABLE = "class\ttype/scale\tname\trelevance\ttext\n"
QSF = '{"SurveyEntry": {"SurveyName": "a"}, "SurveyElements": []}'
SURVEYJS = '{"pages": [{"name": "p", "elements": []}]}'
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def zipped(files: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "filename", "kind", "called"),
    [
        (BOOK, "form.xls", "xlsform", "form.xlsx"),
        (BOOK, "form", "xlsform", "form.xlsx"),
        (BOOK, "form.xlsm", "xlsform", "form.xlsm"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "form.xlsx", "xlsform", "form.xls"),
        (MARKDOWN.encode(), "form.txt", "xlsform", "form.md"),
        (CSV.encode(), "form.txt", "xlsform", "form.csv"),
        (CSV.encode(), "form.csv", "xlsform", "form.csv"),
        (LSS.encode(), "survey.xml", "limesurvey", "survey.xml"),
        (TABLE.encode(), "survey.csv", "limesurvey", "survey.csv"),
        (QSF.encode(), "survey.json", "qualtrics", "survey.json"),
        (b'{"format": "miroir/1"}', "survey.json", "definition", "survey.json"),
        (SURVEYJS.encode(), "survey.qsf", "surveyjs", "survey.qsf"),
        (f"export const json = {SURVEYJS};".encode(), "survey.txt", "surveyjs", "survey.txt"),
        (b"var form = 1", "form.js", "surveyjs", "form.js"),
        (b"{not json", "form.qsf", "qualtrics", "form.qsf"),
        (zipped({"a.md": MARKDOWN.encode()}), "form.zip", "archive", "form.zip"),
    ],
)
def test_content_comes_first(content: bytes, filename: str, kind: str, called: str) -> None:
    found = recognise(content, filename)
    assert (found.kind, found.filename) == (kind, called)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
@pytest.mark.parametrize(("text", "filename"), [(MARKDOWN, "form.md"), (CSV, "form.csv"), (MARKDOWN, "form.txt")])
def test_texts_are_read_in_any_encoding(text: str, filename: str, encoding: str) -> None:
    definition = read_questionnaire(text.encode(encoding), filename).definition
    assert definition.question_named["a"].label.read("en") == "Où ?"


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"", "form.xlsx", "empty_file"),
        (b"x" * (LARGEST + 1), "form.md", "file_too_large"),
        (b"\x00\x01\x02", "form.bin", "unknown_content"),
        (b"Dear all, here is the form.", "form.txt", "unknown_content"),
        (b"<?xml version='1.0'?><html/>", "page.html", "unknown_content"),
        (b"%PDF-1.7", "form.xlsx", "not_a_workbook"),
        (zipped({"a.txt": b"", "b/c.png": PIXEL}), "f.zip", "empty_file"),
        (zipped({"picture.png": PIXEL}), "f.zip", "archive_without_form"),
        (zipped({"a.md": b"a", "b.md": b"b"}), "f.zip", "archive_with_forms"),
        (zipped({"../a.md": MARKDOWN.encode()}), "f.zip", "unsafe_archive"),
        (zipped({"/etc/a.md": MARKDOWN.encode()}), "f.zip", "unsafe_archive"),
        (zipped({"c:\\a.md": MARKDOWN.encode()}), "f.zip", "unsafe_archive"),
        (zipped({"a.json": zipped({"a.md": MARKDOWN.encode()})}), "f.zip", "archive_in_archive"),
        (zipped({"a.md": b" " * 70_000_000}), "f.zip", "too_much_inside"),
        (zipped({"a.md": b" " * 10_000_000}), "f.zip", "too_much_inside"),
        (zipped({f"{number}.md": b"" for number in range(1001)}), "f.zip", "too_much_inside"),
        (zipped({"a.md": MARKDOWN.encode()})[:-30] + b"PK\x05\x06" + b"\x00" * 18, "f.zip", "archive_without_form"),
    ],
)
def test_what_is_refused(content: bytes, filename: str, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_questionnaire(content, filename)
    assert refused.value.code == code
    assert "\n" not in refusal_message(refused.value, "fr")


def test_a_zip_with_one_questionnaire_and_its_pictures() -> None:
    found = zipped({"form/form.xlsx": BOOK, "form/media/yes.png": PIXEL, "__MACOSX/form/._form.xlsx": b"x"})
    assert "a" in read_questionnaire(found, "form.zip").definition.question_named


def test_pictures_of_choices_come_from_the_zip() -> None:
    definition = survey("type | name | label", "select_one yn | a | A").definition
    document = json.loads(write_questionnaire(definition, "a.json"))
    document["lists"][0]["choices"][0]["image"] = "yes.png"
    document["lists"][0]["choices"][1]["image"] = "no.png"
    content = zipped(
        {"form.json": json.dumps(document).encode(), "img/yes.png": PIXEL, "img/no.png": b"<svg/>", "b.png": PIXEL}
    )
    imported = read_questionnaire(content, "form.zip")
    assert [(image.name, image.media_type, image.data) for image in imported.definition.images] == [
        ("yes.png", "image/png", PIXEL)
    ]
    assert [(line.place.sheet, line.code) for line in imported.report] == [("no.png", "picture_refused")]


@pytest.mark.parametrize("filename", ["a.docx", "a", "a.qsf"])
def test_what_cannot_be_written(filename: str) -> None:
    definition = survey("type | name | label", "text | a | A").definition
    with pytest.raises(UnreadableFile) as refused:
        write_questionnaire(definition, filename)
    assert refused.value.code == "unknown_extension"


def test_samples_are_read_under_any_name() -> None:
    for path in sorted(SAMPLES.glob("*.xlsx")):
        assert read_questionnaire(path.read_bytes(), "form.csv").definition.questions()
