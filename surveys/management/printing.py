"""Reports and findings as lines of text and as JSON, for commands."""

from django.utils.translation import gettext as _

from surveys.checks import Finding
from surveys.checks.messages import message, remedy, subject_text
from surveys.formats.imported import Imported
from surveys.formats.messages import line_message, line_remedy, place_text
from surveys.formats.report import Report, ReportLine

#: One problem of a file, whoever found it: severity, code, place, message, remedy.
Problem = dict[str, str]


def problems_of(imported: Imported, findings: tuple[Finding, ...], language: str) -> list[Problem]:
    """The report of a file, then what the checks found, with its place in the file."""
    return [
        *lines_of(imported.report, language),
        *(_finding(finding, imported, language) for finding in findings),
    ]


def lines_of(report: Report, language: str) -> list[Problem]:
    """The lines of a report."""
    return [_line(line, language) for line in report]


def text_of(problem: Problem) -> str:
    """One problem on one line."""
    place = f"{problem['place']}: " if problem["place"] else ""
    severity = {"error": _("error"), "warning": _("warning"), "info": _("info")}[problem["severity"]]
    return f"{severity}: {place}{problem['message']} {problem['remedy']}".strip()


def _line(line: ReportLine, language: str) -> Problem:
    return {
        "severity": line.severity,
        "code": line.code,
        "place": place_text(line.place, language),
        "message": line_message(line, language),
        "remedy": line_remedy(line, language),
    }


def _finding(finding: Finding, imported: Imported, language: str) -> Problem:
    kind, name = finding.subject.kind, finding.subject.name
    subject = subject_text(finding.subject, language)
    found = imported.places.get(name) if kind in ("question", "page") else imported.plan.get((kind, name))
    return {
        "severity": finding.severity,
        "code": finding.code,
        "place": f"{place_text(found, language)}, {subject}" if found else subject,
        "message": message(finding, language),
        "remedy": remedy(finding, language),
    }
