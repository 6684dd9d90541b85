"""How long a respondent's place in the quota cells is kept, as the page says it."""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import Literal

from respondents.models import Quota
from respondents.passages import Passage

#: A place kept for longer than this is not spoken of: nobody answers for so long.
LONG = timedelta(hours=12)
#: How long before the end the page warns, in seconds.
WARNING = 300


def place_of(passage: Passage) -> Literal["kept", "lapsed", ""]:
    """Whether a place is kept, or was and is not any more; "" where no cell counts, or the end is far."""
    if passage.quota != Quota.ADMIT or not passage.cells or passage.ended:
        return ""
    if passage.kept_until is None or passage.kept_until <= passage.now:
        return "lapsed"
    return "kept" if passage.kept_until - passage.now < LONG else ""


def place_slots(passage: Passage) -> Mapping[str, str]:
    """The slots of a page that say until when the place is kept, and in how many seconds to warn."""
    if passage.kept_until is None:
        return {}
    left = (passage.kept_until - passage.now).total_seconds()
    return {
        "minutes_left": str(ceil(left / 60)),
        "until": f"{passage.kept_until.astimezone(passage.now.tzinfo):%H:%M}",
        "soon": str(max(0, round(left - WARNING))),
    }
