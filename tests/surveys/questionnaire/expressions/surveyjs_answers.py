"""One interview for the tests of the dialect `surveyjs`."""

from datetime import datetime

from surveys.questionnaire.expressions import DIALECTS, MappingScope, Value, evaluate, parse

NOW = datetime.fromisoformat("2026-03-02T10:30:15.250")
ANSWERS: dict[str, Value] = {
    "a": ["a", "b"],
    "b": "hello",
    "c": {"d": 1, "E": [1, 2]},
    "n": "2.5",
    "code": "007",
    "zero": 0,
    "no": False,
    "blank": "",
    "none": None,
    "many": [3, 1, 2],
    "rows": [{"x": 1, "y": "a"}, {"x": "2", "y": "b"}, {"x": None, "y": "c"}, {"x": 5.5, "y": "b"}],
    "panels": {"r1": {"x": 3}, "r2": {"x": 4}},
    "date": "2024-02-29",
    "yes": "true",
    "quoted": "'q'",
}


def surveyjs_scope() -> MappingScope:
    """The scope of that interview."""
    return MappingScope(
        {**ANSWERS, "b_other": "said so"},
        now=NOW,
        labels={("b", "hello"): "Bonjour", ("b", "x"): "X", ("a", "a"): "A"},
        irrelevant={"hidden"},
        wordings={"b": "Greeting?"},
    )


def result_of(expression: str) -> str:
    """What an expression gives, as survey-core prints it."""
    return DIALECTS["surveyjs"].write(evaluate(parse(expression, "surveyjs"), surveyjs_scope()))
