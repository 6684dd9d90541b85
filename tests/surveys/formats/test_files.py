"""Files are told apart by what is in them, whatever they are called."""

import base64
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from random import Random
from string import ascii_letters
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from surveys.formats.files import LARGEST, read_questionnaire, write_questionnaire, write_with_report
from surveys.formats.recognition import recognise
from surveys.formats.refusals import refusal_message
from surveys.formats.unreadable import UnreadableFile
from surveys.questionnaire.definition import Image
from surveys.runtime import compile_definition
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
        (CSV.replace(",", "\t").encode(), "form.txt", "xlsform", "form.csv"),
        (CSV.replace(",", ";").encode(), "form", "xlsform", "form.csv"),
        (b"type\tname\tlabel\ntext\ta\tA\n", "form.txt", "xlsform", "form.csv"),
        (b"Name;Type;Label\na;text;A\n", "form.tsv", "xlsform", "form.csv"),
        (LSS.encode(), "survey.xml", "limesurvey", "survey.xml"),
        (TABLE.encode(), "survey.csv", "limesurvey", "survey.csv"),
        (QSF.encode(), "survey.json", "qualtrics", "survey.json"),
        (b'{"format": "miroir/1"}', "survey.json", "definition", "survey.json"),
        (SURVEYJS.encode(), "survey.qsf", "surveyjs", "survey.qsf"),
        (f"export const json = {SURVEYJS};".encode(), "survey.txt", "surveyjs", "survey.txt"),
        (b"var form = 1", "form.js", "surveyjs", "form.js"),
        (b"{not json", "form.qsf", "qualtrics", "form.qsf"),
        (zipped({"a.md": MARKDOWN.encode()}), "form.zip", "archive", "form.zip"),
        (zipped({"survey_1.lss": LSS.encode()}), "survey_1.lsa", "archive", "survey_1.lsa"),
    ],
)
def test_content_comes_first(content: bytes, filename: str, kind: str, called: str) -> None:
    found = recognise(content, filename)
    assert (found.kind, found.filename) == (kind, called)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
@pytest.mark.parametrize(
    ("text", "filename"),
    [(MARKDOWN, "form.md"), (CSV, "form.csv"), (MARKDOWN, "form.txt"), (CSV.replace(",", "\t"), "form.txt")],
)
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
        (zipped({"../survey_1.lss": LSS.encode(), "survey_1_responses.lsr": b""}), "survey_1.lsa", "unsafe_archive"),
        (zipped({"survey_1_responses.lsr": b""}), "survey_1.lsa", "archive_without_form"),
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


def test_a_zipped_form_from_elsewhere_stays_one_and_needs_no_word_of_its_pictures() -> None:
    rows = [["type", "name", "label"], ["select_one l", "q", "Q"]]
    choices = [["list_name", "name", "label", "image"], ["l", "a", "A", "a.png"]]
    book = workbook({"survey": rows, "choices": choices})
    whole = read_questionnaire(zipped({"form.xlsx": book, "a.png": PIXEL}), "form.zip")
    assert (whole.foreign, [line.code for line in whole.report]) == (True, ["language_assumed"])
    alone = read_questionnaire(zipped({"form.xlsx": book}), "form.zip")
    assert "picture_apart" in [line.code for line in alone.report]


def test_a_workbook_written_without_its_pictures_says_so() -> None:
    definition = survey("type | name | label", "text | a | A").definition
    image = Image.model_validate({"name": "a.png", "media_type": "image/png", "data": base64.b64encode(PIXEL)})
    pictured = definition.model_copy(update={"images": (image,)})
    assert [line.code for line in write_with_report(pictured, "a.xlsx").report] == ["pictures_not_written"]
    assert not len(write_with_report(pictured, "a.zip").report)


@pytest.mark.parametrize("filename", ["a.json", "a.xlsx", "a.lss", "a.surveyjs.json", "A.LSS"])
def test_what_is_written_can_be_read_again(filename: str) -> None:
    definition = survey("type | name | label", "select_one yn | a | A", "text | b | B").definition
    content = write_questionnaire(definition, filename)
    again = read_questionnaire(content, filename).definition
    assert [question.name for question in again.questions() if question.asks] == ["a", "b"]


@pytest.mark.parametrize("filename", ["a.docx", "a", "a.qsf"])
def test_what_cannot_be_written(filename: str) -> None:
    definition = survey("type | name | label", "text | a | A").definition
    with pytest.raises(UnreadableFile) as refused:
        write_questionnaire(definition, filename)
    assert refused.value.code == "not_written"


@pytest.mark.parametrize(
    "path", sorted(path for path in SAMPLES.iterdir() if path.is_file()), ids=lambda path: path.name
)
def test_every_sample_is_read_and_runs(path: Path) -> None:
    imported = read_questionnaire(path.read_bytes(), path.name)
    assert any(question.asks for question in imported.definition.questions())
    compile_definition(imported.definition)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.name)
def test_workbooks_are_read_under_any_name(path: Path) -> None:
    named = read_questionnaire(path.read_bytes(), path.name).definition
    assert read_questionnaire(path.read_bytes(), f"{path.stem}.csv").definition == named


def test_formulas_stay_texts_in_workbooks() -> None:
    hostile = ["=cmd('/C calc')!A0", "+1+1", "-1-1", "@SUM(A1:A9)", '=HYPERLINK("http://x")']
    rows = [f"text | q{number} | {label}" for number, label in enumerate(hostile)]
    content = write_questionnaire(survey("type | name | label", *rows).definition, "a.xlsx")
    with ZipFile(BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
        assert not [name for name in archive.namelist() if "externalLink" in name]
    again = read_questionnaire(content, "a.xlsx").definition
    assert [question.label.read("en") for question in again.questions()] == hostile


#: The peak of a process of its own: `ru_maxrss` would also count the one that started it.
BIG = """
import sys
from pathlib import Path
from surveys.formats.files import read_questionnaire
definition = read_questionnaire(Path(sys.argv[1]).read_bytes(), "big.xlsx").definition
[peak] = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
print(len(definition.question_named), int(peak) // 1024)
"""


def test_ten_megabytes_of_workbook_take_less_than_256_of_memory(tmp_path: Path) -> None:
    chance = Random(1)
    path = tmp_path / "big.xlsx"
    texts = ["".join(chance.choices(ascii_letters, k=4_000)) for _ in range(3_500)]
    rows = [["text", f"q{number}", *texts[2 * number : 2 * number + 2]] for number in range(1_750)]
    path.write_bytes(workbook({"survey": [["type", "name", "label", "hint"], *rows]}))
    assert 10_000_000 < path.stat().st_size < 11_000_000
    told = subprocess.run([sys.executable, "-c", BIG, str(path)], capture_output=True, check=True, text=True)
    count, megabytes = map(int, told.stdout.split())
    assert count == 1_750
    assert megabytes < 256
