"""What each of Qualtrics's types of question becomes."""

from typing import Any

import pytest

from surveys.formats.imported import Imported
from surveys.formats.messages import line_message
from surveys.questionnaire.types import Differential, Grid, Matrix, MatrixScales, Multiple, MultipleNumber, Nps, Slider
from tests.surveys.formats.qualtrics.surveys import Payload, choices, codes, logic, named, only, question, read, term

AB = {"Choices": choices("A", "B")}
TABLE: dict[str, Any] = {"Choices": choices("a", "b"), "Answers": choices("x", "y", "z")}
WHOLE = {"NumDecimals": "0", "Min": "18", "Max": "99"}
TEN = [{"Display": str(place)} for place in range(11)]


def held(kind: str, **settings: Any) -> dict[str, Any]:
    return {"Validation": {"Settings": {"ForceResponse": "ON", "Type": kind, **settings}}}


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (question("QID1", "MC", "SAVR", **AB), "single"),
        (question("QID1", "MC", "SAHR", **AB), "single"),
        (question("QID1", "MC", "DL", **AB), "dropdown"),
        (question("QID1", "MC", "SB", **AB), "single"),
        (question("QID1", "MC", "MAVR", **AB), "multiple"),
        (question("QID1", "MC", "MSB", **AB), "multiple"),
        (question("QID1", "MC", "NPS", Choices=TEN), "nps"),
        (question("QID1", "MC", "SAVR", Choices=[]), "text"),
        (question("QID1", "MC", "DL", Choices=choices(*map(str, range(300)))), "text"),
        (question("QID1", "TE", "SL"), "text"),
        (question("QID1", "TE", "ML"), "long_text"),
        (question("QID1", "TE", "ESTB"), "long_text"),
        (question("QID1", "TE", "PW"), "text"),
        (question("QID1", "TE", "FORM", **AB), "multiple_text"),
        (question("QID1", **held("ContentType", ContentType="ValidNumber")), "decimal"),
        (
            question("QID1", **held("ContentType", ContentType="ValidNumber", ValidNumber={"NumDecimals": "0"})),
            "number",
        ),
        (question("QID1", **held("ContentType", ContentType="ValidEmail")), "email"),
        (question("QID1", **held("ContentType", ContentType="ValidDate")), "date"),
        (question("QID1", "Matrix", "Likert", SubSelector="SingleAnswer", **TABLE), "matrix"),
        (question("QID1", "Matrix", "Likert", SubSelector="MultipleAnswer", **TABLE), "matrix_multiple"),
        (question("QID1", "Matrix", "Likert", SubSelector="DL", **TABLE), "matrix"),
        (question("QID1", "Matrix", "TE", SubSelector="Short", **TABLE), "matrix_text"),
        (question("QID1", "Matrix", "CS", **TABLE), "matrix_number"),
        (question("QID1", "Matrix", "RO", **TABLE), "matrix_number"),
        (question("QID1", "Matrix", "Bipolar", **TABLE), "differential"),
        (question("QID1", "Matrix", "MaxDiff", **TABLE), "matrix"),
        (question("QID1", "Matrix", "Profile", Choices=choices("a"), Answers={"1": choices("x")}), "matrix"),
        (question("QID1", "Matrix", "Likert"), "text"),
        (question("QID1", "Slider", "HSLIDER", Choices=choices("A")), "range"),
        (question("QID1", "Slider", "STAR", Choices=choices("A")), "range"),
        (question("QID1", "Slider", "HBAR", **AB), "multiple_number"),
        (question("QID1", "CS", "VRTL", **AB), "multiple_number"),
        (question("QID1", "RO", "DND", **AB), "ranking"),
        (question("QID1", "PGR", "DragAndDrop", Groups=["G"], **AB), "matrix"),
        (question("QID1", "DD", "DL", Choices=choices("Country"), Answers=choices("France", "Spain")), "dropdown"),
        (question("QID1", "SS", "TA", Choices=[{"Display": 0}, {"Display": 1}]), "single"),
        (question("QID1", "HotSpot", "OnOff", **AB), "multiple"),
        (question("QID1", "HeatMap", "Image"), "note"),
        (question("QID1", "DB", "TB"), "note"),
        (question("QID1", "DB", "GRB", Graphics="IM_1"), "note"),
        (question("QID1", "Timing", "PageTimer", **AB), "hidden"),
        (question("QID1", "Meta", "Browser", **AB), "hidden"),
        (question("QID1", "Captcha", "V2"), "hidden"),
        (question("QID1", "FileUpload", "FileUpload"), "file"),
        (question("QID1", "Draw", "Signature"), "text"),
        (question("QID1", "Telepathy", "Deep"), "text"),
    ],
    ids=lambda value: "" if isinstance(value, str) else f"{value['QuestionType']}-{value['Selector']}",
)
def test_types(payload: Payload, kind: str) -> None:
    assert only(payload).type == kind


