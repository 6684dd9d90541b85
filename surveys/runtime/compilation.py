"""From a definition to plans: everything that can be known before the first answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import EPOCH, Expression
from surveys.questionnaire.flaws import DefinitionError
from surveys.questionnaire.text import in_language
from surveys.questionnaire.types import Battery, Consent
from surveys.questionnaire.types.part import Part
from surveys.runtime.dependencies import Dependencies, dependencies_of
from surveys.runtime.live import Live
from surveys.runtime.naming import check_names, known_names
from surveys.runtime.outline import Outline, ParsedPage, ParsedQuestion, outline_of
from surveys.runtime.pages import build_page
from surveys.runtime.parsing import Parser
from surveys.runtime.path import path_of
from surveys.runtime.plans import (
    CellPlan,
    Compiled,
    LoopPlan,
    PagePlan,
    PopulationPlan,
    QuestionPlan,
    RowPlan,
    ShufflePlan,
)
from surveys.runtime.readers import Readers, read_by, readers_of, standing
from surveys.runtime.rotations import question_rotation, questions_rotation, shuffled_steps
from surveys.runtime.state import State
from surveys.runtime.vertices import vertices_of


def compile_definition(definition: Definition) -> Compiled:
    """Parse every formula and order them; the result is immutable and shared by threads.

    Raises `DefinitionError` with everything that keeps the definition from running: names given
    twice or unknown, formulas that cannot be read, formulas that depend on their own result.
    """
    check_names(definition)
    parser = Parser(known_names(definition))
    outline = outline_of(definition, parser)
    whens = tuple(parser.parse(cell.when, f"{cell.population}/{cell.name}") for cell in definition.quotas)
    if parser.flaws:
        raise DefinitionError(tuple(parser.flaws))
    graph = dependencies_of(outline.sources(), outline.names(definition))
    gates = outline.gates()
    settled = frozenset(_asked_behind(outline.screens, outline, graph))
    readers = readers_of(graph, gates, outline.population, settled)
    compiled = _Compiler(definition, outline, graph, whens, gates, readers).compiled()
    compiled.recent.start = _begun(compiled)
    return compiled


def _begun(compiled: Compiled) -> State:
    """An interview without an answer: what holds at its first page holds at every first page."""
    state = State(compiled, {}, EPOCH)
    path = path_of(state, {})
    if path.reached:
        build_page(state, path, len(path.reached), {})
    return state


@dataclass(frozen=True, slots=True)
class _Compiler:
    """The parts of a definition that parses, and how they depend on one another."""

    definition: Definition
    outline: Outline
    graph: Dependencies
    whens: tuple[Expression | None, ...]
    gates: tuple[int | None, ...]
    readers: Readers

    def compiled(self) -> Compiled:
        questions = tuple(self._question(index, one) for index, one in enumerate(self.outline.questions))
        pages = tuple(self._page(number, one, questions) for number, one in enumerate(self.outline.pages))
        loops = self._loops(pages)
        populations = self._populations(questions)
        cells = self._cells(questions)
        steps = shuffled_steps(self.definition, self.outline, self.graph, pages, loops)
        screening = [plan for one in populations for plan in one.behind]
        screening += [plan for several in cells.values() for cell in several for plan in cell.behind]
        return Compiled(
            definition=self.definition,
            lists=self.definition.choice_lists,
            steps=steps,
            questions=questions,
            fields={field: plan for plan in questions for field in plan.fields},
            parts=self._parts(questions),
            loops={plan.loop.name: plan for plan in loops},
            pages={plan.page.name: plan for plan in pages},
            shuffles=_shuffles(steps),
            vertices=tuple(vertices_of((*questions, *pages, *loops, None), self.graph, self.gates)),
            population_vertex=self.outline.population,
            populations=populations,
            cells=cells,
            consents=tuple(plan for plan in questions if isinstance(plan.question, Consent)),
            screening=frozenset(plan.index for plan in screening),
            owners=self._owners(),
            readers=self.readers,
        )

    def _question(self, index: int, one: ParsedQuestion) -> QuestionPlan:
        lists = self.definition.choice_lists
        page = self.outline.pages[one.page - self.outline.first_page]
        page_gate = self.gates[one.page]
        question, fields = one.question, one.question.fields(lists)
        rechecked = one.constraint is not None and self._looks_back(one.constraint, page)
        live = Live(self.outline, self.graph, page)
        columns = self._columns(question.offered(lists)) if one.filter else {}
        choices = ((field, question.offered_at(field, lists)) for field in fields)
        return QuestionPlan(
            index=index,
            question=question,
            loop=one.loop,
            page_gate=page_gate,
            gate=self.gates[index],
            fields=fields,
            keys=fields if question.assigned else question.keys(),
            mandatory=question.mandatory,
            relevant=one.relevant,
            constraint=one.constraint,
            rechecked=rechecked,
            revisited=rechecked or one.required_if is not None,
            formula=one.formula,
            choices=question.offered(lists),
            choices_at={field: offered for field, offered in choices if offered},
            beside={one.field: one.code for one in question.beside(lists)},
            filter=one.filter,
            columns=columns,
            rows=_rows(one),
            steady=page_gate is None and not one.decisive and question.visible,
            narrows=one.filter is not None or bool(one.rows),
            row_names=tuple(row.name for row in question.rows) if isinstance(question, Battery) else (),
            required_if=one.required_if,
            default=one.default,
            prefilled=question.prefilled(question.default or None),
            strict=question.model_copy(update={"required": "required"}),
            rotation=question_rotation(question, lists),
            live=live.script(one.relevant) if question.visible else None,
            live_choices=live.choices(one, columns),
            live_rows=live.rows(one),
        )

    def _columns(self, choices: ChoiceList | None) -> dict[str, dict[str, str]]:
        """What a choice filter may read, by code: columns, the code as `name`, the label in the first language."""
        language = self.definition.default_language
        return {
            choice.code: {
                **choice.columns,
                "label": in_language(choice.label.text, language, language),
                "name": choice.code,
            }
            for choice in (choices.choices if choices else ())
        }

    def _parts(self, questions: tuple[QuestionPlan, ...]) -> dict[str, tuple[QuestionPlan, Part]]:
        named = {plan.question.name: plan for plan in questions}
        return {name: (named[question.name], part) for name, (question, part) in self.definition.part_named.items()}

    def _looks_back(self, constraint: Expression, page: ParsedPage) -> bool:
        """Whether it depends on earlier pages, and on nothing later: no two pages can then contradict for ever."""
        behind = self.graph.behind_all((constraint,)) & _bits(0, self.outline.first_page)
        return bool(behind & _bits(0, page.first)) and not behind >> page.last

    def _page(self, number: int, one: ParsedPage, questions: tuple[QuestionPlan, ...]) -> PagePlan:
        vertex = self.outline.first_page + number
        gate = self.gates[vertex]
        visible = tuple(plan for plan in questions[one.first : one.last] if plan.question.visible)
        asked = tuple(plan for plan in visible if plan.question.asks)
        always = tuple(plan for plan in asked if plan.gate == gate)
        return PagePlan(
            vertex=vertex,
            page=one.page,
            loop=one.loop,
            gate=gate,
            relevant=one.relevant,
            visible=visible,
            asked=asked,
            fields=frozenset(field for plan in visible for field in plan.fields),
            keys=frozenset(key for plan in always for key in plan.keys),
            mandatory_keys=tuple(key for plan in always if plan.mandatory for key in plan.keys),
            assigned=tuple(plan for plan in questions[one.first : one.last] if plan.question.assigned),
            dependent=tuple(plan for plan in asked if plan.gate != gate or plan.revisited),
            always_asks=bool(always),
            never_empty=any(plan.gate == gate for plan in visible),
            rotation=questions_rotation(one.page, visible, self.outline, self.graph),
            reads=self._reads(vertex, one),
        )

    def _reads(self, vertex: int, one: ParsedPage) -> int:
        graph, gates = self.graph, self.gates
        formulas = [formula for each in self.outline.questions[one.first : one.last] for formula in each.formulas]
        read = set(read_by(formulas, graph, gates))
        for each in (vertex, *range(one.first, one.last)):
            read |= standing(each, graph, gates)
        return self.readers.bits(read)

    def _loops(self, pages: tuple[PagePlan, ...]) -> tuple[LoopPlan, ...]:
        return tuple(
            LoopPlan(
                vertex=vertex,
                loop=one.loop,
                relevant=one.relevant,
                count=one.count,
                chosen=self.definition.chosen_in(one.loop),
                pages=tuple(page for page in pages if page.loop == vertex),
            )
            for vertex, one in enumerate(self.outline.loops, start=self.outline.first_loop)
        )

    def _owners(self) -> dict[str, tuple[int, ...]]:
        """What evaluates the formulas written at each question, page, loop and population."""
        found: dict[str, tuple[int, ...]] = {
            one.name: (self.outline.population,) for one in self.definition.populations
        }
        for vertex, source in enumerate(self.graph.sources):
            found[source.place] = (*found.get(source.place, ()), vertex)
        return found

    def _populations(self, questions: tuple[QuestionPlan, ...]) -> tuple[PopulationPlan, ...]:
        return tuple(
            PopulationPlan(population, screen, self._behind(screen, questions))
            for population, screen in zip(self.definition.populations, self.outline.screens, strict=True)
        )

    def _cells(self, questions: tuple[QuestionPlan, ...]) -> dict[str, tuple[CellPlan, ...]]:
        cells: dict[str, tuple[CellPlan, ...]] = {}
        for cell, when in zip(self.definition.quotas, self.whens, strict=True):
            plan = CellPlan(cell.name, when, self._behind(when, questions))
            cells[cell.population] = (*cells.get(cell.population, ()), plan)
        return cells

    def _behind(self, formula: Expression | None, questions: tuple[QuestionPlan, ...]) -> tuple[QuestionPlan, ...]:
        return tuple(questions[index] for index in _asked_behind((formula,), self.outline, self.graph))


def _rows(one: ParsedQuestion) -> tuple[RowPlan, ...]:
    battery = one.question
    if not isinstance(battery, Battery):
        return ()
    return tuple(RowPlan(name, battery.fields_of(name), relevant) for name, relevant in one.rows)


def _asked_behind(formulas: Iterable[Expression | None], outline: Outline, graph: Dependencies) -> Iterator[int]:
    """The questions that are asked, or given a code, and that formulas may depend on."""
    behind = graph.behind_all(formula for formula in formulas if formula is not None)
    awaited = (index for index, one in enumerate(outline.questions) if one.question.asks or one.question.assigned)
    return (index for index in awaited if behind >> index & 1)


def _shuffles(steps: tuple[PagePlan | LoopPlan | ShufflePlan, ...]) -> dict[str, ShufflePlan]:
    return {
        page.page.name: step
        for step in steps
        if isinstance(step, ShufflePlan)
        for item in step.items
        for page in (item.pages if isinstance(item, LoopPlan) else (item,))
    }


def _bits(first: int, last: int) -> int:
    return (1 << last) - (1 << first)
