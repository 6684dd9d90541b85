"""What ties a supplier's ids to answers, cut once an anonymous wave has closed."""

from respondents.clock import ClockTimestamp
from respondents.models import Arrival, Wave
from surveys.api import Mode


def forget_closed_arrivals() -> int:
    """Forget which interviews suppliers' people gave, in closed waves of anonymous studies; how many.

    What each supplier was told stays.
    """
    closed = Wave.objects.filter(study__mode=Mode.ANONYMOUS, closes_at__lte=ClockTimestamp())
    return Arrival.objects.filter(supplier__wave__in=closed, interview__isnull=False).update(interview=None)
