"""Surveys written for LimeSurvey, and read back."""

from xml.etree.ElementTree import fromstring

import pytest

from surveys.formats.limesurvey import read_limesurvey, write_lss, write_lss_with_report
from surveys.formats.limesurvey.writing.codes import codes_of
from surveys.formats.limesurvey.writing.formulas import Formulas, NotWrittenError
from surveys.formats.xlsform import read_xlsform
from surveys.questionnaire.codec import to_json
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import Dialect
from surveys.questionnaire.formula import Formula
from surveys.runtime import compile_definition
from tests.surveys.formats.forms import DEMO, SAMPLES
from tests.surveys.formats.limesurvey.files import lss, question
from tests.surveys.formats.limesurvey.test_fuzz import SURVEY
from tests.surveys.formats.limesurvey.test_samples import SURVEY as SAMPLE

PARTS, ANSWERS = {"A": "Row <b>A</b>", "B": "Row B"}, {"1": "One", "2": "Two"}
TABLE = {"A": "Row A", "B": "Row B", "1#X": "Col X", "1#Y": "Col Y"}
DUAL = {"0#a": "A", "0#b": "B", "1#c": "C"}
SUM = {"equals_num_value": "100", "suffix": "%", "em_validation_q": "sum(self) > Q5"}
BOXES = {"max_answers": "2", "exclude_all_others": "b"}
WHOLE = {"min_num_value_n": "0", "num_value_int_only": "1"}
FILES = {"allowed_filetypes": "pdf", "max_num_of_files": "2", "max_filesize": "2048"}
SHORT = {"maximum_chars": "30"}
EVERY_TYPE = lss(
    [
        {"name": "Page {Q5.shown}", "text": "A text", "grelevance": "1", "randomization_group": "g"},
        question("Q1", "1", parts=PARTS, answers=DUAL, attributes={"dualscale_headerA": "X"}),
        question("Q5", "5", mandatory="Y", help="<p>One</p><p>Two &amp; three</p>"),
        *(question(f"Q{kind}", kind, parts=PARTS, answers=ANSWERS if kind in "FH" else {}) for kind in "ABCEFH"),
        question("QD", "D", attributes={"date_min": "2020-01-01", "date_format": "HH:MM dd.mm.yyyy"}),
        question("QG", "G", relevance="Q5.NAOK > 2"),
        question("QK", "K", parts=PARTS, attributes=SUM),
        question("QL", "L", answers=ANSWERS, other="Y", attributes={"random_order": "1", "other_replace_text": "Else"}),
    ],
    [
        question("QM", "M", parts={"a": {"text": "A", "relevance": "Q5 > 1"}, "b": "B"}, other="Y", attributes=BOXES),
        question("QN", "N", attributes=WHOLE, text="You ticked {count(that.QM.NAOK)}"),
        question("QO", "O", answers=ANSWERS),
        question("QP", "P", parts=PARTS, other="Y"),
        question("QQ", "Q", parts={"A": {"text": "A", "relevance": "!is_empty(QM_a)"}}, attributes=SHORT),
        question("QR", "R", answers=ANSWERS, attributes={"max_subquestions": "1"}),
        question("QS", "S", preg="/^[a-z]+$/", attributes={"random_group": "r"}),
        question("QT", "T", defaults="", attributes={"random_group": "r"}),
        question("QX", "X"),
        question("QY", "Y", mandatory="S"),
        question("Qcalc", "*", attributes={"equation": "{Q5 * 2}"}),
        question("Qnum", ":", parts=TABLE, attributes={"multiflexible_max": "5"}),
        question("Qbox", ":", parts=TABLE, attributes={"multiflexible_checkbox": "1"}),
        question("Qtext", ";", parts=TABLE),
        question("Qfile", "|", attributes=FILES),
    ],
    quota=[{"id": "1", "name": "women", "qlimit": "10", "action": "1", "active": "1"}],
    quota_members=[{"quota_id": "1", "qid": "5", "code": "F"}],
)  # fmt: skip


