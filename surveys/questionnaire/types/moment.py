"""A date, a time of day, or both, as ISO text."""

import re
from datetime import date, datetime, time
from typing import Literal

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.variables import Variable

_FORMS = {
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "time": re.compile(r"[0-9]{2}:[0-9]{2}"),
    "datetime": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"),
}
_READERS = {"date": date.fromisoformat, "time": time.fromisoformat, "datetime": datetime.fromisoformat}
_SECONDS = re.compile(r"(:[0-9]{2}):[0-9]{2}(\.[0-9]+)?$")
_FRENCH_DATE = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(.*)", re.DOTALL)
_DATE_AND_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) +([0-9:.]+)")
_WRONG = {"date": "not_a_date", "time": "not_a_time", "datetime": "not_a_datetime"}


class Moment(Question):
    """`date`, `time` or `dateTime`: ISO text to the minute, which sorts as time does."""

    type: Literal["date", "time", "datetime"] = "date"
    least: str | None = None
    most: str | None = None

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        typed = one_text(raw, self.name)
        return {self.name: _tidy(typed) if typed else None}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        value = answers.get(self.name)
        if value is None:
            return (Problem(self.name, "required"),) if self.mandatory else ()
        if not isinstance(value, str) or not self._is_moment(value):
            return (Problem(self.name, _WRONG[self.type]),)
        if self.least is not None and value < self.least:
            return (Problem(self.name, "too_early", {"least": self.least}),)
        # A day given as the last one is included to its end.
        if self.most is not None and value[: len(self.most)] > self.most:
            return (Problem(self.name, "too_late", {"most": self.most}),)
        return ()

    def _is_moment(self, value: str) -> bool:
        if not _FORMS[self.type].fullmatch(value):
            return False
        try:
            _READERS[self.type](value)
        except ValueError:
            return False
        return True

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return (Variable(name=self.name, question=self.name, kind="text", label=self.label),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {self.name: _text(answers[self.name])} if self.name in answers else {}


def _tidy(typed: str) -> str:
    """Seconds dropped, and the French day/month/year of browsers without a date picker put in ISO order."""
    french = _FRENCH_DATE.fullmatch(typed)
    if french:
        day, month, year, rest = french.groups()
        typed = f"{year}-{month:0>2}-{day:0>2}{rest}"
    return _SECONDS.sub(r"\1", _DATE_AND_TIME.sub(r"\1T\2", typed))


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
