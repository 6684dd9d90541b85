"""What reports say of SurveyJS files, in English and in French."""

from collections.abc import Mapping

from surveys.questionnaire.text import Text

LINES: Mapping[str, Text] = {
    "bound_dropped": {
        "en": "“{bound}” is no fixed date or time: the bound was left out.",
        "fr": "« {bound} » n’est pas une date ou une heure fixe : la borne a été laissée de côté.",
    },
    "calculation_shown": {
        "en": "The calculation is a value; the text “{name}” shows it.",
        "fr": "Le calcul est une valeur ; le texte « {name} » la montre.",
    },
    "choices_as_text": {
        "en": "There are {count} choices, more than a list holds: the answer is typed.",
        "fr": "Il y a {count} choix, plus qu’une liste n’en contient : la réponse est saisie.",
    },
    "choices_cut": {
        "en": "There are {count} choices: those after the first {limit} were left out.",
        "fr": "Il y a {count} choix : ceux après les {limit} premiers ont été laissés de côté.",
    },
    "choices_elsewhere": {
        "en": "The choices come from another place, which is not read: the answer is typed.",
        "fr": "Les choix viennent d’ailleurs, ce qui n’est pas lu : la réponse est saisie.",
    },
    "codes_changed": {
        "en": "Codes that are not legal here were changed ({count}), in expressions too: “{old}” became “{new}”.",
        "fr": "Des codes qui ne sont pas valides ici ont été changés ({count}), dans les expressions "
        "aussi : « {old} » est devenu « {new} ».",
    },
    "comment_apart": {
        "en": "The comment is a question of its own, “{name}”.",
        "fr": "Le commentaire est une question à part, « {name} ».",
    },
    "default_dropped": {
        "en": "Tables have no default answers here: they were left out.",
        "fr": "Les tableaux n’ont pas de réponses par défaut ici : elles ont été laissées de côté.",
    },
    "depends_on_itself": {
        "en": "A condition or calculation depended on its own result, and was left out: {chain}",
        "fr": "Une condition ou un calcul dépendait de son propre résultat, et a été laissé de côté : {chain}",
    },
    "differential_as_matrix": {
        "en": "The pairs of opposites became the rows of a table.",
        "fr": "Les paires de contraires sont devenues les lignes d’un tableau.",
    },
    "expression_untranslated": {
        "en": "This expression ({dialect}) has no counterpart in SurveyJS, and was left out: {expression}",
        "fr": "Cette expression ({dialect}) n’a pas d’équivalent dans SurveyJS et a été laissée : {expression}",
    },
    "function_unknown": {
        "en": "“{name}” is a function of the application’s own: it gives nothing here, as in a survey that lacks it.",
        "fr": "« {name} » est une fonction propre à l’application : elle ne donne rien ici, comme là où elle manque.",
    },
    "heading_on_page": {
        "en": "The title of this panel is read at the top of its page.",
        "fr": "Le titre de ce panneau se lit en tête de sa page.",
    },
    "loop_counted": {
        "en": "Passages are not added one by one: the number “{name}” is asked before, up to {limit}.",
        "fr": "Les passages ne s’ajoutent pas un à un : le nombre « {name} » est demandé avant, jusqu’à {limit}.",
    },
    "loop_nested": {
        "en": "Loops do not stand in one another: what is inside is asked once.",
        "fr": "Les boucles ne s’imbriquent pas : ce qui est à l’intérieur est posé une seule fois.",
    },
    "loop_uncounted": {
        "en": "Panels are added by hand there: nothing counts them by “{count}”.",
        "fr": "Les panneaux s’y ajoutent à la main : rien ne les compte par « {count} ».",
    },
    "missing_plain": {
        "en": "“Prefer not to say” and “do not know” are choices like the others there.",
        "fr": "« Ne souhaite pas répondre » et « ne sait pas » y sont des choix comme les autres.",
    },
    "never_shown": {
        "en": "This question never shows: it became a hidden value.",
        "fr": "Cette question n’est jamais montrée : elle est devenue une valeur cachée.",
    },
    "no_choices": {
        "en": "There are no choices, rows or columns to answer with.",
        "fr": "Il n’y a ni choix, ni lignes, ni colonnes pour répondre.",
    },
    "no_expression": {
        "en": "There is no expression: the value is empty.",
        "fr": "Il n’y a pas d’expression : la valeur est vide.",
    },
    "other_apart": {
        "en": "The words beside “other” are kept apart from the answer here: it is the code “other”.",
        "fr": "Les mots saisis avec « autre » sont gardés à part de la réponse ici : celle-ci est le code « other ».",
    },
    "other_not_specified": {
        "en": "“Other” asks for no details inside a table.",
        "fr": "« Autre » ne demande pas de précision dans un tableau.",
    },
    "page_split": {
        "en": "Loops stand on pages of their own: this page became {count}.",
        "fr": "Les boucles ont leurs propres pages : cette page est devenue {count} pages.",
    },
    "picture_elsewhere": {
        "en": "The picture stands elsewhere and is not fetched: {link}",
        "fr": "L’image se trouve ailleurs et n’est pas récupérée : {link}",
    },
    "plan_left_out": {
        "en": "“{part}” has no place in a SurveyJS file.",
        "fr": "« {part} » n’a pas de place dans un fichier SurveyJS.",
    },
    "property_dropped": {
        "en": "“{property}” could not be carried over.",
        "fr": "« {property} » n’a pas pu être repris.",
    },
    "range_as_number": {
        "en": "A slider with two ends became one with a single number.",
        "fr": "Un curseur à deux bornes est devenu un curseur à un seul nombre.",
    },
    "rank_all": {
        "en": "All items are ranked, not only those that are selected first.",
        "fr": "Tous les éléments sont classés, pas seulement ceux que l’on choisit d’abord.",
    },
    "read_only": {
        "en": "The question could not be answered in the survey; here it can.",
        "fr": "On ne pouvait pas répondre à cette question dans l’enquête ; ici, on le peut.",
    },
    "rows_cut": {
        "en": "There are too many rows: those after the first {limit} were left out.",
        "fr": "Il y a trop de lignes : celles après les {limit} premières ont été laissées de côté.",
    },
    "rows_required": {
        "en": "“Required” is for the whole question here: for all of its rows, or for none.",
        "fr": "« Obligatoire » vaut ici pour toute la question : pour toutes ses lignes, ou pour aucune.",
    },
    "signature_as_file": {
        "en": "The signature is sent as a picture.",
        "fr": "La signature est envoyée sous forme d’image.",
    },
    "table_split": {
        "en": "The columns of this table are of different kinds: it became {count} questions.",
        "fr": "Les colonnes de ce tableau sont de nature différente : il est devenu {count} questions.",
    },
    "too_tangled": {
        "en": "Too many conditions and calculations depend on their own results: all were left out.",
        "fr": "Trop de conditions et de calculs dépendent de leurs propres résultats : tous ont été laissés de côté.",
    },
    "trigger_carried": {
        "en": "The trigger “{type}” became conditions, a default or a calculation.",
        "fr": "Le déclencheur « {type} » est devenu des conditions, une valeur par défaut ou un calcul.",
    },
    "trigger_dropped": {
        "en": "The trigger “{type}” could not be carried over.",
        "fr": "Le déclencheur « {type} » n’a pas pu être repris.",
    },
    "type_unknown": {
        "en": "“{type}” is no type of SurveyJS: it was read as “{nearest}”.",
        "fr": "« {type} » n’est pas un type de SurveyJS : il a été lu comme « {nearest} ».",
    },
    "unique_dropped": {
        "en": "Rows may have the same answer here.",
        "fr": "Les lignes peuvent avoir la même réponse ici.",
    },
    "validator_unknown": {
        "en": "The validator “{type}” could not be carried over.",
        "fr": "La validation « {type} » n’a pas pu être reprise.",
    },
    "value_added": {
        "en": "“{name}” ({type}) was added: expressions read a value that no question gives by itself.",
        "fr": "« {name} » ({type}) a été ajouté : des expressions lisent une valeur qu’aucune question ne donne seule.",
    },
    "value_shared": {
        "en": "{count} questions keep their answer under this name: “{name}” is the first of them that was answered.",
        "fr": "{count} questions gardent leur réponse sous ce nom : « {name} » est la première à avoir une réponse.",
    },
    "variants_dropped": {
        "en": "Wordings for single populations were left out.",
        "fr": "Les formulations propres à une population ont été laissées de côté.",
    },
}
