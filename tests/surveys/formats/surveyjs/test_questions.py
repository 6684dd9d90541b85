"""What each type of question becomes."""

from typing import Any

import pytest

from tests.surveys.formats.surveyjs.surveys import Json, codes, named, question, questions, survey, text_of

COLUMNS = {"columns": ["Very good", "Bad"], "rows": ["staff", {"value": "food", "text": "The food"}]}


@pytest.mark.parametrize(
    ("element", "kind", "attributes"),
    [
        ({"type": "text"}, "text", {}),
        ({"type": "text", "maxLength": 20, "isRequired": True}, "text", {"longest": 20, "required": "required"}),
        ({"type": "comment", "validators": [{"type": "text", "minLength": 5}]}, "long_text", {"shortest": 5}),
        ({"type": "text", "inputType": "email"}, "email", {}),
        ({"type": "text", "validators": [{"type": "email"}]}, "email", {}),
        ({"type": "text", "inputType": "number", "min": 1, "max": "9"}, "decimal", {"least": 1, "most": 9}),
        ({"type": "text", "inputType": "number", "step": 1}, "number", {}),
        ({"type": "text", "validators": [{"type": "numeric", "minValue": 3}]}, "decimal", {"least": 3}),
        ({"type": "text", "inputType": "range", "max": 5}, "range", {"least": 0, "most": 5}),
        ({"type": "text", "inputType": "date", "min": "2020-01-01"}, "date", {"least": "2020-01-01"}),
        ({"type": "text", "inputType": "datetime-local"}, "datetime", {}),
        ({"type": "text", "inputType": "color"}, "text", {}),
        ({"type": "radiogroup", "choices": ["a", "b"], "choicesOrder": "random"}, "single", {"rotate": True}),
        ({"type": "dropdown", "choices": ["a"]}, "dropdown", {}),
        ({"type": "dropdown", "choicesMin": 1, "choicesMax": 3}, "dropdown", {}),
        ({"type": "dropdown", "choicesByUrl": {"url": "https://a.b"}}, "text", {}),
        ({"type": "radiogroup"}, "text", {}),
        ({"type": "checkbox", "choices": ["a"], "maxSelectedChoices": 1}, "multiple", {"most": 1}),
        ({"type": "tagbox", "choices": ["a"], "validators": [{"type": "answercount", "minCount": 1}]}, "multiple",
         {"least": 1}),
        ({"type": "imagepicker", "choices": ["a"]}, "image_choice", {}),
        ({"type": "imagepicker", "choices": ["a"], "multiSelect": True}, "image_multiple", {}),
        ({"type": "boolean"}, "yes_no", {"yes_code": "true", "no_code": "false"}),
        ({"type": "boolean", "valueTrue": "Yes", "valueFalse": "No"}, "yes_no", {"yes_code": "Yes", "no_code": "No"}),
        ({"type": "rating", "rateMax": 3}, "scale", {}),
        ({"type": "rating", "rateMin": 0, "rateMax": 10, "maxRateDescription": "Likely"}, "nps", {}),
        ({"type": "ranking", "choices": ["a", "b"], "maxSelectedChoices": 1}, "ranking", {"top": 1}),
        ({"type": "matrix", **COLUMNS, "isAllRowRequired": True}, "matrix", {"required": "required"}),
        ({"type": "matrix", **COLUMNS, "cellType": "checkbox"}, "matrix_multiple", {}),
        ({"type": "matrix", "columns": ["a"]}, "single", {}),
        ({"type": "matrixdropdown", "rows": [1], "columns": [{"name": "a"}], "choices": [1, 2]}, "matrix", {}),
        ({"type": "matrixdropdown", "rows": [1], "columns": ["a", "b"], "choices": [1, 2]}, "matrix_scales", {}),
        ({"type": "matrixdropdown", "rows": [1], "columns": ["a"], "cellType": "text"}, "matrix_text", {}),
        ({"type": "matrixdropdown", "rows": [1], "columns": [{"name": "a", "inputType": "number"}],
         "cellType": "text"}, "matrix_number", {}),
        ({"type": "matrixdropdown", "rows": [1], "columns": ["a"], "cellType": "checkbox", "choices": [1]},
         "matrix_multiple", {}),
        ({"type": "multipletext", "items": [{"name": "a"}, {"name": "b"}]}, "multiple_text", {}),
        ({"type": "multipletext", "items": [{"name": "a", "inputType": "number", "max": 3}]}, "multiple_number",
         {"most": 3}),
        ({"type": "html", "html": "<b>Hi</b>"}, "note", {}),
        ({"type": "image", "imageLink": "https://a.b/c.png"}, "note", {}),
        ({"type": "expression", "expression": "1 + 1"}, "calculated", {}),
        ({"type": "file", "allowMultiple": True, "maxSize": 2_500_000}, "file", {"most": 10, "megabytes": 2}),
        ({"type": "signaturepad"}, "file", {}),
        ({"type": "slider", "min": 5, "max": 1}, "range", {}),
        ({"type": "text", "visible": False, "defaultValue": 4}, "hidden", {"default": "4"}),
        ({"type": "text", "visible": False, "setValueExpression": "1 + 1"}, "calculated", {}),
        ({"type": "mystery"}, "text", {}),
        ({"type": "mystery", "choices": ["a"]}, "single", {}),
        ({"type": "infotext", "title": "Read this"}, "note", {}),
        ({"type": "datepicker"}, "date", {}),
    ],
)  # fmt: skip
def test_a_type_becomes_the_nearest_one(element: Json, kind: str, attributes: Json) -> None:
    found = question(element)
    assert found.type == kind
    assert {name: getattr(found, name) for name in attributes} == attributes


