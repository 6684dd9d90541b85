"""What has no parts: literals, and the answers and attributes of questions.

LimeSurvey keeps answers as texts. A question that is not asked is null, unless `.NAOK` is written.
"""

from surveys.questionnaire.expressions.errors import ExpressionError
from surveys.questionnaire.expressions.limesurvey.coercions import to_boolean, to_text
from surveys.questionnaire.expressions.limesurvey.reading import THAT
from surveys.questionnaire.expressions.limesurvey.values import Numeral, Quoted
from surveys.questionnaire.expressions.rules import Compiled, Run
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.tree import Literal, Node, Reference, Self, walk
from surveys.questionnaire.expressions.values import Value

_KEPT_WHEN_IRRELEVANT = frozenset({"NAOK", "valueNAOK", "shown", "relevanceStatus", "question"})


def leaf(node: Node) -> Compiled:
    """Make a literal or a reference ready to run."""
    match node:
        case Literal(value=value, text=text):
            constant = Quoted(value) if isinstance(value, str) else Numeral(text)
            return Compiled(Literal(constant, place=node.place), "any", lambda _: constant)
        case Self():
            return Compiled(node, "nodes", lambda scope: [_answer(scope.self_value())])
        case Reference(name=name, path=(first, *_)) if first == THAT:
            return Compiled(node, "nodes", lambda scope: [_answer(value) for value in scope.values(name)])
        case Reference():
            return Compiled(node, "any", _reader(node))
        case _:
            raise TypeError(f"no such node: {node!r}")


def asked(tree: Node, run: Run) -> Run:
    """Make a condition false when a question that it names without `.NAOK` is not asked."""
    names = {node.name for node in walk(tree) if isinstance(node, Reference) and _minds_relevance(node)}
    return lambda scope: to_boolean(run(scope)) and all(scope.relevant(name) for name in names)


def _minds_relevance(reference: Reference) -> bool:
    return not _KEPT_WHEN_IRRELEVANT.intersection(reference.path)


def _reader(reference: Reference) -> Run:
    name, place = reference.name, reference.place
    minds = _minds_relevance(reference)

    def known(scope: Scope) -> Value:
        answer = _answer(scope.value(name))
        if answer == "":
            if not scope.values(name):
                raise ExpressionError("unknown_name", place, name=name[:40])
            if minds and not scope.relevant(name):
                return None
        return answer

    match reference.path:
        case ("shown",):
            return lambda scope: scope.choice_label(name, to_text(known(scope)))
        case ("relevanceStatus",):
            return lambda scope: int(scope.relevant(name))
        case ("question",):
            return lambda scope: scope.wording(name)
        case _:
            return known


def _answer(value: Value) -> str:
    return to_text(value)
