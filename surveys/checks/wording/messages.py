"""What the checks of wordings say."""

from collections.abc import Mapping

from surveys.questionnaire.words import Words, words

WORDS: Mapping[str, Words] = {
    "double_negative": words(
        "Two negations in one sentence: “{part}”.",
        "Say it without: nobody should wonder what “no” means.",
        "Deux négations dans une phrase : « {part} ».",
        "Dites-le sans : personne ne doit se demander ce que veut dire « non ».",
    ),
    "double_question": words(
        "This may ask two things at once: “{part}”.",
        "Ask two questions, or keep the one that matters.",
        "Ceci demande peut-être deux choses à la fois : « {part} ».",
        "Posez deux questions, ou gardez celle qui compte.",
    ),
    "piped_too_early": words(
        "{column} repeats the answer to “{name}”, which is asked on a later page: nothing will be shown.",
        "Move one of them, or write the text without it.",
        "{column} reprend la réponse à « {name} », qui est posée sur une page suivante : rien ne sera montré.",
        "Déplacez l’une des deux, ou écrivez le texte sans elle.",
    ),
    "scale_leans": words(
        "The scale leans: positive steps, {positive}; negative steps, {negative}.",
        "Give it as many on each side: it pushes answers to one.",
        "L’échelle penche : degrés positifs, {positive} ; degrés négatifs, {negative}.",
        "Donnez-en autant de chaque côté : elle pousse les réponses vers l’un.",
    ),
    "text_missing": words(
        "{column} has no text.",
        "Write one: a respondent would see the code.",
        "{column} n’a pas de texte.",
        "Écrivez-en un : un répondant verrait le code.",
    ),
    "translation_missing": words(
        "{column} is missing in “{language}”.",
        "Translate it: another language is shown meanwhile.",
        "{column} manque en « {language} ».",
        "Traduisez : une autre langue est montrée en attendant.",
    ),
    "translation_stale": words(
        "{column} in “{language}” was translated from a text that has changed since.",
        "Read it again: correct it, or confirm it by removing its stamp.",
        "{column} en « {language} » a été traduit d’un texte qui a changé depuis.",
        "Relisez : corrigez, ou confirmez en retirant son empreinte.",
    ),
    "unknown_audience": words(
        "Texts have variants for what is neither a population nor a side: {audiences}.",
        "Write the name of one after @, or add it to the sheet “populations”.",
        "Des textes ont des variantes pour ce qui n’est ni une population ni un côté : {audiences}.",
        "Écrivez le nom de l’un d’eux après @, ou ajoutez-le à la feuille « populations ».",
    ),
    "unknown_piped": words(
        "{column} repeats the answer to “{name}”, which does not exist.",
        "Correct the name between ${{ and }}.",
        "{column} reprend la réponse à « {name} », qui n’existe pas.",
        "Corrigez le nom entre ${{ et }}.",
    ),
}
