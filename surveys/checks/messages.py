"""What findings say, and what to do about them, in English and in French."""

from collections.abc import Mapping

from surveys.checks.finding import Finding, Subject
from surveys.checks.logic.messages import WORDS as LOGIC
from surveys.checks.proof.messages import WORDS as PROOF
from surveys.checks.structure.messages import WORDS as STRUCTURE
from surveys.checks.wording.messages import WORDS as WORDING
from surveys.questionnaire.text import Text, in_language
from surveys.questionnaire.words import Words, words

_PLAN: Mapping[str, Words] = {
    "asked_before_screening": words(
        "This page is asked before the end of the screener ({screener}), and does not decide who takes part.",
        "Move it after the screener.",
        "Cette page est posée avant la fin du filtre ({screener}), et ne décide pas de qui participe.",
        "Placez-la après le filtre.",
    ),
    "battery_too_long": words(
        "The battery has {count} rows.",
        "Ask {limit} at most, on two pages if need be.",
        "La batterie a {count} lignes.",
        "Posez-en {limit} au plus, sur deux pages s’il le faut.",
    ),
    "duplicate_code": words(
        "The code “{code_twice}” is given twice.",
        "Give each choice a code of its own.",
        "Le code « {code_twice} » est donné deux fois.",
        "Donnez à chaque choix un code à lui.",
    ),
    "duplicate_name": words(
        "This name is given twice.",
        "Give each its own; “_other” after the name of a question is taken by its “please specify”.",
        "Ce nom est donné deux fois.",
        "Donnez-en un à chacun ; « _other » après le nom d’une question est pris par son « précisez ».",
    ),
    "empty_list": words(
        "The list has no choice.",
        "Write its choices, or remove the question that uses it.",
        "La liste n’a aucun choix.",
        "Écrivez ses choix, ou retirez la question qui s’en sert.",
    ),
    "interview_too_long": words(
        "The interview may take {minutes} minutes.",
        "Remove questions: people leave after {limit} minutes.",
        "L’entretien peut durer {minutes} minutes.",
        "Retirez des questions : les gens partent après {limit} minutes.",
    ),
    "limit_below_target": words(
        "The limit ({limit}) is below the target ({target}).",
        "Raise the limit, or leave it empty.",
        "La limite ({limit}) est sous la cible ({target}).",
        "Relevez la limite, ou laissez-la vide.",
    ),
    "list_too_long": words(
        "The list has {count} choices.",
        "Keep {limit} at most, or ask for a text.",
        "La liste a {count} choix.",
        "Gardez-en {limit} au plus, ou demandez un texte.",
    ),
    "net_missing": words(
        "A percentage needs codes.",
        "Write in net the codes that it counts.",
        "Un pourcentage a besoin de codes.",
        "Écrivez dans net les codes qu’il compte.",
    ),
    "no_mean": words(
        "“{question}” has no mean.",
        "Choose a number, or a list with scores.",
        "« {question} » n’a pas de moyenne.",
        "Choisissez un nombre, ou une liste avec des scores.",
    ),
    "page_too_long": words(
        "The page asks {count} questions.",
        "Keep {limit} at most: split it in two topics.",
        "La page pose {count} questions.",
        "Gardez-en {limit} au plus : coupez-la en deux sujets.",
    ),
    "reserved_name": words(
        "This name has a meaning of its own in expressions.",
        "Choose another.",
        "Ce nom a un sens à lui dans les expressions.",
        "Choisissez-en un autre.",
    ),
    "same_but_for_case": words(
        "“{other}” is the same name but for capitals.",
        "Choose another: statistical packages do not tell them apart.",
        "« {other} » est le même nom aux majuscules près.",
        "Choisissez-en un autre : les logiciels de statistique ne les distinguent pas.",
    ),
    "screened_in_loop": words(
        "A question of the screener is asked several times.",
        "Move it out of the repeat.",
        "Une question du filtre est posée plusieurs fois.",
        "Sortez-la de la répétition.",
    ),
    "shares_do_not_add": words(
        "The shares add to {total}.",
        "They must add to 1 (or to 100).",
        "Les parts font {total} au total.",
        "Elles doivent faire 1 (ou 100).",
    ),
    "takes_everyone": words(
        "A population without screen takes everyone: those after it get nobody.",
        "Write its screen, or put it last.",
        "Une population sans filtre prend tout le monde : les suivantes n’ont personne.",
        "Écrivez son filtre (screen), ou mettez-la en dernier.",
    ),
    "target_twice": words(
        "“{value}” has two targets.",
        "Keep one.",
        "« {value} » a deux cibles.",
        "Gardez-en une.",
    ),
    "two_others": words(
        "Two choices ask “please specify”.",
        "Keep one.",
        "Deux choix demandent « précisez ».",
        "Gardez-en un.",
    ),
    "unknown_list": words(
        "There is no list “{list}”.",
        "Write it in the choices sheet, or correct its name.",
        "Il n’y a pas de liste « {list} ».",
        "Écrivez-la dans la feuille choices, ou corrigez son nom.",
    ),
    "unknown_mirror": words(
        "There is no figure and no question “{mirror}”.",
        "Write the name of the figure that stands opposite.",
        "Il n’y a ni chiffre ni question « {mirror} ».",
        "Écrivez le nom du chiffre qui fait face.",
    ),
    "unknown_population": words(
        "There is no population “{population}”.",
        "Write one of the populations sheet.",
        "Il n’y a pas de population « {population} ».",
        "Écrivez l’une de celles de la feuille populations.",
    ),
    "unknown_question": words(
        "There is no question “{question}”.",
        "Write the name of a question, or of a row of a battery.",
        "Il n’y a pas de question « {question} ».",
        "Écrivez le nom d’une question, ou d’une ligne de batterie.",
    ),
    "unknown_side": words(
        "There is no side “{side}”.",
        "Write one of the two sides.",
        "Il n’y a pas de côté « {side} ».",
        "Écrivez l’un des deux côtés.",
    ),
    "unknown_value": words(
        "“{variable}” has no code “{value}”.",
        "Write a code of its list.",
        "« {variable} » n’a pas de code « {value} ».",
        "Écrivez un code de sa liste.",
    ),
    "unknown_variable": words(
        "There is no question “{variable}”.",
        "Write the name of a question with one answer, or of a row of a battery.",
        "Il n’y a pas de question « {variable} ».",
        "Écrivez le nom d’une question à réponse unique, ou d’une ligne de batterie.",
    ),
    "variable_not_closed": words(
        "“{variable}” does not have one answer from a list.",
        "Weight on a question with one answer, or on a calculation.",
        "« {variable} » n’a pas une réponse unique dans une liste.",
        "Redressez sur une question à réponse unique, ou sur un calcul.",
    ),
}
_WORDS: Mapping[str, Words] = {**_PLAN, **LOGIC, **PROOF, **STRUCTURE, **WORDING}

