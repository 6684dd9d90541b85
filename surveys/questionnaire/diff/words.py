"""What each change is called, how grave it is for trends, and why."""

from collections.abc import Mapping

from surveys.questionnaire.diff.saying import Said
from surveys.questionnaire.diff.words_of_plans import PLANS
from surveys.questionnaire.diff.words_of_questions import QUESTIONS
from surveys.questionnaire.text import Text

SAID: Mapping[str, Said] = {**QUESTIONS, **PLANS}

KINDS: Mapping[str, Text] = {
    "form": {"en": "questionnaire", "fr": "questionnaire"},
    "question": {"en": "question {name}", "fr": "question {name}"},
    "list": {"en": "list {name}", "fr": "liste {name}"},
    "page": {"en": "page {name}", "fr": "page {name}"},
    "loop": {"en": "loop {name}", "fr": "boucle {name}"},
    "image": {"en": "picture {name}", "fr": "image {name}"},
    "side": {"en": "side {name}", "fr": "côté {name}"},
    "population": {"en": "population {name}", "fr": "population {name}"},
    "quota": {"en": "quota {name}", "fr": "quota {name}"},
    "target": {"en": "target {name}", "fr": "cible {name}"},
    "figure": {"en": "figure {name}", "fr": "chiffre {name}"},
}

#: How a level is announced.
LEVELS: Mapping[str, Text] = {
    "none": {"en": "Comparable.", "fr": "Comparable."},
    "care": {"en": "Comparable with care: {so}.", "fr": "Comparable avec prudence : {so}."},
    "broken": {"en": "Not comparable: {so}.", "fr": "Pas comparable : {so}."},
}

#: What attributes are called in plain words; any other goes by its own name.
NAMES: Mapping[str, Text] = {
    "label": {"en": "wording", "fr": "libellé"},
    "right": {"en": "other end", "fr": "autre bout"},
    "hint": {"en": "hint", "fr": "consigne"},
    "low": {"en": "low end", "fr": "bout bas"},
    "high": {"en": "high end", "fr": "bout haut"},
    "unit": {"en": "unit", "fr": "unité"},
    "title": {"en": "title", "fr": "titre"},
    "text": {"en": "text", "fr": "texte"},
    "base_label": {"en": "base in words", "fr": "base en mots"},
    "required_message": {"en": "message", "fr": "message"},
    "constraint_message": {"en": "message", "fr": "message"},
    "least": {"en": "least", "fr": "minimum"},
    "most": {"en": "most", "fr": "maximum"},
    "top": {"en": "ranks asked", "fr": "rangs demandés"},
    "points": {"en": "points", "fr": "points"},
    "rows": {"en": "rows", "fr": "lignes"},
    "missing": {"en": "no opinion", "fr": "sans avis"},
    "exclusive": {"en": "goes alone", "fr": "va seul"},
    "target": {"en": "target", "fr": "cible"},
    "limit": {"en": "limit", "fr": "limite"},
    "when": {"en": "condition", "fr": "condition"},
    "share": {"en": "share", "fr": "part"},
    "net": {"en": "codes counted", "fr": "codes comptés"},
    "question": {"en": "question", "fr": "question"},
    "lists": {"en": "lists", "fr": "listes"},
    "count": {"en": "times", "fr": "fois"},
}
