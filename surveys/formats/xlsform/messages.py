"""What reports say of workbooks, in English and in French."""

from collections.abc import Mapping

from surveys.questionnaire.text import Text

LINES: Mapping[str, Text] = {
    "appearance_ignored": {
        "en": "The appearance “{word}” changes nothing here.",
        "fr": "L’apparence « {word} » ne change rien ici.",
    },
    "battery_required": {
        "en": "Some rows of this battery are required and others not: all of them are.",
        "fr": "Certaines lignes de cette batterie sont obligatoires et d’autres non : toutes le sont.",
    },
    "battery_split": {
        "en": "These rows do not make a table (one list, and nothing that is asked of one row only): they are "
        "asked one by one.",
        "fr": "Ces lignes ne font pas un tableau (une liste, et rien qui ne soit demandé que d’une ligne) : "
        "elles sont posées une à une.",
    },
    "calculation_as_default": {
        "en": "The calculation begins the answer, which may be corrected; it is not calculated again after.",
        "fr": "Le calcul commence la réponse, qui peut être corrigée ; il n’est pas refait ensuite.",
    },
    "calculation_hidden": {
        "en": "A question whose answer is calculated is not shown: it became a calculation.",
        "fr": "Une question dont la réponse est calculée n’est pas montrée : elle est devenue un calcul.",
    },
    "calculation_missing": {
        "en": "There is no calculation: the value is empty.",
        "fr": "Le calcul manque : la valeur est vide.",
    },
    "choice_filter_ignored": {
        "en": "This question has no choices to filter.",
        "fr": "Cette question n’a pas de choix à filtrer.",
    },
    "choice_without_code": {
        "en": "A choice without name or label was left out.",
        "fr": "Un choix sans nom ni libellé a été laissé de côté.",
    },
    "choice_without_list": {
        "en": "A choice without list_name was left out.",
        "fr": "Un choix sans list_name a été laissé de côté.",
    },
    "code_renamed": {
        "en": "The code “{old}” is already in this list: this choice became “{new}”. Conditions on “{old}” do "
        "not see it.",
        "fr": "Le code « {old} » est déjà dans cette liste : ce choix est devenu « {new} ». Les conditions "
        "sur « {old} » ne le voient pas.",
    },
    "column_ignored": {"en": "This column is not read.", "fr": "Cette colonne n’est pas lue."},
    "default_language_unused": {
        "en": "No column is in the default language “{language}”: the first language of the form is used.",
        "fr": "Aucune colonne n’est dans la langue par défaut « {language} » : la première langue du formulaire sert.",
    },
    "device_row_ignored": {
        "en": "“{type}” is for telephone applications: the row was left out.",
        "fr": "« {type} » concerne les applications de téléphone : la ligne a été laissée de côté.",
    },
    "empty_group": {
        "en": "The group “{name}” has no question: it was left out.",
        "fr": "Le groupe « {name} » n’a pas de question : il a été laissé de côté.",
    },
    "end_of_another": {
        "en": "A {begun} is open here, and the row ends a {ended}.",
        "fr": "Un {begun} est ouvert ici, et la ligne ferme un {ended}.",
    },
    "end_without_begin": {
        "en": "This row ends a group that was not begun.",
        "fr": "Cette ligne ferme un groupe qui n’a pas été ouvert.",
    },
    "expression_too_long": {
        "en": "The expression is longer than {limit} characters: it was left out.",
        "fr": "L’expression dépasse {limit} caractères : elle a été laissée de côté.",
    },
    "fields_refused": {
        "en": "These parameters do not go together, and were left out: {names}",
        "fr": "Ces paramètres ne vont pas ensemble, et ont été laissés de côté : {names}",
    },
    "group_hint_ignored": {
        "en": "The hint of a group is not shown.",
        "fr": "L’indication d’un groupe n’est pas montrée.",
    },
    "group_not_closed": {
        "en": "This group has no end: it was closed at the end of the sheet.",
        "fr": "Ce groupe n’a pas de fin : il a été fermé à la fin de la feuille.",
    },
    "language_assumed": {
        "en": "Nothing says the language of the texts: “{language}” is assumed.",
        "fr": "Rien ne dit la langue des textes : « {language} » est supposé.",
    },
    "language_unknown": {
        "en": "The language “{language}” is not known; it is called {tag}.",
        "fr": "La langue « {language} » est inconnue ; elle est appelée {tag}.",
    },
    "list_missing": {
        "en": "The choices sheet has no list “{list}”: the question is asked as a text.",
        "fr": "La feuille choices n’a pas de liste « {list} » : la question est posée comme un texte.",
    },
    "loop_over_refused": {
        "en": "“{question}” is no question with choices that is asked before: the repeat is asked once.",
        "fr": "« {question} » n’est pas une question à choix posée avant : la répétition est posée une seule fois.",
    },
    "metadata_hidden": {
        "en": "“{type}” is not collected: it became a hidden value.",
        "fr": "« {type} » n’est pas recueilli : c’est devenu une valeur cachée.",
    },
    "missing_unknown": {
        "en": "missing is “refused” or “unknown”, not “{value}”.",
        "fr": "missing vaut « refused » ou « unknown », pas « {value} ».",
    },
    "name_missing": {
        "en": "The column {column} is empty: “{name}” was put there.",
        "fr": "La colonne {column} est vide : « {name} » y a été mis.",
    },
    "name_taken": {
        "en": "The name “{old}” is taken: this question is called “{new}”.",
        "fr": "Le nom « {old} » est pris : cette question s’appelle « {new} ».",
    },
    "nested_repeat": {
        "en": "A repeat inside a repeat is asked once.",
        "fr": "Une répétition dans une répétition est posée une seule fois.",
    },
    "not_a_number": {"en": "“{value}” is not a number.", "fr": "« {value} » n’est pas un nombre."},
    "not_a_whole_number": {
        "en": "“{value}” is not a whole number from {least} to {most}.",
        "fr": "« {value} » n’est pas un nombre entier de {least} à {most}.",
    },
    "not_yes_or_no": {
        "en": "“{value}” is neither yes nor no: it is taken as no.",
        "fr": "« {value} » n’est ni yes ni no : c’est pris pour no.",
    },
    "page_renamed": {
        "en": "The page “{old}” is called “{new}”: the name was taken.",
        "fr": "La page « {old} » s’appelle « {new} » : le nom était pris.",
    },
    "parameter_ignored": {
        "en": "The parameter {parameter} is not used.",
        "fr": "Le paramètre {parameter} n’est pas utilisé.",
    },
    "parameter_refused": {
        "en": "The parameter {parameter} does not take “{value}”: it was left out.",
        "fr": "Le paramètre {parameter} n’admet pas « {value} » : il a été laissé de côté.",
    },
    "percentages_converted": {
        "en": "The shares of {variable} were percentages: they were divided by 100.",
        "fr": "Les parts de {variable} étaient des pourcentages : elles ont été divisées par 100.",
    },
    "picture_apart": {
        "en": "A workbook holds the names of pictures only.",
        "fr": "Un classeur ne contient que le nom des images.",
    },
    "pictures_not_written": {
        "en": "The workbook holds the names of {count} pictures, and not the pictures.",
        "fr": "Le classeur contient le nom de {count} images, et non les images.",
    },
    "population_unknown": {
        "en": "There is no population “{name}”: the cell was left out.",
        "fr": "Il n’y a pas de population « {name} » : la cellule a été laissée de côté.",
    },
    "readonly_note": {
        "en": "A question that cannot be answered became a note.",
        "fr": "Une question à laquelle on ne peut pas répondre est devenue une note.",
    },
    "repeat_cut": {
        "en": "A repeat is asked {limit} times at most.",
        "fr": "Une répétition est posée {limit} fois au plus.",
    },
    "repeat_without_count": {
        "en": "Nothing says how many times to repeat: it is asked once.",
        "fr": "Rien ne dit combien de fois répéter : c’est posé une fois.",
    },
    "row_disabled": {
        "en": "The row is disabled: it was left out.",
        "fr": "La ligne est désactivée : elle a été laissée de côté.",
    },
    "row_doubled": {
        "en": "“{name}” stands in a row above: this one was left out.",
        "fr": "« {name} » est déjà dans une ligne au-dessus : celle-ci a été laissée de côté.",
    },
    "row_hint_ignored": {
        "en": "The hint of a battery’s row is not shown.",
        "fr": "L’indication d’une ligne de batterie n’est pas montrée.",
    },
    "row_ignored": {"en": "A row without type was left out.", "fr": "Une ligne sans type a été laissée de côté."},
    "row_without_name": {
        "en": "The row has no name: it is called {name}.",
        "fr": "La ligne n’a pas de nom : elle s’appelle {name}.",
    },
    "row_without_type": {
        "en": "“{name}” has no type: it was left out.",
        "fr": "« {name} » n’a pas de type : la ligne a été laissée de côté.",
    },
    "search_ignored": {
        "en": "search() reads a file that does not come with the form: the choices of the sheet are offered.",
        "fr": "search() lit un fichier qui ne vient pas avec le formulaire : les choix de la feuille sont proposés.",
    },
    "share_out_of_bounds": {
        "en": "A share is from 0 to 1, not {value}.",
        "fr": "Une part va de 0 à 1 : {value} n’en est pas une.",
    },
    "sheet_ignored": {"en": "This sheet is not read.", "fr": "Cette feuille n’est pas lue."},
    "stamp_refused": {
        "en": "A row needs a language, a place, and a source of 12 hexadecimal digits: it was left out.",
        "fr": "Une ligne demande une langue, une place, et une source de 12 chiffres hexadécimaux : elle a "
        "été laissée de côté.",
    },
    "target_missing": {
        "en": "The cell has no target: it is 0.",
        "fr": "La cellule n’a pas de cible : c’est 0.",
    },
    "trigger_ignored": {
        "en": "trigger is not used: calculations always follow the answers.",
        "fr": "trigger ne sert pas : les calculs suivent toujours les réponses.",
    },
    "type_as_file": {
        "en": "“{type}” is asked as a file to send.",
        "fr": "« {type} » est demandé comme un fichier à envoyer.",
    },
    "unknown_list": {
        "en": "The choices sheet has no list “{list}”.",
        "fr": "La feuille choices n’a pas de liste « {list} ».",
    },
    "word_unknown": {
        "en": "“{value}” is not one of: {known}.",
        "fr": "« {value} » n’est pas l’un de : {known}.",
    },
}
