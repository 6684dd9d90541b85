"""A questionnaire as text alone."""

import pytest

from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Loop, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.plain_text import plain_question, plain_text
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, Calculated, Multiple, Note, Number, Ranking, Row, Single, YesNo
from surveys.questionnaire.types.matrix import Matrix
from tests.surveys.questionnaire.building import definition, population, words
from tests.surveys.questionnaire.every_type import QUESTIONS, every_type

SMALL = definition(
    Page(
        name="you",
        title=words("You", "Vous"),
        text=words("A few words.", "Quelques mots."),
        rotate=True,
        shuffle="first",
        questions=(
            Note(name="hello", label=words("Hello.", "Bonjour.")),
            Number(name="age", label=words("Your age", "Votre âge"), unit=words("years", "ans"), required="required"),
            Single(
                name="fruit",
                list="fruits",
                label=Wording(
                    text={"en": "A fruit?", "fr": "Un fruit ?"},
                    variants={"p": {"en": "Your fruit?", "fr": "Votre fruit ?"}},
                ),
                relevant=Formula(text="${age} > 17"),
                choice_filter=Formula(text="name != 'plum'"),
                rotate=True,
            ),
            Calculated(name="double", formula=Formula(text="${age} * 2")),
        ),
    ),
    Loop(
        name="each",
        title=words("Each fruit", "Chaque fruit"),
        over="fruit",
        rotate=True,
        shuffle="first",
        pages=(
            Page(
                name="taste",
                relevant=Formula(text="${age} > 20"),
                questions=(
                    Matrix(
                        name="m",
                        list="letters",
                        label=words("How is it?", "Comment est-il ?"),
                        hint=words("As you like.", "À votre goût."),
                        required_if=Formula(text="${age} > 30"),
                        constraint=Formula(text="${m1} != 'a'"),
                        rows=(
                            Row(name="m1", label=words("Sweet", "Sucré")),
                            Row(name="m2", label=words("Ripe", "Mûr"), relevant=Formula(text="${age} > 40")),
                        ),
                    ),
                ),
            ),
        ),
    ),
    populations=(population("p"),),
).model_copy(update={"title": {"en": "Fruits", "fr": "Fruits"}, "welcome": {"en": "Welcome.", "fr": "Bienvenue."}})

ENGLISH = """\
Fruits
======

Welcome.

You
---
Questions in random order.
Changes places at random with its neighbours of the group: first
A few words.

Hello. [hello]

1. Your age [age]
   ________ years

2. Your fruit? [fruit] (optional)
   Asked if: ${age} > 17
   Choices offered if: name != 'plum'
   In random order.
   ( ) Apple
   ( ) Pear
   ( ) Plum
   ( ) Else: ____________________
   ( ) None
   ( ) Unsaid

[double]
   Not shown to respondents.
   Calculated: ${age} * 2

Each fruit
----------
Repeated for each answer to: fruit
Repetitions in random order.
Changes places at random with its neighbours of the group: first

taste
-----
Asked if: ${age} > 20

3. How is it? [m] (optional)
   Required if: ${age} > 30
   Accepted if: ${m1} != 'a'
   As you like.
   Sweet
      ( ) A   ( ) B   ( ) C
   Ripe (Asked if: ${age} > 40)
      ( ) A   ( ) B   ( ) C
"""

FRENCH = """\
Fruits
======

Bienvenue.

Vous
----
Questions dans un ordre aléatoire.
Change de place au hasard avec ses voisines du groupe : first
Quelques mots.

Bonjour. [hello]

1. Votre âge [age]
   ________ ans

2. Un fruit ? [fruit] (facultatif)
   Posé si : ${age} > 17
   Choix proposés si : name != 'plum'
   Dans un ordre aléatoire.
   ( ) Apple
   ( ) Pear
   ( ) Plum
   ( ) Else : ____________________
   ( ) None
   ( ) Unsaid

[double]
   N’est pas montré aux répondants.
   Calculé : ${age} * 2

Chaque fruit
------------
Répété pour chaque réponse à : fruit
Répétitions dans un ordre aléatoire.
Change de place au hasard avec ses voisines du groupe : first

taste
-----
Posé si : ${age} > 20

3. Comment est-il ? [m] (facultatif)
   Obligatoire si : ${age} > 30
   Accepté si : ${m1} != 'a'
   À votre goût.
   Sucré
      ( ) A   ( ) B   ( ) C
   Mûr (Posé si : ${age} > 40)
      ( ) A   ( ) B   ( ) C
"""


@pytest.mark.parametrize(("language", "asked", "text"), [("en", "p", ENGLISH), ("fr", None, FRENCH)])
def test_a_whole_questionnaire(language: str, asked: str | None, text: str) -> None:
    assert plain_text(SMALL, language, asked) == text


