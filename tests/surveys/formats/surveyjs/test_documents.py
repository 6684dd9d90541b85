"""Where a survey may be in a file, and how it may be written."""

import json

import pytest

from surveys.formats.surveyjs import is_surveyjs, read_surveyjs
from surveys.formats.surveyjs.relaxed import SCRIPT, RelaxedReader
from surveys.formats.unreadable import UnreadableFile

PAGES = {"pages": [{"name": "p", "elements": [{"type": "text", "name": "q"}]}]}
PLAIN = json.dumps(PAGES)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        '{"elements": [{"type": "text", "name": "q"}]}',
        '{"questions": [{"type": "text", "name": "q"}]}',
        f'{{"id": 3, "json": {PLAIN}}}',
        f'{{"content": {json.dumps(PLAIN)}}}',
        f"[{PLAIN}]",
        f"var json = {PLAIN};\nwindow.survey = new Survey.Model(json);",
        f"export default {PLAIN}",
        "module.exports = { // a comment\n pages: [{ elements: [{type: 'text', name: `q`,},], },], }",
        (
            "Survey.setJSON({/* one */ 'pages': [{'elements': [{type: \"text\", name: 'q', onShow: function (a, b) {"
            " return {a: [1]} }, title: i18n.x('y') || {z: 1}}]}]});"
        ),
        f'{{{{< survey id="quick" >}}}}\n{PLAIN}\n{{{{< /survey >}}}}',
        f"const surveyJson = {{\n  {PLAIN}",
        "const other = {a: 1, pages: 3}; const form = { ...shared, pages: [{elements: [{name: 'q', type: 'text'}]}] }",
    ],
)
def test_a_survey_is_found_however_it_is_wrapped(text: str) -> None:
    definition = read_surveyjs(text.encode(), "a.js").definition
    assert [question.name for question in definition.questions()] == ["q"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"  \n", "empty_file"),
        (b"nothing at all", "not_surveyjs"),
        (b"{}", "not_surveyjs"),
        (b'{"pages": 3}', "not_surveyjs"),
        (b"[" * 100_000, "not_surveyjs"),
        (b"x = " + b"{a:" * 100_000, "not_surveyjs"),
        (b'{"format": "miroir/1", "pages": []}', "not_surveyjs"),
    ],
)
def test_what_is_no_survey_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_surveyjs(content, "a.json")
    assert refused.value.code == code


def test_nesting_and_size_have_bounds() -> None:
    deep: dict[str, object] = {"type": "panel", "elements": []}
    for _ in range(60):
        deep = {"type": "panel", "elements": [deep]}
    many: list[object] = [{"type": "text", "name": f"q{number}"} for number in range(3001)]
    for elements, code in (([deep], "too_deep"), ([*many], "too_many_questions")):
        with pytest.raises(UnreadableFile) as refused:
            read_surveyjs(json.dumps({"elements": elements}).encode(), "a.json")
        assert refused.value.code == code


def test_surveys_are_told_from_our_own_definitions() -> None:
    assert is_surveyjs(PAGES)
    assert is_surveyjs({"json": PAGES})
    assert not is_surveyjs({"format": "miroir/1", "pages": []})
    assert not is_surveyjs({"SurveyElements": [], "SurveyEntry": {}, "pages": []})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "{a: 1, 'b': 0x1F, c: -1.5e2, d: null, e: undefined, f: true}",
            {"a": 1, "b": 31, "c": -150.0, "d": None, "e": None, "f": True},
        ),
        (r"['\u00e9\x41\n', " + '"' + r"it\'s" + '"]', ["éA\n", "it's"]),
        ("{a: 'one ' + 'two', b: `x${y}z`, c: t('Hello')}", {"a": "one two", "b": "xz", "c": "Hello"}),
        ("{a: f(1, {b: 2}), c: 3}", {"a": SCRIPT, "c": 3}),
        ("{a, b() { return 1 }, c: [1,,2]}", {"a": SCRIPT, "b": SCRIPT, "c": [1, 2]}),
    ],
)
def test_literals_are_read_and_nothing_is_run(text: str, value: object) -> None:
    assert RelaxedReader(text).value() == value
