"""An explanation in plain words, in English or French."""

from collections.abc import Iterator, Mapping

from surveys.questionnaire.expressions import Value, to_text
from surveys.questionnaire.text import Text
from surveys.runtime.why import Condition, Read, Step, Why

_INDENT = "  "

_PHRASES: Mapping[str, Text] = {
    "asked": {"en": "“{name}” is asked.", "fr": "« {name} » est posée."},
    "not_asked": {"en": "“{name}” is not asked.", "fr": "« {name} » n’est pas posée."},
    "always": {
        "en": "Nothing stands in its way: it is asked of everyone who comes to its page.",
        "fr": "Aucune condition ne la concerne : elle est posée à quiconque arrive à sa page.",
    },
    "loop": {"en": "The condition of the loop “{name}” {met}.", "fr": "La condition de la boucle « {name} » {met}."},
    "passage": {
        "en": "Whether the loop “{name}” has this passage: {met}.",
        "fr": "La boucle « {name} » a ce passage : {met}.",
    },
    "page": {"en": "The condition of the page “{name}” {met}.", "fr": "La condition de la page « {name} » {met}."},
    "question": {"en": "Its own condition {met}.", "fr": "Sa propre condition {met}."},
    "choices": {
        "en": "That some choice is offered, of those where “{text}”: {met}.",
        "fr": "Au moins un choix est proposé, parmi ceux où « {text} » : {met}.",
    },
    "row": {"en": "The condition of the row “{name}” {met}.", "fr": "La condition de la ligne « {name} » {met}."},
    "choice": {"en": "The choice “{name}” {met}.", "fr": "Le choix « {name} » {met}."},
    "offered": {"en": "is offered", "fr": "est proposé"},
    "not_offered": {"en": "is not offered", "fr": "n’est pas proposé"},
    "met": {"en": "is met", "fr": "est remplie"},
    "not_met": {"en": "is not met", "fr": "n’est pas remplie"},
    "yes": {"en": "yes", "fr": "oui"},
    "no": {"en": "no", "fr": "non"},
    "true": {"en": "“{text}” is true", "fr": "« {text} » est vrai"},
    "false": {"en": "“{text}” is false", "fr": "« {text} » est faux"},
    "value": {"en": "“{text}” is “{value}”", "fr": "« {text} » vaut « {value} »"},
    "nothing": {"en": "“{text}” is empty", "fr": "« {text} » est vide"},
    "failed": {"en": "“{text}” cannot be computed", "fr": "« {text} » ne peut pas être calculé"},
    "unanswered": {"en": ": not answered", "fr": " : sans réponse"},
    "unasked": {"en": ": its question is not asked", "fr": " : sa question n’est pas posée"},
    "uncounted": {
        "en": ": “{answer}” was answered, which does not count, for its question is not asked",
        "fr": " : la réponse « {answer} » ne compte pas, car sa question n’est pas posée",
    },
}

#: How it is said that a condition is met, or not, where that is not what is said of conditions.
_ANSWERS: Mapping[str, tuple[str, str]] = {
    "passage": ("yes", "no"),
    "choices": ("yes", "no"),
    "choice": ("offered", "not_offered"),
}


def why_text(explained: Why, language: str) -> str:
    """The explanation, a line for each condition and each of its parts, indented as they nest."""
    return "\n".join(_lines(explained, language))


def _lines(explained: Why, language: str) -> Iterator[str]:
    name = explained.question + (f" ({explained.passage})" if explained.passage is not None else "")
    yield _say("asked" if explained.asked else "not_asked", language, name=name)
    if not explained.conditions:
        yield _say("always", language)
    for condition in explained.conditions:
        yield "- " + _told(condition, language)
        if condition.kind != "choices":
            yield from _parts(condition.step, language, _INDENT)


def _told(condition: Condition, language: str) -> str:
    met, not_met = _ANSWERS.get(condition.kind, ("met", "not_met"))
    said = _say(met if condition.met else not_met, language)
    return _say(condition.kind, language, name=condition.name, text=condition.step.text, met=said)


def _parts(step: Step, language: str, indent: str) -> Iterator[str]:
    told = _say(_kind(step), language, text=step.text, value=_value(step.value))
    yield f"{indent}- {told}{_read(step.read, language) if step.read else ''}"
    for part in step.parts:
        yield from _parts(part, language, indent + _INDENT)


def _kind(step: Step) -> str:
    if step.failed:
        return "failed"
    if isinstance(step.value, bool):
        return "true" if step.value else "false"
    return "nothing" if step.value in ("", None, []) else "value"


def _value(value: Value) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_value(item) for item in value)
    return to_text(value) if value is None or not isinstance(value, dict) else "…"


def _read(read: Read, language: str) -> str:
    if read.asked:
        return _say("unanswered", language) if read.answer is None else ""
    if read.answer is None:
        return _say("unasked", language)
    return _say("uncounted", language, answer=_value(read.answer))


def _say(code: str, language: str, **params: str) -> str:
    texts = _PHRASES[code]
    return texts.get(language.split("-", maxsplit=1)[0], texts["en"]).format(**params)