@pytest.mark.parametrize(
    ("force", "kind", "required"),
    [
        ("ON", "ON", "required"),
        ("ON", "RequestResponse", "soft"),
        ("RequestResponse", "", "soft"),
        ("OFF", "ON", "optional"),
    ],
)
def test_force_and_request_response(force: str, kind: str, required: str) -> None:
    settings = {"ForceResponse": force, "ForceResponseType": kind, "Type": "None"}
    assert only(question("QID1", Validation={"Settings": settings})).required == required


def test_choices_with_recoded_values_exclusive_and_other() -> None:
    items = choices("A", "B", "None", "Else", _3={"ExclusiveAnswer": True}, _4={"TextEntry": "true"})
    order = ["4", "2", 1]
    imported = read(
        [question("QID1", "MC", "MAVR", Choices=items, ChoiceOrder=order, RecodeValues={"1": "10", "2": "-99"})]
    )
    [listed] = imported.definition.lists
    assert [choice.code for choice in listed.choices] == ["4", "-99", "10", "3"]
    assert [choice.other for choice in listed.choices] == [True, False, False, False]
    assert [choice.exclusive for choice in listed.choices] == [False, False, False, True]


def test_recoded_values_that_are_not_distinct_are_not_codes() -> None:
    imported = read([question("QID1", "MC", "SAVR", **AB, RecodeValues={"1": "1", "2": "1"})])
    assert imported.definition.lists[0].codes == ("1", "2")


def test_a_second_text_beside_a_choice_is_reported() -> None:
    items = choices("A", "B", _1={"TextEntry": "true"}, _2={"TextEntry": "true"})
    assert codes(read([question("QID1", "MC", "SAVR", Choices=items)])) == ["specify_left_out"]


def test_random_order_and_what_keeps_its_place() -> None:
    order = {
        "Type": "Advanced",
        "Advanced": {"FixedOrder": ["{~Randomized~}", "2"], "RandomizeAll": ["1"], "Undisplayed": ["3"]},
    }
    imported = read([question("QID1", "MC", "SAVR", Choices=choices("A", "B", "C"), Randomization=order)])
    assert named(imported, "Q1").rotate
    assert [(one.code, one.anchored) for one in imported.definition.lists[0].choices] == [("1", False), ("2", True)]


def test_how_many_choices_and_which_are_ticked_before() -> None:
    found = only(
        question(
            "QID1",
            "MC",
            "MAVR",
            **AB,
            **held("ChoiceRange", MinChoices="1", MaxChoices="2"),
            DefaultChoices={"2": {"Selected": True}},
        )
    )
    assert isinstance(found, Multiple)
    assert (found.least, found.most, found.default) == (1, 2, "2")


def carrying(mode: str, **more: Any) -> Imported:
    source = question("QID1", "MC", "MAVR", Choices=choices("A", "B"), RecodeValues={"1": "10", "2": "20"})
    dynamic = {"DynamicType": "ChoiceGroup", "Locator": f"q://QID1/ChoiceGroup/{mode}", "Type": "Dynamic"}
    return read([source, question("QID2", "MC", "SAVR", DynamicChoices=dynamic, **more)])


@pytest.mark.parametrize(
    ("mode", "expression"),
    [
        ("SelectedChoices", "selected(${Q1}, name)"),
        ("AllChoices", None),
    ],
)
def test_choices_carried_from_an_earlier_question(mode: str, expression: str | None) -> None:
    imported = carrying(mode)
    found = named(imported, "Q2")
    assert imported.definition.choice_lists[found.list].codes == ("10", "20")
    assert (found.choice_filter.text if found.choice_filter else None) == expression


