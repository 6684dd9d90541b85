"""A question for one respondent on one page: what it offers, and what an answer beside it may change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from surveys.questionnaire.expressions import to_text
from surveys.questionnaire.passages import suffix_of
from surveys.runtime.offers import Offer
from surveys.runtime.ordering import codes_in_order, rows_in_order
from surveys.runtime.outcomes import QuestionInstance
from surveys.runtime.plans import QuestionPlan
from surveys.runtime.script import Script, every, some
from surveys.runtime.state import State


@dataclass(frozen=True, slots=True)
class Builder:
    """The questions of a page; `controls` are the fields that can be answered on it, `read` what others came to."""

    state: State
    passage: int | None
    controls: frozenset[str]
    read: dict[str, str] = field(default_factory=dict)

    def instance(self, plan: QuestionPlan, *, locked: bool) -> QuestionInstance | None:
        """A question that is asked, or may be by an answer on the page; None for others."""
        if not plan.narrows:
            return self._plain(plan, locked=locked)
        state, passage = self.state, self.passage
        shown, relevant = state.relevant(plan, passage), state.applies(plan, passage)
        own = self._script(plan, plan.live, locked=locked)
        if own is None and not relevant:
            return None
        offer = state.offer(plan, passage) or state.offered(plan, passage)
        choices = self._scripts(plan, plan.live_choices, locked=locked)
        rows = self._scripts(plan, plan.live_rows, locked=locked)
        script = _asked(plan, offer, own, choices, rows)
        if not shown and (script is None or not _may_offer(plan, offer, choices, rows)):
            return None
        codes, names = codes_in_order(plan, state.seed), rows_in_order(plan, state.seed)
        return QuestionInstance(
            question=plan.question,
            suffix=suffix_of(passage),
            shown=shown,
            codes=offer.choices(codes),
            rows=offer.rows(names),
            script=script,
            locked=locked,
            default=state.default(plan, passage),
            listed=tuple(code for code in codes if code in choices or offer.has(code)),
            listed_rows=tuple(name for name in names if name in rows or name not in offer.hidden_rows),
            choice_scripts=choices,
            row_scripts=rows,
        )

    def _plain(self, plan: QuestionPlan, *, locked: bool) -> QuestionInstance | None:
        state, passage = self.state, self.passage
        shown, script = state.relevant(plan, passage), self._script(plan, plan.live, locked=locked)
        if not shown and script is None:
            return None
        if plan.rotation is None and plan.default is None:
            return _steady(plan, passage, script, shown=shown, locked=locked)
        codes, rows = codes_in_order(plan, state.seed), rows_in_order(plan, state.seed)
        default = state.default(plan, passage)
        return QuestionInstance(
            plan.question, suffix_of(passage), shown, codes, rows, script, locked, default, codes, rows
        )

    def _script(self, plan: QuestionPlan, script: Script | None, *, locked: bool) -> str | None:
        """A condition that controls of the page decide; what is known already is written in."""
        if script is None or locked or not script.reads(self.controls):
            return None
        return script.filled(self.controls, suffix_of(self.passage), lambda name: self._known(plan, name))

    def _known(self, plan: QuestionPlan, name: str) -> str:
        """An answer as a text; the questions of a page stand in one loop, or in none."""
        if name not in self.read:
            self.read[name] = to_text(self.state.read(name, plan.loop, self.passage))
        return self.read[name]

    def _scripts(self, plan: QuestionPlan, scripts: Mapping[str, Script], *, locked: bool) -> Mapping[str, str]:
        """The same by name; of all of them, or of none."""
        written = {name: self._script(plan, script, locked=locked) for name, script in scripts.items()}
        return {name: script for name, script in written.items() if script is not None}


@lru_cache(maxsize=4096)
def _steady(
    plan: QuestionPlan, passage: int | None, script: str | None, *, shown: bool, locked: bool
) -> QuestionInstance:
    """A question that nothing is drawn for and nothing computed: the same for all whom it is shown to."""
    codes, rows = codes_in_order(plan, 0), plan.row_names
    return QuestionInstance(
        plan.question, suffix_of(passage), shown, codes, rows, script, locked, plan.prefilled, codes, rows
    )


def _asked(
    plan: QuestionPlan, offer: Offer, own: str | None, choices: Mapping[str, str], rows: Mapping[str, str]
) -> str | None:
    """When a question is asked: where its own condition holds, and something is left of it to answer."""
    conditions = [own] if own is not None else []
    if plan.filter is not None and choices:
        conditions.append(some(choices.values()))
    steady = len(plan.row_names) > len(plan.rows) or any(
        row.name not in rows and row.name not in offer.hidden_rows for row in plan.rows
    )
    if rows and not steady:
        conditions.append(some(rows.values()))
    return every(conditions) if conditions else None


def _may_offer(plan: QuestionPlan, offer: Offer, choices: Mapping[str, str], rows: Mapping[str, str]) -> bool:
    """Whether answers of the page leave some choice and some row, as far as a browser can tell."""
    offers = plan.filter is None or bool(choices) or any(offer.has(code) for code in plan.columns)
    return offers and (not plan.row_names or bool(rows) or len(offer.hidden_rows) < len(plan.row_names))
