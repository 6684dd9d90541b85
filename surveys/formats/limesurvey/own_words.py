"""The codes and words of the types that bring their own, as LimeSurvey says them."""

from collections.abc import Mapping

from surveys.questionnaire.text import Text

SOMETHING_ELSE: Text = {
    "en": "Other", "fr": "Autre", "de": "Sonstiges", "es": "Otro", "it": "Altro", "nl": "Anders", "pt": "Outro",
}  # fmt: skip
YES: Text = {"en": "Yes", "fr": "Oui", "de": "Ja", "es": "Sí", "it": "Sì", "nl": "Ja", "pt": "Sim"}
NO: Text = {"en": "No", "fr": "Non", "de": "Nein", "es": "No", "it": "No", "nl": "Nee", "pt": "Não"}
_UNSURE: Text = {
    "en": "Uncertain", "fr": "Sans opinion", "de": "Unsicher", "es": "Dudoso", "it": "Incerto", "nl": "Onzeker",
    "pt": "Incerto",
}  # fmt: skip
_MORE: Text = {
    "en": "Increase", "fr": "Augmente", "de": "Zunahme", "es": "Aumenta", "it": "Aumenta", "nl": "Toename",
    "pt": "Aumenta",
}  # fmt: skip
_SAME: Text = {
    "en": "Same", "fr": "Sans changement", "de": "Gleich", "es": "Igual", "it": "Uguale", "nl": "Gelijk", "pt": "Igual",
}  # fmt: skip
_LESS: Text = {
    "en": "Decrease", "fr": "Diminue", "de": "Abnahme", "es": "Disminuye", "it": "Diminuisce", "nl": "Afname",
    "pt": "Diminui",
}  # fmt: skip
_FEMALE: Text = {
    "en": "Female", "fr": "Féminin", "de": "Weiblich", "es": "Mujer", "it": "Femmina", "nl": "Vrouw", "pt": "Feminino",
}  # fmt: skip
_MALE: Text = {
    "en": "Male", "fr": "Masculin", "de": "Männlich", "es": "Hombre", "it": "Maschio", "nl": "Man", "pt": "Masculino",
}  # fmt: skip

#: The codes and words of the types that bring their own.
OWN: Mapping[str, tuple[tuple[str, Text], ...]] = {
    "5": tuple((str(mark), {}) for mark in range(1, 6)),
    "A": tuple((str(mark), {}) for mark in range(1, 6)),
    "B": tuple((str(mark), {}) for mark in range(1, 11)),
    "C": (("Y", YES), ("U", _UNSURE), ("N", NO)),
    "E": (("I", _MORE), ("S", _SAME), ("D", _LESS)),
    "G": (("F", _FEMALE), ("M", _MALE)),
}