def test_values_become_codes_and_labels_stay() -> None:
    imported = survey(
        {"type": "radiogroup", "name": "q", "choices": ["Very good", 2, True, {"value": "x", "text": {"default": "X",
         "fr": "Ix"}}, "4|Four"]}
    )  # fmt: skip
    [choices] = imported.definition.lists
    assert choices.codes == ("Very_good", "2", "true", "x", "4")
    assert [choice.label.read("fr") for choice in choices.choices] == ["Very good", "2", "true", "Ix", "Four"]
    assert imported.definition.languages == ("en", "fr")
    assert codes(imported) == {"codes_changed"}


def test_special_choices_are_what_they_mean() -> None:
    imported = survey(
        {"type": "checkbox", "name": "q", "choices": ["a"], "showOtherItem": True, "otherText": "Else",
         "showNoneItem": True, "showRefuseItem": True, "showDontKnowItem": True},
        {"type": "text", "name": "next", "visibleIf": "{q-Comment} notempty"},
    )  # fmt: skip
    [choices] = imported.definition.lists
    assert [(choice.code, choice.other, choice.exclusive, choice.missing) for choice in choices.choices] == [
        ("a", False, False, ""),
        ("refused", False, False, "refused"),
        ("dontknow", False, False, "unknown"),
        ("none", False, True, ""),
        ("other", True, False, ""),
    ]
    assert text_of(named(imported, "next").relevant) == "{q_other} notempty"


@pytest.mark.parametrize(
    ("element", "types"),
    [
        ({"type": "rating"}, ["scale"]),
        ({"type": "checkbox", "choices": ["a"]}, ["multiple"]),
        ({"type": "dropdown", "choicesFromQuestion": "first"}, ["dropdown"]),
        ({"type": "boolean"}, ["yes_no", "long_text"]),
    ],
)
def test_a_comment_is_asked_beside_the_answer_or_after_it(element: Json, types: list[str]) -> None:
    imported = survey(
        {"type": "radiogroup", "name": "first", "choices": ["x", "y"]},
        {**element, "name": "q", "showCommentArea": True, "commentText": "Why?"},
        {"type": "text", "name": "next", "visibleIf": "{q-Comment} notempty"},
    )
    assert [found.type for found in questions(imported)] == ["single", *types, "text"]
    asked = named(imported, "q_comment").label if len(types) > 1 else named(imported, "q").comment_label
    assert asked.text == {"en": "Why?"}
    assert text_of(named(imported, "next").relevant) == "{q_comment} notempty"


