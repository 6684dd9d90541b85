"""`questionnaire check`: what is wrong with a file, and what reaches each question."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Timer
from time import perf_counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from surveys.checks import examine
from surveys.checks.proof import Reach
from surveys.checks.proof.reporting import conditions, in_words
from surveys.management.printing import Problem, problems_of, text_of
from surveys.management.verbs.sources import (
    FILE_HELP,
    JSON_HELP,
    counts_of,
    counts_text,
    language,
    read_file,
    write_origin,
)
from surveys.management.verbs.verb import Options, Verb, Write

#: Errors first; what is only worth knowing last.
_SEVERITIES = ("error", "warning", "info")
_PATIENCE = 1.0


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=_(FILE_HELP))
    parser.add_argument("--json", action="store_true", help=_(JSON_HELP))
    parser.add_argument("--reach", action="store_true", help=_("print for each question what leads to it"))


def _run(options: Options, write: Write) -> bool:
    begun = perf_counter()
    imported = read_file(options["file"])
    with said_when_long(_("Checking %(counts)s…") % {"counts": counts_text(imported.definition)}):
        examined = examine(imported.definition)
    problems = problems_of(imported, examined.findings, language())
    if options["json"]:
        reach = [_reached(one) for one in examined.reach]
        report = {
            "problems": problems,
            "reach": reach,
            "counts": counts_of(imported.definition),
            "origin": asdict(imported.origin) if imported.origin else None,
        }
        write(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        if options["reach"]:
            for one in examined.reach:
                write(_told(one))
        write_problems(problems, write)
        write(f"{counts_text(imported.definition)} ({perf_counter() - begun:.1f} s)")
        write_origin(imported, write)
    return not any(problem["severity"] == "error" for problem in problems)


def write_problems(problems: list[Problem], write: Write) -> None:
    """One line each, the gravest first, then how many there are."""
    for severity in _SEVERITIES:
        for problem in problems:
            if problem["severity"] == severity:
                write(text_of(problem))
    counts = Counter(problem["severity"] for problem in problems)
    told = (
        ngettext("%(count)d error", "%(count)d errors", counts["error"]) % {"count": counts["error"]},
        ngettext("%(count)d warning", "%(count)d warnings", counts["warning"]) % {"count": counts["warning"]},
        ngettext("%(count)d remark", "%(count)d remarks", counts["info"]) % {"count": counts["info"]},
    )
    write(", ".join(told))


def _reached(one: Reach) -> dict[str, object]:
    """The answers that lead to a question, or the conditions that contradict each other."""
    contradiction = [{"kind": reason.kind, "place": reason.place, "text": reason.text} for reason in one.core]
    return {
        "question": one.question,
        "state": one.state,
        "witness": dict(one.witness),
        "contradiction": contradiction,
    }


def _told(one: Reach) -> str:
    """The same in a line."""
    asked = (
        _("%(question)s: asked, for instance after %(answers)s")
        if one.witness
        else _("%(question)s: asked, whatever is answered before")
    )
    words = {
        "reached": asked,
        "unreachable": _("%(question)s: never asked, because of %(conditions)s"),
        "switched_off": _("%(question)s: switched off by %(conditions)s"),
        "not_proven": _("%(question)s: not decided"),
    }
    return words[one.state] % {
        "question": one.question,
        "answers": in_words(one.witness),
        "conditions": conditions(one.core),
    }


@contextmanager
def said_when_long(what: str) -> Iterator[None]:
    """Say on the error stream what takes more than a second."""
    timer = Timer(_PATIENCE, lambda: sys.stderr.write(f"{what}\n"))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


CHECK = Verb("check", gettext_noop("print what is wrong with a file; exit with 1 on an error"), _declare, _run)
