"""The honeypot: a control that no person meets, and that programs fill because it is there."""

from respondents.quality.interview import Answered
from respondents.quality.signs import Sign

#: The name of the control, and the key it is stored under; no question can have such a name.
TRAP = ":website"


def trapped(interview: Answered) -> Sign | None:
    """A sign for whoever filled it, with the number of pages where they did."""
    pages = sum(TRAP in page.answers for page in interview.sent)
    return Sign("honeypot", {"pages": pages}) if pages else None
