"""Double negatives: what is one, and what only looks like one."""

import pytest

from surveys.checks.wording.negation import double_negation
from surveys.checks.wording.sentences import split

DOUBLE = [
    ("fr", "N’êtes-vous pas opposé à l’usage de l’IA ?"),
    ("fr", "N’êtes-vous pas contre cette réforme ?"),
    ("fr", "Ne pensez-vous pas qu’il ne faudrait pas interdire ces outils ?"),
    ("fr", "Ne trouvez-vous pas cela inutile ?"),
    ("fr", "Diriez-vous que ce n’est pas impossible ?"),
    ("fr", "Vous n’êtes pas en désaccord avec votre médecin."),
    ("fr", "Il n’est jamais inacceptable de se tromper."),
    ("fr", "Êtes-vous opposé à ce que l’on ne vous informe pas ?"),
    ("fr", "Ne refuseriez-vous pas un second avis ?"),
    ("fr", "Je ne peux pas travailler sans cet outil."),
    ("fr", "Ne doit-on pas éviter ces examens ?"),
    ("fr", "Vous n’aimez pas cela, ou non ?"),
    ("fr", "Il vaut mieux ne pas voter que de ne pas savoir."),
    ("fr", "Ne doutez-vous pas de ces résultats ?"),
    ("fr", "Je n’ai aucun doute sur ce traitement."),
    ("en", "Do you not disagree with this?"),
    ("en", "Don't you disagree that prices are high?"),
    ("en", "Do you agree that it is not unreasonable to wait?"),
    ("en", "Are you not opposed to this law?"),
    ("en", "I would never refuse a second opinion."),
    ("en", "It is not uncommon for me to be late."),
    ("en", "Do you oppose not allowing visitors?"),
    ("en", "Should doctors not be prohibited from using it?"),
    ("en", "I cannot work without this tool."),
    ("en", "There isn't nothing to do about it."),
    ("en", "Do you disagree that patients should not be told?"),
    ("en", "I don’t dislike my work."),
]

PLAIN = [
    ("fr", "Êtes-vous opposé à l’usage de l’IA ?"),
    ("fr", "N’avez-vous pas pu consulter un médecin ?"),
    ("fr", "Pourquoi n’avez-vous pas utilisé cet outil ?"),
    ("fr", "Vous n’avez pas de médecin traitant."),
    ("fr", "Avez-vous déjà refusé un traitement ?"),
    ("fr", "Non, je n’en avais jamais entendu parler."),
    ("fr", "Êtes-vous sans emploi ?"),
    ("fr", "N’importe qui peut entrer sans rendez-vous."),
    ("fr", "Êtes-vous vacciné contre la grippe, ou ne l’êtes-vous pas ?"),
    ("fr", "Êtes-vous d’accord, pas d’accord, ou sans opinion ?"),
    ("fr", "Les textes ne renvoient à aucune personne ni institution."),
    ("fr", "Ni satisfait ni insatisfait."),
    ("fr", "Vous ne mangez que des légumes."),
    ("fr", "Je ne veux plus attendre plus de deux mois."),
    ("fr", "Si vous n’êtes pas concerné, passez à la suite. Évitez les doublons."),
    ("en", "Are you opposed to this law?"),
    ("en", "Why did you not see a doctor?"),
    ("en", "Do you not have a phone?"),
    ("en", "Neither agree nor disagree."),
    ("en", "Do you agree or disagree, or are you not sure?"),
    ("en", "I would refuse this treatment."),
    ("en", "Please say whether or not you were refused care."),
    ("en", "Do you work without a break?"),
    ("en", "Not only the unhappy should answer."),
    ("en", "If you are not working, skip this. Deny nothing."),
    ("en", "Have you ever been unable to pay?"),
    ("de", "Sind Sie nicht dagegen?"),
]


def found(language: str, text: str) -> list[str]:
    return [part for sentence in split(text) if (part := double_negation(sentence, language))]


@pytest.mark.parametrize(("language", "text"), DOUBLE)
def test_two_negations(language: str, text: str) -> None:
    assert found(language, text)


@pytest.mark.parametrize(("language", "text"), PLAIN)
def test_no_two_negations(language: str, text: str) -> None:
    assert found(language, text) == []