@pytest.mark.parametrize(
    "content", [EVERY_TYPE, SURVEY, (SAMPLES / SAMPLE).read_bytes()], ids=["types", "small", "sample"]
)
def test_what_was_read_is_written_and_read_again(content: bytes) -> None:
    first = read_limesurvey(content, "survey.lss").definition
    written, report = write_lss_with_report(first)
    assert to_json(read_limesurvey(written, "survey.lss").definition) == to_json(first)
    assert not report.lines


def test_what_limesurvey_has_not_is_said_at_the_top() -> None:
    definition = read_xlsform(DEMO.read_bytes(), DEMO.name).definition
    written, report = write_lss_with_report(definition)
    assert {line.code for line in report} <= {"part_not_written", "loop_written_once", "formula_not_written"}
    assert written.count(b"<!--") == len(report) > 0
    back = read_limesurvey(written, "survey.lss").definition
    compile_definition(back)
    assert len(back.pages) == len(list(definition.flat_pages()))


def test_codes_are_those_that_limesurvey_takes() -> None:
    definition = read_xlsform(DEMO.read_bytes(), DEMO.name).definition
    root = fromstring(write_lss(definition))
    titles = [one.text or "" for one in root.iterfind("questions/rows/row/title")]
    codes = [one.text or "" for one in root.iterfind("answers/rows/row/code")]
    assert all(title.isalnum() and title[0].isalpha() and len(title) <= 20 for title in titles)
    assert all(code.isalnum() and len(code) <= 5 for code in codes)
    assert len(set(titles)) == len(titles)


FORM = read_xlsform(
    b"""
| survey |                     |       |       |
|        | type                | name  | label |
|        | integer             | age   | Age   |
|        | select_one colours  | best  | Best  |
|        | select_multiple colours | some_of | Some  |
| choices |                    |       |       |
|        | list_name           | name  | label |
|        | colours             | red   | Red   |
|        | colours             | ultramarine | Blue |
""",
    "form.md",
).definition


@pytest.mark.parametrize(
    ("text", "dialect", "written"),
    [
        ("${age} > 17 and ${best} = 'ultramarine'", "xlsform", "((age.NAOK > 17) and (best.NAOK == 'ultra'))"),
        ("selected(${some_of}, 'red')", "xlsform", "!is_empty(someof_red.NAOK)"),
        ("selected(${best}, 'red')", "xlsform", "(best.NAOK == 'red')"),
        ("count-selected(${some_of}) >= 2", "xlsform", "(count(someof_red.NAOK, someof_ultra.NAOK) >= 2)"),
        ("not(${age} = '')", "xlsform", "!(is_empty(age.NAOK))"),
        (". > 3", "xlsform", "(age.NAOK > 3)"),
        ("if(${age} > 3, 'x', 1)", "xlsform", "if((age.NAOK > 3), 'x', 1)"),
        ("{age} > 17 and {best} = 'red'", "surveyjs", "((age.NAOK > 17) and (best.NAOK == 'red'))"),
        ("{some_of} contains 'red' or {age} empty", "surveyjs", "(!is_empty(someof_red.NAOK) or is_empty(age.NAOK))"),
        ("some_of_red.NAOK == 'some_of'", "limesurvey", "someof_red.NAOK == 'some_of'"),
        ("today() > 3", "xlsform", None),
        ("position(..) = 1", "xlsform", None),
        ("age({best}) > 3", "surveyjs", None),
    ],
)
def test_formulas_are_written_where_they_mean_the_same(text: str, dialect: Dialect, written: str | None) -> None:
    formulas = Formulas(codes_of(FORM))
    formula = Formula(text=text, dialect=dialect)
    if written is None:
        with pytest.raises(NotWrittenError):
            formulas.written(formula, "age")
    else:
        assert formulas.written(formula, "age") == written


def test_an_empty_definition_is_written_too() -> None:
    definition = Definition.model_validate(to_json(FORM) | {"pages": [{"name": "only", "questions": []}]})
    assert fromstring(write_lss(definition)).findtext("LimeSurveyDocType") == "Survey"
