"""What can be done about what reports say, in English and in French, by the code of the line.

Most lines need nothing: the nearest thing was made. An expression that was dropped says by its reason what to do.
"""

from collections.abc import Mapping

from surveys.questionnaire.text import Text


def _remedy(english: str, french: str) -> Text:
    return {"en": english, "fr": french}


_SHEET = _remedy(
    "Write it in the choices sheet, or correct its name.", "Écrivez-la dans la feuille choices, ou corrigez son nom."
)
_NAME = _remedy("Give each a name of its own.", "Donnez à chacun un nom à lui.")
_CODE = _remedy("Give each choice a code of its own.", "Donnez à chaque choix un code à lui.")
_END = _remedy("Pair each “begin” with an “end”.", "À chaque « begin », faites répondre un « end ».")
_LANGUAGE = _remedy("Write label::French (fr), for example.", "Écrivez par exemple label::French (fr).")
_LONG_LIST = _remedy(
    "Shorten the list, or filter it by an earlier question.",
    "Raccourcissez la liste, ou filtrez-la par une question précédente.",
)
_ORDER = _remedy("Ask what it reads on an earlier page.", "Demandez ce qu’elle lit sur une page précédente.")
_PICTURE = _remedy(
    "Send the pictures with the questionnaire in a .zip.", "Envoyez les images avec le questionnaire dans un .zip."
)
_SHOWN = _remedy(
    "To show it, insert it in a text by its name.", "Pour le montrer, insérez-le dans un texte par son nom."
)
_QUOTA = _remedy("Write it in the quotas sheet of a workbook.", "Écrivez-le dans la feuille quotas d’un classeur.")
_DEFAULT = _remedy("Write the default anew if it is wanted.", "Récrivez la valeur par défaut si elle est voulue.")

