"""The survey flow: which block is shown when, what is drawn by lot, and what embedded data hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from surveys.formats.qualtrics.expressions import TRUE, all_of, any_of, negated, reference
from surveys.formats.qualtrics.locators import UnknownPartError
from surveys.formats.qualtrics.logic import Logic
from surveys.formats.qualtrics.loose import as_map, as_maps, as_text, as_whole, is_true
from surveys.formats.qualtrics.names import Names
from surveys.formats.qualtrics.pipes import Pipes
from surveys.formats.qualtrics.survey import DEEPEST, Block, Payload, Survey
from surveys.formats.qualtrics.symbols import Symbols
from surveys.formats.report import Notes, Place

MOST_ELEMENTS = 3_000
_LONGEST = 1_500
_REPORTED = frozenset({"WebService", "Authenticator", "TableOfContents", "ReferenceSurvey", "Quota", "Conjoint"})
_KNOWN = _REPORTED | {"Group", "Root", "Branch", "BlockRandomizer", "Randomizer", "EmbeddedData", "EndSurvey"}


@dataclass
class Step:
    """A block where it is first shown; `conditions`: one for each time that the flow comes to it, "" for always."""

    block: Block
    conditions: list[str] = field(default_factory=list)
    shuffle: str = ""

    @property
    def relevant(self) -> str:
        return "" if "" in self.conditions else any_of(self.conditions)


@dataclass
class Setting:
    """A value that embedded data take when the flow comes there: an expression, "" for what the link brings."""

    value: str
    condition: str


@dataclass
class Flow:
    """Walks the flow once. `calculated` are draws by lot and long conditions, by name."""

    survey: Survey
    symbols: Symbols
    names: Names
    logic: Logic
    pipes: Pipes
    notes: Notes
    steps: dict[str, Step] = field(default_factory=dict)
    settings: dict[str, list[Setting]] = field(default_factory=dict)
    calculated: dict[str, str] = field(default_factory=dict)
    _ended: str = ""
    _count: int = 0

    def walk(self, items: Sequence[Payload], condition: str = "", depth: int = 0, shuffle: str = "") -> None:
        """Go through elements that are reached when the condition holds."""
        for item in items:
            self._count += 1
            if depth > DEEPEST or self._count > MOST_ELEMENTS:
                self.notes.warning(Place("flow"), "flow_cut")
                return
            self._element(item, condition, depth, shuffle)

    def _element(self, item: Payload, condition: str, depth: int, shuffle: str) -> None:
        kind = as_text(item.get("Type"))
        place = Place("flow", 0, as_text(item.get("FlowID")))
        children = as_maps(item.get("Flow"))
        if as_text(item.get("ID")) in self.survey.blocks and kind not in _KNOWN:
            self._block(self.survey.blocks[as_text(item.get("ID"))], condition, shuffle)
        elif kind == "Branch":
            self.walk(children, self._both(condition, self._branch(item, place)), depth + 1)
        elif kind in ("BlockRandomizer", "Randomizer"):
            self._randomizer(item, children, condition, depth, place)
        elif kind == "EmbeddedData":
            self._embedded(item, condition, place)
        elif kind == "EndSurvey":
            self._end(self._here(condition) or TRUE)
        else:
            if kind not in ("Group", "Root"):
                self.notes.warning(place, "flow_element_ignored", element=kind or "?")
            self._answers_of_services(item)
            self.walk(children, condition, depth + 1)

    def _here(self, condition: str) -> str:
        """What must hold here: the branches around, and that the survey has not ended."""
        return self._both(condition, negated(self._ended) if self._ended else "")

    def _both(self, first: str, second: str) -> str:
        return self._shortened(all_of((first, second)))

    def _end(self, condition: str) -> None:
        """The survey ends for those for whom the condition holds."""
        self._ended = self._shortened(any_of((self._ended, condition)))

    def _branch(self, item: Payload, place: Place) -> str:
        return self._shortened(self.logic.read(item.get("BranchLogic"), place))

    def _shortened(self, condition: str) -> str:
        """A condition, behind a name when it is long: it is repeated on every page that it decides about."""
        if len(condition) <= _LONGEST:
            return condition
        name = self.names.free("path_1")
        self.calculated[name] = f"if({condition}, 1, 0)"
        return f"{reference(name)} = 1"

    def _block(self, block: Block, condition: str, shuffle: str) -> None:
        relevant = self._here(condition)
        if block.name in self.steps:
            self.steps[block.name].conditions.append(relevant)
            self.steps[block.name].shuffle = ""
            self.notes.warning(Place("block", 0, block.title), "block_repeated")
            return
        self.steps[block.name] = Step(block, [relevant], shuffle)
        self._skip_to_the_end(block, relevant)

    def _skip_to_the_end(self, block: Block, relevant: str) -> None:
        looping = as_text(block.options.get("Looping")) not in ("", "None")
        for slot in block.slots:
            for skip in slot.skips:
                if as_text(skip.get("SkipToDestination")).upper() not in ("ENDOFSURVEY", "SURVEY_END"):
                    continue
                place = Place("question", 0, slot.question)
                told = self.logic.skip(skip, place)
                if looping:
                    self.notes.warning(place, "loop_not_left")
                elif told:
                    shown = self.symbols.shown.get(slot.question, TRUE)
                    self._end(self._both(relevant, self._both("" if shown == TRUE else shown, self._shortened(told))))

    def _randomizer(
        self, item: Payload, children: tuple[Payload, ...], condition: str, depth: int, place: Place
    ) -> None:
        count = len(children)
        kept = as_whole(item.get("SubSet"))
        kept = count if kept is None else min(max(kept, 0), count)
        if is_true(item.get("EvenPresentation")) and kept < count:
            self.notes.info(place, "drawn_at_random")
        moves = kept > 1 and all(map(self._is_one_page, children))
        if kept > 1 and not moves:
            self.notes.warning(place, "order_kept")
        shuffle = as_text(item.get("FlowID")) or f"shuffle {self._count}" if moves else ""
        for child, drawn in zip(children, self.draw(count, kept), strict=True):
            self.walk((child,), self._both(condition, drawn), depth + 1, shuffle[:64])

    def _is_one_page(self, child: Payload) -> bool:
        """Whether a branch of a randomizer is a block that makes one page, or one loop."""
        block = self.survey.blocks.get(as_text(child.get("ID")))
        if block is None or as_text(child.get("Type")) in _KNOWN:
            return False
        looping = as_text(block.options.get("Looping")) not in ("", "None")
        return looping or all(slot.question for slot in block.slots)

    def draw(self, count: int, kept: int) -> list[str]:
        """Conditions that hold for `kept` of `count` things, every choice of them being as likely.

        One is drawn by one number; several by selection sampling (Knuth, volume 2, 3.4.2, algorithm S), where
        each calculation holds how many were drawn so far.
        """
        if kept >= count:
            return [""] * count
        if kept == 0:
            return ["false()"] * count
        if kept == 1:
            name = self.names.free("draw_1")
            self.calculated[name] = f"int(random() * {count}) + 1"
            return [f"{reference(name)} = {place}" for place in range(1, count + 1)]
        before = "0"
        conditions = []
        for place in range(count):
            name = self.names.free("draw_1")
            self.calculated[name] = f"if(random() * {count - place} < {kept} - {before}, {before} + 1, {before})"
            conditions.append(f"number({reference(name)}) > number({before})")
            before = reference(name)
        return conditions

    def _embedded(self, item: Payload, condition: str, place: Place) -> None:
        for one in as_maps(item.get("EmbeddedData")):
            field_name = as_text(one.get("Field"))
            if not field_name:
                continue
            if field_name not in self.symbols.embedded:
                self.symbols.embedded[field_name] = self.names.free(field_name)
            written = as_text(one.get("Value"))
            try:
                value = self.pipes.expression(written) if written else ""
            except UnknownPartError as unknown:
                self.notes.warning(place, "value_dropped", field=field_name, value=str(unknown))
                continue
            setting = Setting(value, self._here(condition))
            self.settings.setdefault(field_name, []).append(setting)

    def _answers_of_services(self, item: Payload) -> None:
        """What a web service would answer is there, empty, for the logic that reads it."""
        answers = item.get("ResponseMap")
        named = (
            [as_text(one.get("value")) for one in as_maps(answers)] if isinstance(answers, list) else as_map(answers)
        )
        for name in filter(None, named):
            if name not in self.symbols.embedded:
                self.symbols.embedded[name] = self.names.free(name)


def embedded_values(flow: Flow) -> Mapping[str, str]:
    """The calculation of each embedded field that the flow sets, by its name here: the last setting that applies."""
    values: dict[str, str] = {}
    for written, settings in flow.settings.items():
        told = [setting for setting in settings if setting.value]
        if not told:
            continue
        name = flow.symbols.embedded[written]
        text = "''"
        for setting in told:
            text = f"if({setting.condition}, {setting.value}, {text})" if setting.condition else setting.value
        if f"${{{name}}}" in text or len(text) > 8_000 or len(told) > 25:
            flow.notes.warning(Place("flow", 0, written), "value_dropped", field=written, value=told[-1].value)
            continue
        values[name] = text
    return values
