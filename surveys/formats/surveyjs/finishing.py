"""Drafts to questions: formulas in the names and codes of the definition, answers inserted in texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.formats.reasons import because
from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.drafts import Draft
from surveys.formats.surveyjs.expressions import DIALECT, Rewriter, all_of
from surveys.formats.surveyjs.symbols import NO_CODES, LoopSymbols
from surveys.formats.surveyjs.texts import Pipes
from surveys.questionnaire.expressions import ExpressionError, parse
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.frozen import Frozen
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, Calculated, Row

_LONGEST = 8192


@dataclass(frozen=True)
class Finisher:
    """Rewrites what was read, once every name is known."""

    rewriter: Rewriter
    pipes: Pipes
    notes: Notes

    def question(self, draft: Draft) -> AnyQuestion:
        """The question of a draft."""
        question = self.worded(draft.question, draft.loop, draft.place)
        changes: dict[str, Any] = {
            "relevant": self.condition(draft.relevant, draft.loop, draft.place),
            "required_if": self.condition((draft.required_if,), draft.loop, draft.place),
            "constraint": self._constraint(draft),
            "default_formula": self.condition((draft.default,), draft.loop, draft.place),
        }
        if isinstance(question, Calculated) and draft.formula:
            written = self.condition((draft.formula,), draft.loop, draft.place)
            changes["formula"] = written or Formula(text="''", dialect=DIALECT)
        fields = type(question).model_fields
        if draft.choice_filter and "choice_filter" in fields:
            changes["choice_filter"] = self.condition(draft.choice_filter, draft.loop, draft.place, draft.items)
        elif draft.choice_filter:
            self.notes.warning(draft.place, "property_dropped", property="choicesVisibleIf")
        if draft.rows:
            changes["rows"] = self._rows(question, draft)
        finished: AnyQuestion = question.model_copy(
            update={key: value for key, value in changes.items() if value is not None}
        )
        return finished

    def condition(
        self,
        written: Iterable[str],
        loop: LoopSymbols | None,
        place: Place,
        items: Mapping[str, str] = NO_CODES,
    ) -> Formula | None:
        """Expressions that hold together, those that cannot be read left out."""
        parts = [self.rewriter.formula(one, place, loop=loop, items=items) for one in dict.fromkeys(written) if one]
        found = [part for part in parts if part is not None]
        text = all_of([part.text for part in found])
        while len(text) > _LONGEST or (len(found) > 1 and not _reads(text)):
            self.notes.warning(
                place,
                "expression_dropped",
                reason=because("too_long", length=len(text), limit=_LONGEST),
                expression=found[-1].text,
            )
            found = found[:-1]
            text = all_of([part.text for part in found])
        return Formula(text=text, dialect=DIALECT) if text else None

    def worded(self, value: Any, loop: LoopSymbols | None, place: Place) -> Any:
        """A question, list, row or wording with answers inserted in its texts."""
        match value:
            case Wording():
                return value.model_copy(update={"text": self.texts(value.text, loop, place)}) if value.text else value
            case Frozen():
                fields = {name: getattr(value, name) for name in type(value).model_fields}
                held = {name: inner for name, inner in fields.items() if isinstance(inner, Frozen | tuple)}
                changed = {name: self.worded(inner, loop, place) for name, inner in held.items()}
                return value.model_copy(update={name: new for name, new in changed.items() if new != held[name]})
            case tuple():
                return tuple(self.worded(inner, loop, place) for inner in value)
            case _:
                return value

    def texts(self, text: Mapping[str, str], loop: LoopSymbols | None, place: Place) -> dict[str, str]:
        """A text in each of its languages."""
        return {tag: self.pipes.piped(words, loop, place) for tag, words in text.items()}

    def _constraint(self, draft: Draft) -> Formula | None:
        found = self.condition(draft.constraint, draft.loop, draft.place)
        if not draft.pattern:
            return found
        quote = next((mark for mark in "'\"" if mark not in draft.pattern), "")
        pattern = Formula(text=f"regex(., {quote}{draft.pattern}{quote})"[:_LONGEST])
        if found is None and quote and _reads(pattern.text, "xlsform"):
            return pattern
        self.notes.warning(draft.place, "validator_unknown", type=f"regex {draft.pattern}")
        return found

    def _rows(self, question: AnyQuestion, draft: Draft) -> tuple[Row, ...]:
        rows: tuple[Row, ...] = getattr(question, "rows", ())
        return tuple(
            row.model_copy(
                update={"relevant": self.condition((draft.rows[row.name],), draft.loop, draft.place, draft.items)}
            )
            if row.name in draft.rows
            else row
            for row in rows
        )


def _reads(text: str, dialect: Any = DIALECT) -> bool:
    try:
        parse(text, dialect)
    except ExpressionError:
        return False
    return True
