"""Multiple choice in all its forms, rankings, drill-downs and spots of a picture."""

from surveys.formats.qualtrics.asked import Asked
from surveys.formats.qualtrics.choices import MOST_CHOICES, items_of
from surveys.formats.qualtrics.kinds.rest import build_text_instead
from surveys.formats.qualtrics.loose import as_items, as_map, as_text, as_whole, is_true
from surveys.formats.qualtrics.plans import Planner
from surveys.formats.qualtrics.survey import Payload
from surveys.formats.qualtrics.symbols import Symbol
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, Multiple, Nps, Ranking, Single

_SEVERAL = frozenset({"MAVR", "MAHR", "MACOL", "MSB", "MA"})
_ZERO_TO_TEN = tuple(str(place) for place in range(11))


def _several(payload: Payload) -> bool:
    return as_text(payload.get("Selector")) in _SEVERAL or as_text(payload.get("SubSelector")) == "MultipleAnswer"


def _recommends(payload: Payload) -> bool:
    items = items_of(payload, "Choices")
    return as_text(payload.get("Selector")) == "NPS" and sorted(items, key=len) == sorted(_ZERO_TO_TEN, key=len)


def _holds(count: int) -> bool:
    return 0 < count <= MOST_CHOICES


def plan(planner: Planner) -> Symbol:
    if not _holds(len(items_of(planner.payload, "Choices"))):
        return planner.value()
    if _recommends(planner.payload):
        return planner.closed("single", codes={name: name for name in _ZERO_TO_TEN})
    return planner.closed("multiple" if _several(planner.payload) else "single")


def build(asked: Asked) -> AnyQuestion:
    if not asked.symbol.codes:
        return build_text_instead(asked)
    if _recommends(asked.payload):
        return _net_promoter(asked)
    listed = {
        "list": asked.list_of(asked.choices()),
        "choice_filter": asked.filter(),
        "rotate": asked.rotates,
        "default": _default(asked),
    }
    if not _several(asked.payload):
        kind = "dropdown" if as_text(asked.payload.get("Selector")) == "DL" else "single"
        return Single(**asked.common(type=kind, **listed))
    least, most = _bounds(asked)
    return Multiple(**asked.common(least=least, most=most, **listed))


def _bounds(asked: Asked) -> tuple[int, int | None]:
    settings, count = asked.settings, len(asked.symbol.codes)
    if as_text(settings.get("Type")) not in ("MinChoices", "MaxChoices", "ChoiceRange", "SelectMany"):
        return 0, None
    least = min(max(as_whole(settings.get("MinChoices")) or 0, 0), count)
    most = as_whole(settings.get("MaxChoices"))
    return least, max(most, least, 1) if most is not None and most > 0 else None


def _default(asked: Asked) -> str:
    """The codes ticked beforehand."""
    ticked = [
        asked.symbol.codes[name]
        for name, one in as_map(asked.payload.get("DefaultChoices")).items()
        if name in asked.symbol.codes and is_true(as_map(one).get("Selected"))
    ]
    return " ".join(ticked) if _several(asked.payload) else next(iter(ticked), "")


def _net_promoter(asked: Asked) -> Nps:
    labels = [as_text(as_map(one).get("Display")) for one in as_items(asked.payload.get("ColumnLabels"))]
    words = [Wording(text=text) if (text := asked.words.text(label, asked.place)) else None for label in labels]
    ends = (("low", words[0]), ("high", words[-1])) if words else ()
    return Nps(**asked.common(**{key: word for key, word in ends if word}))


def plan_ranking(planner: Planner) -> Symbol:
    return planner.closed("ranking") if _holds(len(items_of(planner.payload, "Choices"))) else planner.value()


def build_ranking(asked: Asked) -> AnyQuestion:
    if not asked.symbol.codes:
        return build_text_instead(asked)
    choices = asked.choices(specify=False)
    return Ranking(**asked.common(list=asked.list_of(choices), choice_filter=asked.filter(), rotate=asked.rotates))


def plan_drill_down(planner: Planner) -> Symbol:
    if not _holds(len(items_of(planner.payload, "Answers"))):
        return planner.value()
    return planner.closed("single", "Answers")


def build_drill_down(asked: Asked) -> AnyQuestion:
    """One drop-down of what is at the end of the paths."""
    if not asked.symbol.codes:
        return build_text_instead(asked)
    asked.notes.warning(asked.place, "drill_down_flat")
    return Single(**asked.common(type="dropdown", list=asked.list_of(asked.choices("Answers", specify=False))))


def plan_regions(planner: Planner) -> Symbol:
    return planner.closed("multiple") if _holds(len(items_of(planner.payload, "Choices"))) else planner.value()


def build_regions(asked: Asked) -> AnyQuestion:
    """The spots of a picture by their names."""
    if not asked.symbol.codes:
        return build_text_instead(asked)
    asked.notes.warning(asked.place, "regions_as_choices")
    return Multiple(**asked.common(list=asked.list_of(asked.choices(specify=False))))
