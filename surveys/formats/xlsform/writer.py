"""A definition to a workbook that reads back as the same definition."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from surveys.formats.xlsform.columns import extra_header
from surveys.formats.xlsform.languages import written_as
from surveys.formats.xlsform.layout import write_table
from surveys.formats.xlsform.own_lists import OwnLists
from surveys.formats.xlsform.parameters import written_parameters
from surveys.formats.xlsform.question_rows import question_rows
from surveys.formats.xlsform.stamps import stamp_rows
from surveys.formats.xlsform.table import Cells, Table, number_text
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.definition import Definition, Loop, Page

_SURVEY = (
    "type", "name", "label", "hint", "required", "required_if", "required_message", "relevant", "constraint",
    "constraint_message", "calculation", "choice_filter", "default", "default_text", "default_formula", "appearance",
    "parameters", "repeat_count", "unit", "sensitive", "anchored",
)  # fmt: skip
_CHOICES = ("list_name", "name", "label", "exclusive", "other", "anchored", "missing", "score", "image")
_SETTINGS = (
    "form_title", "form_id", "default_language", "languages", "minutes", "welcome", "contact",
    "thanks", "screened_out", "quota_full", "refused",
)  # fmt: skip
_POPULATIONS = ("name", "side", "side_label", "label", "screen", "universe")
_QUOTAS = ("population", "cell", "label", "when", "target", "limit", "full", "priority")
_TARGETS = ("population", "variable", "value", "share")
_TRANSLATIONS = ("language", "place", "source")
_FIGURES = ("name", "label", "question", "net", "base", "base_label", "mirror", "format")

#: The same definition gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)


def write_xlsform(definition: Definition) -> bytes:
    """The workbook (.xlsx) of a definition."""
    own = OwnLists(definition.lists)
    tables = (
        Table("survey", _SURVEY, ("label",), list(_survey_rows(definition, own))),
        Table("choices", _CHOICES, ("label",), list(_choice_rows((*definition.lists, *own.lists())))),
        Table("settings", _SETTINGS, (), [_settings_row(definition)]),
        Table("populations", _POPULATIONS, ("label",), list(_population_rows(definition))),
        Table("quotas", _QUOTAS, (), list(_quota_rows(definition))),
        Table("targets", _TARGETS, (), list(_target_rows(definition))),
        Table("figures", _FIGURES, (), list(_figure_rows(definition))),
        Table("translations", _TRANSLATIONS, (), list(stamp_rows(definition))),
    )
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _CREATED})
        for table in tables:
            if table.rows or table.name == "survey":
                write_table(workbook, table, definition.languages)
    return stream.getvalue()


def _survey_rows(definition: Definition, own: OwnLists) -> Iterator[Cells]:
    for item in definition.pages:
        if isinstance(item, Page):
            yield from _page_rows(item, own)
        else:
            yield from _loop_rows(item, own)


def _page_rows(page: Page, own: OwnLists) -> Iterator[Cells]:
    row = Cells().put(type="begin group", name=page.name, relevant=page.relevant, appearance="field-list")
    row.put(parameters=written_parameters(randomize=page.rotate or None, shuffle=page.shuffle or None))
    yield row.put_wording("label", page.title).put_wording("hint", page.text)
    for question in page.questions:
        yield from question_rows(question, own)
    yield Cells().put(type="end group")


def _loop_rows(loop: Loop, own: OwnLists) -> Iterator[Cells]:
    row = Cells().put(type="begin repeat", name=loop.name, relevant=loop.relevant, repeat_count=loop.count)
    parameters = written_parameters(
        limit=loop.limit, over=loop.over or None, randomize=loop.rotate or None, shuffle=loop.shuffle or None
    )
    yield row.put(parameters=parameters).put_wording("label", loop.title)
    for page in loop.pages:
        yield from _page_rows(page, own)
    yield Cells().put(type="end repeat")


def _choice_rows(lists: Iterable[ChoiceList]) -> Iterator[Cells]:
    for choices in lists:
        for choice in choices.choices:
            flags = {name: "yes" for name in ("exclusive", "other", "anchored") if getattr(choice, name)}
            row = Cells().put(list_name=choices.name, name=choice.code, missing=choice.missing, **flags)
            row.put(score=_number(choice.score), image=choice.image).put_wording("label", choice.label)
            for column, text in choice.columns.items():
                row.put_cell(extra_header(column), text)
            yield row


def _settings_row(definition: Definition) -> Cells:
    row = Cells().put(
        form_id=definition.name,
        default_language=written_as(definition.default_language),
        languages=" ".join(definition.languages),
        minutes=definition.minutes,
    )
    endings = definition.endings
    row.put_texts("form_title", definition.title).put_texts("contact", definition.contact)
    row.put_texts("welcome", definition.welcome)
    row.put_texts("thanks", endings.complete).put_texts("screened_out", endings.screened_out)
    return row.put_texts("quota_full", endings.quota_full).put_texts("refused", endings.refused)


def _population_rows(definition: Definition) -> Iterator[Cells]:
    """Sides are known from the populations on them; where that gives others, rows that only name them stand first."""
    labels = {side.name: side.label for side in definition.sides}
    if list(labels) != list(dict.fromkeys(population.side for population in definition.populations)):
        yield from (Cells().put(side=name).put_texts("side_label", labels.pop(name)) for name in list(labels))
    for population in definition.populations:
        row = Cells().put(name=population.name, side=population.side, screen=population.screen)
        row.put(universe=population.universe).put_texts("label", population.label)
        yield row.put_texts("side_label", labels.pop(population.side, {}))


def _quota_rows(definition: Definition) -> Iterator[Cells]:
    for quota in definition.quotas:
        row = Cells().put(population=quota.population, cell=quota.name, when=quota.when, target=quota.target)
        limit = quota.limit if quota.limit != quota.target else None
        yield row.put(limit=limit, full=quota.full, priority=quota.priority or None).put_texts("label", quota.label)


def _target_rows(definition: Definition) -> Iterator[Cells]:
    for target in definition.targets:
        row = Cells().put(population=target.population, variable=target.variable, value=target.value)
        yield row.put(share=_number(target.share))


def _figure_rows(definition: Definition) -> Iterator[Cells]:
    for figure in definition.figures:
        row = Cells().put(name=figure.name, question=figure.question, net=" ".join(figure.net), base=figure.base)
        row.put(mirror=figure.mirror, format=figure.format)
        yield row.put_wording("label", figure.label).put_wording("base_label", figure.base_label)


def _number(number: float | None) -> float | str | None:
    """A number as a cell, or as text when a cell, which keeps 16 digits, would round it."""
    if number is None or float(f"{number:.16G}") == number:
        return number
    return number_text(number)
