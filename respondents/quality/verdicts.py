"""All the signs that an interview shows by itself; speed and duplicates need the others."""

from datetime import datetime

from respondents.quality.contradictions import contradictory
from respondents.quality.interview import Answered
from respondents.quality.nonsense import meaningless
from respondents.quality.rules import Rules
from respondents.quality.signs import Sign
from respondents.quality.straight import straight
from respondents.quality.trap import trapped
from surveys.questionnaire.definition import Definition


def signs_of(interview: Answered, definition: Definition, rules: Rules, *, ended: datetime) -> tuple[Sign, ...]:
    """What the rules find in one interview, in the order of `KINDS`."""
    found = (
        trapped(interview),
        contradictory(interview, rules, ended),
        straight(interview, definition, rules),
        meaningless(interview, definition),
    )
    return tuple(sign for sign in found if sign is not None)
