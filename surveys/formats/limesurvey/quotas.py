"""Quotas: who they count, and how many they let in."""

from collections.abc import Mapping

from surveys.formats.limesurvey.expressions import Expressions
from surveys.formats.limesurvey.naming import MULTIPLE, Named, Names, legal
from surveys.formats.limesurvey.source import LsQuota, LsSurvey
from surveys.formats.limesurvey.texts import Texts
from surveys.formats.report import Notes, Place
from surveys.questionnaire.definition import QuotaCell
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import NO_TEXT, Text

EVERYONE = "all"
_MOST = 2_000_000_000


def read_quotas(survey: LsSurvey, expressions: Expressions, notes: Notes) -> tuple[QuotaCell, ...]:
    """A cell for each quota in use; members of one question are alternatives, several questions must all agree."""
    names = Names()
    cells = []
    for quota in survey.quotas:
        place = Place("quota", 0, quota.name)
        if not quota.active:
            notes.info(place, "quota_inactive")
            continue
        when = _when(quota, expressions, place)
        limit = quota.limit.strip()
        if when is None or not (limit.isascii() and limit.isdigit()):
            notes.warning(place, "quota_dropped")
            continue
        number = min(int(limit[:10]), _MOST)
        name = names.free(legal(quota.name, "quota"))
        label = {survey.languages[0]: quota.name[:200]} if quota.name != name else NO_TEXT
        cells.append(_cell(name, when, number, quota, _tagged(label)))
    return tuple(cells)


def _tagged(label: Text) -> Text:
    return {tag.replace("_", "-"): text for tag, text in label.items() if tag.replace("-", "").isalpha()}


def _cell(name: str, when: Formula, limit: int, quota: LsQuota, label: Text) -> QuotaCell:
    return QuotaCell(
        population=EVERYONE,
        name=name,
        label=label,
        when=when,
        target=limit,
        limit=limit,
        full="redirect" if quota.urls else "close",
    )


def _when(quota: LsQuota, expressions: Expressions, place: Place) -> Formula | None:
    answers: dict[str, list[str]] = {}
    for about, code in quota.members:
        named = expressions.symbols.questions.get(about)
        test = _answered(named, code) if named else ""
        if test:
            answers.setdefault(about, []).append(test)
    tests = [f"({' or '.join(found)})" for found in answers.values()]
    return expressions.formula(" and ".join(tests), place) if tests else None


def _answered(named: Named, code: str) -> str:
    """That a question was answered with a code: of a box that it was ticked, of a battery "row-code"."""
    known = {one.written for one in named.variables}
    question = named.question
    if question.type in MULTIPLE:
        name = f"{question.code}_{code}"
        return f'{name}.NAOK == "Y"' if name in known else ""
    row, _, answer = code.rpartition("-")
    if f"{question.code}_{row}" in known:
        return f'{question.code}_{row}.NAOK == "{answer}"'
    return f'{question.code}.NAOK == "{code}"' if question.code in known and '"' not in code else ""


def quota_full(survey: LsSurvey, texts: Texts) -> Text:
    """What those for whom there is no more place read: what the first quota in use says."""
    found: Mapping[str, str] = next((quota.messages for quota in survey.quotas if quota.active), {})
    return texts.text(found, Place("quota"))
