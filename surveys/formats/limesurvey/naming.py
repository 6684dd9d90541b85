"""What LimeSurvey calls each answer, and what it is called here."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from surveys.formats.limesurvey.source import LsQuestion, LsSurvey, Part
from surveys.formats.xlsform.names import LONGEST, free_name, legal_name

#: The code of "other, specify", which LimeSurvey stores too.
OTHER = "-oth-"
LIST, MULTIPLE, ROWS, DUAL, GRID, RANKING = "L!OWZ", "MP", "ABCEFHKQ", "1", ":;", "R"
#: The types with comments: on the answer, or on each box.
COMMENTED = frozenset("OP")

_WORDS = frozenset({"and", "or", "eq", "ne", "lt", "le", "gt", "ge", "self", "that", "this", "population", "side"})
_READ = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_NOT_READ = re.compile(r"[^A-Za-z0-9_]+")


@dataclass(frozen=True)
class Variable:
    """An answer: its name in LimeSurvey's expressions, and how formulas here read it.

    `cell` is set for a box of a table of boxes: the code that the field of the row holds when it is ticked.
    """

    written: str
    name: str
    comment: bool = False
    cell: str = ""

    def read(self, attribute: str) -> str:
        """The text of a formula that reads it; a ticked box is 1, as it is there."""
        if self.cell:
            return f"if(regexMatch('/(^| ){self.cell}( |$)/', {self.name}.NAOK), 1, '')"
        return f"{self.name}{attribute}"


@dataclass
class Named:
    """A question with its names here: its own, those of its rows and columns, its codes, by id of the part."""

    question: LsQuestion
    name: str
    rows: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    variables: list[Variable] = field(default_factory=list)


def legal(written: str, otherwise: str) -> str:
    """The nearest name that formulas of this dialect can read."""
    name = _NOT_READ.sub("_", legal_name(written)).strip("_") if written else ""
    if not name or not name[0].isalpha():
        name = f"{otherwise}{name}"
    return (f"{name}_" if name.lower() in _WORDS else name)[:LONGEST]


def code_of(written: str) -> str:
    """The nearest code: without blanks and control characters."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ue000-\ue002]+", "_", written.strip())[:64]


