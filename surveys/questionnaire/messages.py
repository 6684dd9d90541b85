"""What is wrong with an answer, in the respondent's language."""

from collections.abc import Mapping

from surveys.questionnaire.phrases import phrase
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text
from surveys.questionnaire.types import QUESTION_TYPES
from surveys.questionnaire.types.base import Question

_SHARED: Mapping[str, Text] = {
    "required": {
        "en": "Please answer this question.",
        "fr": "Répondez à cette question.",
    },
    "choose_one": {
        "en": "Please choose an answer.",
        "fr": "Choisissez une réponse.",
    },
    "choose_at_least": {
        "en": "Please choose at least {least}.",
        "fr": "Choisissez-en au moins {least}.",
    },
    "choose_at_most": {
        "en": "Please choose at most {most}: you chose {chosen}.",
        "fr": "Choisissez-en au plus {most} : vous en avez choisi {chosen}.",
    },
    "not_offered": {
        "en": "This answer is not one of the choices. Please choose again.",
        "fr": "Cette réponse ne fait pas partie des choix. Choisissez à nouveau.",
    },
    "exclusive_alone": {
        "en": "One of the answers that you ticked cannot go with another. Keep it alone, or untick it.",
        "fr": "L’une des réponses cochées ne va avec aucune autre. Gardez-la seule, ou décochez-la.",
    },
    "specify_other": {
        "en": "Please specify your answer.",
        "fr": "Précisez votre réponse.",
    },
    "too_long": {
        "en": "This text is too long: {limit} characters at most.",
        "fr": "Ce texte est trop long : {limit} caractères au plus.",
    },
    "soft_required": {
        "en": "You have not answered this question. You may answer it now, or continue without.",
        "fr": "Vous n’avez pas répondu à cette question. Vous pouvez y répondre, ou continuer sans.",
    },
    "row_missing": {
        "en": "Please answer this line.",
        "fr": "Répondez à cette ligne.",
    },
    "constraint": {
        "en": "This answer is not possible here. Please check it.",
        "fr": "Cette réponse n’est pas possible ici. Vérifiez-la.",
    },
}

#: Those that any type may need, and those that each type brings.
_MESSAGES: Mapping[str, Text] = {
    **_SHARED,
    **{code: text for question_type in QUESTION_TYPES for code, text in question_type.messages.items()},
}

#: Every code that a problem may have.
CODES = frozenset(_MESSAGES)

#: Those that say that nothing was answered, for which a question may have its own message.
_BLANK = frozenset({"required", "choose_one", "row_missing", "consent_needed"})


def message(problem: Problem, language: str) -> str:
    """The product's own words, in `language` or in English."""
    return phrase(_MESSAGES[problem.code], problem.params, language)


def message_for(
    question: Question, problem: Problem, language: str, *, audience: tuple[str, ...] = (), fallback: str = ""
) -> str:
    """The question's own message where it has one, else `message`."""
    return own_message(question, problem, language, audience=audience, fallback=fallback) or message(problem, language)


def own_message(
    question: Question, problem: Problem, language: str, *, audience: tuple[str, ...] = (), fallback: str = ""
) -> str:
    """What the questionnaire itself says of a problem; '' where it says nothing."""
    own = question.constraint_message if problem.code == "constraint" else None
    if problem.code in _BLANK or problem.params.get("chosen") == 0:
        own = question.required_message
    return own.read(language, audience=audience, fallback=fallback) if own else ""
