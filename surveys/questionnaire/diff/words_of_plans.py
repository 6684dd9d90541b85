"""What changes of lists, pages, populations and figures are called."""

from collections.abc import Mapping

from surveys.questionnaire.diff.saying import ASKED, CONTEXT, OTHERS, WHO, Said, breaking, careful, harmless

PLANS: Mapping[str, Said] = {
    # lists
    "choice_added": breaking("choice {item} added", "choix {item} ajouté", *OTHERS),
    "choice_offered_too": careful(
        "choice {item} added",
        "choix {item} ajouté",
        "the others are ticked beside a new one",
        "les autres sont cochés à côté d’un nouveau",
    ),
    "opt_out_added": careful(
        "choice {item} added, for those without an opinion",
        "choix {item} ajouté, pour qui n’a pas d’avis",
        "compare on those who have one",
        "comparez sur celles et ceux qui en ont un",
    ),
    "choice_removed": breaking("choice {item} removed", "choix {item} retiré", *OTHERS),
    "choice_renamed": careful(
        "the code of {item} was “{before}”",
        "le code de {item} était « {before} »",
        "name both codes when you compare",
        "nommez les deux codes en comparant",
    ),
    "choices_reordered": careful(
        "choices put in another order",
        "choix mis dans un autre ordre",
        "answers near the top are chosen more",
        "les réponses du haut sont plus choisies",
    ),
    "choice_means_otherwise": breaking(
        "choice {item}: {property} {before} → {after}",
        "choix {item} : {property} {before} → {after}",
        "the base of its shares is another one",
        "la base de ses parts est une autre",
    ),
    "score_changed": breaking(
        "score of {item}: {before} → {after}",
        "score de {item} : {before} → {after}",
        "means are of other values",
        "les moyennes portent sur d’autres valeurs",
    ),
    "choice_varied": careful(
        "choice {item}: {property} {before} → {after}",
        "choix {item} : {property} {before} → {after}",
        "it may be chosen otherwise",
        "il peut être choisi autrement",
    ),
    "list_added": harmless("added", "ajoutée"),
    "list_removed": harmless("removed", "retirée"),
    "list_renamed": harmless("was called “{before}”", "s’appelait « {before} »"),
    # pages and loops
    "page_added": harmless("added", "ajoutée"),
    "page_removed": harmless("removed", "retirée"),
    "page_renamed": harmless("was called “{before}”", "s’appelait « {before} »"),
    "page_moved": careful("stands elsewhere in the questionnaire", "placée ailleurs dans le questionnaire", *CONTEXT),
    "page_condition_changed": breaking(
        "shown if: “{before}” → “{after}”", "montrée si : « {before} » → « {after} »", *ASKED
    ),
    "page_text_changed": careful("{text} changed", "{text} changé", *CONTEXT),
    "loop_changed": breaking(
        "{property}: {before} → {after}",
        "{property} : {before} → {after}",
        "it is asked another number of times",
        "elle est posée un autre nombre de fois",
    ),
    # who is asked, and how many
    "population_added": harmless("added", "ajoutée"),
    "population_removed": breaking("removed", "retirée", "its trends end here", "ses séries s’arrêtent ici"),
    "screen_changed": breaking(
        "taken if: “{before}” → “{after}”",
        "retenue si : « {before} » → « {after} »",
        "the population is another one",
        "la population est une autre",
    ),
    "side_changed": breaking(
        "on side {after} instead of {before}",
        "du côté {after} au lieu de {before}",
        "totals of both sides are of other people",
        "les totaux des deux côtés sont d’autres personnes",
    ),
    "universe_changed": careful(
        "people in it: {before} → {after}",
        "effectif : {before} → {after}",
        "totals of its side weigh it otherwise",
        "les totaux de son côté la pèsent autrement",
    ),
    "populations_reordered": breaking(
        "populations put in another order",
        "populations mises dans un autre ordre",
        "the first that fits takes a respondent: they may be others",
        "la première qui convient prend le répondant : ce peuvent être d’autres",
    ),
    "quota_added": harmless("added", "ajouté", "weights make up for it", "le redressement en tient compte"),
    "quota_removed": harmless("removed", "retiré", "weights make up for it", "le redressement en tient compte"),
    "quota_changed": harmless(
        "{property}: {before} → {after}",
        "{property} : {before} → {after}",
        "weights make up for it",
        "le redressement en tient compte",
    ),
    "target_added": careful(
        "added: {after}", "ajoutée : {after}", "figures are weighted otherwise", "les chiffres sont redressés autrement"
    ),
    "target_removed": careful(
        "removed: {before}",
        "retirée : {before}",
        "figures are weighted otherwise",
        "les chiffres sont redressés autrement",
    ),
    "target_changed": careful(
        "{property}: {before} → {after}",
        "{property} : {before} → {after}",
        "figures are weighted otherwise",
        "les chiffres sont redressés autrement",
    ),
    # figures
    "figure_added": harmless("added", "ajouté", "its trend begins here", "sa série commence ici"),
    "figure_removed": breaking("removed", "retiré", "its trend ends here", "sa série s’arrête ici"),
    "figure_recounted": breaking(
        "{property}: {before} → {after}",
        "{property} : {before} → {after}",
        "another number is counted",
        "c’est un autre nombre qui est compté",
    ),
    "figure_base_changed": breaking(
        "counted on: “{before}” → “{after}”", "compté sur : « {before} » → « {after} »", *WHO
    ),
    "figure_told_otherwise": harmless("{property} changed", "{property} changé"),
    # everything else
    "language_added": harmless("language {item} added", "langue {item} ajoutée"),
    "language_removed": careful(
        "language {item} removed",
        "langue {item} retirée",
        "those who read it read another one",
        "qui la lisait en lit une autre",
    ),
    "part_added": harmless("added", "ajouté"),
    "part_removed": harmless("removed", "retiré"),
    "part_changed": harmless("{property}: {before} → {after}", "{property} : {before} → {after}"),
    "order_changed": harmless("order changed: {property}", "ordre changé : {property}"),
}