def test_carried_choices_come_before_the_questions_own_and_have_addresses() -> None:
    source = question("QID1", "MC", "MAVR", Choices=choices("A"))
    dynamic = {"Locator": "q://QID1/ChoiceGroup/UnSelectedChoices", "Type": "Dynamic"}
    target = question("QID2", "MC", "SAVR", DynamicChoices=dynamic, Choices={"4": {"Display": "Own"}})
    after = question("QID3", DisplayLogic=logic(term("QID2/SelectableChoice/x1")))
    imported = read([source, target, after])
    assert imported.definition.choice_lists[named(imported, "Q2").list].codes == ("1", "4")
    assert named(imported, "Q2").choice_filter.text == "carried = 'no' or not(selected(${Q1}, name))"
    assert named(imported, "Q3").relevant.text == "${Q2} = '1'"


def test_rows_carried_from_an_earlier_question() -> None:
    source = question("QID1", "MC", "MAVR", **AB)
    dynamic = {"Locator": "q://QID1/ChoiceGroup/SelectedChoices", "Type": "Dynamic"}
    target = question("QID2", "Matrix", "Likert", DynamicChoices=dynamic, Answers=choices("x", "y"))
    found = named(read([source, target]), "Q2")
    assert isinstance(found, Matrix)
    assert [(row.name, row.relevant.text) for row in found.rows if row.relevant] == [
        ("Q2_x1", "selected(${Q1}, '1')"),
        ("Q2_x2", "selected(${Q1}, '2')"),
    ]


def test_choices_with_logic_of_their_own() -> None:
    first = question("QID1", "MC", "SAVR", **AB)
    items = choices("C", "D", _2={"DisplayLogic": logic(term("QID1/SelectableChoice/1"))})
    found = named(read([first, question("QID2", "MC", "SAVR", Choices=items)]), "Q2")
    assert found.choice_filter.text == "name != '2' or (${Q1} = '1')"


def test_numbers_have_bounds() -> None:
    found = only(
        question("QID1", **held("ContentType", ContentType="ValidNumber", ValidNumber={"Min": "18", "Max": "99"}))
    )
    assert (found.least, found.most) == (18, 99)


def test_texts_have_lengths_and_patterns() -> None:
    found = only(question("QID1", **held("CharRange", MinChars="2", TotalChars="5")))
    assert (found.shortest, found.longest) == (2, 5)
    zip_code = only(question("QID1", **held("ContentType", ContentType="ValidZip")))
    assert zip_code.constraint.text == "regex(., '^[0-9]{5}(-[0-9]{4})?$')"


def test_custom_validation_is_a_constraint() -> None:
    told = logic(term("QID1/ChoiceTextEntryValue", "LessThan", "9"))
    found = only(question("QID1", **held("CustomValidation", CustomValidation={"Logic": told})))
    assert found.constraint.text == "${Q1} < 9"


def test_bipolar_rows_have_two_ends() -> None:
    found = only(question("QID1", "Matrix", "Bipolar", Choices=choices("bad:good"), Answers=choices("1", "2", "3")))
    assert isinstance(found, Differential)
    assert found.points == 3
    assert [(row.label.read("en"), row.right.read("en")) for row in found.rows] == [("bad", "good")]


def test_best_and_worst_are_two_rows_that_differ() -> None:
    found = only(
        question("QID1", "Matrix", "MaxDiff", Choices=choices("a", "b", "c"), Answers=choices("Most", "Least"))
    )
    assert [row.label.read("en") for row in found.rows] == ["Most", "Least"]
    assert found.constraint.text == "${Q1_1} = '' or ${Q1_1} != ${Q1_2}"


def side_by_side(*parts: Payload) -> Payload:
    numbered = {str(place): part for place, part in enumerate(parts, start=1)}
    return question("QID1", "SBS", "SBSMatrix", Choices=choices("a", "b"), AdditionalQuestions=numbered)


def test_side_by_side() -> None:
    scale = question("QID1#1", "Matrix", "Likert", SubSelector="SingleAnswer", Answers=choices("x", "y"))
    text = question("QID1#2", "Matrix", "TE", SubSelector="Short", Answers=choices("Why"))
    both = only(side_by_side(scale, scale))
    assert isinstance(both, MatrixScales)
    assert both.keys() == ("Q1_1_c1", "Q1_1_c2", "Q1_2_c1", "Q1_2_c2")
    assert isinstance(only(side_by_side(scale)), Matrix)
    mixed = only(side_by_side(scale, text))
    assert isinstance(mixed, Grid)
    assert "side_by_side_in_words" in codes(read([side_by_side(scale, text)]))


