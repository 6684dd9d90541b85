"""The database's clock."""

from django.db.models import DateTimeField, Func


class ClockTimestamp(Func):
    """The time when it is read; `Now()` is that of the beginning of the statement."""

    function = "CLOCK_TIMESTAMP"
    output_field = DateTimeField()