class Names:
    """Gives out names; one that is legal and free is kept."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def free(self, wanted: str, *endings: str) -> str:
        """The wanted name or the nearest that is free, also with each of the endings."""
        name = wanted[:LONGEST]
        if not self._is_free(name, endings):
            number = self._numbers.get(name, 1) + 1
            while not self._is_free(f"{name[: LONGEST - 6]}_{number}", endings):
                number += 1
            self._numbers[name] = number
            name = f"{name[: LONGEST - 6]}_{number}"
        self._taken.update((name, *(name + ending for ending in endings)))
        return name

    def _is_free(self, name: str, endings: tuple[str, ...]) -> bool:
        return self._taken.isdisjoint((name, *(name + ending for ending in endings)))


class Symbols:
    """Every variable of a questionnaire, by the names and the SGQA codes that expressions may use."""

    def __init__(self, survey: LsSurvey) -> None:
        self.names = Names()
        self.hidden: dict[str, str] = {}
        self.variables: dict[str, Variable] = {}
        self.sgqa: dict[str, str] = {}
        self.numbered: dict[str, str] = {}
        self.questions: dict[str, Named] = {}
        self.by_code: dict[str, Named] = {}
        questions = survey.questions()
        sid = survey.settings.get("sid", "")
        ordered = sorted(questions, key=lambda question: not _READ.fullmatch(question.code))
        for question in ordered:
            codes = _box_codes(question) if question.type in MULTIPLE else {}
            name = self.names.free(legal(question.code, "q"), *_endings(question, codes))
            self.questions[question.id] = Named(question, name, codes=codes)
            self.by_code.setdefault(question.code, self.questions[question.id])
        gids = {question.id: group.id for group in survey.groups for question in group.questions}
        #: The SGQA code of each question, by its id.
        self.codes = {key: f"{sid}X{gid}X{key}" for key, gid in gids.items()}
        for question in questions:
            named = self.questions[question.id]
            for variable, ending in self._variables(named):
                named.variables.append(variable)
                self.variables.setdefault(variable.written, variable)
                self.sgqa[f"{self.codes[question.id]}{ending}"] = variable.written
                self.sgqa[f"X{question.id}{ending}"] = variable.written
                self.numbered[f"Q{question.id}{_ending_of_7(question, ending)}"] = variable.written

    def find(self, written: str) -> str:
        """The name of what an SGQA code stands for; the groups of old files may be wrong."""
        return self.sgqa.get(written) or self.sgqa.get(f"X{written.split('X', 2)[-1]}", "")

    def token(self, written: str) -> str:
        """The hidden question for an attribute of participants."""
        if written not in self.hidden:
            self.hidden[written] = self.names.free(legal(written.removeprefix("TOKEN:").lower(), "token"))
        return self.hidden[written]

    def _variables(self, named: Named) -> Iterator[tuple[Variable, str]]:
        kind = named.question.type
        if kind in MULTIPLE:
            yield from self._boxes(named)
        elif kind in ROWS:
            yield from self._rows(named)
        elif kind == DUAL:
            yield from self._dual(named)
        elif kind in GRID and kind:
            yield from self._grid(named)
        elif kind == RANKING:
            yield from _ranks(named)
        else:
            yield from self._single(named)

    def _single(self, named: Named) -> Iterator[tuple[Variable, str]]:
        question = named.question
        yield Variable(question.code, named.name), ""
        if question.other and question.type in LIST:
            yield Variable(f"{question.code}_other", f"{named.name}_other"), "other"
        if question.type in COMMENTED:
            yield Variable(f"{question.code}_comment", f"{named.name}_comment", comment=True), "comment"

    def _boxes(self, named: Named) -> Iterator[tuple[Variable, str]]:
        question = named.question
        ends = [(part.code, named.codes[part.id]) for part in question.on(0)]
        ends += [("other", "other")] if question.other else []
        for ending, code in ends:
            written, name = f"{question.code}_{ending}", f"{named.name}_{code}"
            yield Variable(written, name), ending
            if question.type in COMMENTED:
                yield Variable(f"{written}comment", f"{name}comment", comment=True), f"{ending}comment"

    def _row(self, named: Named, part: Part) -> str:
        code = _NOT_READ.sub("_", part.code) or str(len(named.rows) + 1)
        name = named.rows[part.id] = self.names.free(f"{named.name}_{code}")
        return name

    def _rows(self, named: Named) -> Iterator[tuple[Variable, str]]:
        for part in named.question.on(0):
            yield Variable(f"{named.question.code}_{part.code}", self._row(named, part)), part.code

    def _dual(self, named: Named) -> Iterator[tuple[Variable, str]]:
        scales = len({answer.scale for answer in named.question.answers})
        for part in named.question.on(0):
            row = self._row(named, part)
            for scale in (0, 1):
                name = f"{row}_{scale}" if scales > 1 else row
                yield Variable(f"{named.question.code}_{part.code}_{scale}", name), f"{part.code}#{scale}"

    def _grid(self, named: Named) -> Iterator[tuple[Variable, str]]:
        question = named.question
        boxes = question.type == ":" and question.flag("multiflexible_checkbox")
        taken: set[str] = set()
        for part in question.on(1):
            code = _NOT_READ.sub("_", part.code)[:24] or str(len(taken) + 1)
            code = free_name(code, taken)
            taken.add(code)
            named.columns[part.id] = code
        for part in question.on(0):
            row = self._row(named, part)
            for column in question.on(1):
                code, ending = named.columns[column.id], f"{part.code}_{column.code}"
                name, cell = (row, code) if boxes else (f"{row}_{code}", "")
                yield Variable(f"{question.code}_{ending}", name, cell=cell), ending


def _box_codes(question: LsQuestion) -> dict[str, str]:
    """The code of each box, by its id."""
    codes: dict[str, str] = {}
    taken: set[str] = set()
    for part in question.on(0):
        codes[part.id] = free_name(_NOT_READ.sub("_", part.code)[:40] or "_", taken)
        taken.add(codes[part.id])
    return codes


def _endings(question: LsQuestion, codes: Mapping[str, str]) -> Iterator[str]:
    """What follows the name of a question in its other fields."""
    if question.other:
        yield "_other"
    if question.type in COMMENTED:
        yield "_comment"
        yield from (f"_{code}comment" for code in (*codes.values(), "other"))


def _ending_of_7(question: LsQuestion, ending: str) -> str:
    """How version 7 ends the name of a field: by the numbers of sub-questions."""
    ids = {part.code: part.id for part in question.parts}
    codes = ending.replace("#", "_").split("_") if ending else []
    return "".join(
        f"_S{ids[code]}" if code in ids else f"_C{code}" if code in _SPECIAL else f"_{code}" for code in codes
    )


_SPECIAL = frozenset({"other", "comment", "othercomment"})


def _ranks(named: Named) -> Iterator[tuple[Variable, str]]:
    ranked: Iterable[object] = named.question.on(0) or named.question.offered()
    for rank, _ in enumerate(ranked, start=1):
        yield Variable(f"{named.question.code}_{rank}", f"{named.name}_{rank}"), str(rank)
