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
        "en": "These rows do not make a table (one list, no condition of their own): they are asked one by one.",
        "fr": "Ces lignes ne font pas un tableau (une liste, pas de condition propre) : elles sont posées une à une.",
    },
    "calculation_hidden": {
        "en": "A question whose answer is calculated is not shown: it became a calculation.",
        "fr": "Une question dont la réponse est calculée n’est pas montrée : elle est devenue un calcul.",
    },
    "calculation_missing": {
        "en": "There is no calculation: the value is empty. Write one in the calculation column.",
        "fr": "Le calcul manque : la valeur est vide. Écrivez-le dans la colonne calculation.",
    },
    "choice_filter_ignored": {
        "en": "Choices are not filtered: the whole list is offered.",
        "fr": "Les choix ne sont pas filtrés : toute la liste est proposée.",
    },
    "choice_without_code": {
        "en": "A choice without name or label was left out.",
        "fr": "Un choix sans nom ni libellé a été laissé de côté.",
    },
    "choice_without_list": {
        "en": "A choice without list_name was left out.",
        "fr": "Un choix sans list_name a été laissé de côté.",
    },
    "column_ignored": {"en": "This column is not read.", "fr": "Cette colonne n’est pas lue."},
    "default_language_unused": {
        "en": "No column is in the default language “{language}”: the first language of the form is used.",
        "fr": "Aucune colonne n’est dans la langue par défaut « {language} » : la première langue du formulaire sert.",
    },
    "default_not_carried": {
        "en": "A default that is calculated is not carried over: {default}",
        "fr": "Une valeur par défaut calculée n’est pas reprise : {default}",
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
    "group_hint_ignored": {
        "en": "The hint of a group is not shown.",
        "fr": "L’indication d’un groupe n’est pas montrée.",
    },
    "group_not_closed": {
        "en": "This group has no end: it was closed at the end of the sheet.",
        "fr": "Ce groupe n’a pas de fin : il a été fermé à la fin de la feuille.",
    },
    "language_assumed": {
        "en": "Nothing says the language of the texts: “{language}” is assumed. Write label::French (fr), for example.",
        "fr": "Rien ne dit la langue des textes : « {language} » est supposé. Écrivez par exemple label::French (fr).",
    },
    "language_unknown": {
        "en": "The language “{language}” is not known; it is called {tag}. Write its tag: label::French (fr).",
        "fr": "La langue « {language} » est inconnue ; elle est appelée {tag}. Écrivez son code : label::French (fr).",
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
    "percentages_converted": {
        "en": "The shares of {variable} were percentages: they were divided by 100.",
        "fr": "Les parts de {variable} étaient des pourcentages : elles ont été divisées par 100.",
    },
    "range_as_number": {
        "en": "A range is asked as a number between its bounds.",
        "fr": "Un curseur est posé comme un nombre entre ses bornes.",
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
        "en": "Nothing says how many times to repeat: it is asked once. Write a number or a formula in repeat_count.",
        "fr": "Rien ne dit combien de fois répéter : c’est posé une fois. "
        "Écrivez un nombre ou une expression dans repeat_count.",
    },
    "required_condition": {
        "en": "An answer cannot be required under a condition: it is asked for, and may be left blank (soft).",
        "fr": "Une réponse ne peut être obligatoire sous condition : elle est demandée, et peut rester vide (soft).",
    },
    "row_disabled": {
        "en": "The row is disabled: it was left out.",
        "fr": "La ligne est désactivée : elle a été laissée de côté.",
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
    "share_out_of_bounds": {
        "en": "A share is from 0 to 1, not {value}.",
        "fr": "Une part va de 0 à 1 : {value} n’en est pas une.",
    },
    "sheet_ignored": {"en": "This sheet is not read.", "fr": "Cette feuille n’est pas lue."},
    "sheet_needs_xlsx": {
        "en": "This sheet is read from .xlsx files only. Save the workbook as .xlsx.",
        "fr": "Cette feuille n’est lue que dans les fichiers .xlsx. Enregistrez le classeur en .xlsx.",
    },
    "target_missing": {
        "en": "The cell has no target: it is 0.",
        "fr": "La cellule n’a pas de cible : c’est 0.",
    },
    "trigger_ignored": {
        "en": "trigger is not used: calculations always follow the answers.",
        "fr": "trigger ne sert pas : les calculs suivent toujours les réponses.",
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
