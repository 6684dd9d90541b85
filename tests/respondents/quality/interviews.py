"""Interviews for the rules, without a database."""

from typing import Any

from respondents.quality import Answered, Sent
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import Definition
from tests.respondents.questionnaire import ask, choices, definition, page, wording

ITEMS = tuple(f"i{number}" for number in range(1, 13))


def a_battery(name: str, items: tuple[str, ...], **fields: Any) -> dict[str, Any]:
    rows = [{"name": item, "label": wording(item, item)} for item in items]
    return ask("matrix", name, name, name, list="agree", rows=rows, **fields)


def a_definition(**fields: Any) -> Definition:
    """The barometer's, with a battery of 5 items, one of 12, two numbers and words to type."""
    lists = [
        choices("agree", *((str(code), str(code), str(code)) for code in range(1, 6)), ("9", "?", "?"),
                **{"9": {"missing": "unknown"}}),
        choices("uses", ("a", "a", "a"), ("other", "other", "other"), other={"other": True}),
    ]  # fmt: skip
    pages = [
        page(
            "one",
            "one",
            "one",
            a_battery("short", tuple(f"s{number}" for number in range(1, 6))),
            a_battery("long", ITEMS),
        ),
        page(
            "two",
            "two",
            "two",
            ask("number", "age", "age", "age"),
            ask("number", "years", "years", "years"),
            ask("long_text", "why", "why", "why", required="required"),
            ask("text", "word", "word", "word"),
            ask("multiple", "use", "use", "use", list="uses"),
            ask("email", "mail", "mail", "mail"),
        ),
    ]
    everyone = [{"name": "all", "side": "patients"}]
    return definition(lists=lists, pages=pages, populations=everyone, quotas=[], **fields)


def answered(counted: Answers, *sent: tuple[str, float, Answers]) -> Answered:
    return Answered(sent=[Sent(*one) for one in sent], counted=counted)
