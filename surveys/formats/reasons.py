"""Why an expression was dropped, in English and in French: what is wrong with it, or with what it reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.questionnaire.expressions import ExpressionError
from surveys.questionnaire.expressions.messages import message, remedy
from surveys.questionnaire.flaws import Flaw
from surveys.questionnaire.phrases import Params
from surveys.questionnaire.text import Text, in_language
from surveys.questionnaire.words import Words, words

_WORDS: Mapping[str, Words] = {
    "asked_later": words(
        "It reads what is asked on a later page: {names}.",
        "Move the question after it, or the other one before.",
        "Elle lit ce qui est demandé sur une page suivante : {names}.",
        "Placez la question après, ou l’autre avant.",
    ),
    "reads_itself": words(
        "It depends on its own result: {names}.",
        "Cut the circle: one of them must not read the others.",
        "Elle dépend de son propre résultat : {names}.",
        "Coupez le cercle : l’une d’elles ne doit pas lire les autres.",
    ),
    "reads_unknown": words(
        "It reads what does not exist here: {names}.",
        "Correct the names.",
        "Elle lit ce qui n’existe pas ici : {names}.",
        "Corrigez les noms.",
    ),
    "not_usable": words(
        "It cannot be evaluated here: {names}.",
        "Write it in another way.",
        "Elle ne peut pas être évaluée ici : {names}.",
        "Écrivez-la autrement.",
    ),
}
_FLAWS: Mapping[str, str] = {"circular": "reads_itself", "unknown_reference": "reads_unknown"}
_AT: Text = {"en": " (character {at})", "fr": " (caractère {at})"}

#: Every code of its own, for the test that compares them with the sources.
CODES = frozenset(_WORDS)


@dataclass(frozen=True)
class Reason:
    """A code, of this module or of the errors of expressions, and what its words need.

    `at`: the character of the expression that is at fault, from 1; 0 where none is.
    """

    code: str
    params: tuple[tuple[str, str | int | float], ...] = ()
    at: int = 0


def because(code: str, /, **params: str | int | float) -> Reason:
    """A reason by its code; the names that it quotes are cut where they are endless."""
    cut = {key: value[:200] if isinstance(value, str) else value for key, value in params.items()}
    return Reason(code, tuple(cut.items()))


def unreadable(error: ExpressionError) -> Reason:
    """What is wrong with an expression, and where in its text."""
    return Reason(error.code, tuple(error.parameters.items()), error.place.offset + 1)


def unusable(flaw: Flaw) -> Reason:
    """Why a definition with this expression would not run."""
    return because(_FLAWS.get(flaw.code, "not_usable"), names=flaw.detail or flaw.code)


def reason_text(reason: Reason, language: str) -> str:
    """One sentence."""
    at = in_language(_AT, language, "en").format(at=reason.at) if reason.at > 1 else ""
    params = dict(reason.params)
    found = _WORDS.get(reason.code)
    said = message(reason.code, params, language) if found is None else _filled(found.message, params, language)
    return f"{said.removesuffix('.')}{at}." if at else said


def reason_remedy(reason: Reason, language: str) -> str:
    """What its author may do about it."""
    found = _WORDS.get(reason.code)
    if found is None:
        return remedy(reason.code, dict(reason.params), language)
    return _filled(found.remedy, dict(reason.params), language)


def _filled(text: Text, params: Params, language: str) -> str:
    return in_language(text, language, "en").format(**params)
