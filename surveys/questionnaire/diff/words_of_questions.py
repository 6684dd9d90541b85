"""What changes of questions are called."""

from collections.abc import Mapping

from surveys.questionnaire.diff.saying import ASKED, CONTEXT, OTHERS, REFUSED, SMALL, Said, breaking, careful, harmless

QUESTIONS: Mapping[str, Said] = {
    # questions
    "question_added": harmless("added", "ajoutée", "its trend begins here", "sa série commence ici"),
    "question_removed": breaking("removed", "retirée", "its trend ends here", "sa série s’arrête ici"),
    "question_renamed": harmless(
        "was called “{before}”",
        "s’appelait « {before} »",
        "its trend goes on under the new name",
        "sa série continue sous le nouveau nom",
    ),
    "question_moved": careful(
        "moved from page {before} to page {after}", "passée de la page {before} à la page {after}", *CONTEXT
    ),
    "question_reordered": careful("stands elsewhere on page {page}", "placée ailleurs sur la page {page}", *CONTEXT),
    "type_changed": breaking(
        "was of type {before}, is of type {after}",
        "était de type {before}, est de type {after}",
        "answers of the two types do not compare",
        "les réponses des deux types ne se comparent pas",
    ),
    "type_varied": careful(
        "was shown as {before}, is shown as {after}",
        "était présentée en {before}, l’est en {after}",
        "the same answers, given on another control",
        "les mêmes réponses, données par un autre moyen",
    ),
    "wording_tidied": harmless(
        "{text} ({language}{audience}): only capitals, accents or punctuation changed",
        "{text} ({language}{audience}) : seules majuscules, accents ou ponctuation ont changé",
    ),
    "wording_touched": careful(
        "{text} ({language}{audience}) touched up: “{before}” → “{after}”",
        "{text} ({language}{audience}) retouché : « {before} » → « {after} »",
        *SMALL,
    ),
    "wording_changed": breaking(
        "{text} ({language}{audience}) changed: “{before}” → “{after}”",
        "{text} ({language}{audience}) changé : « {before} » → « {after} »",
        "another question is asked",
        "on demande autre chose",
    ),
    "wording_added": harmless(
        "{text} ({language}{audience}) written: “{after}”", "{text} ({language}{audience}) écrit : « {after} »"
    ),
    "wording_removed": careful(
        "{text} ({language}{audience}) removed: “{before}”",
        "{text} ({language}{audience}) retiré : « {before} »",
        "another language or wording is read instead",
        "une autre langue ou formulation est lue à la place",
    ),
    "wording_arranged": harmless(
        "{text}: the same words, written down otherwise", "{text} : les mêmes mots, notés autrement"
    ),
    "help_changed": careful(
        "{text} changed",
        "{text} changé",
        "answers may be guided otherwise",
        "les réponses peuvent être guidées autrement",
    ),
    "message_changed": harmless("{text} changed", "{text} changé"),
    "condition_changed": breaking("asked if: “{before}” → “{after}”", "posée si : « {before} » → « {after} »", *ASKED),
    "required_changed": careful(
        "answer required: {before} → {after}",
        "réponse exigée : {before} → {after}",
        "more or fewer leave it blank",
        "plus ou moins de gens la laissent vide",
    ),
    "bounds_changed": careful("{property}: {before} → {after}", "{property} : {before} → {after}", *REFUSED),
    "constraint_changed": careful(
        "accepted if: “{before}” → “{after}”", "acceptée si : « {before} » → « {after} »", *REFUSED
    ),
    "points_changed": breaking(
        "{property}: {before} → {after}",
        "{property} : {before} → {after}",
        "the scale is another one",
        "l’échelle est une autre",
    ),
    "list_replaced": breaking(
        "offers list {after} instead of {before}", "offre la liste {after} au lieu de {before}", *OTHERS
    ),
    "list_exchanged": harmless(
        "offers list {after} instead of {before}, with the same choices",
        "offre la liste {after} au lieu de {before}, avec les mêmes choix",
    ),
    "filter_changed": breaking(
        "choices offered if: “{before}” → “{after}”",
        "choix offerts si : « {before} » → « {after} »",
        "it is no longer the same choices that are offered",
        "ce ne sont plus les mêmes choix qui sont offerts",
    ),
    "rotation_changed": careful(
        "rotation changed ({property}: {before} → {after})",
        "rotation changée ({property} : {before} → {after})",
        "answers near the top are chosen more: the order seen is another",
        "les réponses du haut sont plus choisies : l’ordre vu est un autre",
    ),
    "default_changed": careful(
        "default: “{before}” → “{after}”",
        "valeur par défaut : « {before} » → « {after} »",
        "what stands there already is often left",
        "ce qui est déjà là est souvent laissé",
    ),
    "calculation_changed": breaking(
        "computed as “{after}” instead of “{before}”",
        "calculée par « {after} » au lieu de « {before} »",
        "it is another quantity",
        "c’est une autre grandeur",
    ),
    "depends_on_changed": breaking(
        "its condition reads {item}, which is computed otherwise",
        "sa condition lit {item}, qui est calculée autrement",
        *ASKED,
    ),
    "row_added": careful(
        "{item} added",
        "{item} ajoutée",
        "the other rows are judged beside a new one",
        "les autres lignes sont jugées à côté d’une nouvelle",
    ),
    "row_removed": breaking("{item} removed", "{item} retirée", "its trend ends here", "sa série s’arrête ici"),
    "row_missed": careful("{item} no longer stands beside", "{item} n’est plus à côté", *CONTEXT),
    "row_renamed": harmless(
        "{item} was called “{before}”",
        "{item} s’appelait « {before} »",
        "its trend goes on under the new name",
        "sa série continue sous le nouveau nom",
    ),
    "row_condition_changed": breaking(
        "{item} asked if: “{before}” → “{after}”", "{item} posée si : « {before} » → « {after} »", *ASKED
    ),
    "rows_reordered": careful("order changed: {property}", "ordre changé : {property}", *CONTEXT),
    "property_changed": careful(
        "{property}: {before} → {after}",
        "{property} : {before} → {after}",
        "look at what it does",
        "regardez ce que cela fait",
    ),
}
