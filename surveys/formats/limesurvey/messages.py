"""What reports say of LimeSurvey files, in English and in French."""

from collections.abc import Mapping

from surveys.questionnaire.text import Text

LINES: Mapping[str, Text] = {
    "assessments_dropped": {
        "en": "Assessments (points and what is said of them) are not carried over; values of answers became scores.",
        "fr": "Les évaluations (points et commentaires) ne sont pas reprises ; les valeurs des réponses sont devenues "
        "des scores.",
    },
    "attribute_lost": {
        "en": "“{attribute}” = {value} has no equivalent here: it was dropped.",
        "fr": "« {attribute} » = {value} n’a pas d’équivalent ici : il a été laissé de côté.",
    },
    "attributes_hidden": {
        "en": "Expressions read attributes of participants: they became hidden values that the link gives: {names}",
        "fr": "Des expressions lisent des attributs des participants : ce sont devenus des valeurs cachées que donne "
        "le lien : {names}",
    },
    "code_twice": {
        "en": "Two questions are called “{code}”: expressions mean the first one.",
        "fr": "Deux questions s’appellent « {code} » : les expressions désignent la première.",
    },
    "comments_of_ticked": {
        "en": "Comments are asked on the choices that are ticked, and on no others.",
        "fr": "Les commentaires sont demandés sur les choix cochés, et sur aucun autre.",
    },
    "default_lost": {
        "en": "This default is not carried over: {default}",
        "fr": "Cette valeur par défaut n’est pas reprise : {default}",
    },
    "defaults_by_language": {
        "en": "The default differs by language: the first one is used.",
        "fr": "La valeur par défaut diffère selon la langue : la première est utilisée.",
    },
    "equation_not_shown": {
        "en": "An equation is calculated, and its words are shown to nobody.",
        "fr": "Une équation est calculée, et ses mots ne sont montrés à personne.",
    },
    "exclusive_rows": {
        "en": "A row that excludes the others is asked like them.",
        "fr": "Une ligne qui exclut les autres est posée comme elles.",
    },
    "files_bounded": {
        "en": "At most {files} files of {megabytes} MB are taken.",
        "fr": "Au plus {files} fichiers de {megabytes} Mo sont acceptés.",
    },
    "formula_not_written": {
        "en": "LimeSurvey cannot say this expression: it was left out: {formula}",
        "fr": "LimeSurvey ne peut pas dire cette expression : elle a été laissée de côté : {formula}",
    },
    "language_hidden": {
        "en": "Expressions read the language (LANG): it became a hidden value that the link gives as “lang”, else "
        "“{language}”.",
        "fr": "Des expressions lisent la langue (LANG) : c’est devenu une valeur cachée que donne le lien par "
        "« lang », sinon « {language} ».",
    },
    "language_question": {
        "en": "An answer does not change the language here: the question is asked like any other.",
        "fr": "Une réponse ne change pas la langue ici : la question est posée comme une autre.",
    },
    "list_as_text": {
        "en": "A question with {count} choices cannot be a list: it is asked as a text.",
        "fr": "Une question avec {count} choix ne peut pas être une liste : elle est posée comme un texte.",
    },
    "loop_written_once": {
        "en": "LimeSurvey has no loops: the pages of “{loop}” are written once.",
        "fr": "LimeSurvey n’a pas de boucles : les pages de « {loop} » sont écrites une seule fois.",
    },
    "no_columns": {
        "en": "This table has no columns, or too many: one answer is asked for each row.",
        "fr": "Ce tableau n’a pas de colonnes, ou trop : une réponse est demandée par ligne.",
    },
    "no_rows": {
        "en": "This question has no sub-questions: nothing can be answered, and its words became a note.",
        "fr": "Cette question n’a pas de sous-questions : on ne peut rien répondre, ses mots sont devenus une note.",
    },
    "one_rotation": {
        "en": "Several sets of questions rotate on this page: only those of “{group}” do here.",
        "fr": "Plusieurs ensembles de questions tournent sur cette page : ici, seules celles de « {group} » tournent.",
    },
    "pages_are_groups": {
        "en": "Every group is a page, whatever the survey's own setting.",
        "fr": "Chaque groupe est une page, quel que soit le réglage du questionnaire.",
    },
    "part_not_written": {
        "en": "LimeSurvey has no place for this: {part}",
        "fr": "LimeSurvey n’a pas de place pour ceci : {part}",
    },
    "policy_notice_dropped": {
        "en": "The survey policy notice is not carried over.",
        "fr": "La note de protection des données n’est pas reprise.",
    },
    "question_hidden": {
        "en": "A question that is always hidden became a hidden value; links may give it as “{parameter}”.",
        "fr": "Une question toujours cachée est devenue une valeur cachée ; les liens peuvent la donner par "
        "« {parameter} ».",
    },
    "question_never_shown": {
        "en": "This question is always hidden: it is never asked.",
        "fr": "Cette question est toujours cachée : elle n’est jamais posée.",
    },
    "questions_astray": {
        "en": "{count} questions belong to no group of the file, or are too many.",
        "fr": "{count} questions n’appartiennent à aucun groupe du fichier, ou sont de trop.",
    },
    "quota_dropped": {
        "en": "This quota counts nobody that the questionnaire knows, or has no limit: it was dropped.",
        "fr": "Ce quota ne compte personne que le questionnaire connaisse, ou n’a pas de limite : il a été laissé de "
        "côté.",
    },
    "quota_inactive": {
        "en": "This quota is not in use: it was left out.",
        "fr": "Ce quota n’est pas utilisé : il a été laissé de côté.",
    },
    "ranking_complete": {
        "en": "All the items are ranked here, or the number of them that is asked for.",
        "fr": "Tous les éléments sont classés ici, ou le nombre demandé.",
    },
    "reads_later": {
        "en": "This expression reads an answer that is asked on a later page, and was dropped: {expression}",
        "fr": "Cette expression lit une réponse d’une page suivante, et a été laissée de côté : {expression}",
    },
    "table_ignored": {
        "en": "The part “{table}” of the file is not read.",
        "fr": "La partie « {table} » du fichier n’est pas lue.",
    },
    "time_limit_ignored": {
        "en": "The time limit of {seconds} seconds is not kept.",
        "fr": "La limite de {seconds} secondes n’est pas appliquée.",
    },
    "type_not_known": {
        "en": "There is no question type “{type}”: it is asked as a list or a text.",
        "fr": "Il n’y a pas de type de question « {type} » : elle est posée comme une liste ou un texte.",
    },
}
