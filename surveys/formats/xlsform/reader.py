"""A workbook to a definition, with the report of what changed on the way."""

import re
from collections.abc import Mapping, Sequence

from surveys.formats.imported import Imported, Logic, LogicKind
from surveys.formats.report import Notes, Place
from surveys.formats.xlsform import plan
from surveys.formats.xlsform.choices import ChoiceLists
from surveys.formats.xlsform.columns import CHOICE_COLUMNS, columns_of
from surveys.formats.xlsform.doubles import part_doubles
from surveys.formats.xlsform.kinds import kind_of
from surveys.formats.xlsform.languages import language_tags, tag_of
from surveys.formats.xlsform.names import legal_name, legal_names
from surveys.formats.xlsform.pages import PageReader
from surveys.formats.xlsform.records import Reading, Record, records_of, report_columns
from surveys.formats.xlsform.row_cells import Context, ends_names, name_of
from surveys.formats.xlsform.shapes import FORMULA_COLUMNS, WORDING_COLUMNS
from surveys.formats.xlsform.sheets import OUR_SHEETS, Row, Workbook, read_workbook
from surveys.formats.xlsform.soundness import Surroundings, sound
from surveys.formats.xlsform.stamps import read_stamps
from surveys.formats.xlsform.tree import read_tree
from surveys.questionnaire.definition import Definition, Endings

_SURVEY_COLUMNS = frozenset(
    [
        "type", "name", "label", "hint", "required", "required_if", "required_message", "relevant", "constraint",
        "constraint_message", "calculation", "default", "default_formula", "default_text", "appearance", "parameters",
        "choice_filter", "trigger", "readonly", "repeat_count", "disabled", "sensitive", "anchored",
        *WORDING_COLUMNS, *FORMULA_COLUMNS,
    ]
)  # fmt: skip
_SETTINGS_COLUMNS = frozenset(
    [
        "form_title", "form_id", "default_language", "allow_choice_duplicates", "languages", "welcome", "contact",
        "minutes", "thanks", "screened_out", "quota_full", "refused",
    ]
)  # fmt: skip
_KNOWN_COLUMNS: Mapping[str, frozenset[str]] = {
    "survey": _SURVEY_COLUMNS,
    "choices": CHOICE_COLUMNS,
    "settings": _SETTINGS_COLUMNS,
    "populations": plan.POPULATION_COLUMNS,
    "quotas": plan.QUOTA_COLUMNS,
    "targets": plan.TARGET_COLUMNS,
    "figures": plan.FIGURE_COLUMNS,
    "translations": frozenset(["language", "place", "source"]),
}
_LONGEST_STAY = 120
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_xlsform(content: bytes, filename: str) -> Imported:
    """An XLSForm, plain or with sheets of ours, in any format that pyxform reads. Raises UnreadableFile."""
    notes = Notes()
    workbook = read_workbook(content, filename, notes)
    for name, sheet in workbook.sheets.items():
        if name in _KNOWN_COLUMNS:
            report_columns(sheet, _KNOWN_COLUMNS[name], notes)
        elif sheet.rows:
            notes.info(Place(name), "sheet_ignored")
    strict = any(name in workbook.sheets for name in OUR_SHEETS)
    reading = Reading(
        notes, _languages(workbook, notes), _renamed(workbook, notes), strict=strict, doubles=_allows_doubles(workbook)
    )
    return _Reader(workbook, reading).read()


def _allows_doubles(workbook: Workbook) -> bool:
    form = next(records_of(workbook.sheet("settings"), Reading(Notes(), {}, {})), None)
    return form is not None and form.yes("allow_choice_duplicates")


def _languages(workbook: Workbook, notes: Notes) -> Mapping[str, str]:
    bare = Reading(notes, {}, {})
    settings = next(records_of(workbook.sheet("settings"), bare), None)
    default = settings.cell("default_language") if settings else ""
    columns = [column for name in _KNOWN_COLUMNS for column in columns_of(workbook.sheet(name))]
    return language_tags(columns, default if default.lower() != "default" else "", notes)


def _renamed(workbook: Workbook, notes: Notes) -> Mapping[str, str]:
    """Names of the survey sheet that definitions do not take, and what they become."""
    written: dict[str, Place] = {}
    for record in records_of(workbook.sheet("survey"), Reading(notes, {}, {})):
        if record.cell("name") and kind_of(record.cell("type")).name != "end" and not ends_names(record):
            written.setdefault(record.cell("name"), record.place("name"))
    renamed = legal_names(written)
    for old, new in renamed.items():
        notes.warning(written[old], "renamed", old=old, new=new)
    return renamed


class _Reader:
    """Reads the sheets of one workbook, each after those that it needs."""

    def __init__(self, workbook: Workbook, reading: Reading) -> None:
        self._workbook = workbook
        self._reading = reading

    def read(self) -> Imported:
        survey = self._records("survey")
        lists = ChoiceLists(self._reading)
        lists.read(self._records("choices"))
        context = Context(lists)
        tree = read_tree(survey)
        part_doubles(tree)
        pages = PageReader(context).read(tree)
        planned: plan.Places = {("list", name): place for name, place in lists.places.items()}
        sides, populations = plan.read_populations(self._records("populations"), planned)
        form = next(iter(self._records("settings")), None) or Record("settings", Row(2, {}), {}, self._reading)
        spoken = _spoken(form)
        called = form.cell("form_id") or self._workbook.stem or "form"
        definition = Definition(
            name=legal_name(called),
            title=form.texts("form_title") or ({} if spoken else {self._reading.tags[""]: called}),
            contact=form.texts("contact"),
            welcome=form.texts("welcome"),
            minutes=form.whole("minutes", least=1, most=_LONGEST_STAY),
            endings=_endings(form),
            languages=spoken or tuple(dict.fromkeys(self._reading.tags.values())),
            lists=lists.all(),
            pages=pages,
            sides=sides,
            populations=populations,
            quotas=plan.read_quotas(self._records("quotas"), populations, planned),
            targets=plan.read_targets(self._records("targets"), planned),
            figures=plan.read_figures(self._records("figures"), planned),
            translated=read_stamps(self._records("translations")),
        )
        foreign = not self._reading.strict
        definition = sound(definition, Surroundings(context.places, planned, self._reading.notes, foreign))
        named = {
            record.cell("name"): name_of(record)
            for record in reversed(survey)
            if record.cell("name") and not ends_names(record)
        }
        return Imported(
            definition,
            self._reading.notes.report(),
            context.places,
            named,
            _logic(survey),
            foreign=foreign,
            plan=planned,
        )

    def _records(self, sheet: str) -> list[Record]:
        return list(records_of(self._workbook.sheet(sheet), self._reading))


def _logic(survey: Sequence[Record]) -> Logic:
    """What the rows of the survey sheet say of themselves, whatever group they stand in."""
    columns: tuple[tuple[LogicKind, str], ...] = (
        ("relevant", "relevant"),
        ("constraint", "constraint"),
        ("calculate", "calculation"),
    )
    return {
        (name_of(record), kind): formula
        for record in survey
        if record.cell("name")
        for kind, column in columns
        if (formula := record.formula(column)) is not None
    }


def _spoken(form: Record) -> tuple[str, ...]:
    """The languages that the settings name, the default one first."""
    written = form.cell("languages").replace(",", " ").split()
    tags = [one if _TAG.fullmatch(one) else tag_of(one) for one in written]
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _endings(form: Record) -> Endings:
    return Endings(
        complete=form.texts("thanks"),
        screened_out=form.texts("screened_out"),
        quota_full=form.texts("quota_full"),
        refused=form.texts("refused"),
    )
