"""Questions to the rows of LimeSurvey's tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.formats.limesurvey.writing.codes import Codes
from surveys.formats.limesurvey.writing.formulas import Formulas, NotWrittenError
from surveys.formats.limesurvey.writing.shapes import SHAPERS, Shape, Shaping, SubQuestion
from surveys.formats.limesurvey.writing.tables import Document
from surveys.formats.limesurvey.writing.texts import Texts
from surveys.formats.report import Notes, Place
from surveys.questionnaire.definition import Definition, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Calculated

_MANDATORY = {"required": "Y", "soft": "S", "optional": "N"}


@dataclass
class QuestionWriter:
    """Adds questions to a document; `numbers` are those that they got."""

    definition: Definition
    document: Document
    codes: Codes
    texts: Texts
    formulas: Formulas
    notes: Notes
    filters: Mapping[str, Mapping[str, Formula]]
    absorbed: frozenset[str]
    numbers: dict[str, tuple[int, str]] = field(default_factory=dict)

    def write_page(self, page: Page, gid: int) -> None:
        """The questions of a page: without calculations that LimeSurvey has within others."""
        for order, question in enumerate(one for one in page.questions if one.name not in self.absorbed):
            rotates = page.name if page.rotate and not question.anchored else ""
            self._write(question, gid, order, rotates)

    def _write(self, question: AnyQuestion, gid: int, order: int, rotates: str) -> None:
        place = Place("question", 0, question.name)
        shaper = SHAPERS.get(question.type)
        shaping = Shaping(self.definition.choice_lists, self.codes)
        shape = shaper(question, shaping) if shaper else Shape("S", lost=(question.type,))
        qid = self.document.number()
        self.numbers[question.name] = qid, shape.letter
        self.document.add(
            "questions",
            qid=qid,
            parent_qid=0,
            gid=gid,
            type=shape.letter,
            title=self.codes.questions[question.name],
            preg="",
            other="Y" if shape.other else "N",
            mandatory=_MANDATORY[question.required] if question.asks else "N",
            question_order=order,
            scale_id=0,
            same_default=0,
            relevance=self.formula(question.relevant, place) or "1",
        )
        label, hint = self.texts.html(question.label.text), self.texts.html(question.hint.text)
        self.document.speak("question_l10ns", "qid", qid, question=label, help=hint)
        self._write_parts(question, shape, qid, gid, place)
        self._write_options(shape, qid)
        self._write_attributes(question, shape, qid, rotates, place)
        self._write_default(question, shape, qid, place)
        self._report(question, shape, place)

    def _write_parts(self, question: AnyQuestion, shape: Shape, qid: int, gid: int, place: Place) -> None:
        conditions = self.filters.get(question.name, {})
        for order, part in enumerate(shape.parts):
            relevant = part.relevant or self._filter(conditions, question, part)
            number = self.document.number()
            self.document.add(
                "subquestions",
                qid=number,
                parent_qid=qid,
                gid=gid,
                type=shape.letter,
                title=part.code,
                question_order=order,
                scale_id=part.axis,
                relevance=self.formula(relevant, place) or "1",
            )
            self.document.speak("question_l10ns", "qid", number, question=self.texts.html(part.label), help={})

    def _filter(self, conditions: Mapping[str, Formula], question: AnyQuestion, part: SubQuestion) -> Formula | None:
        offered = self.codes.offered.get(question.name, {})
        return next((formula for code, formula in conditions.items() if offered.get(code, code) == part.code), None)

    def _write_options(self, shape: Shape, qid: int) -> None:
        for order, option in enumerate(shape.options):
            aid = self.document.number()
            score = option.score or 0
            self.document.add(
                "answers",
                aid=aid,
                qid=qid,
                code=option.code,
                sortorder=order,
                assessment_value=f"{score:g}",
                scale_id=option.scale,
            )
            self.document.speak("answer_l10ns", "aid", aid, answer=self.texts.html(option.label))

    def _write_attributes(self, question: AnyQuestion, shape: Shape, qid: int, rotates: str, place: Place) -> None:
        attributes = {**shape.attributes, "random_group": rotates}
        attributes["em_validation_q"] = self.formula(question.constraint, place, question.name)
        if isinstance(question, Calculated):
            formula = self.formula(question.formula, place)
            attributes["equation"] = f"{{{formula}}}" if formula else ""
        for name, value in attributes.items():
            written = f"{value:.15g}" if isinstance(value, float) else str(value or "")
            if written:
                self.document.add("question_attributes", qid=qid, attribute=name, value=written, language="")
        spoken = {**shape.spoken, "em_validation_q_tip": question.constraint_message.text}
        for name, text in spoken.items():
            for language, value in self.texts.html(text).items():
                self.document.add("question_attributes", qid=qid, attribute=name, value=value, language=language)

    def _write_default(self, question: AnyQuestion, shape: Shape, qid: int, place: Place) -> None:
        formula = self.formula(question.default_formula, place)
        default = f"{{{formula}}}" if formula else question.default
        if not default:
            return
        if shape.letter in "MP":
            self.notes.warning(place, "part_not_written", part="default")
            return
        number = self.document.number()
        self.document.add("defaultvalues", dvid=number, qid=qid, scale_id=0, sqid=0, specialtype="")
        spoken = dict.fromkeys(self.definition.languages, default)
        self.document.speak("defaultvalue_l10ns", "dvid", number, defaultvalue=spoken)

    def formula(self, formula: Formula | None, place: Place, own: str = "") -> str:
        """The text of a formula; "" without one, or when it cannot be written, which is then said."""
        if formula is None:
            return ""
        try:
            return self.formulas.written(formula, own)
        except NotWrittenError:
            self.notes.warning(place, "formula_not_written", formula=formula.text)
            return ""

    def _report(self, question: AnyQuestion, shape: Shape, place: Place) -> None:
        lost = [*shape.lost, *(["required_if"] if question.required_if else [])]
        wordings = (question.label, question.hint)
        lost += ["variants"] if any(wording.variants for wording in wordings) else []
        for part in lost:
            if not (part == "choice_filter" and question.name in self.filters):
                self.notes.warning(place, "part_not_written", part=part)
