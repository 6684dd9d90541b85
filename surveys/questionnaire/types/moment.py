"""A date, a time of day, or both, as ISO text."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from random import Random
from typing import ClassVar, Literal

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.drawing import any_moment
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.types.told import told_moment
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
_BLANKS: Mapping[str, Text] = {
    "date": {"en": "____-__-__", "fr": "__/__/____"},
    "time": {"en": "__:__"},
    "datetime": {"en": "____-__-__ __:__", "fr": "__/__/____ __:__"},
}
_WRITTEN = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime": "%Y-%m-%dT%H:%M"}
_WRONG = {"date": "not_a_date", "time": "not_a_time", "datetime": "not_a_datetime"}


class Moment(Question):
    """`date`, `time` or `dateTime`: ISO text to the minute, which sorts as time does."""

    messages: ClassVar[Mapping[str, Text]] = {
        "not_a_date": {
            "en": "Please write a date as year-month-day, for example 2024-05-31.",
            "fr": "Écrivez une date sous la forme jour/mois/année, par exemple 31/05/2024.",
        },
        "not_a_datetime": {
            "en": "Please write a date and a time, for example 2024-05-31 14:30.",
            "fr": "Écrivez une date et une heure, par exemple 31/05/2024 14:30.",
        },
        "not_a_time": {
            "en": "Please write a time as hours:minutes, for example 14:30.",
            "fr": "Écrivez une heure sous la forme heures:minutes, par exemple 14:30.",
        },
        "too_early": {
            "en": "This is too early: {least} at the earliest.",
            "fr": "C’est trop tôt : {least} au plus tôt.",
        },
        "too_late": {
            "en": "This is too late: {most} at the latest.",
            "fr": "C’est trop tard : {most} au plus tard.",
        },
    }

    type: Literal["date", "time", "datetime"] = "date"
    least: str | None = None
    most: str | None = None

    @property
    def blank(self) -> Text:
        return _BLANKS[self.type]

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

    def prefilled(self, default: Value) -> Value:
        """The day, the time or both of a moment."""
        if not isinstance(default, str) or "T" not in default:
            return default
        day, _, time_of_day = _tidy(default).partition("T")
        return {"date": day, "time": time_of_day[:5], "datetime": f"{day}T{time_of_day[:5]}"}[self.type]

    def told(self, value: Value, language: str) -> str:
        return told_moment(value, language)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return (Variable(name=self.name, question=self.name, kind="text", label=self.label),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {self.name: _text(answers[self.name])} if self.name in answers else {}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        if self.type == "time":
            return {self.name: self.least or self.most or f"{chance.randrange(24):02}:{chance.randrange(60):02}"}
        moment = any_moment(self.least, self.most, chance, refused)
        return {self.name: moment.strftime(_WRITTEN[self.type])}


def _tidy(typed: str) -> str:
    """Seconds dropped, and the French day/month/year of browsers without a date picker put in ISO order."""
    french = _FRENCH_DATE.fullmatch(typed)
    if french:
        day, month, year, rest = french.groups()
        typed = f"{year}-{month:0>2}-{day:0>2}{rest}"
    return _SECONDS.sub(r"\1", _DATE_AND_TIME.sub(r"\1T\2", typed))


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
