"""Problems in words."""

import pytest

from surveys.questionnaire.messages import CODES, message, message_for
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import Multiple, Number

PARAMS: dict[str, str | int | float] = {
    "least": 1, "most": 2, "chosen": 3, "limit": 4, "places": 5, "step": 6, "total": 7, "given": 8, "megabytes": 9,
    "accept": ".pdf",
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_put_in_words_in_both_languages(code: str) -> None:
    problem = Problem("q", code, PARAMS)
    english, french = message(problem, "en"), message(problem, "fr")
    assert english
    assert french
    assert english != french
    assert message(problem, "fr-CA") == french
    assert message(problem, "de") == english


@pytest.mark.parametrize(
    ("problem", "language", "words"),
    [
        (Problem("q", "too_small", {"least": 1.5}), "fr", "Ce nombre est trop petit : 1,5 au moins."),
        (Problem("q", "too_small", {"least": 18.0}), "fr", "Ce nombre est trop petit : 18 au moins."),
        (Problem("q", "too_small", {"least": 1.5}), "en", "This number is too small: 1.5 at least."),
        (
            Problem("q", "too_early", {"least": "2024-01-01T08:00"}),
            "en",
            "This is too early: 2024-01-01 08:00 at the earliest.",
        ),
        (
            Problem("q", "too_late", {"most": "2024-12-31"}),
            "fr",
            "C’est trop tard : 31/12/2024 au plus tard.",
        ),
        (
            Problem("q", "choose_at_most", {"most": 3, "chosen": 4}),
            "fr",
            "Choisissez-en au plus 3 : vous en avez choisi 4.",
        ),
    ],
)
def test_parameters_are_written_as_the_language_does(problem: Problem, language: str, words: str) -> None:
    assert message(problem, language) == words


OWN = Number(
    name="age",
    required_message=Wording(text={"en": "Your age, please."}),
    constraint_message=Wording(text={"en": "Adults only."}, variants={"gp": {"en": "Doctors are adults."}}),
)


@pytest.mark.parametrize(
    ("problem", "audience", "words"),
    [
        (Problem("age", "required"), (), "Your age, please."),
        (Problem("age", "constraint"), (), "Adults only."),
        (Problem("age", "constraint"), ("gp", "professionals"), "Doctors are adults."),
        (Problem("age", "not_whole"), (), "Please write a whole number, without decimals."),
    ],
)
def test_a_question_may_have_its_own_words(problem: Problem, audience: tuple[str, ...], words: str) -> None:
    assert message_for(OWN, problem, "en", audience=audience) == words


def test_ticking_too_few_is_not_the_same_as_ticking_none() -> None:
    question = Multiple(name="q", list="l", required_message=Wording(text={"en": "Tick something."}))
    none, few = ({"least": 2, "chosen": chosen} for chosen in (0, 1))
    assert message_for(question, Problem("q", "choose_at_least", none), "en") == "Tick something."
    assert message_for(question, Problem("q", "choose_at_least", few), "en") == "Please choose at least 2."
