"""What changes places, and what must come before what: known before the first answer."""

import re
from collections.abc import Sequence
from itertools import count, groupby

from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.types import AnyQuestion, Battery
from surveys.questionnaire.types.base import Lists
from surveys.questionnaire.types.listed import Listed
from surveys.runtime.dependencies import Dependencies
from surveys.runtime.outline import Outline
from surveys.runtime.plans import LoopPlan, PagePlan, QuestionPlan, Rotation, ShufflePlan

#: Answers that texts repeat, and references of conditions too.
_REPEATED = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")

Step = PagePlan | LoopPlan | ShufflePlan


def question_rotation(question: AnyQuestion, lists: Lists) -> Rotation | None:
    """The rotation of the rows of a battery, or of the choices of another question."""
    if isinstance(question, Battery):
        rotates, stays = question.rotate, {row.name: row.anchored for row in question.rows}
    elif isinstance(question, Listed):
        rotates, stays = question.rotate, {one.code: one.keeps_place for one in question.offered(lists).choices}
    else:
        return None
    moves = tuple(not stay for stay in stays.values())
    return Rotation(question.name, tuple(stays), moves, (frozenset(),) * len(stays)) if rotates else None


def questions_rotation(
    page: Page, visible: Sequence[QuestionPlan], outline: Outline, graph: Dependencies
) -> Rotation | None:
    """The rotation of a page's questions: never before one that their conditions read. Notes stay."""
    if not page.rotate:
        return None
    behind = [graph.behind_all(outline.questions[plan.index].formulas) for plan in visible]
    return Rotation(
        purpose=f"page:{page.name}",
        names=tuple(plan.question.name for plan in visible),
        moves=tuple(plan.question.asks and not plan.question.anchored for plan in visible),
        needs=_needs(behind, [1 << plan.index for plan in visible]),
    )


def shuffled_steps(
    definition: Definition,
    outline: Outline,
    graph: Dependencies,
    pages: tuple[PagePlan, ...],
    loops: tuple[LoopPlan, ...],
) -> tuple[Step, ...]:
    """The pages and loops in order, those with one `shuffle` that stand side by side as one step."""
    single = {plan.page.name: plan for plan in pages}
    looped = {plan.loop.name: plan for plan in loops}
    used: dict[str, count[int]] = {}
    steps: list[Step] = []
    for name, group in groupby(definition.pages, key=lambda item: item.shuffle):
        items = tuple(group)
        plans = tuple(looped[item.name] if isinstance(item, Loop) else single[item.name] for item in items)
        if not name or len(items) == 1:
            steps += plans
            continue
        number = next(used.setdefault(name, count(1)))
        purpose = f"shuffle:{name}" + (f":{number}" if number > 1 else "")
        owned = [_owned(item, outline) for item in items]
        behind = [_read_by(item, bits, outline, graph) for item, bits in zip(items, owned, strict=True)]
        names = tuple(item.name for item in items)
        steps.append(ShufflePlan(Rotation(purpose, names, (True,) * len(items), _needs(behind, owned)), plans))
    return tuple(steps)


def _owned(item: Page | Loop, outline: Outline) -> int:
    """The bits of the questions of a page or loop."""
    names = {page.name for page in _pages(item)}
    bits = 0
    for page in outline.pages:
        if page.page.name in names:
            bits |= (1 << page.last) - (1 << page.first)
    return bits


def _read_by(item: Page | Loop, owned: int, outline: Outline, graph: Dependencies) -> int:
    """The bits of everything that its conditions depend on, and that its texts repeat."""
    questions = [one for index, one in enumerate(outline.questions) if owned >> index & 1]
    behind = graph.behind_all(formula for one in questions for formula in one.formulas)
    names = {page.name for page in _pages(item)} | {item.name}
    gates = [vertex for vertex, page in enumerate(outline.pages, start=outline.first_page) if page.page.name in names]
    gates += [vertex for vertex, one in enumerate(outline.loops, start=outline.first_loop) if one.loop is item]
    repeated = {graph.names[name] for name in _REPEATED.findall(item.model_dump_json()) if name in graph.names}
    for vertex in (*gates, *repeated):
        behind |= graph.behind[vertex]
    return behind


def _pages(item: Page | Loop) -> tuple[Page, ...]:
    return item.pages if isinstance(item, Loop) else (item,)


def _needs(behind: Sequence[int], owned: Sequence[int]) -> tuple[frozenset[int], ...]:
    """For each, the places of the others that own something behind it."""
    return tuple(
        frozenset(place for place, bits in enumerate(owned) if place != own and reads & bits)
        for own, reads in enumerate(behind)
    )
