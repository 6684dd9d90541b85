"""The choices sheet: lists of choices with their codes."""

from collections.abc import Iterable, Mapping

from surveys.formats.xlsform.names import LONGEST, free_name, legal_name
from surveys.formats.xlsform.records import Reading, Record, as_number
from surveys.questionnaire.choices import Choice, ChoiceList, Missing
from surveys.questionnaire.text import Wording

#: Columns that are read.
COLUMNS = frozenset(["list_name", "name", "label", "exclusive", "other", "anchored", "missing", "score"])

_MISSING: Mapping[str, Missing] = {"": "", "refused": "refused", "unknown": "unknown"}
_OTHER = {"fr": "Autre", "de": "Sonstiges", "es": "Otro", "it": "Altro", "pt": "Outro", "nl": "Anders"}


class ChoiceLists:
    """The lists of a file, by the names that select questions give them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._lists: dict[str, ChoiceList] = {}

    def read(self, records: Iterable[Record]) -> None:
        """Adds the lists of a sheet."""
        rows: dict[str, list[Record]] = {}
        for record in records:
            listed = record.cell("list_name")
            if listed:
                rows.setdefault(listed, []).append(record)
            else:
                record.notes.warning(record.place(), "choice_without_list")
        for listed, found in rows.items():
            self._add(listed, self._choices(found))

    def all(self) -> tuple[ChoiceList, ...]:
        return tuple(self._lists.values())

    def name(self, written: str, record: Record) -> str:
        """The list that a row asks for; a list that the file lacks is made, empty, with a line."""
        if written not in self._lists:
            record.notes.error(record.place("type"), "unknown_list", list=written)
            self._add(written, ())
        return self._lists[written].name

    def with_other(self, written: str, record: Record) -> str:
        """The list with an "other, please specify" at its end: itself when it has one already."""
        found = self._lists.get(written)
        if found is not None and found.other is not None:
            return found.name
        key = f"{written} or_other"
        if key not in self._lists:
            self.name(written, record)
            codes = self._lists[written].codes
            labels = {tag: _OTHER.get(tag, "Other") for tag in dict.fromkeys(self._reading.tags.values())}
            other = Choice(code=free_name("other", codes), label=Wording(text=labels), other=True)
            kept = tuple(choice for choice in self._lists[written].choices if choice.code != "other")
            renamed = [choice for choice in self._lists[written].choices if choice.code == "other"]
            last = renamed[0].model_copy(update={"other": True}) if renamed else other
            self._add(key, (*kept, last))
        return self._lists[key].name

    def _add(self, written: str, choices: tuple[Choice, ...]) -> None:
        taken = {choice_list.name for choice_list in self._lists.values()}
        self._lists[written] = ChoiceList(name=free_name(legal_name(written), taken), choices=choices)

    def _choices(self, records: Iterable[Record]) -> tuple[Choice, ...]:
        choices: dict[str, Choice] = {}
        for record in records:
            written = record.cell("name") or next(iter(record.texts("label").values()), "")
            code = legal_code(written)
            if not code:
                record.notes.error(record.place(), "choice_without_code")
            elif code in choices:
                record.notes.error(record.place("name"), "duplicate_code", code=code)
            else:
                if code != record.cell("name"):
                    record.notes.warning(record.place("name"), "code_changed", old=record.cell("name"), new=code)
                choices[code] = _choice(record, code)
        return tuple(choices.values())


def legal_code(written: str) -> str:
    """A code without blanks, at most 64 characters: answers of a multiple choice are separated by blanks."""
    return "_".join(written.split())[:LONGEST]


def _choice(record: Record, code: str) -> Choice:
    missing = record.cell("missing").lower()
    if missing not in _MISSING:
        record.notes.warning(record.place("missing"), "missing_unknown", value=missing)
    return Choice(
        code=code,
        label=record.wording("label"),
        exclusive=record.yes("exclusive"),
        other=record.yes("other"),
        anchored=record.yes("anchored"),
        missing=_MISSING.get(missing, ""),
        score=_score(record),
    )


def _score(record: Record) -> float | None:
    written = record.cell("score")
    score = as_number(written)
    if written and score is None:
        record.notes.warning(record.place("score"), "not_a_number", value=written)
    return score