_SUBJECTS: Mapping[str, Text] = {
    "form": {"en": "questionnaire", "fr": "questionnaire"},
    "question": {"en": "question {name}", "fr": "question {name}"},
    "page": {"en": "page {name}", "fr": "page {name}"},
    "list": {"en": "list {name}", "fr": "liste {name}"},
    "population": {"en": "population {name}", "fr": "population {name}"},
    "quota": {"en": "quota {name}", "fr": "quota {name}"},
    "target": {"en": "target {name}", "fr": "redressement {name}"},
    "figure": {"en": "figure {name}", "fr": "chiffre {name}"},
}

#: Every code, for the test that compares them with the sources.
CODES = frozenset(_WORDS)


def message(finding: Finding, language: str) -> str:
    """What is wrong."""
    params = {name: _round(value) for name, value in finding.params.items()}
    if language == "fr" and "conditions" in params:  # conditions are quoted one by one
        params["conditions"] = str(params["conditions"]).replace("“", "« ").replace("”", " »")
    return in_language(_WORDS[finding.code].message, language, "en").format(**params)


def _round(value: str | int | float) -> str | int | float:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def remedy(finding: Finding, language: str) -> str:
    """What to do about it."""
    return in_language(_WORDS[finding.code].remedy, language, "en").format(**finding.params)


def subject_text(subject: Subject, language: str) -> str:
    """What it stands at: "question age"."""
    return in_language(_SUBJECTS[subject.kind], language, "en").format(name=subject.name)
