"""What is kept of how an interview went, so that interviews can be compared without reading their answers again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from respondents.quality.interview import Answered, Sent
from respondents.quality.rules import Rules
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import Definition

#: The longest that a page counts for, in seconds: whoever goes to lunch is not slow.
LONGEST_PAGE = 600.0
#: Stretches with fewer different answers are no fingerprint: a line down a battery is another sign.
LEAST_DIFFERENT = 4


@dataclass(frozen=True, slots=True)
class Marks:
    """`path`: 16 bytes, the same for interviews that saw the same pages; `seconds` answering.

    `halves`: 16 bytes for the answers of either half of the questionnaire, None where they are too
    few to tell anyone by; `changed`: answers that were changed after they had been sent.
    """

    path: bytes
    seconds: float
    halves: tuple[bytes | None, bytes | None]
    changed: int


def marks_of(interview: Answered, definition: Definition, rules: Rules) -> Marks:
    """The marks of a finished interview."""
    keys = (question.keys() for question in definition.questions() if question.asks)
    order = [field for fields in keys for field in fields]
    middle = (len(order) + 1) // 2
    first, last = (_fingerprint(part, interview.counted, rules) for part in (order[:middle], order[middle:]))
    return Marks(
        path=_digest(sorted({page.page for page in interview.sent})),
        seconds=sum(min(page.seconds, LONGEST_PAGE) for page in interview.sent),
        halves=(first, last),
        changed=count_changes(interview.sent),
    )


def count_changes(sent: Iterable[Sent]) -> int:
    """How often an answer that had been sent was sent again as another."""
    known: dict[str, object] = {}
    changes = 0
    for page in sent:
        changes += sum(known.get(field, value) != value for field, value in page.answers.items())
        known.update(page.answers)
    return changes


def _fingerprint(fields: Sequence[str], answers: Answers, rules: Rules) -> bytes | None:
    given = [(field, answers[field]) for field in fields if answers.get(field) is not None]
    different = {json.dumps(value) for _, value in given}
    if len(given) < rules.least_alike or len(different) < LEAST_DIFFERENT:
        return None
    return _digest(given)


def _digest(value: object) -> bytes:
    return blake2b(json.dumps(value, ensure_ascii=False).encode(), digest_size=16).digest()
