"""`manage.py questionnaire`: its verbs."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from surveys.api import load_definition, study_named, version_named
from surveys.formats.files import read_questionnaire
from surveys.management.commands.questionnaire import VERBS
from surveys.questionnaire.codec import to_json
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Number
from tests.surveys.factories import make_study
from tests.surveys.formats.forms import DEMO, SAMPLES, workbook
from tests.surveys.questionnaire.building import definition, number, page, words

LIBERIA = SAMPLES / "liberiaS3Mforms__liberiaStdForm.xlsx"
GERMAN = SAMPLES / "xlsform2lstsv__mitwirken_umfrage.xlsx"
ORACLE = SAMPLES.parent / "oracles" / "xlsform_expressions.tsv"


def run(*arguments: str | Path, language: str = "en") -> str:
    out = StringIO()
    with translation.override(language):
        call_command("questionnaire", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.json"
    nowhere = Number(name="b", label=words("B"), relevant=Formula(text="${nowhere} = 1"))
    path.write_text(json.dumps(to_json(definition(page("p", number("a"), nowhere)))), encoding="utf-8")
    return path


def test_check_prints_one_line_a_problem() -> None:
    lines = run("check", GERMAN).splitlines()
    page = [line for line in lines if "page teil_zusammenarbeit: " in line]
    assert [line.startswith("warning: survey, row 12, ") for line in page] == [True]
    assert "La page pose 9 questions." in run("check", GERMAN, language="fr")


def test_check_puts_the_gravest_first_and_counts(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), translation.override("en"):
        call_command("questionnaire", "check", str(broken))
    *problems, counts, size = capsys.readouterr().out.splitlines()
    severities = [line.split(":")[0] for line in problems]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert counts.startswith(f"{severities.count('error')} error")
    assert re.fullmatch(r"1 page, 2 questions \(\d+\.\d s\)", size)


def test_check_shows_what_reaches_each_question() -> None:
    report = json.loads(run("check", LIBERIA, "--json"))
    reach = {one["question"]: one for one in report["reach"]}
    assert set(reach) >= {"id", "repeatNum"}
    assert {one["state"] for one in reach.values()} <= {"reached", "unreachable", "switched_off", "not_proven"}
    assert report["counts"]["pages"] >= 1


def test_check_prints_what_leads_to_each_question(tmp_path: Path) -> None:
    late = page("p2", number("b", "${a} > 7"), number("c", "${a} > 7 and ${a} < 7"))
    path = tmp_path / "form.json"
    path.write_text(json.dumps(to_json(definition(page("p1", number("a")), late))), encoding="utf-8")
    first, second, third, *_ = run("check", path, "--reach").splitlines()
    assert first == "a: asked, whatever is answered before"
    assert re.fullmatch(r"b: asked, for instance after a = \d+", second)
    assert third == "c: never asked, because of “${a} > 7 and ${a} < 7” (question c)"


def test_check_ends_with_1_on_an_error(broken: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        run("check", broken)
    assert ended.value.code == 1


def test_check_as_json(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("questionnaire", "check", str(broken), "--json")
    [problem] = [one for one in json.loads(capsys.readouterr().out)["problems"] if one["severity"] == "error"]
    assert problem["code"] == "unknown_reference"
    assert "nowhere" in problem["message"]
    assert problem["remedy"]
    assert problem["place"] == "question b"


@pytest.mark.parametrize("verb", ["check", "import", "try"])
def test_a_file_that_cannot_be_read_is_one_line(verb: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_bytes(b"not a workbook")
    more = {"check": [], "import": ["--study", "s"], "try": ["--cases", str(ORACLE)]}[verb]
    for file, reason in (
        (path, "not a spreadsheet"),
        (tmp_path / "missing.xlsx", "There is no such file or folder."),
        (tmp_path, "This is a folder, not a file."),
    ):
        with pytest.raises(CommandError, match=reason) as refused:
            run(verb, file, *more)
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"hello", b"question\tkind\n", b"\xde\xad"])
def test_what_is_no_file_of_cases_is_refused_in_one_line(content: bytes, tmp_path: Path) -> None:
    cases = tmp_path / "cases.tsv"
    cases.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run("try", LIBERIA, "--cases", cases)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_says_what_it_takes(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with translation.override("en"), pytest.raises(SystemExit) as ended:
        call_command("questionnaire", verb, "--help")
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert VERBS[verb].help[1:30] in " ".join(told.split())


@pytest.mark.django_db
def test_import_publishes_the_next_version(tmp_path: Path) -> None:
    make_study(slug="baro")
    assert "Published: baro@1" in run("import", DEMO, "--study", "baro")
    assert "Published: baro@1" in run("import", DEMO, "--study", "baro")
    assert "Published: baro@2" in run("import", LIBERIA, "--study", "baro")
    assert load_definition(version_named("baro@2")).name == "liberiaStdForm"


@pytest.mark.django_db
def test_import_tells_how_much_there_is() -> None:
    assert "15 pages, 52 questions, 2 texts to read, 1 value not asked" in run(
        "import", DEMO, "--study", "b", "--create"
    )


def bilingual(path: Path, english: str, french: str) -> Path:
    rows = [["type", "name", "label::English (en)", "label::French (fr)"], ["text", "a", english, french]]
    settings = [["form_title::English (en)", "form_title::French (fr)", "default_language"], ["T", "T", "English (en)"]]
    path.write_bytes(workbook({"survey": rows, "settings": settings}))
    return path


@pytest.mark.django_db
def test_import_tells_which_translations_are_of_an_older_text(tmp_path: Path) -> None:
    first = bilingual(tmp_path / "first.xlsx", "Why?", "Pourquoi ?")
    second = bilingual(tmp_path / "second.xlsx", "Why not?", "Pourquoi ?")
    assert "has changed since" not in run("import", first, "--study", "b", "--create")
    assert "has changed since" in run("import", second, "--study", "b")
    assert "Published: b@2" in run("import", second, "--study", "b")
    third = bilingual(tmp_path / "third.xlsx", "Why not?", "Pourquoi pas ?")
    assert "has changed since" not in run("import", third, "--study", "b")


@pytest.mark.django_db
def test_diff_compares_files_and_versions(tmp_path: Path) -> None:
    first = bilingual(tmp_path / "first.xlsx", "Why do you smoke?", "Pourquoi ?")
    second = bilingual(tmp_path / "second.xlsx", "Where do you live?", "Pourquoi ?")
    run("import", first, "--study", "b", "--create")
    assert "question a: wording (en) changed" in run("diff", "b@1", second)
    assert "Rien n’a changé." in run("diff", first, first, language="fr")
    report = json.loads(run("diff", first, second, "--json"))
    assert report["questions"]["a"]["state"] == "broken"
    assert "wording_changed" in [change["code"] for change in report["changes"]]
    with pytest.raises(CommandError):
        run("diff", "b@7", second)


def test_print_writes_the_questionnaire_out() -> None:
    text = run("print", DEMO, "--language", "en", "--population", "gp")
    assert "\n1. " in text
    for wrong in (["--language", "de"], ["--population", "martians"]):
        with pytest.raises(CommandError):
            run("print", DEMO, *wrong)


def test_why_explains_a_question(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"repeatNum": 0}', encoding="utf-8")
    assert "“guard1 (1)” is not asked." in run("why", LIBERIA, "--question", "guard1", "--answers", answers)
    with pytest.raises(CommandError):
        run("why", LIBERIA, "--question", "nowhere", "--answers", answers)
    for content in ("[]", "not json", "[" * 100_000):
        answers.write_text(content, encoding="utf-8")
        with pytest.raises(CommandError):
            run("why", LIBERIA, "--question", "guard1", "--answers", answers)


@pytest.mark.django_db
def test_import_creates_a_study_when_told_to() -> None:
    with pytest.raises(CommandError, match="--create"):
        run("import", LIBERIA, "--study", "growth")
    run("import", LIBERIA, "--study", "growth", "--create")
    assert study_named("growth").title == {"en": "Liberia Anthropometric Standardisation"}
    with pytest.raises(CommandError):
        run("import", LIBERIA, "--study", "Not A Slug", "--create")


@pytest.mark.django_db
def test_import_publishes_nothing_that_is_wrong(broken: Path) -> None:
    study = make_study(slug="baro")
    with pytest.raises(CommandError, match="Nothing was published"):
        run("import", broken, "--study", "baro")
    assert not study.versions.exists()


@pytest.mark.django_db
def test_import_publishes_the_nearest_thing_to_a_form_from_elsewhere(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    rows = [["type", "name", "label", "relevant"], ["text", "a", "A", ""], ["text", "b", "B", "${nobody} = 1"]]
    form.write_bytes(workbook({"survey": rows}))
    with pytest.raises(SystemExit):
        run("check", form)
    said = run("import", form, "--study", "b", "--create")
    assert "error: survey" in said
    assert "the nearest thing was published" in said
    assert load_definition(version_named("b@1")).question_named["b"].relevant is None


@pytest.mark.django_db
@pytest.mark.parametrize("extension", ["xlsx", "json"])
def test_export_writes_what_import_reads(extension: str, tmp_path: Path) -> None:
    run("import", DEMO, "--study", "baro", "--create")
    path = tmp_path / f"out.{extension}"
    run("export", "baro@1", path)
    written = read_questionnaire(path.read_bytes(), path.name).definition
    assert written == load_definition(version_named("baro@1"))
    assert "Published: baro@1" in run("import", path, "--study", "baro")


@pytest.mark.django_db
def test_export_tells_what_the_file_has_no_place_for(tmp_path: Path) -> None:
    run("import", DEMO, "--study", "baro", "--create")
    said = run("export", "baro@1", tmp_path / "out.surveyjs.json", language="fr").splitlines()
    assert any("n’a pas de place dans un fichier SurveyJS" in line for line in said)
    assert said[-1].endswith("out.surveyjs.json")
    report = json.loads(run("export", "baro@1", tmp_path / "out.lss", "--json"))
    assert {"severity", "code", "place", "message", "remedy"} <= report["problems"][0].keys()
    assert len(run("export", "baro@1", tmp_path / "out.xlsx").splitlines()) == 2


@pytest.mark.django_db
def test_export_refuses_in_one_line(tmp_path: Path) -> None:
    run("import", LIBERIA, "--study", "baro", "--create")
    for reference, path in (("baro@9", "a.json"), ("baro@1", "a.doc"), ("baro@1", "no/a.json")):
        with pytest.raises(CommandError):
            run("export", reference, tmp_path / path)


@pytest.mark.parametrize(("path", "passed"), [(LIBERIA, 9), (GERMAN, 45)])
def test_try_agrees_with_another_engine(path: Path, passed: int) -> None:
    assert run("try", path, "--cases", ORACLE) == f"{passed} passed, 0 failed\n"


def test_try_lists_what_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "cases.tsv"
    rows = [
        ("weight", "constraint", {"weight": "10"}, "true"),
        ("weight", "constraint", {"weight": "1"}, "true"),
        ("guard1", "relevant", {"repeatNum": "0"}, "false"),
        ("weight", "relevant", {}, "true"),
        ("nowhere", "relevant", {}, "true"),
        ("weight", "calculate", {}, "1"),
    ]
    lines = [f"{name}\t{kind}\t{json.dumps(values)}\t{result}" for name, kind, values, result in rows]
    cases.write_text("\n".join(["question\tkind\tvalues_json\tresult", *lines]), encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("questionnaire", "try", str(LIBERIA), "--cases", str(cases), "--json")
    report = json.loads(capsys.readouterr().out)
    assert (report["passed"], report["failed"]) == (3, 3)
    assert [(one["row"], one["given"]) for one in report["failures"]] == [
        (3, "false"),
        (6, "no such question"),
        (7, "no calculation"),
    ]


@pytest.mark.parametrize(
    "row", ["weight\trelevant\tnot json\ttrue", "weight\trelevant\t[]\ttrue", "weight\tmood\t{}\ttrue"]
)
def test_try_refuses_cases_that_it_cannot_read(row: str, tmp_path: Path) -> None:
    cases = tmp_path / "cases.tsv"
    cases.write_text(f"question\tkind\tvalues_json\tresult\n{row}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="row 2"):
        run("try", LIBERIA, "--cases", cases)
