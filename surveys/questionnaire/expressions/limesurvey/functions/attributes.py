"""listifop(): the attributes of those questions, named by texts, whose other attribute passes a test."""

from surveys.questionnaire.expressions.limesurvey.coercions import to_text
from surveys.questionnaire.expressions.limesurvey.functions.calls import function
from surveys.questionnaire.expressions.limesurvey.functions.lists import joined, passing
from surveys.questionnaire.expressions.limesurvey.reading import ATTRIBUTES
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.values import Value


def _attribute(scope: Scope, name: str, attribute: str) -> Value:
    match attribute:
        case "shown":
            return scope.choice_label(name, to_text(scope.value(name)))
        case "relevanceStatus":
            return int(scope.relevant(name))
        case "question":
            return scope.wording(name)
        case _:
            return to_text(scope.value(name))


def _listifop(scope: Scope, *arguments: Value) -> str:
    tested, operator, bound, given, glue, *names = arguments
    attributes = to_text(tested), to_text(given)
    for attribute in attributes:
        if attribute not in ATTRIBUTES:
            return f"{attribute[:40]} not recognized ?!"
    found = [
        _attribute(scope, name, attributes[1])
        for name in map(to_text, names)
        if passing(operator, bound, (_attribute(scope, name, attributes[0]),))
    ]
    return joined(to_text(glue), found)


LISTIFOP = function(_listifop, 5, None, scoped=True)
