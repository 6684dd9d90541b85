"""Two questions in one: what is, and what only has an "and"."""

import pytest

from surveys.checks.wording.double import two_in_one
from surveys.checks.wording.sentences import split

DOUBLE = [
    ("fr", "Êtes-vous satisfait de l’accueil et des soins ?"),
    ("fr", "Êtes-vous satisfait de votre salaire et de vos horaires ?"),
    ("fr", "Le logiciel est-il simple et rapide, facile à comprendre ?"),
    ("fr", "Les explications sont claires et utiles."),
    ("fr", "Trouvez-vous l’IA utile et sûre ?"),
    ("fr", "Souhaitez-vous réduire et simplifier les formulaires ?"),
    ("fr", "Utilisez-vous le téléphone et/ou la messagerie ?"),
    ("fr", "Faites-vous confiance à votre médecin et à votre pharmacien ?"),
    ("fr", "Notez la qualité des repas et le confort de la chambre."),
    ("fr", "Êtes-vous d’accord avec la hausse des prix et la baisse des aides ?"),
    ("en", "Are you satisfied with the price and the quality of the meals?"),
    ("en", "How satisfied are you with the price and quality of our service?"),
    ("en", "Would you rate the staff as helpful and efficient?"),
    ("en", "The process is clear and understandable."),
    ("en", "Do you use a phone and/or a computer?"),
    ("en", "Do you trust your doctor and your pharmacist?"),
    ("en", "Is it easy to find and book an appointment?"),
    ("en", "Do you agree with the tax and the school?"),
    ("en", "Please rate the speed and accuracy of the answer."),
]

SINGLE = [
    ("fr", "Êtes-vous satisfait de l’accueil ?"),
    ("fr", "Quel est votre nom et votre prénom ?"),
    ("fr", "Entre le matin et le soir, que préférez-vous ? Êtes-vous satisfait ?"),
    ("fr", "Êtes-vous favorable à l’égalité entre les femmes et les hommes ?"),
    ("fr", "Combien d’hommes et de femmes vivent chez vous ?"),
    ("fr", "Et vous, êtes-vous satisfait ?"),
    ("fr", "Faites-vous confiance aux médias (la presse et la radio) ?"),
    ("fr", "Pesez les avantages et les inconvénients : êtes-vous favorable ?"),
    ("fr", "Quelle importance donnez-vous à la recherche et au développement ?"),
    ("fr", "Dans quel département habitez-vous et travaillez-vous ?"),
    ("en", "Are you satisfied with the price?"),
    ("en", "How many men and women live here?"),
    ("en", "Do you agree that men and women should be paid the same?"),
    ("en", "Between the morning and the evening, which do you like best?"),
    ("en", "Considering the pros and the cons, do you support it?"),
    ("en", "Do you agree with the terms and conditions?"),
    ("en", "Do you trust the media (the press and the radio)?"),
    ("en", "And how satisfied are you with your job?"),
    ("en", "What is the date and the time of your visit?"),
    ("en", "Please read the text and answer."),
    ("de", "Sind Sie mit dem Preis und der Qualität zufrieden?"),
]


def found(language: str, text: str) -> list[str]:
    return [part for sentence in split(text) if (part := two_in_one(sentence, language))]


@pytest.mark.parametrize(("language", "text"), DOUBLE)
def test_two_questions(language: str, text: str) -> None:
    assert found(language, text)


@pytest.mark.parametrize(("language", "text"), SINGLE)
def test_one_question(language: str, text: str) -> None:
    assert found(language, text) == []