#: By question of the table of every type, in French.
ONE_BY_ONE = {
    "agreed": """\
Êtes-vous d’accord ? [agreed]
   ( ) Accepte
   ( ) Refuse""",
    "several": """\
Quels usages ? [several] (facultatif)
   3 réponses au plus.
   [ ] Chercher une information
   [ ] Écrire un courrier
   [ ] Résumer un dossier
   [ ] Un autre usage : ____________________
   [ ] Aucun de ces usages
   [ ] Je préfère ne pas le dire""",
    "ever": """\
Déjà ? [ever]
   ( ) Oui   ( ) Non
   ( ) Je préfère ne pas le dire""",
    "recommend": """\
Le conseilleriez-vous ? [recommend] (facultatif)
   0 = Pas du tout probable
   10 = Tout à fait probable
   ( ) 0   ( ) 1   ( ) 2   ( ) 3   ( ) 4   ( ) 5   ( ) 6   ( ) 7   ( ) 8   ( ) 9   ( ) 10
   ( ) Je ne sais pas""",
    "order": """\
Les deux premiers ? [order] (facultatif)
   Donnez une fois chaque rang de 1 à 2 : 1 est le premier.
   ___ 1
   ___ 2
   ___ 3
   ___ 4
   ___ 5""",
    "pain": """\
Quelle douleur ? [pain] (facultatif)
   De 0 à 100, de 5 en 5.
   0 = Aucune
   100 = Insupportable
   ________""",
    "instant": """\
Quel moment ? [instant] (facultatif)
   __/__/____ __:__""",
    "letter": """\
Un courrier [letter] (facultatif)
   5 Mo au plus.
   Genres acceptés : .pdf, .jpg.
   [ fichier ]""",
    "ms": """\
Deux avis [ms] (facultatif)
   À la maison
      Aujourd’hui :
         ( ) 1   ( ) 2   ( ) 3   ( ) 4   ( ) 5
      Dans dix ans :
         ( ) Pas d’accord
         ( ) Plutôt d’accord
         ( ) D’accord
         ( ) Je ne sais pas
   Au travail
      Aujourd’hui :
         ( ) 1   ( ) 2   ( ) 3   ( ) 4   ( ) 5
      Dans dix ans :
         ( ) Pas d’accord
         ( ) Plutôt d’accord
         ( ) D’accord
         ( ) Je ne sais pas""",
    "d": """\
L’IA est [d] (facultatif)
   Choisissez un point entre les deux : plus il est près de l’un, plus celui-ci convient.
   Froide   ( ) 1   ( ) 2   ( ) 3   ( ) 4   ( ) 5   Chaleureuse
      ( ) Je ne sais pas
   Lente   ( ) 1   ( ) 2   ( ) 3   ( ) 4   ( ) 5   Rapide
      ( ) Je ne sais pas""",
    "g": """\
Heures [g] (facultatif)
   À la maison
      Le jour : ________
      La nuit : ________
   Au travail
      Le jour : ________
      La nuit : ________""",
    "split": """\
Comment votre temps se partage-t-il ? [split] (facultatif)
   Le total doit faire 100.
   À la maison : ________ %
   Au travail : ________ %""",
}
DEFINITION = every_type()


@pytest.mark.parametrize(("name", "text"), ONE_BY_ONE.items())
def test_one_question(name: str, text: str) -> None:
    assert plain_question(DEFINITION.question_named[name], DEFINITION, "fr") == text


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.type)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_type_has_its_text(question: AnyQuestion, language: str) -> None:
    text = plain_question(question, DEFINITION, language)
    lists = DEFINITION.choice_lists
    assert f"[{question.name}]" in text
    offered = question.offered(lists)
    labels = [question.label, *(item.label for item in question.items(lists))]
    labels += [choice.label for choice in offered.choices] if offered else []
    assert all(label.read(language) in text for label in labels)
    assert len(text.splitlines()) > 1 or not question.asks


@pytest.mark.parametrize(
    ("least", "most", "guide"),
    [
        (0, None, "Several answers are possible."),
        (1, 1, "1 answer at most."),
        (0, 2, "2 answers at most."),
        (2, None, "2 answers at least."),
        (2, 2, "2 answers."),
        (2, 3, "From 2 to 3 answers."),
    ],
)
def test_how_many_may_be_ticked(least: int, most: int | None, guide: str) -> None:
    question = Multiple(name="q", list="letters", least=least, most=most)
    letters = ChoiceList(name="letters", choices=tuple(Choice(code=code, label=words(code)) for code in "abcd"))
    assert [told.read("en") for told in question.guides({"letters": letters})] == [guide]


def test_what_is_said_instead_of_an_order() -> None:
    text = plain_question(Ranking(name="q", list="fruits", label=words("In order?")), SMALL, "en")
    assert text.splitlines()[2:] == [
        "   ___ Apple",
        "   ___ Pear",
        "   ___ Plum",
        "   ___ Else",
        "   [ ] None",
        "   [ ] Unsaid",
    ]


def test_another_language_reads_what_there_is() -> None:
    question = YesNo(name="q", label=words("Really?"))
    assert plain_question(question, SMALL, "de") == "Really? [q] (optional)\n   ( ) Yes   ( ) No"
