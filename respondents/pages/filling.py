"""What one request puts into a page: its answers, its errors, its order of choices."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html_join

from respondents.pages.corrections import Correction
from respondents.pages.pieces import Parts, Slot
from respondents.pages.questions import guide_of
from respondents.pages.telling import Telling
from respondents.passages import Passage
from respondents.versions import compiled_version
from surveys.questionnaire.answers import DISPLAYED, PROMPTED, Answers, Value
from surveys.questionnaire.passages import suffix_of
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.base import Lists
from surveys.questionnaire.types.ranking import typed_ranks
from surveys.runtime import PageInstance, QuestionInstance, row_key


@dataclass(frozen=True)
class Request:
    """A page to show to one respondent.

    `corrections` are what is to be corrected, by field with its loop suffix; `frame` the HTML of the
    slots around the questions; `frames` the parts around them that are shown; `prompted` the keys
    of the questions that were asked for once.
    """

    passage: Passage
    population: str
    instance: PageInstance
    corrections: Mapping[str, Correction]
    frame: Mapping[str, str]
    frames: frozenset[str]
    prompted: frozenset[str] = frozenset()


class Filling:
    """A `Filler` for a request."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._answers: Answers = request.passage.answers
        self._suffix = suffix_of(request.instance.passage)
        self._questions = {instance.question.name: instance for instance in request.instance.questions}
        self._fill: Mapping[str, Callable[[Slot], str]] = {
            "suffix": self._suffix_of,
            "value": self._value,
            "checked": self._checked,
            "selected": self._selected,
            "ranked": self._ranked,
            "guide": self._guide,
            "files": self._files,
            "pipe": Telling(request.passage, request.population, request.instance.passage).fill,
            "state": self._state,
            "entry": self._entry,
            "locked": self._locked,
            "prompted": self._prompted,
            "error": self._error,
            "described": self._described,
        }

    def fill(self, slot: Slot) -> str:
        fill = self._fill.get(slot.kind)
        return fill(slot) if fill else self._request.frame[slot.kind]

    def choose(self, parts: Parts) -> Iterable[str]:
        match parts.kind:
            case "question":
                return self._questions
            case "option" | "entry":
                return [code for code in self._questions[parts.owner].listed if code in parts.pieces]
            case "rank":
                return self._ranks(parts.owner)
            case "item":
                return self._questions[parts.owner].listed_rows
            case _:
                return [key for key in parts.pieces if key in self._request.frames]

    def around(self, parts: Parts, key: str) -> tuple[str, str]:
        """What shows and hides a choice or row that answers of the page decide about; a row says that it was there."""
        instance = self._questions.get(parts.owner)
        if instance is None or not self._condition(parts.kind, instance, key):
            return "", ""
        condition, shown = self._condition(parts.kind, instance, key), ""
        if parts.kind == "item":
            name = escape(row_key(instance.question, key) + self._suffix)
            shown = f'<input type="hidden" name="{DISPLAYED}" value="{name}">'
        return f'<fieldset class="live" role="none"{condition}>{shown}', "</fieldset>"

    @staticmethod
    def _condition(kind: str, instance: QuestionInstance, key: str) -> str:
        """The attributes of what an answer of the page shows or hides; "" for what stays."""
        match kind:
            case "option":
                script, is_shown = instance.choice_scripts.get(key), key in instance.codes
            case "item":
                script, is_shown = instance.row_scripts.get(key), key in instance.rows
            case _:
                return ""
        if script is None:
            return ""
        return f' data-if="{escape(script)}"' + ("" if is_shown else " hidden disabled")

    def _answer(self, field: str) -> Value:
        key = field + self._suffix
        if key in self._answers:
            return self._answers[key]
        found = self._questions.get(field)
        return found.default if found else None

    def _suffix_of(self, slot: Slot) -> str:
        return self._suffix

    def _value(self, slot: Slot) -> str:
        value = self._answer(slot.key)
        if isinstance(value, float):
            written = f"{value:.15g}"
            return written.replace(".", ",") if self._request.passage.entry.language.startswith("fr") else written
        return "" if value is None else escape(value)

    def _chosen(self, slot: Slot) -> bool:
        value = self._answer(slot.key)
        if isinstance(value, str):
            return slot.detail in value.split()
        return isinstance(value, list) and slot.detail in value

    def _checked(self, slot: Slot) -> str:
        return " checked" if self._chosen(slot) else ""

    def _selected(self, slot: Slot) -> str:
        return " selected" if self._chosen(slot) else ""

    def _ranked(self, slot: Slot) -> str:
        code, rank = slot.detail.split(" ")
        return " selected" if typed_ranks(self._answer(slot.key)).get(code) == rank else ""

    def _ranks(self, name: str) -> Sequence[str]:
        """The ranks that there are: no more than things to rank."""
        question, lists = self._narrowed(name)
        ranks = question.items(lists)[0].cells[0].choices
        return ranks.codes if ranks else ()

    def _narrowed(self, name: str) -> tuple[AnyQuestion, Lists]:
        """A question with what it offers here."""
        lists = compiled_version(self._request.passage.version_id).definition.choice_lists
        return self._questions[name].narrowed(lists)

    def _guide(self, slot: Slot) -> str:
        question, lists = self._narrowed(slot.key)
        return escape(guide_of(question, lists, self._request.passage.entry.language))

    def _files(self, slot: Slot) -> str:
        """The files that were sent, each to keep or not."""
        sent = self._answer(slot.key)
        kept = [(token, token.partition("/")[2]) for token in sent if "/" in token] if isinstance(sent, list) else []
        return format_html_join(
            "",
            '<label class="option sent"><input type="checkbox" name="{}" value="{}" checked><span>{}</span></label>',
            ((slot.key + self._suffix, token, name) for token, name in kept),
        )

    def _state(self, slot: Slot) -> str:
        """Hidden until an answer on the page shows it; out of reach when it can no longer change."""
        instance = self._questions[slot.key]
        written = f' data-if="{escape(instance.script)}"' if instance.script is not None else ""
        if not instance.shown:
            return f"{written} hidden disabled"
        return f"{written} disabled" if instance.locked else written

    def _entry(self, slot: Slot) -> str:
        return self._condition("option", self._questions[slot.key], slot.detail)

    def _locked(self, slot: Slot) -> str:
        return self._request.frame["locked"] if self._questions[slot.key].locked else ""

    def _prompted(self, slot: Slot) -> str:
        key = slot.key + self._suffix
        return f'<input type="hidden" name="{PROMPTED}" value="{escape(key)}">' if key in self._request.prompted else ""

    def _error(self, slot: Slot) -> str:
        field = slot.key + self._suffix
        found = self._request.corrections.get(field)
        if found is None:
            return ""
        kind, label = ("reminder", "") if found.soft else ("error", self._request.frame["error"])
        return f'<p class="{kind}" id="{escape(field)}-error"{found.tongue}>{label}{escape(found.message)}</p>'

    def _described(self, slot: Slot) -> str:
        field = escape(slot.key + self._suffix)
        found = self._request.corrections.get(slot.key + self._suffix)
        by = [f"{field}-{part}" for part in slot.detail.split()]
        by += [f"{field}-error"] if found else []
        described = f' aria-describedby="{" ".join(by)}"' if by else ""
        return f'{described} aria-invalid="true"' if found and not found.soft else described