REMEDIES: Mapping[str, Text] = {
    # of any format
    "code_changed": _remedy("Write it so in expressions too.", "Écrivez-le ainsi dans les expressions aussi."),
    "duplicate_code": _CODE,
    "picture_refused": _remedy(
        "Save it smaller, or in one of these formats.", "Enregistrez-la plus petite, ou dans l’un de ces formats."
    ),
    "pipe_unknown": _remedy("Correct the name between ${{ and }}.", "Corrigez le nom entre ${{ et }}."),
    "reference_unknown": _remedy(
        "Correct the name, or add what it names.", "Corrigez le nom, ou ajoutez ce qu’il désigne."
    ),
    "script_dropped": _remedy(
        "Write what it did as a condition or a calculation.", "Écrivez ce qu’il faisait en condition ou en calcul."
    ),
    "scripts_dropped": _remedy(
        "Write what they did as conditions or calculations.", "Écrivez ce qu’ils faisaient en conditions ou en calculs."
    ),
    "text_cut": _remedy("Shorten it, or split it in two.", "Raccourcissez-le, ou coupez-le en deux."),
    "type_as_note": _remedy(
        "Ask it as another type of question, or remove it.", "Posez-la comme un autre type de question, ou retirez-la."
    ),
    "type_as_text": _remedy(
        "Choose another type if a text will not do.", "Choisissez un autre type si un texte ne convient pas."
    ),
    # of workbooks
    "battery_required": _remedy(
        "Make all of the rows required, or none.", "Rendez toutes les lignes obligatoires, ou aucune."
    ),
    "calculation_missing": _remedy("Write it in the calculation column.", "Écrivez-le dans la colonne calculation."),
    "choice_filter_ignored": _remedy(
        "Remove the filter, or give the question a list.", "Retirez le filtre, ou donnez une liste à la question."
    ),
    "choice_without_code": _remedy("Write its name and its label.", "Écrivez son nom et son libellé."),
    "choice_without_list": _remedy("Write its list_name.", "Écrivez son list_name."),
    "code_renamed": _CODE,
    "default_language_unused": _remedy(
        "Write a column in this language, or change default_language.",
        "Écrivez une colonne dans cette langue, ou changez default_language.",
    ),
    "empty_group": _remedy("Remove it, or move questions into it.", "Retirez-le, ou mettez-y des questions."),
    "end_of_another": _END,
    "end_without_begin": _END,
    "expression_too_long": _remedy(
        "Compute a part of it in a calculate row, and refer to that.",
        "Calculez-en une partie dans une ligne calculate, et faites-y référence.",
    ),
    "fields_refused": _remedy(
        "Correct them: the least first, then the most.", "Corrigez-les : le plus petit d’abord, puis le plus grand."
    ),
    "group_not_closed": _END,
    "language_assumed": _LANGUAGE,
    "language_unknown": _LANGUAGE,
    "list_missing": _SHEET,
    "loop_over_refused": _remedy(
        "Name a question with choices that stands before.", "Nommez une question à choix placée avant."
    ),
    "metadata_hidden": _remedy("Remove the row if nothing reads it.", "Retirez la ligne si rien ne la lit."),
    "missing_unknown": _remedy("Correct it, or leave it empty.", "Corrigez-le, ou laissez-le vide."),
    "name_missing": _remedy("Write a name.", "Écrivez un nom."),
    "name_taken": _NAME,
    "nested_repeat": _remedy(
        "Ask the inner one for as many times as are usual, one after the other.",
        "Posez celle du dedans autant de fois qu’il est courant, l’une après l’autre.",
    ),
    "not_a_number": _remedy("Write a number.", "Écrivez un nombre."),
    "not_a_whole_number": _remedy("Write one.", "Écrivez-en un."),
    "not_yes_or_no": _remedy("Write yes, or leave it empty.", "Écrivez yes, ou laissez vide."),
    "page_renamed": _NAME,
    "parameter_refused": _remedy("Correct its value.", "Corrigez sa valeur."),
    "picture_apart": _PICTURE,
    "pictures_not_written": _remedy("Export to a .zip to have them too.", "Exportez en .zip pour les avoir aussi."),
    "population_unknown": _remedy(
        "Write it in the populations sheet, or correct its name.",
        "Écrivez-la dans la feuille populations, ou corrigez son nom.",
    ),
    "repeat_without_count": _remedy(
        "Write a number or an expression in repeat_count.", "Écrivez un nombre ou une expression dans repeat_count."
    ),
    "row_doubled": _remedy("Remove it, or rename it.", "Retirez-la, ou renommez-la."),
    "row_without_name": _remedy("Write its name.", "Écrivez son nom."),
    "row_without_type": _remedy("Write its type, or empty the row.", "Écrivez son type, ou videz la ligne."),
    "search_ignored": _remedy("Write the choices in the choices sheet.", "Écrivez les choix dans la feuille choices."),
    "share_out_of_bounds": _remedy(
        "Correct it; the shares of a variable add to 1, or to 100.",
        "Corrigez-la ; les parts d’une variable font 1, ou 100.",
    ),
    "target_missing": _remedy("Write how many are wanted.", "Écrivez combien sont voulus."),
    "unknown_list": _SHEET,
    "word_unknown": _remedy("Write one of them.", "Écrivez l’un d’eux."),
    # of LimeSurvey
    "code_twice": _NAME,
    "default_lost": _DEFAULT,
    "equation_not_shown": _SHOWN,
    "list_as_text": _LONG_LIST,
    "no_rows": _remedy("Add its sub-questions.", "Ajoutez ses sous-questions."),
    "policy_notice_dropped": _remedy(
        "Write it in the welcome text, or ask for consent.",
        "Écrivez-la dans le texte d’accueil, ou demandez un consentement.",
    ),
    "quota_dropped": _QUOTA,
    "reads_later": _ORDER,
    # of SurveyJS
    "choices_as_text": _LONG_LIST,
    "choices_cut": _LONG_LIST,
    "choices_elsewhere": _remedy("Write the choices in the questionnaire.", "Écrivez les choix dans le questionnaire."),
    "default_dropped": _DEFAULT,
    "no_choices": _remedy("Write them.", "Écrivez-les."),
    "no_expression": _remedy("Write one, or remove the question.", "Écrivez-en une, ou retirez la question."),
    "picture_elsewhere": _PICTURE,
    # of Qualtrics
    "block_not_in_flow": _remedy(
        "Put it in the flow of the survey if it is wanted.",
        "Mettez-le dans le déroulement de l’enquête s’il est voulu.",
    ),
    "default_left_out": _DEFAULT,
    "not_applicable_left_out": _remedy(
        "Leave the answer blank instead, or add a choice.", "La réponse peut rester vide ; sinon, ajoutez un choix."
    ),
    "picture_left_out": _PICTURE,
    "quota_left_out": _QUOTA,
    "read_too_early": _ORDER,
    "specify_left_out": _remedy("Ask for it in a question of its own.", "Demandez-le dans une question à part."),
}
