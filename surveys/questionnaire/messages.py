"""What is wrong with an answer, in the respondent's language."""

import re
from collections.abc import Mapping

from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text
from surveys.questionnaire.types.base import Question

_MESSAGES: Mapping[str, Text] = {
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
    "too_short": {
        "en": "This text is too short: {limit} characters at least.",
        "fr": "Ce texte est trop court : {limit} caractères au moins.",
    },
    "soft_required": {
        "en": "You have not answered this question. You may answer it now, or continue without.",
        "fr": "Vous n’avez pas répondu à cette question. Vous pouvez y répondre, ou continuer sans.",
    },
    "off_step": {
        "en": "Please give a number in steps of {step}, from {least}.",
        "fr": "Donnez un nombre de {step} en {step}, à partir de {least}.",
    },
    "total_not": {
        "en": "The total must be {total}: it is {given}.",
        "fr": "Le total doit faire {total} : il fait {given}.",
    },
    "total_too_small": {
        "en": "The total must be at least {least}: it is {given}.",
        "fr": "Le total doit faire au moins {least} : il fait {given}.",
    },
    "total_too_large": {
        "en": "The total must be at most {most}: it is {given}.",
        "fr": "Le total doit faire au plus {most} : il fait {given}.",
    },
    "not_a_file": {
        "en": "This file did not arrive. Please send it again.",
        "fr": "Ce fichier n’est pas arrivé. Envoyez-le à nouveau.",
    },
    "too_many_files": {
        "en": "Please send at most {most} files.",
        "fr": "Envoyez au plus {most} fichiers.",
    },
    "file_kind": {
        "en": "This kind of file is not accepted. Please send one of: {accept}.",
        "fr": "Ce genre de fichier n’est pas accepté. Envoyez un fichier : {accept}.",
    },
    "file_too_large": {
        "en": "This file is too large: {megabytes} MB at most.",
        "fr": "Ce fichier est trop lourd : {megabytes} Mo au plus.",
    },
    "not_a_number": {
        "en": "Please write a number, in digits.",
        "fr": "Écrivez un nombre, en chiffres.",
    },
    "not_whole": {
        "en": "Please write a whole number, without decimals.",
        "fr": "Écrivez un nombre entier, sans décimales.",
    },
    "too_small": {
        "en": "This number is too small: {least} at least.",
        "fr": "Ce nombre est trop petit : {least} au moins.",
    },
    "too_large": {
        "en": "This number is too large: {most} at most.",
        "fr": "Ce nombre est trop grand : {most} au plus.",
    },
    "not_a_date": {
        "en": "Please write a date as year-month-day, for example 2024-05-31.",
        "fr": "Écrivez une date sous la forme jour/mois/année, par exemple 31/05/2024.",
    },
    "not_a_datetime": {
        "en": "Please write a date and a time, for example 2024-05-31 14:30.",
        "fr": "Écrivez une date et une heure, par exemple 31/05/2024 14:30.",
    },
    "not_a_time": {
        "en": "Please write a time as hours:minutes, for example 14:30.",
        "fr": "Écrivez une heure sous la forme heures:minutes, par exemple 14:30.",
    },
    "too_early": {
        "en": "This is too early: {least} at the earliest.",
        "fr": "C’est trop tôt : {least} au plus tôt.",
    },
    "too_late": {
        "en": "This is too late: {most} at the latest.",
        "fr": "C’est trop tard : {most} au plus tard.",
    },
    "not_an_email": {
        "en": "Please write a whole e-mail address, for example name@example.org.",
        "fr": "Écrivez une adresse électronique complète, par exemple nom@exemple.fr.",
    },
    "rank_twice": {
        "en": "The same rank was given twice. Please give each rank once.",
        "fr": "Le même rang a été donné deux fois. Donnez chaque rang une seule fois.",
    },
    "rank_all": {
        "en": "Please give every rank from 1 to {places}, once each.",
        "fr": "Donnez tous les rangs de 1 à {places}, une fois chacun.",
    },
    "row_missing": {
        "en": "Please answer this line.",
        "fr": "Répondez à cette ligne.",
    },
    "constraint": {
        "en": "This answer is not possible here. Please check it.",
        "fr": "Cette réponse n’est pas possible ici. Vérifiez-la.",
    },
    "consent_needed": {
        "en": "Please say whether you agree to take part.",
        "fr": "Dites si vous acceptez de participer.",
    },
}

_ISO_DATE = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})")

#: Every code that a problem may have.
CODES = frozenset(_MESSAGES)

#: Those that say that nothing was answered, for which a question may have its own message.
_BLANK = frozenset({"required", "choose_one", "row_missing", "consent_needed"})


def message(problem: Problem, language: str) -> str:
    """The product's own words, in `language` or in English."""
    texts = _MESSAGES[problem.code]
    primary = language.split("-", maxsplit=1)[0]
    params = {name: _in_words(value, primary) for name, value in problem.params.items()}
    return texts.get(primary, texts["en"]).format(**params)


def message_for(
    question: Question, problem: Problem, language: str, *, audience: tuple[str, ...] = (), fallback: str = ""
) -> str:
    """The question's own message where it has one, else `message`."""
    own = question.constraint_message if problem.code == "constraint" else None
    if problem.code in _BLANK or problem.params.get("chosen") == 0:
        own = question.required_message
    written = own.read(language, audience=audience, fallback=fallback) if own else ""
    return written or message(problem, language)


def _in_words(value: str | int | float, language: str) -> str:
    if isinstance(value, str):
        return (_ISO_DATE.sub(r"\3/\2/\1", value) if language == "fr" else value).replace("T", " ")
    written = str(int(value)) if float(value).is_integer() else str(value)
    return written.replace(".", ",") if language == "fr" else written
