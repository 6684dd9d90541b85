"""A definition to the XML of a LimeSurvey survey, with the report of what LimeSurvey has not."""

import re
from collections.abc import Mapping

from surveys.formats.limesurvey.messages import LINES
from surveys.formats.limesurvey.writing.codes import codes_of
from surveys.formats.limesurvey.writing.filters import filters_of
from surveys.formats.limesurvey.writing.formulas import Formulas
from surveys.formats.limesurvey.writing.questions import QuestionWriter
from surveys.formats.limesurvey.writing.quotas import write_quotas
from surveys.formats.limesurvey.writing.tables import Document
from surveys.formats.limesurvey.writing.texts import Texts
from surveys.formats.report import Notes, Place, Report
from surveys.questionnaire.definition import Definition, Loop, Page

_NEW = 100_000
_WHOLE = Place("questionnaire")
#: What a new survey of LimeSurvey has; the rest is inherited there.
_SETTINGS: Mapping[str, str | int] = {
    "gsid": 1, "admin": "inherit", "adminemail": "inherit", "anonymized": "N", "format": "G", "template": "inherit",
    "datestamp": "N", "allowprev": "Y", "showwelcome": "Y", "showprogress": "Y", "shownoanswer": "N",
    "showxquestions": "N", "showgroupinfo": "B", "showqnumcode": "X", "usecookie": "N", "assessments": "N",
}  # fmt: skip


def write_lss(definition: Definition) -> bytes:
    """The survey (.lss) that LimeSurvey 6 imports; what could not be written stands in comments at its top."""
    return write_lss_with_report(definition)[0]


def write_lss_with_report(definition: Definition) -> tuple[bytes, Report]:
    """The survey, and a line for each thing that LimeSurvey has no equivalent of."""
    notes = Notes()
    document = Document(definition.languages)
    codes = codes_of(definition)
    texts, formulas = Texts(codes), Formulas(codes)
    filters, absorbed = filters_of(definition)
    writer = QuestionWriter(definition, document, codes, texts, formulas, notes, filters, absorbed)
    for order, page in enumerate(definition.flat_pages()):
        _write_page(page, order, writer)
    write_quotas(writer)
    _write_survey(definition, document, texts)
    _report_whole(definition, notes)
    report = notes.report()
    return document.write([LINES[line.code]["en"].format(**line.params) for line in report]), report


def _write_page(page: Page, order: int, writer: QuestionWriter) -> None:
    document, texts = writer.document, writer.texts
    gid = document.number()
    place = Place("page", 0, page.name)
    document.add(
        "groups",
        gid=gid,
        sid=_sid(writer.definition),
        group_order=order,
        randomization_group=page.shuffle,
        grelevance=writer.formula(page.relevant, place) or "1",
    )
    title, text = texts.html(page.title.text), texts.html(page.text.text)
    document.speak("group_l10ns", "gid", gid, group_name=title, description=text)
    writer.write_page(page, gid)


def _sid(definition: Definition) -> int:
    """The number of the survey that the definition was read from, or one for a new survey."""
    found = re.fullmatch(r"survey_([1-9][0-9]{0,8})", definition.name)
    return int(found[1]) if found else _NEW


def _write_survey(definition: Definition, document: Document, texts: Texts) -> None:
    first, *more = definition.languages
    name, _, address = next(iter(definition.contact.values()), "").rpartition(", ")
    contact = {"admin": name or address or "inherit", "adminemail": address if "@" in address and name else "inherit"}
    document.add(
        "surveys", sid=_sid(definition), **{**_SETTINGS, **contact}, language=first, additional_languages=" ".join(more)
    )
    welcome, end = texts.html(definition.welcome), texts.html(definition.endings.complete)
    for language in definition.languages:
        document.add(
            "surveys_languagesettings",
            surveyls_survey_id=_sid(definition),
            surveyls_language=language,
            surveyls_title=definition.title.get(language, ""),
            surveyls_welcometext=welcome.get(language, ""),
            surveyls_endtext=end.get(language, ""),
        )


def _report_whole(definition: Definition, notes: Notes) -> None:
    """What a survey of LimeSurvey has no place for."""
    for item in definition.pages:
        if isinstance(item, Loop):
            notes.warning(Place("page", 0, item.name), "loop_written_once", loop=item.name)
    lost = {
        "populations": len(definition.populations) > 1 or definition.populations[0].screen is not None,
        "targets": bool(definition.targets),
        "figures": bool(definition.figures),
        "images": bool(definition.images),
        "screened_out": bool(definition.endings.screened_out),
        "refused": bool(definition.endings.refused),
    }
    for part, present in lost.items():
        if present:
            notes.warning(_WHOLE, "part_not_written", part=part)
