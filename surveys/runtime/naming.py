"""Who is called what in a definition, and what stands in the way of telling them apart."""

from collections import Counter
from collections.abc import Iterator

from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.flaws import DefinitionError, Flaw
from surveys.runtime.parsing import RESERVED


def check_names(definition: Definition) -> None:
    """Raises `DefinitionError` for lists that do not exist, and for names given twice."""
    flaws = tuple(_unknown_names(definition)) or (*_doubled_names(definition), *_wrong_loops(definition))
    if flaws:
        raise DefinitionError(flaws)


def known_names(definition: Definition) -> frozenset[str]:
    """Every name that a formula may refer to, those without a value (notes, pages) too."""
    names = set(definition.question_of_field) | set(definition.question_named)
    names.update(item.name for item in definition.pages)
    names.update(page.name for page in definition.flat_pages())
    names.update(definition.part_named)
    return frozenset(names)


def _unknown_names(definition: Definition) -> Iterator[Flaw]:
    for question in definition.questions():
        try:
            question.offered(definition.choice_lists)
        except KeyError as missing:
            yield Flaw(question.name, "unknown_list", str(missing.args[0]))
    sides = {side.name for side in definition.sides}
    for population in definition.populations:
        if population.side not in sides:
            yield Flaw(population.name, "unknown_side", population.side)
    for cell in definition.quotas:
        if cell.population not in definition.population_named:
            yield Flaw(cell.name, "unknown_population", cell.population)


def _wrong_loops(definition: Definition) -> Iterator[Flaw]:
    """Loops over what is no answer to choose; what does not exist is told as for any formula."""
    inside = {
        question.name
        for item in definition.pages
        if isinstance(item, Loop)
        for page in item.pages
        for question in page.questions
    }
    for item in definition.pages:
        question = definition.question_of_field.get(item.over) if isinstance(item, Loop) else None
        if question is None or not isinstance(item, Loop):
            continue
        if definition.chosen_in(item) is None:
            yield Flaw(item.name, "no_choices", item.over)
        if question.name in inside:
            yield Flaw(item.name, "loop_over_loop", item.over)


def _doubled_names(definition: Definition) -> Iterator[Flaw]:
    lists = definition.choice_lists
    fields = Counter(name for question in definition.questions() for name in {question.name, *question.fields(lists)})
    pages = Counter(page.name for page in definition.flat_pages())
    loops = Counter(item.name for item in definition.pages if isinstance(item, Loop))
    cells = Counter(f"{cell.population}/{cell.name}" for cell in definition.quotas)
    codes = Counter(f"{choices.name}/{choice.code}" for choices in definition.lists for choice in choices.choices)
    for names in (
        fields,
        pages,
        loops,
        cells,
        codes,
        Counter(choices.name for choices in definition.lists),
        Counter(population.name for population in definition.populations),
    ):
        yield from (Flaw(name, "duplicate_name") for name, times in names.items() if times > 1)
    yield from (Flaw(name, "reserved_name") for name in sorted(RESERVED & fields.keys()))
