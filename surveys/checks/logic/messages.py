"""What the checks of expressions say."""

from collections.abc import Mapping

from surveys.questionnaire.words import Words, words

WORDS: Mapping[str, Words] = {
    "always_true": words(
        "{column}: “{part}” is always true, whatever is answered to “{name}”.",
        "Remove it, or compare with something that can be answered.",
        "{column} : « {part} » est toujours vrai, quoi qu’on réponde à « {name} ».",
        "Retirez-le, ou comparez avec ce qui peut être répondu.",
    ),
    "bare_answer": words(
        "{column}: “{part}” alone is always true, even without an answer.",
        "Compare it: {part} = 'yes', or {part} != ''.",
        "{column} : « {part} » seul est toujours vrai, même sans réponse.",
        "Comparez-le : {part} = 'yes', ou {part} != ''.",
    ),
    "bare_text": words(
        "{column}: the text “{part}” is no condition: it is always true.",
        "Compare an answer with it.",
        "{column} : le texte « {part} » n’est pas une condition : il est toujours vrai.",
        "Comparez-lui une réponse.",
    ),
    "cannot_run": words(
        "The questionnaire cannot run: {name}: {reason} {detail}",
        "Change one of these expressions.",
        "Le questionnaire ne peut pas fonctionner : {name} : {reason} {detail}",
        "Changez l’une de ces expressions.",
    ),
    "circular": words(
        "“{name}” depends on its own result: {detail}.",
        "Change one of these expressions.",
        "« {name} » dépend de son propre résultat : {detail}.",
        "Changez l’une de ces expressions.",
    ),
    "code_not_in_list": words(
        "{column}: “{value}” is no code of “{name}”, so “{part}” is always the same.",
        "Write a code of its list.",
        "{column} : « {value} » n’est pas un code de « {name} », donc « {part} » donne toujours la même chose.",
        "Écrivez un code de sa liste.",
    ),
    "date_with_number": words(
        "{column}: “{part}” compares the date “{name}” with a number.",
        "Compare it with a date: '2026-01-31', or today().",
        "{column} : « {part} » compare la date « {name} » à un nombre.",
        "Comparez-la à une date : '2026-01-31', ou today().",
    ),
    "equals_on_multiple": words(
        "{column}: “{part}” is not what it seems when several choices of “{name}” are ticked.",
        "Write selected(${{{name}}}, 'code').",
        "{column} : « {part} » n’est pas ce qu’il semble quand plusieurs choix de « {name} » sont cochés.",
        "Écrivez selected(${{{name}}}, 'code').",
    ),
    "expression_unreadable": words(
        "{column} cannot be read at character {offset}: {reason}",
        "{advice}",
        "{column} ne peut pas être lu au caractère {offset} : {reason}",
        "{advice}",
    ),
    "filter_on_same_page": words(
        "The choices depend on “{name}”, which is asked on the same page.",
        "Ask it on an earlier page: choices do not change while a page is answered.",
        "Les choix dépendent de « {name} », qui est posée sur la même page.",
        "Posez-la sur une page précédente : les choix ne changent pas pendant qu’on répond.",
    ),
    "function_without_value": words(
        "{column}: nobody knows the function {name}(): it gives nothing.",
        "Check its spelling, or write the condition without it.",
        "{column} : personne ne connaît la fonction {name}() : elle ne donne rien.",
        "Vérifiez son orthographe, ou écrivez la condition sans elle.",
    ),
    "list_unused": words(
        "No question offers this list.",
        "Remove it, or correct the name of the list of a question.",
        "Aucune question n’offre cette liste.",
        "Retirez-la, ou corrigez le nom de la liste d’une question.",
    ),
    "never_offered": words(
        "Choices that the choice filter never offers, whatever is answered ({count}): {codes}.",
        "Correct their columns or the filter, or remove them.",
        "Choix que le filtre n’offre jamais, quoi qu’on réponde ({count}) : {codes}.",
        "Corrigez leurs colonnes ou le filtre, ou retirez-les.",
    ),
    "never_true": words(
        "{column}: “{part}” is never true, whatever is answered to “{name}”.",
        "Compare with something that can be answered.",
        "{column} : « {part} » n’est jamais vrai, quoi qu’on réponde à « {name} ».",
        "Comparez avec ce qui peut être répondu.",
    ),
    "no_arithmetic": words(
        "{column}: “{part}” computes with “{name}”, whose answers are no numbers.",
        "Count with count-selected(), or compute with a number.",
        "{column} : « {part} » calcule avec « {name} », dont les réponses ne sont pas des nombres.",
        "Comptez avec count-selected(), ou calculez avec un nombre.",
    ),
    "not_choices": words(
        "{column}: “{part}” looks for choices in “{name}”, which has none.",
        "Compare it with = < or >.",
        "{column} : « {part} » cherche des choix dans « {name} », qui n’en a pas.",
        "Comparez-la avec = < ou >.",
    ),
    "number_with_date": words(
        "{column}: “{part}” compares the number “{name}” with a date.",
        "Compare it with a number.",
        "{column} : « {part} » compare le nombre « {name} » à une date.",
        "Comparez-le à un nombre.",
    ),
    "reference_without_value": words(
        "{column} refers to “{name}”, which has no answer of its own.",
        "Refer to a question, or to a row of the battery.",
        "{column} renvoie à « {name} », qui n’a pas de réponse à elle.",
        "Renvoyez à une question, ou à une ligne de la batterie.",
    ),
    "time_ordered": words(
        "{column}: “{part}” compares the time “{name}” as a number: it is never true.",
        "Write decimal-time(${{{name}}}) on each side.",
        "{column} : « {part} » compare l’heure « {name} » comme un nombre : ce n’est jamais vrai.",
        "Écrivez decimal-time(${{{name}}}) de chaque côté.",
    ),
    "unknown_column": words(
        "The choice filter reads what is no column of its list: {names}. It has {known}.",
        "Correct the name, or add the column to the sheet “choices”; for an answer, write ${{name}}.",
        "Le filtre des choix lit ce qui n’est pas une colonne de sa liste : {names}. Elle a {known}.",
        "Corrigez le nom, ou ajoutez la colonne à la feuille « choices » ; pour une réponse, écrivez ${{nom}}.",
    ),
    "unknown_reference": words(
        "{column} refers to “{name}”, which does not exist.",
        "Correct the name between ${{ and }}.",
        "{column} renvoie à « {name} », qui n’existe pas.",
        "Corrigez le nom entre ${{ et }}.",
    ),
    "used_before_asked": words(
        "{column} refers to “{name}”, which is asked on a later page.",
        "Move one of them.",
        "{column} renvoie à « {name} », qui est posée sur une page suivante.",
        "Déplacez l’une des deux.",
    ),
}
