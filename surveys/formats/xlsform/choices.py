"""The choices sheet: lists of choices with their codes."""

from collections.abc import Iterable, Mapping

from surveys.formats.report import Place
from surveys.formats.xlsform.names import LONGEST, free_name, legal_name
from surveys.formats.xlsform.records import Reading, Record, as_number
from surveys.questionnaire.choices import Choice, ChoiceList, Missing
from surveys.questionnaire.text import Wording

_MISSING: Mapping[str, Missing] = {"": "", "refused": "refused", "unknown": "unknown"}
_OTHER = {"fr": "Autre", "de": "Sonstiges", "es": "Otro", "it": "Altro", "pt": "Outro", "nl": "Anders"}
_LONGEST_COLUMN = 200


class ChoiceLists:
    """The lists of a file, by the names that questions give them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._lists: dict[str, ChoiceList] = {}
        #: Lists that hold the own choices of some question, and those that one chooses from.
        self._own: set[str] = set()
        #: The first row of each list, by its name.
        self.places: dict[str, Place] = {}
        self._offered: set[str] = set()

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
            self.places[self._lists[listed].name] = found[0].place()
            pictured = next((record for record in found if record.has("image")), None)
            if pictured:
                pictured.notes.info(Place("choices", 1, pictured.place("image").column), "picture_apart")

    def all(self) -> tuple[ChoiceList, ...]:
        """The lists of the questionnaire, without those that are a part of a question; empty ones come last."""
        kept = (written for written in self._lists if written in self._offered or written not in self._own)
        lists = (self._lists[written] for written in kept if self.has(written) or written in self._offered)
        return tuple(sorted(lists, key=lambda choices: not choices.choices))

    def has(self, written: str) -> bool:
        return bool(written in self._lists and self._lists[written].choices)

    def offers(self, written: str, code: str) -> bool:
        return written in self._lists and code in self._lists[written].by_code

    def name(self, written: str, record: Record) -> str:
        """The list that a row asks for; a list that the file lacks is made, empty, with a line."""
        self._find(written, record)
        self._offered.add(written)
        return self._lists[written].name

    def own(self, written: str, record: Record) -> tuple[Choice, ...]:
        """The choices of a list that is a part of the question."""
        self._own.add(written)
        return self._find(written, record).choices

    def with_other(self, written: str, record: Record) -> str:
        """The list with an "other, please specify" at its end: itself when it has one already."""
        found = self._find(written, record)
        if found.other is not None:
            return self.name(written, record)
        key = f"{written} or_other"
        if key not in self._lists:
            labels = {tag: _OTHER.get(tag, "Other") for tag in dict.fromkeys(self._reading.tags.values())}
            other = Choice(code=free_name("other", found.codes), label=Wording(text=labels), other=True)
            kept = tuple(choice for choice in found.choices if choice.code != "other")
            renamed = [choice for choice in found.choices if choice.code == "other"]
            last = renamed[0].model_copy(update={"other": True}) if renamed else other
            self._add(key, (*kept, last))
        return self.name(key, record)

    def _find(self, written: str, record: Record) -> ChoiceList:
        if written not in self._lists:
            record.fault("type", "unknown_list", list=written)
            self._add(written, ())
        return self._lists[written]

    def _add(self, written: str, choices: tuple[Choice, ...]) -> None:
        taken = {choice_list.name for choice_list in self._lists.values()}
        self._lists[written] = ChoiceList(name=free_name(legal_name(written), taken), choices=choices)

    def _choices(self, records: Iterable[Record]) -> tuple[Choice, ...]:
        choices: dict[str, Choice] = {}
        for record in records:
            code = legal_code(record.cell("name") or next(iter(record.texts("label").values()), ""))
            if not code:
                record.fault("", "choice_without_code")
                continue
            if code != record.cell("name"):
                record.notes.warning(record.place("name"), "code_changed", old=record.cell("name"), new=code)
            choice = _choice(record, code)
            if code in choices:
                choice = _apart(choice, choices, record)
            choices.setdefault(choice.code, choice)
        return tuple(choices.values())


def legal_code(written: str) -> str:
    """A code without blanks, at most 64 characters: answers of a multiple choice are separated by blanks."""
    return "_".join(written.split())[:LONGEST]


def _apart(choice: Choice, choices: Mapping[str, Choice], record: Record) -> Choice:
    """A choice whose code is taken: left out when it says the same as the first, else under a code of its own."""
    first = choices[choice.code]
    if record.reading.strict or (choice.label, choice.columns) == (first.label, first.columns):
        record.fault("name", "duplicate_code", code=choice.code)
        return first
    code = free_name(choice.code, choices)
    tell = record.notes.warning if record.reading.doubles else record.notes.error
    tell(record.place("name"), "code_renamed", old=choice.code, new=code)
    return choice.model_copy(update={"code": code})


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
        image=record.text("image")[:_LONGEST_COLUMN],
        columns=record.extra(),
    )


def _score(record: Record) -> float | None:
    written = record.cell("score")
    score = as_number(written)
    if written and score is None:
        record.notes.warning(record.place("score"), "not_a_number", value=written)
    return score
