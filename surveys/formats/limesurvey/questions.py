"""One question of the origin to questions of a definition, with everything that decides about it."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from surveys.formats.imported import Logic, LogicKind
from surveys.formats.limesurvey.attributes import report_attributes
from surveys.formats.limesurvey.batteries import BATTERIES
from surveys.formats.limesurvey.building import Building
from surveys.formats.limesurvey.choices import Lists
from surveys.formats.limesurvey.conditions import relevance_of
from surveys.formats.limesurvey.expressions import Expressions, both, condition_text
from surveys.formats.limesurvey.filters import calculated_filters, conditions_of
from surveys.formats.limesurvey.naming import MULTIPLE, RANKING, Named
from surveys.formats.limesurvey.singles import PLAIN, SINGLES, hidden, unknown
from surveys.formats.limesurvey.texts import TAG, Surroundings, Texts, joined_parts
from surveys.formats.limesurvey.validation import Equation, equations_of
from surveys.formats.renewed import renewed
from surveys.formats.report import Notes, Place
from surveys.questionnaire.expressions.limits import MAX_TEXT
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, Calculated

_NEVER = Formula(text="0", dialect="limesurvey")
_EQUATION = "*"
_BUILDERS = {**SINGLES, **BATTERIES}
_WRITTEN = ("em_validation_q", "em_validation_sq")


@dataclass
class QuestionReader:
    """Builds questions, and remembers what their logic means in LimeSurvey."""

    texts: Texts
    lists: Lists
    expressions: Expressions
    notes: Notes
    as_written: dict[tuple[str, LogicKind], Formula] = field(default_factory=dict)

    def read(self, named: Named, within: Surroundings) -> list[AnyQuestion]:
        """The question and what goes with it, the calculations that it needs first."""
        question = named.question
        place = Place("question", 0, question.code)
        report_attributes(question, self.notes)
        relevance = condition_text(question.relevance) or relevance_of(question, self.expressions)
        relevant = self.expressions.formula(relevance, place, named) if relevance else None
        self._remember(named, "relevant", self.expressions.meant(relevance, named))
        self._remember_parts(named)
        if question.type == _EQUATION:
            return [self._equation(named, relevant, within)]
        conditions = conditions_of(named, self.expressions, self.notes)
        calculations: tuple[Calculated, ...] = ()
        if question.type in MULTIPLE + RANKING:
            calculations, conditions = calculated_filters(named, conditions, self.expressions.symbols)
        building = Building(named, self.texts, self.lists, self.expressions, self.notes, within, conditions)
        built = self._built(building)
        unseen = question.flag("hidden") and question.type not in PLAIN
        relevant = _NEVER if unseen else relevant
        changes: dict[str, Any] = {"relevant": relevant} if relevant else {}
        constraint = self._constraint(named, building.settled, place)
        if constraint is not None and built.asks:
            tip = self.texts.spoken(question.attributes.get("em_validation_q_tip", {}), place, within)
            changes |= {"constraint": constraint, "constraint_message": tip}
        return [*calculations, renewed(built, **changes)]

    def _built(self, building: Building) -> AnyQuestion:
        question = building.question
        if question.flag("hidden") and question.type in PLAIN:
            return hidden(building)
        if question.flag("hidden"):
            self.notes.warning(building.place, "question_never_shown")
        return _BUILDERS.get(question.type, unknown)(building)

    def _equation(self, named: Named, relevant: Formula | None, within: Surroundings) -> Calculated:
        """A calculation; its words are shown to nobody here."""
        question = named.question
        place = Place("question", 0, question.code)
        label = self.texts.wording(question.texts, place) if question.attribute("equation") else Wording()
        written = question.attribute("equation") or next(filter(None, question.texts.values()), "")
        text = _as_expression(TAG.sub("", html.unescape(written)))
        self._remember(named, "calculate", self.expressions.meant(text, named))
        formula = self.expressions.formula(text, place, named) if text else None
        if not question.flag("hidden"):
            self.notes.info(place, "equation_not_shown")
        return Calculated(
            name=named.name,
            label=label,
            formula=formula or Formula(text="''", dialect="limesurvey"),
            relevant=relevant,
            numeric=question.flag("numbers_only"),
        )

    def _constraint(self, named: Named, settled: set[str], place: Place) -> Formula | None:
        """Everything that the type does not look after itself; what can be read of it."""
        equations = list(equations_of(named))
        self._remember_constraint(named, equations)
        kept = [one for one in equations if one.kind not in settled]
        return both(*(self.expressions.formula(one.text, place, named) for one in kept))

    def _remember_constraint(self, named: Named, equations: list[Equation]) -> None:
        written = [one for one in equations if one.kind in _WRITTEN] or equations
        texts = [self.expressions.meant(one.text, named) for one in written]
        text = texts[0] if len(texts) == 1 else " and ".join(f"({one})" for one in texts)
        self._remember(named, "constraint", text)

    def _remember_parts(self, named: Named) -> None:
        for part in named.question.parts:
            relevance = condition_text(part.relevance)
            self._remember(named, "relevant", self.expressions.meant(relevance, named), part.code)

    def _remember(self, named: Named, kind: LogicKind, text: str, part: str = "") -> None:
        """By the code of a question or sub-question, and by its SGQA code: old surveys give a code twice."""
        code, sgqa = named.question.code, self.expressions.symbols.codes[named.question.id]
        self.remember(f"{code}_{part}" if part else code, kind, text)
        self.remember(f"{sgqa}{part}", kind, text)

    def remember(self, called: str, kind: LogicKind, text: str) -> None:
        """Keep what logic means in LimeSurvey; the first of a name stays."""
        if called and text and len(text) <= MAX_TEXT:
            self.as_written.setdefault((called, kind), Formula(text=text, dialect="limesurvey"))

    def logic(self) -> Logic:
        return self.as_written


def _as_expression(written: str) -> str:
    """An equation as one expression: its braces, and the words around them, joined."""
    parts = list(_parts(written))
    if not parts:
        return ""
    return parts[0] if len(parts) == 1 else f"join({', '.join(parts)})"


def _parts(written: str) -> Iterator[str]:
    for is_expression, text in joined_parts(written.strip()):
        if is_expression:
            yield text
        elif text.strip() or text == " ":
            mark = "'" if '"' in text else '"'
            yield mark + text.replace(mark, "").replace("\\", "").replace("\n", " ") + mark
