"""What reports say of Qualtrics files, in English and in French."""

from collections.abc import Mapping

from surveys.questionnaire.text import Text

LINES: Mapping[str, Text] = {
    "answers_not_rotated": {
        "en": "The columns change places in Qualtrics; here they keep theirs.",
        "fr": "Les colonnes changent de place dans Qualtrics ; ici elles gardent la leur.",
    },
    "block_not_in_flow": {
        "en": "The flow never comes to this block: its {count} questions were left out.",
        "fr": "Le déroulement ne mène jamais à ce bloc : ses {count} questions ont été laissées de côté.",
    },
    "block_repeated": {
        "en": "The flow comes to this block more than once: it is asked once, where it comes first, if any of "
        "its conditions holds.",
        "fr": "Le déroulement mène plusieurs fois à ce bloc : il est posé une fois, à sa première place, si "
        "l’une de ses conditions est vraie.",
    },
    "carried_in_full": {
        "en": "What is carried over from the earlier question ({mode}) cannot be told here: all its choices "
        "are offered.",
        "fr": "Ce qui est repris de la question précédente ({mode}) ne peut pas se dire ici : tous ses choix "
        "sont proposés.",
    },
    "circular": {
        "en": "This depends on its own result: it was dropped: {expression}",
        "fr": "Ceci dépend de son propre résultat : c’est laissé de côté : {expression}",
    },
    "content_not_checked": {
        "en": "Answers are not held to be “{content}”.",
        "fr": "Rien ne vérifie que la réponse est « {content} ».",
    },
    "default_left_out": {
        "en": "This default is not taken over: {default}",
        "fr": "Cette valeur par défaut n’est pas reprise : {default}",
    },
    "drawn_at_random": {
        "en": "Each part is drawn with the same probability; Qualtrics also evens the counts out.",
        "fr": "Chaque partie est tirée avec la même probabilité ; Qualtrics égalise aussi les effectifs.",
    },
    "drill_down_flat": {
        "en": "The drill-down is one list of all that it leads to.",
        "fr": "La liste en cascade est une seule liste de tout ce à quoi elle mène.",
    },
    "element_ignored": {
        "en": "“{element}” of the file is not read.",
        "fr": "« {element} » n’est pas lu dans le fichier.",
    },
    "flow_cut": {
        "en": "The flow is too long or too deep: the rest was left out.",
        "fr": "Le déroulement est trop long ou trop imbriqué : la suite a été laissée de côté.",
    },
    "flow_element_ignored": {
        "en": "“{element}” does nothing here; what is in it is asked.",
        "fr": "« {element} » ne fait rien ici ; ce qu’il contient est posé.",
    },
    "loop_cut": {
        "en": "A loop is asked {limit} times at most.",
        "fr": "Une boucle est posée {limit} fois au plus.",
    },
    "loop_field_dropped": {
        "en": "The field {field} of the loop is too long to be computed.",
        "fr": "Le champ {field} de la boucle est trop long pour être calculé.",
    },
    "loop_not_left": {
        "en": "Skipping to the end of the survey does not leave the loop.",
        "fr": "Aller à la fin du questionnaire ne fait pas sortir de la boucle.",
    },
    "measure_left_out": {
        "en": "“{type}” measures the browser: nothing is measured here, the value stays empty.",
        "fr": "« {type} » mesure le navigateur : rien n’est mesuré ici, la valeur reste vide.",
    },
    "not_applicable_left_out": {
        "en": "The box “not applicable” is not shown.",
        "fr": "La case « sans objet » n’est pas montrée.",
    },
    "order_kept": {
        "en": "These parts come in random order in Qualtrics; some have several pages, so here they keep their order.",
        "fr": "Ces parties viennent au hasard dans Qualtrics ; certaines ont plusieurs pages, donc ici elles "
        "gardent leur ordre.",
    },
    "order_within_pages": {
        "en": "Questions change places within their page, not across the block.",
        "fr": "Les questions changent de place dans leur page, pas dans tout le bloc.",
    },
    "password_as_text": {
        "en": "A password is typed as a plain text here.",
        "fr": "Un mot de passe se saisit ici comme un texte ordinaire.",
    },
    "picture_left_out": {
        "en": "The picture stays with Qualtrics: it is not shown.",
        "fr": "L’image reste chez Qualtrics : elle n’est pas montrée.",
    },
    "question_in_no_block": {
        "en": "The question stands in no block: it was left out.",
        "fr": "La question n’est dans aucun bloc : elle a été laissée de côté.",
    },
    "question_missing": {
        "en": "A block asks this question, but the file does not hold it.",
        "fr": "Un bloc pose cette question, mais le fichier ne la contient pas.",
    },
    "question_repeated": {
        "en": "This question stands in several blocks: it is asked in the first of them.",
        "fr": "Cette question figure dans plusieurs blocs : elle est posée dans le premier.",
    },
    "question_undisplayed": {
        "en": "The random order of the block leaves this question out.",
        "fr": "L’ordre aléatoire du bloc écarte cette question.",
    },
    "quota_counted": {
        "en": "Qualtrics only looks at this quota in the flow: here it is counted, and ends no interview.",
        "fr": "Qualtrics ne consulte ce quota que dans le déroulé : ici il est compté, et ne termine aucun entretien.",
    },
    "quota_left_out": {
        "en": "The quota of {count} was not taken over.",
        "fr": "Le quota de {count} n’a pas été repris.",
    },
    "ranks_left_out": {
        "en": "Items are put into groups; their ranks in them are not asked.",
        "fr": "Les éléments se rangent dans des groupes ; leur rang n’y est pas demandé.",
    },
    "read_too_early": {
        "en": "This reads an answer that comes later: it was dropped: {expression}",
        "fr": "Ceci lit une réponse qui vient plus tard : c’est laissé de côté : {expression}",
    },
    "regions_as_choices": {
        "en": "The regions of the picture are offered by their names.",
        "fr": "Les zones de l’image sont proposées par leurs noms.",
    },
    "row_rule_left_out": {
        "en": "“{type}” is asked as a number for each cell; what a row ranks or adds up to is not checked.",
        "fr": "« {type} » est posé comme un nombre par case ; le rang ou la somme d’une ligne n’est pas vérifié.",
    },
    "scale_not_reversed": {
        "en": "The scale is turned round at random in Qualtrics; here it keeps its order.",
        "fr": "L’échelle est retournée au hasard dans Qualtrics ; ici elle garde son ordre.",
    },
    "side_by_side_in_words": {
        "en": "Not all the columns are scales: every one of them is asked in words.",
        "fr": "Les colonnes ne sont pas toutes des échelles : toutes sont posées en toutes lettres.",
    },
    "specify_left_out": {
        "en": "The text beside the choice {choice} is not asked: a question has one “please specify”, and "
        "rows have none.",
        "fr": "Le texte à côté du choix {choice} n’est pas demandé : une question a un seul « précisez », et "
        "les lignes n’en ont pas.",
    },
    "subset_not_drawn": {
        "en": "Qualtrics shows a part of these, drawn at random; here all of them are shown.",
        "fr": "Qualtrics en montre une partie, tirée au hasard ; ici tous sont montrés.",
    },
    "trash_left_out": {
        "en": "{count} questions in the trash were left out.",
        "fr": "{count} questions de la corbeille ont été laissées de côté.",
    },
    "type_as_matrix": {
        "en": "“{type}” is asked as a table.",
        "fr": "« {type} » est posé comme un tableau.",
    },
    "type_as_upload": {
        "en": "“{type}” is asked as a file to send.",
        "fr": "« {type} » est posé comme un fichier à envoyer.",
    },
    "value_dropped": {
        "en": "The value of “{field}” cannot be computed here: {value}",
        "fr": "La valeur de « {field} » ne peut pas être calculée ici : {value}",
    },
}