def test_sliders_and_sums() -> None:
    ends = {"CSSliderMin": "-5", "CSSliderMax": 5, "NumDecimals": "1"}
    slider = only(
        question(
            "QID1", "Slider", "HSLIDER", Choices=choices("A"), Configuration=ends, Labels=choices("low", "mid", "high")
        )
    )
    assert isinstance(slider, Slider)
    assert (slider.least, slider.most, slider.step) == (-5, 5, 0.1)
    assert (slider.low.read("en"), slider.high.read("en")) == ("low", "high")
    total = only(question("QID1", "CS", "VRTL", **AB, **held("ChoicesTotal", ChoiceTotal="100")))
    assert isinstance(total, MultipleNumber)
    assert (total.total_least, total.total_most) == (100, 100)


def test_net_promoter_says_what_its_ends_mean() -> None:
    labels = [{"Display": "Never"}, {"Display": "Always"}]
    found = only(question("QID1", "MC", "NPS", Choices=TEN, ColumnLabels=labels))
    assert isinstance(found, Nps)
    assert (found.low.read("en"), found.high.read("en")) == ("Never", "Always")


def test_translations() -> None:
    french = {"FR": {"QuestionText": "Texte", "Choices": {"1": {"Display": "Un"}}}, "ZH-S": {"QuestionText": "文"}}
    imported = read([question("QID1", "MC", "SAVR", Choices=choices("One"), Language=french)])
    [found] = imported.definition.questions()
    assert imported.definition.languages == ("en", "fr", "zh-Hans")
    assert found.label.text == {"en": "Text of QID1", "fr": "Texte", "zh-Hans": "文"}
    assert imported.definition.lists[0].choices[0].label.text == {"en": "One", "fr": "Un"}


@pytest.mark.parametrize(
    ("written", "text", "code"),
    [
        ("<b>Bold</b>&nbsp;&amp; <i>more</i>", "**Bold** & *more*", ""),
        ("Look: <img src='x.png'>", "Look:", "markup_lost"),
        ("<script>alert(1)</script>Hello", "Hello", "markup_lost"),
        ("You are ${q://QID9/ChoiceGroup/SelectedChoices}.", "You are ${Q9}.", ""),
        ("You typed ${q://QID9/ChoiceTextEntryValue}", "You typed ${Q9}", ""),
        ("From ${e://Field/country}", "From ${country}", ""),
        ("Cost: ${5}", "Cost: {5}", ""),
        ("Hi ${q://QID77/ChoiceTextEntryValue}!", "Hi !", "pipe_unknown"),
        ("${gr://SC_1/Score} points", "points", "pipe_unknown"),
        ("In ${loc://City}", "In ${loc_City}", ""),
        ("Sum $e{ e://Field/a + 1 }", "Sum ${text_1}", ""),
        ("On ${date://CurrentDate/SD}", "On ${text_1}", ""),
    ],
)
def test_texts(written: str, text: str, code: str) -> None:
    earlier = question("QID9", "MC", "SAVR", **AB)
    imported = read([earlier, question("QID1", "DB", "TB", QuestionText=written)])
    assert named(imported, "Q1").label.read("en") == text
    assert codes(imported) == ([code] if code else [])


def test_scripts_are_reported() -> None:
    assert codes(read([question("QID1", QuestionJS="alert(1)")])) == ["script_dropped"]


def test_many_scripts_are_one_line() -> None:
    imported = read([question(f"QID{number}", QuestionJS="alert(1)") for number in range(1, 120)])
    [line] = imported.report
    assert (line.code, line.params["count"]) == ("scripts_dropped", 119)
    assert "119 questions: Q1, Q2, Q3" in line_message(line, "en")


def test_names_are_tags_where_they_can_be() -> None:
    questions = [
        question("QID1", DataExportTag="Q 1é"),
        question("QID2", DataExportTag="population"),
        question("QID3", DataExportTag="same"),
        question("QID4", DataExportTag="same"),
        question("QID5", DataExportTag=""),
    ]
    imported = read(questions)
    assert [one.name for one in imported.definition.questions()] == ["Q_1e", "population_2", "same", "same_2", "QID5"]
    assert imported.names["Q 1é"] == "Q_1e"
    assert imported.names["QID4"] == "same_2"
