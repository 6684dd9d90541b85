"""Sliders, stars and constant sums."""

from collections.abc import Mapping

from surveys.formats.qualtrics.asked import Asked
from surveys.formats.qualtrics.choices import items_of
from surveys.formats.qualtrics.kinds.rest import build_text_instead
from surveys.formats.qualtrics.loose import as_map, as_number, as_text, as_whole, is_true
from surveys.formats.qualtrics.plans import Planner
from surveys.formats.qualtrics.symbols import Symbol
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, MultipleNumber, Slider


def plan(planner: Planner) -> Symbol:
    return planner.battery("value", {}) if items_of(planner.payload, "Choices") else planner.value()


def plan_slider(planner: Planner) -> Symbol:
    return planner.value() if len(items_of(planner.payload, "Choices")) < 2 else planner.battery("value", {})


def build_slider(asked: Asked) -> AnyQuestion:
    least, most = _ends(asked)
    if is_true(asked.configuration.get("NotApplicable")):
        asked.notes.warning(asked.place, "not_applicable_left_out")
    whole = not as_whole(asked.configuration.get("NumDecimals"))
    if asked.symbol.rows:
        rows = tuple(asked.rows())
        return MultipleNumber(**asked.common(rows=rows, rotate=asked.rotates, least=least, most=most, whole=whole))
    common = asked.common(least=least, most=most, step=_step(asked, least, most), **_labels(asked))
    items = items_of(asked.payload, "Choices")
    item = next((asked.words.display(asked.payload, "Choices", name, asked.place) for name in items), Wording())
    common["label"] = common["label"].then(item) if item and common["label"] else common["label"] or item
    return Slider(**common)


def _ends(asked: Asked) -> tuple[float, float]:
    configuration = asked.configuration
    if as_text(asked.payload.get("Selector")) == "STAR":
        return 0, float(min(max(as_whole(configuration.get("StarCount")) or 5, 1), 100))
    least, most = as_number(configuration.get("CSSliderMin")), as_number(configuration.get("CSSliderMax"))
    low, high = sorted((least or 0.0, 100.0 if most is None else most))
    return low, high if high > low else low + 1


def _step(asked: Asked, least: float, most: float) -> float:
    decimals = min(max(as_whole(asked.configuration.get("NumDecimals")) or 0, 0), 3)
    lines = as_whole(asked.configuration.get("GridLines")) or 0
    if is_true(asked.configuration.get("SnapToGrid")) and lines > 0:
        return float((most - least) / lines)
    step = 10.0**-decimals
    return min(step, most - least)


def _labels(asked: Asked) -> Mapping[str, Wording]:
    """What stands at the ends: the first and the last of its labels."""
    keys = list(as_map(asked.payload.get("Labels")))
    if len(keys) < 2:
        return {}
    return {
        "low": asked.words.label(asked.payload, keys[0], asked.place),
        "high": asked.words.label(asked.payload, keys[-1], asked.place),
    }


def build_sum(asked: Asked) -> AnyQuestion:
    """Numbers that add up to what is asked."""
    if not asked.symbol.rows:
        return build_text_instead(asked)
    total = as_number(asked.settings.get("ChoiceTotal")) if asked.settings.get("Type") == "ChoicesTotal" else None
    slides = as_text(asked.payload.get("Selector")) in ("HBAR", "HSLIDER")
    least, most = _ends(asked) if slides else (None, None)
    unit = asked.words.text(asked.payload.get("ClarifyingSymbol"), asked.place)
    return MultipleNumber(
        **asked.common(
            rows=tuple(asked.rows()),
            rotate=asked.rotates,
            whole=not as_whole(asked.configuration.get("NumDecimals")),
            least=least,
            most=most,
            total_least=total,
            total_most=total,
            unit=Wording(text=unit),
        )
    )
