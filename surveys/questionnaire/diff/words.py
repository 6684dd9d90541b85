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
    "full": {"en": "once full", "fr": "une fois pleine"},
    "priority": {"en": "priority", "fr": "priorité"},
    "sensitive": {"en": "sensitive data", "fr": "donnée sensible"},
    "rotate": {"en": "rotates", "fr": "tourne"},
    "shuffle": {"en": "changes places with", "fr": "change de place avec"},
    "anchored": {"en": "keeps its place", "fr": "garde sa place"},
    "other": {"en": "please specify", "fr": "précisez"},
    "comment": {"en": "comment", "fr": "commentaire"},
    "comment_each": {"en": "comment on each choice", "fr": "commentaire sur chaque choix"},
    "comment_label": {"en": "words for the comment", "fr": "libellé du commentaire"},
    "name": {"en": "name", "fr": "nom"},
    "minutes": {"en": "minutes announced", "fr": "minutes annoncées"},
    "contact": {"en": "contact", "fr": "contact"},
    "endings": {"en": "closing texts", "fr": "textes de fin"},
    "languages": {"en": "languages", "fr": "langues"},
    "welcome": {"en": "welcome", "fr": "accueil"},
    "format": {"en": "kind of number", "fr": "genre de nombre"},
    "mirror": {"en": "figure opposite", "fr": "chiffre en face"},
    "image": {"en": "picture", "fr": "image"},
    "columns": {"en": "columns", "fr": "colonnes"},
    "code": {"en": "code", "fr": "code"},
    "accept": {"en": "kinds of files", "fr": "sortes de fichiers"},
    "megabytes": {"en": "megabytes", "fr": "mégaoctets"},
    "step": {"en": "step", "fr": "pas"},
    "shortest": {"en": "shortest", "fr": "longueur minimale"},
    "longest": {"en": "longest", "fr": "longueur maximale"},
    "total_least": {"en": "least total", "fr": "total minimum"},
    "total_most": {"en": "most total", "fr": "total maximum"},
    "whole": {"en": "whole numbers", "fr": "nombres entiers"},
    "numeric": {"en": "is a number", "fr": "est un nombre"},
    "parameter": {"en": "parameter of the link", "fr": "paramètre du lien"},
    "default": {"en": "answer to begin with", "fr": "réponse de départ"},
    "default_formula": {"en": "answer to begin with", "fr": "réponse de départ"},
    "yes_label": {"en": "word for yes", "fr": "mot pour oui"},
    "no_label": {"en": "word for no", "fr": "mot pour non"},
    "yes_code": {"en": "code of yes", "fr": "code de oui"},
    "no_code": {"en": "code of no", "fr": "code de non"},
    "opt_outs": {"en": "choices without opinion", "fr": "choix sans avis"},
    "score": {"en": "score", "fr": "score"},
    "universe": {"en": "people in it", "fr": "effectif"},
    "over": {"en": "goes over", "fr": "parcourt"},
    "translated": {"en": "stamps of translations", "fr": "empreintes des traductions"},
    "required": {"en": "requirement", "fr": "obligation"},
    "required_if": {"en": "required if", "fr": "exigée si"},
    "scales": {"en": "lists", "fr": "listes"},
    "about": {"en": "about", "fr": "sujet"},
    "list": {"en": "list", "fr": "liste"},
    "type": {"en": "type", "fr": "type"},
    "side": {"en": "side", "fr": "côté"},
    "variants": {"en": "variants", "fr": "variantes"},
    "population": {"en": "population", "fr": "population"},
    "data": {"en": "picture itself", "fr": "image elle-même"},
    "media_type": {"en": "kind of picture", "fr": "sorte d’image"},
}

#: Values that are no words.
VALUES: Mapping[str, Text] = {
    "True": {"en": "yes", "fr": "oui"},
    "False": {"en": "no", "fr": "non"},
    "percent": {"en": "percentage", "fr": "pourcentage"},
    "mean": {"en": "mean", "fr": "moyenne"},
    "close": {"en": "close", "fr": "fermer"},
    "redirect": {"en": "redirect", "fr": "renvoyer"},
    "continue": {"en": "go on", "fr": "continuer"},
}
