"""Scales that lean, by their labels and by their scores."""

import pytest

from surveys.checks import check
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.text import Wording
from tests.surveys.questionnaire.building import definition, page, single

LEANING = [
    ("fr", "Excellent", "Très bon", "Bon", "Moyen", "Mauvais"),
    ("fr", "Très satisfait", "Satisfait", "Plutôt satisfait", "Pas satisfait"),
    ("fr", "Tout à fait d’accord", "Plutôt d’accord", "D’accord"),
    ("fr", "Oui, tout à fait", "Oui, plutôt", "Non"),
    ("fr", "Très favorable", "Opposé", "Très opposé", "Sans opinion"),
    ("en", "Excellent", "Very good", "Good", "Fair", "Poor"),
    ("en", "Very satisfied", "Satisfied", "Somewhat satisfied", "Dissatisfied"),
    ("en", "Strongly agree", "Agree", "Neutral", "Disagree"),
    ("en", "Very likely", "Likely", "Somewhat likely", "Don't know"),
]
BALANCED = [
    ("fr", "Tout à fait d’accord", "Plutôt d’accord", "Plutôt pas d’accord", "Pas du tout d’accord"),
    ("fr", "Très satisfait", "Satisfait", "Ni satisfait ni insatisfait", "Insatisfait", "Très insatisfait"),
    ("fr", "Très bon", "Bon", "Assez bon", "Mauvais", "Très mauvais", "Je préfère ne pas répondre"),
    ("fr", "Oui, précisément", "Oui, à peu près", "Non, seulement de nom", "Non, jamais entendu parler"),
    ("fr", "Très confiance", "Plutôt confiance", "Peu confiance", "Pas confiance du tout", "Ne sait pas"),
    ("fr", "Lyon", "Lille", "Bonneville", "Malakoff"),
    ("fr", "Tous les jours", "Chaque semaine", "Jamais"),
    ("fr", "Très important", "Important", "Peu important"),
    ("en", "Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"),
    ("en", "Very good", "Good", "Fair", "Bad", "Very bad"),
    ("en", "Very likely", "Likely", "Unlikely", "Very unlikely", "Prefer not to say"),
    ("en", "Much better", "Better", "About the same", "Worse", "Much worse"),
    ("en", "Yes", "No"),
    ("en", "Good Hope", "Red", "Blue"),
]


def found(choices: tuple[Choice, ...], language: str = "en") -> bool:
    form = definition(page("p", single("q", choices="scale")))
    lists = (ChoiceList(name="scale", choices=choices),)
    form = form.model_copy(update={"lists": lists, "languages": (language,)})
    return any(one.code == "scale_leans" for one in check(form))


def labelled(language: str, labels: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(code=f"c{n}", label=Wording(text={language: label})) for n, label in enumerate(labels))


@pytest.mark.parametrize("scale", LEANING, ids=" / ".join)
def test_scales_that_lean(scale: tuple[str, ...]) -> None:
    assert found(labelled(scale[0], scale[1:]), scale[0])


@pytest.mark.parametrize("scale", BALANCED, ids=" / ".join)
def test_scales_that_do_not(scale: tuple[str, ...]) -> None:
    assert not found(labelled(scale[0], scale[1:]), scale[0])


@pytest.mark.parametrize(
    ("scores", "leans"),
    [((2, 1, 0, -1, -2), False), ((2, 1, -1, -2), False), ((3, 2, 1, -1), True), ((5, 4, 3, 2, 1), False)],
)
def test_scales_by_their_scores(scores: tuple[float, ...], leans: bool) -> None:
    words = tuple(
        Choice(code=f"c{n}", label=Wording(text={"en": f"Step {n}"}), score=score) for n, score in enumerate(scores)
    )
    assert found(words) == leans
