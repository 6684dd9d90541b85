"""What reports say of any format, in English and in French."""

from collections.abc import Mapping

from surveys.questionnaire.text import Text

LINES: Mapping[str, Text] = {
    "code_changed": {
        "en": "The code “{old}” became “{new}”.",
        "fr": "Le code « {old} » est devenu « {new} ».",
    },
    "duplicate_code": {
        "en": "The code “{code}” is already in this list: this choice was left out.",
        "fr": "Le code « {code} » est déjà dans cette liste : ce choix a été laissé de côté.",
    },
    "expression_dropped": {
        "en": "The expression “{expression}” was dropped. {reason}",
        "fr": "L’expression « {expression} » a été laissée de côté. {reason}",
    },
    "html_removed": {
        "en": "HTML was rewritten as Markdown; what Markdown cannot say was removed.",
        "fr": "Le HTML a été récrit en Markdown ; ce que Markdown ne sait pas dire a été retiré.",
    },
    "markup_lost": {
        "en": "What the text shows besides words is not shown: {tags}.",
        "fr": "Ce que le texte montre en plus des mots n’est pas montré : {tags}.",
    },
    "page_empty": {
        "en": "There is nothing on “{page}”: it was left out.",
        "fr": "Il n’y a rien sur « {page} » : elle a été laissée de côté.",
    },
    "picture_refused": {
        "en": "This picture is no PNG, JPEG or WebP of {limit} kB at most: it is not shown.",
        "fr": "Cette image n’est pas un PNG, JPEG ou WebP de {limit} ko au plus : elle n’est pas montrée.",
    },
    "pipe_unknown": {
        "en": "The text inserts something that is not known here: {reference}",
        "fr": "Le texte insère quelque chose d’inconnu ici : {reference}",
    },
    "property_ignored": {
        "en": "“{property}” changes nothing here.",
        "fr": "« {property} » ne change rien ici.",
    },
    "quotes_straightened": {
        "en": "The curly quotes of the expression were made straight.",
        "fr": "Les guillemets de l’expression ont été redressés.",
    },
    "reference_unknown": {
        "en": "There is no “{name}”: what depends on it was dropped.",
        "fr": "« {name} » n’existe pas : ce qui en dépend a été laissé de côté.",
    },
    "renamed": {
        "en": "“{old}” became “{new}”, in expressions and texts too: names have letters without accents, digits, _ . -",
        "fr": "« {old} » est devenu « {new} », dans les expressions et les textes aussi : "
        "les noms ont des lettres sans accent, des chiffres, _ . -",
    },
    "report_cut": {
        "en": "There is more to tell than this report holds: {count} lines were left out of it.",
        "fr": "Il y a plus à dire que ce rapport ne contient : {count} lignes en ont été laissées de côté.",
    },
    "script_dropped": {
        "en": "JavaScript is never run: it was left out.",
        "fr": "Le JavaScript n’est jamais exécuté : il a été laissé de côté.",
    },
    "scripts_dropped": {
        "en": "JavaScript is never run: it was left out of {count} questions: {names}",
        "fr": "Le JavaScript n’est jamais exécuté : il a été laissé de côté dans {count} questions : {names}",
    },
    "text_cut": {
        "en": "The text was cut at {limit} characters.",
        "fr": "Le texte a été coupé à {limit} caractères.",
    },
    "type_as_note": {
        "en": "“{type}” cannot be answered here: it became a note.",
        "fr": "On ne peut pas répondre ici à « {type} » : c’est devenu une note.",
    },
    "type_as_text": {
        "en": "“{type}” is asked as a text.",
        "fr": "« {type} » est posé comme un texte.",
    },
}
