"""The values that expressions work on."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Union

Value = Union[str, float, bool, datetime, date, Sequence["Value"], Mapping[str, "Value"], None]  # noqa: UP007
"""An answer or a result.

`float` stands for any number. Dates and times are wall-clock: an offset is read and dropped.
`None` is nothing: in `xlsform` an empty node-set, where an unanswered question is ""; in `surveyjs`
an unanswered question too. Lists and mappings are seen by `surveyjs` alone.
"""
