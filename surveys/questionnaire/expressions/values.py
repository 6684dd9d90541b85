"""The values that expressions work on."""

from datetime import date, datetime

Value = str | float | bool | datetime | date | None
"""An answer or a result.

`float` stands for any number. Dates and times are wall-clock: an offset is read and dropped.
`None` is an empty node-set: something that does not exist, where an unanswered question is "".
"""
