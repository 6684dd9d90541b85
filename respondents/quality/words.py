"""Signs in words, in French and English."""

from collections.abc import Mapping

from respondents.quality.signs import Kind, Reason

Table = Mapping[str, Mapping[str, str]]

_KINDS: Mapping[Kind, Mapping[str, str]] = {
    "speed": {"en": "very fast", "fr": "très rapide"},
    "straight": {"en": "answered in a line", "fr": "réponses en ligne droite"},
    "contradiction": {"en": "contradiction", "fr": "contradiction"},
    "duplicate": {"en": "same answers as another", "fr": "mêmes réponses qu’un autre"},
    "device": {"en": "same device as another", "fr": "même appareil qu’un autre"},
    "nonsense": {"en": "words without meaning", "fr": "texte sans signification"},
    "honeypot": {"en": "filled by a program", "fr": "rempli par un programme"},
}
_REASONS: Mapping[Kind, Mapping[str, str]] = {
    "speed": {
        "en": "Answered in {seconds} s; half of the {peers} others who saw the same pages took more than {median} s.",
        "fr": "Répondu en {seconds} s ; la moitié des {peers} autres qui ont vu les mêmes pages "
        "ont mis plus de {median} s.",
    },
    "straight": {
        "en": "The same answer {run} times in a row on {items} items, in: {batteries}.",
        "fr": "La même réponse {run} fois de suite sur {items} lignes, dans : {batteries}.",
    },
    "contradiction": {
        "en": "Cannot all be true: {labels}.",
        "fr": "Ne peut pas être vrai en même temps : {labels}.",
    },
    "duplicate": {
        "en": "Other interviews with the same answers: {others}, over {share} of the questionnaire.",
        "fr": "Autres entretiens aux mêmes réponses : {others}, sur {share} du questionnaire.",
    },
    "device": {
        "en": "Other interviews from the same connection and the same kind of device, on the same day: {others}.",
        "fr": "Autres entretiens depuis la même connexion et le même type d’appareil, le même jour : {others}.",
    },
    "nonsense": {
        "en": "Open answers that cannot be read, in: {questions} ({faults}).",
        "fr": "Réponses ouvertes illisibles, dans : {questions} ({faults}).",
    },
    "honeypot": {
        "en": "A field that nobody can see was filled. Pages: {pages}.",
        "fr": "Un champ que personne ne peut voir a été rempli. Pages : {pages}.",
    },
}
_WORDS: Table = {
    "no_letters": {"en": "no letters", "fr": "aucune lettre"},
    "repeated": {"en": "the same letters again and again", "fr": "les mêmes lettres répétées"},
    "keyboard": {"en": "a row of the keyboard", "fr": "une rangée du clavier"},
    "no_vowels": {"en": "no vowels", "fr": "aucune voyelle"},
    "too_short": {"en": "too short", "fr": "trop court"},
    "half": {"en": "half", "fr": "la moitié"},
    "whole": {"en": "the whole", "fr": "la totalité"},
}


def kind_text(kind: Kind, language: str) -> str:
    """The name of a kind of sign."""
    return _in(_KINDS[kind], language)


def reason_text(kind: Kind, reason: Reason, language: str) -> str:
    """One sentence with the numbers of a reason."""
    told = {name: _told(name, value, language) for name, value in reason.items()}
    return _in(_REASONS[kind], language).format_map(told)


def _told(name: str, value: int | float | str | list[str], language: str) -> str:
    if isinstance(value, list):
        return ", ".join(_told(name, each, language) for each in value)
    known = _WORDS.get(str(value)) if name in {"faults", "share"} else None
    return _in(known, language) if known else str(value)


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts["fr" if language.startswith("fr") else "en"]
