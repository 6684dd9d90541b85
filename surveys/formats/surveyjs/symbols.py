"""What the paths of expressions and texts lead to: `{q}`, `{matrix.row}`, `{panel.q}`, `{q-Comment}`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.formats.surveyjs.names import Names
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import Calculated, Hidden

NO_CODES: Mapping[str, str] = {}
#: Hidden values that expressions may need, and values of loops that may be taken out of them.
_MOST_VARIABLES, _MOST_TAKEN = 200, 200
_INDEXED = re.compile(r"(.+?)\[(\d{1,3})\]\.(.+)", re.DOTALL)
_STEP = re.compile(r"(.+?)(\[-?\d{1,3}\]|\.length)", re.DOTALL)
_INSIDE = ("panel.", "row.")
_SUMS: Mapping[str, str] = {
    "sumInArray": "sum(${{{0}}})",
    "minInArray": "min(${{{0}}})",
    "maxInArray": "max(${{{0}}})",
    "avgInArray": "sum(${{{0}}}) div count-non-empty(${{{0}}})",
    "countInArray": "count-non-empty(${{{0}}})",
}


@dataclass(frozen=True)
class Symbol:
    """What a path leads to: a field by its name here, or the fields of a battery.

    `codes`: by value of the origin in small letters, each code that changed.
    """

    name: str = ""
    codes: Mapping[str, str] = field(default_factory=lambda: NO_CODES)
    single: bool = False
    fields: tuple[str, ...] = ()
    step: str = ""  # an index or .length after it

    @property
    def formula(self) -> str:
        """How a formula reads it."""
        return f"{{{self.name}{self.step}}}"


@dataclass
class LoopSymbols:
    """A dynamic panel or matrix: its name here, the question or number that counts it, what stands in it."""

    name: str
    counter: str = ""  # the question that asks how many
    count: int = 0  # else how many
    paths: dict[str, Symbol] = field(default_factory=dict)


@dataclass
class Symbols:
    """Every path of a survey, in small letters; names are found in any case, as the origin does."""

    names: Names
    paths: dict[str, Symbol] = field(default_factory=dict)
    loops: dict[str, LoopSymbols] = field(default_factory=dict)
    extras: dict[str, Calculated | Hidden] = field(default_factory=dict)

    def put(self, path: str, symbol: Symbol, loop: LoopSymbols | None = None) -> None:
        """Say where a path leads; the first to come keeps it."""
        (loop.paths if loop else self.paths).setdefault(path.lower(), symbol)

    def find(self, path: str, loop: LoopSymbols | None = None) -> Symbol | None:
        """Where a path leads for what stands in this loop; None when nowhere."""
        written = path.strip().lower()
        found = self._plain(written, loop) or self._taken(written)
        if found is None and (stepped := _STEP.fullmatch(written)):
            inner, step = stepped.groups()
            if step == ".length" and inner in self.loops:
                return self.how_many(inner)
            base = self._plain(inner, loop)
            return Symbol(base.name, base.codes, base.single, step=step) if base and base.name else None
        return found

    def _plain(self, path: str, loop: LoopSymbols | None) -> Symbol | None:
        inside = next((path[len(mark) :] for mark in _INSIDE if path.startswith(mark)), "")
        if loop and inside:
            return loop.paths.get(inside)
        if path in self.paths:
            return self.paths[path]
        return loop.paths.get(path) if loop else None

    def _taken(self, path: str) -> Symbol | None:
        """`{panel[0].name}`: the value of one passage, by a calculation of its own."""
        found = _INDEXED.fullmatch(path)
        loop = self.loops.get(found[1]) if found else None
        symbol = loop.paths.get(found[3]) if found and loop else None
        if found is None or loop is None or symbol is None or not symbol.name:
            return None
        number = int(found[2]) + 1
        text = f"indexed-repeat(${{{symbol.name}}}, ${{{loop.name}}}, {number})"
        name = self.calculated(f"{symbol.name}_{number}", text, label=symbol.name)
        return Symbol(name, symbol.codes, symbol.single) if name else None

    def how_many(self, path: str) -> Symbol | None:
        """How many passages a loop has, as a field."""
        loop = self.loops.get(path.lower())
        if loop is None:
            return None
        name = loop.counter or self.calculated(f"{loop.name}_count", str(loop.count), label=loop.name)
        return Symbol(name) if name else None

    def over_rows(self, function: str, path: str, column: str) -> Symbol | tuple[str, ...] | None:
        """What `sumInArray({path}, 'column')` and its like compute: a calculation, or the fields of fixed rows."""
        loop = self.loops.get(path.lower())
        if loop is not None:
            symbol = loop.paths.get(column.lower())
            if symbol is None or not symbol.name or function not in _SUMS:
                return None
            name = self.calculated(
                f"{symbol.name}_{function[:3].lower()}", _SUMS[function].format(symbol.name), label=symbol.name
            )
            return Symbol(name) if name else None
        start, end = f"{path.lower()}.", f".{column.lower()}"
        fields = tuple(
            symbol.name
            for written, symbol in self.paths.items()
            if written.startswith(start) and written.endswith(end) and len(written) > len(start) + len(end) - 1
        )
        return fields or None

    def calculated(self, wanted: str, text: str, *, label: str) -> str:
        """The name of a calculation in the dialect of XLSForm, made once for one text; '' when there are too many."""
        same = (one for one in self.extras.values() if isinstance(one, Calculated) and one.formula.text == text)
        known = next(same, None)
        if known is not None:
            return known.name
        if len(self.extras) >= _MOST_TAKEN:
            return ""
        name = self.names.free(wanted)
        self.extras[name] = Calculated(name=name, label=Wording(text={"en": label}), formula=Formula(text=text))
        return name

    def variable(self, path: str) -> Symbol | None:
        """A value that the survey itself never asks: the page that embeds it gives it, here the entrance link."""
        if len(self.extras) >= _MOST_VARIABLES:
            return None
        name = self.names.free(path)
        self.extras[name] = Hidden(name=name, label=Wording(text={"en": path.strip()}), parameter=name)
        symbol = Symbol(name)
        self.paths[path.strip().lower()] = symbol
        return symbol
