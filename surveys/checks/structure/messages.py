"""What the checks of pages, bounds, defaults and loops say."""

from collections.abc import Mapping

from surveys.questionnaire.words import Words, words

WORDS: Mapping[str, Words] = {
    "bounds_cross": words(
        "{low} ({least}) is above {high} ({most}): no answer is accepted.",
        "Exchange them, or remove one.",
        "{low} ({least}) est au-dessus de {high} ({most}) : aucune réponse n’est acceptée.",
        "Échangez-les, ou retirez-en une.",
    ),
    "default_refused": words(
        "The default “{value}” is no answer to this question.",
        "Write a code of its list, or a value within its bounds.",
        "La valeur par défaut « {value} » n’est pas une réponse à cette question.",
        "Écrivez un code de sa liste, ou une valeur dans ses bornes.",
    ),
    "image_missing": words(
        "The picture “{image}” is not in the questionnaire.",
        "Add it, or correct its name.",
        "L’image « {image} » n’est pas dans le questionnaire.",
        "Ajoutez-la, ou corrigez son nom.",
    ),
    "images_partial": words(
        "{count} of the choices have no picture, the others have one.",
        "Give each a picture, or none.",
        "{count} des choix n’ont pas d’image, les autres en ont une.",
        "Donnez une image à chacun, ou à aucun.",
    ),
    "least_above_choices": words(
        "At least {least} choices are asked for; {count} can be ticked together.",
        "Lower the minimum, or add choices.",
        "Au moins {least} choix sont demandés ; {count} peuvent être cochés ensemble.",
        "Baissez le minimum, ou ajoutez des choix.",
    ),
    "loop_over_loop": words(
        "The loop goes over “{question}”, which is asked in a loop.",
        "Ask it outside of loops.",
        "La boucle parcourt « {question} », qui est posée dans une boucle.",
        "Posez-la hors des boucles.",
    ),
    "loop_too_early": words(
        "The loop goes over “{question}”, which is asked after it starts.",
        "Ask it on an earlier page.",
        "La boucle parcourt « {question} », qui est posée après son début.",
        "Posez-la sur une page précédente.",
    ),
    "loop_without_choices": words(
        "The loop goes over “{question}”, which has no choices.",
        "Go over a question with a list, or count the passages.",
        "La boucle parcourt « {question} », qui n’a pas de choix.",
        "Parcourez une question à liste, ou comptez les passages.",
    ),
    "most_above_choices": words(
        "{high} is {most}, and the list has {count} choices.",
        "Lower it, or leave it empty.",
        "{high} vaut {most}, et la liste a {count} choix.",
        "Baissez-le, ou laissez-le vide.",
    ),
    "nothing_asked": words(
        "The questionnaire asks nothing.",
        "Write a question.",
        "Le questionnaire ne demande rien.",
        "Écrivez une question.",
    ),
    "page_empty": words(
        "There is nothing on this page.",
        "Write a question or a note, or remove the page.",
        "Il n’y a rien sur cette page.",
        "Écrivez une question ou une note, ou retirez la page.",
    ),
    "page_text_unseen": words(
        "Nobody reads the text of this page: a page is shown for its questions and notes, and it has none.",
        "Write the text as a note.",
        "Personne ne lit le texte de cette page : une page se montre pour ses questions et notes, et il n’y en a pas.",
        "Écrivez ce texte dans une note.",
    ),
    "required_without_answer": words(
        "An answer is required, and there is nothing to answer.",
        "Leave required empty.",
        "Une réponse est exigée, et il n’y a rien à répondre.",
        "Laissez required vide.",
    ),
    "rotated_dependency": words(
        "It needs the answer to “{name}”, which may come after it: the questions of the page change places.",
        "Move one of them to another page, or anchor both.",
        "Elle a besoin de la réponse à « {name} », qui peut venir après : les questions de la page changent de place.",
        "Mettez l’une des deux sur une autre page, ou ancrez les deux.",
    ),
    "shuffled_dependency": words(
        "It needs the answer to “{name}”, whose page may come after: these pages change places.",
        "Take one of them out of the shuffle.",
        "Elle a besoin de la réponse à « {name} », dont la page peut venir après : ces pages changent de place.",
        "Sortez l’une des deux du mélange.",
    ),
    "total_out_of_reach": words(
        "{count} rows of {most} each cannot give the total {total}.",
        "Change the bounds of the rows, or the total.",
        "{count} lignes de {most} chacune ne peuvent pas donner le total {total}.",
        "Changez les bornes des lignes, ou le total.",
    ),
}
