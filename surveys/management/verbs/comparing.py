"""`questionnaire diff`: what changed between two questionnaires, and which trends go on."""

import json
from argparse import ArgumentParser

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from surveys.management.verbs.sources import EITHER_HELP, JSON_HELP, language, read_either
from surveys.management.verbs.verb import Options, Verb, Write
from surveys.questionnaire.diff import Change, Comparability, consequence_text, diff, diff_text, what_text


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("before", metavar="BEFORE", help=_(EITHER_HELP))
    parser.add_argument("after", metavar="AFTER", help=_(EITHER_HELP))
    parser.add_argument("--json", action="store_true", help=_(JSON_HELP))


def _run(options: Options, write: Write) -> bool:
    found = diff(read_either(options["before"]), read_either(options["after"]))
    if options["json"]:
        report = {
            "changes": [_change(change) for change in found.changes],
            "questions": {name: _comparability(one) for name, one in found.questions.items()},
            "figures": {name: _comparability(one) for name, one in found.figures.items()},
        }
        write(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        write(diff_text(found, language()))
    return True


def _change(change: Change) -> dict[str, object]:
    return {
        "code": change.code,
        "kind": change.kind,
        "name": change.name,
        "level": change.level,
        "what": what_text(change, language()),
        "consequence": consequence_text(change, language()),
        "questions": change.questions,
        "figures": change.figures,
        "populations": change.populations,
    }


def _comparability(one: Comparability) -> dict[str, object]:
    return {
        "state": one.state,
        "earlier": one.earlier,
        "populations": one.populations,
        "because": [what_text(change, language()) for change in one.changes],
    }


DIFF = Verb("diff", gettext_noop("say what changed between two questionnaires, and which trends go on"), _declare, _run)
