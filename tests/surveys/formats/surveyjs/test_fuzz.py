"""Whatever is in a file: a survey that runs, or a refusal in one line."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.checks import check
from surveys.formats.surveyjs import is_surveyjs, read_surveyjs
from surveys.formats.unreadable import UnreadableFile
from surveys.questionnaire.definition import Definition
from surveys.runtime import compile_definition
from tests.surveys.formats.surveyjs.test_logic import QUESTIONS
from tests.surveys.formats.surveyjs.test_pages import KIDS

SAMPLE = Path(__file__).parents[3] / "data" / "questionnaires" / "family-law-act-app__reloc-questionnaire.json"
RICH: Any = {
    "title": {"default": "Rich", "fr": "Riche"},
    "pages": [
        {"name": "one", "elements": [element for element, _ in QUESTIONS]},
        {
            "name": "two",
            "visibleIf": "{mood} = 'Item 2'",
            "elements": [
                {"type": "panel", "name": "p", "title": "P {mood}", "enableIf": "{ok.now}", "elements": [KIDS]},
                {"type": "matrixdropdown", "name": "t", "rows": ["a", "b c"], "choices": [1, "x y"],
                 "columns": [{"name": "c 1"}, {"name": "c2", "cellType": "checkbox"}, {"name": "n",
                  "cellType": "text", "visibleIf": "{row.c 1} = 1"}]},
                {"type": "matrixdynamic", "name": "rows", "columns": [{"name": "what", "cellType": "text"}],
                 "rowCount": 1},
                {"type": "ranking", "name": "order", "choicesFromQuestion": "eaten",
                 "choicesFromQuestionMode": "selected"},
                {"type": "multipletext", "name": "several", "items": [{"name": "a", "inputType": "number"},
                 {"name": "b"}]},
                {"type": "expression", "name": "sum", "expression": "sumInArray({kids}, 'age') + {t.a.c 1}"},
                {"type": "html", "name": "end", "html": "<p>{sum} {kids[0].first}</p>"},
            ],
        },
    ],
    "triggers": [{"type": "setvalue", "expression": "{age} > 3", "setToName": "town", "setValue": "x"}],
    "calculatedValues": [{"name": "twice", "expression": "{age} * 2"}],
}  # fmt: skip
_JUNK: list[Any] = [
    None, True, False, 0, -1, 1e308, 1e400, "", [], {}, "x", "{mood}", "{panel.first}", "{item}", "a" * 9000, "item",
    "population", "[", "{age} = 'b", "iif(", "\x00\ud800", "é" * 70, ["a", "a"], [{"value": "a"}, {"value": "A "}],
    {"default": "a", "fr": "b"}, {"default": 3}, "1|2", "${name}", "paneldynamic", "matrixdynamic", "matrixdropdown",
    "checkbox", "boolean", "rating", "<script>x</script>", [[[]]], [1, 2, "q"], "2020-01-01", "false", -5.5, "random",
]  # fmt: skip
_KEYS = [
    "visibleIf", "type", "choices", "valueName", "rows", "columns", "templateElements", "defaultValue", "rateMin",
     "min",
    "max", "choicesFromQuestion", "choicesVisibleIf", "validators", "name", "columnsVisibleIf", "rowsVisibleIf",
     "locale",
    "cellType", "inputType", "title", "setValueExpression", "showOtherItem", "valuePropertyName", "visible",
]  # fmt: skip
_values = st.recursive(
    st.sampled_from(_JUNK) | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4),
    max_leaves=8,
)


def _read(content: bytes) -> Definition | None:
    try:
        imported = read_surveyjs(content, "any.json")
    except UnreadableFile:
        return None
    compile_definition(imported.definition)
    return imported.definition


def _is_sound(definition: Definition) -> None:
    errors = {finding.code for finding in check(definition) if finding.severity == "error"}
    assert errors <= {"nothing_asked"}


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a document that something else can be put into."""
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [(value, key) for key, _ in pairs] + [spot for _, inner in pairs for spot in _spots(inner)]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_survey_with_anything_in_it(data: st.DataObject) -> None:
    document = copy.deepcopy(data.draw(st.sampled_from([RICH, json.loads(SAMPLE.read_text(encoding="utf-8"))])))
    for _ in range(data.draw(st.integers(1, 8))):
        holder, key = data.draw(st.sampled_from(_spots(document)))
        if isinstance(holder, dict) and data.draw(st.booleans()):
            key = data.draw(st.sampled_from(_KEYS))
        holder[key] = data.draw(_values)
    definition = _read(json.dumps(document).encode())
    if definition is not None and data.draw(st.integers(0, 4)) == 0:  # the proof of what is reachable takes long
        _is_sound(definition)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["pages", "elements", "questions", "triggers", "json", *_KEYS]), _values, max_size=5
    )
)
def test_any_json(document: dict[str, Any]) -> None:
    assert is_surveyjs(document) in (True, False)
    _read(json.dumps(document).encode())


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="{}[]()'\"`,:/*+.\\\n aqtp1$=", max_size=60), st.integers(0, 200))
def test_any_text(text: str, cut: int) -> None:
    _read(text.encode())
    _read((f"var json = {json.dumps(RICH)[:-cut]}{text}").encode())


@pytest.mark.parametrize(
    "document",
    [
        {"elements": [{"type": "radiogroup", "name": "q", "choices": list(range(5000))}]},
        {"elements": [{"type": "matrixdropdown", "name": "q", "rows": list(range(5000)),
         "columns": [str(n) for n in range(500)]}]},
        {"elements": [{"type": "text", "name": f"q{n}", "visibleIf": f"{{q{n - 1}}} = 1"} for n in range(500)]},
        {"elements": [{"type": "text", "name": f"q{n}", "visibleIf": f"{{q{(n + 1) % 60}}} = 1"} for n in range(60)]},
        {"elements": [{"type": "text", "name": "q", "visibleIf": " and ".join(f"{{v{n}}} = {n}" for n in range(500))}]},
    ],
)  # fmt: skip
def test_large_surveys_cost_seconds_at_most(document: dict[str, Any]) -> None:
    _read(json.dumps(document).encode())
