"""Quotas of a file as cells: simple ones, and those that cross conditions, of which each combination has its count."""

from collections.abc import Iterable, Iterator
from typing import Literal

from surveys.formats.qualtrics.logic import Logic
from surveys.formats.qualtrics.loose import as_map, as_maps, as_text, as_whole
from surveys.formats.qualtrics.names import Names
from surveys.formats.qualtrics.survey import Payload
from surveys.formats.report import Notes, Place
from surveys.formats.texts import plain_text, without_markup
from surveys.questionnaire.definition import Definition, QuotaCell
from surveys.questionnaire.flaws import DefinitionError
from surveys.questionnaire.formula import Formula
from surveys.runtime import compile_definition

_MOST_CELLS, _LARGEST, _LONGEST_LABEL = 1_000, 2_000_000_000, 200
_ENDING = ("EndCurrentSurvey", "EndSurvey", "PreventAllNewSessions", "")


class Quotas:
    """Reads the quotas of a survey for one population; what cannot be said here is left out with a line."""

    def __init__(self, logic: Logic, language: str, population: str, notes: Notes) -> None:
        self._logic = logic
        self._language = language
        self._population = population
        self._notes = notes
        self._names = Names()

    def added(self, definition: Definition, quotas: Iterable[Payload]) -> Definition:
        """The definition with the cells; without them where it cannot run so."""
        cells = tuple(self._cells(quotas))
        if not cells:
            return definition
        held = {name: getattr(definition, name) for name in Definition.model_fields}
        # Made anew: a copy would keep what the old one had looked up.
        with_cells = Definition(**{**held, "quotas": cells})
        try:
            compile_definition(with_cells)
        except DefinitionError:
            for cell in cells:
                self._left_out(Place("quota", 0, cell.name), cell.limit)
            return definition
        return with_cells

    def _cells(self, quotas: Iterable[Payload]) -> Iterator[QuotaCell]:
        count = 0
        for quota in quotas:
            place = Place("quota", 0, as_text(quota.get("Name")))
            if as_text(quota.get("QuotaAction")) not in _ENDING:
                self._notes.info(place, "quota_counted")
            for part in _parts(quota):
                count += 1
                cell = self._cell(quota, part, place) if count <= _MOST_CELLS else None
                if cell is None:
                    self._left_out(place, as_text(part.get("Occurrences")) or "?")
                else:
                    yield cell

    def _cell(self, quota: Payload, part: Payload, place: Place) -> QuotaCell | None:
        limit = as_whole(part.get("Occurrences"))
        when = self._logic.read(part.get("Logic"), place)
        if limit is None or limit < 0 or (as_map(part.get("Logic")) and not when):
            return None
        written = as_text(quota.get("Name"))
        own = as_text(part.get("ID")) if part is not quota else ""
        label = plain_text(without_markup(as_text(part.get("Description")))) if own else plain_text(written)
        return QuotaCell(
            population=self._population,
            name=self._names.free(f"{written or 'quota'} {own}".strip()),
            label={self._language: label[:_LONGEST_LABEL]} if label else {},
            when=Formula(text=when) if when else None,
            target=min(limit, _LARGEST),
            limit=min(limit, _LARGEST),
            full=_when_full(quota),
        )

    def _left_out(self, place: Place, count: str | int) -> None:
        self._notes.warning(place, "quota_left_out", count=count)


def _parts(quota: Payload) -> tuple[Payload, ...]:
    """The quota itself, or each combination of one that crosses conditions."""
    return (as_maps(quota.get("CrossLogicDef")) if quota.get("LogicType") == "Cross" else ()) or (quota,)


def _when_full(quota: Payload) -> Literal["close", "redirect", "continue"]:
    """What becomes of those who come when it is full."""
    if as_text(quota.get("QuotaAction")) not in _ENDING:
        return "continue"
    options = as_map(quota.get("EndSurveyOptions"))
    return "redirect" if as_text(options.get("SurveyTermination")) == "Redirect" else "close"