def test_a_calculation_is_shown_where_it_stands() -> None:
    imported = survey(
        {"type": "text", "inputType": "number", "name": "n"},
        {"type": "expression", "name": "to tal", "title": "Total", "expression": "{n} * 2", "visibleIf": "{n} > 1"},
        {"type": "expression", "name": "bare", "titleLocation": "hidden", "expression": "{n}"},
        {"type": "expression", "name": "quiet", "visible": False, "expression": "{n}"},
    )
    assert [found.name for found in questions(imported)] == [
        "n",
        "to_tal",
        "to_tal_shown",
        "bare",
        "bare_shown",
        "quiet",
    ]
    shown = named(imported, "to_tal_shown")
    assert (shown.type, shown.label.text, text_of(shown.relevant)) == ("note", {"en": "Total\n\n${to_tal}"}, "{n} > 1")
    assert named(imported, "bare_shown").label.text == {"en": "${bare}"}


def test_columns_of_different_kinds_become_several_questions() -> None:
    imported = survey(
        {"type": "matrixdropdown", "name": "q", "rows": ["a", "b"], "columns": [
            {"name": "n", "cellType": "text", "inputType": "number"},
            {"name": "t", "cellType": "comment", "visibleIf": "{row.n} > 3"},
            {"name": "one", "cellType": "dropdown", "choices": ["x"]},
            {"name": "two", "cellType": "rating"},
        ]},
        {"type": "text", "name": "next", "visibleIf": "{q.b.n} > 1 and {q.a.two} = 5"},
    )  # fmt: skip
    assert [found.type for found in questions(imported)] == ["matrix_number", "matrix_text", "matrix_scales", "text"]
    assert "table_split" in codes(imported)
    conditions = [text_of(row.relevant) for row in named(imported, "q_t").rows]
    assert conditions == ["{q_n_a_n} > 3", "{q_n_b_n} > 3"]
    assert text_of(named(imported, "next").relevant) == "{q_n_b_n} > 1 and {q_one_a_two} = 5"


def test_labels_and_hints_are_cleaned_and_translated() -> None:
    found = question({"type": "text", "title": {"default": "<b>Age</b> of {other}?", "de": "Alter"},
        "description": "In years"}, {"type": "text", "name": "other"})  # fmt: skip
    assert found.label.text == {"en": "**Age** of ${other}?", "de": "Alter"}
    assert found.hint.text == {"en": "In years"}


@pytest.mark.parametrize(
    ("name", "legal"),
    [("q 1", "q_1"), ("question1.2", "question1_2"), ("266", "_266"), ("Größe", "Grosse"), ("item", "item_2"),
        ("a-b", "a-b"), ("?", "name")],
)  # fmt: skip
def test_names_become_legal_and_references_follow(name: str, legal: str) -> None:
    imported = survey(
        {"type": "text", "name": name}, {"type": "text", "name": "z", "visibleIf": f"{{{name}}} notempty"}
    )
    found: Any = questions(imported)
    assert found[0].name == legal
    assert imported.names[name] == legal
    if name != "item":  # there it is the choice that is filtered
        assert text_of(found[1].relevant) == f"{{{legal}}} notempty"


def test_what_nobody_knows_is_said() -> None:
    imported = survey({"type": "mystery", "name": "q", "sparkle": 3})
    assert codes(imported) == {"type_unknown", "property_ignored"}


def test_tables_of_real_surveys_have_columns_and_rows_without_names() -> None:
    imported = survey(
        {
            "type": "matrixdropdown",
            "name": "q",
            "cellType": "radiogroup",
            "columns": [{}],
            "choices": ["x"],
            "rows": ["a"],
        },
        {"type": "matrixdropdown", "name": "r", "cellType": "text", "columns": ["c"], "rows": [" ", " "]},
        {
            "type": "matrixdropdown",
            "name": "s",
            "cellType": "barrating",
            "columns": ["c"],
            "rows": [1],
            "choices": [1, 2],
        },
    )
    assert [found.type for found in questions(imported)] == ["matrix", "matrix_text", "matrix"]
    assert [row.name for row in named(imported, "r").rows] == ["r_row1", "r_row2"]


def test_a_widget_is_guessed_from_its_name() -> None:
    assert question({"type": "textbeforeinputnumber"}).type == "decimal"
    assert question({"type": "ourdatebox"}).type == "date"
