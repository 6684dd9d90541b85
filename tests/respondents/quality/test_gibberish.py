"""Text that means nothing; and all the text that means something."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondents.quality.gibberish import Fault, fault_of

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("aaaaaa", "repeated"),
        ("ooooooo ouiiiii", "repeated"),
        ("blablabla", "repeated"),
        ("asdasdasd", "repeated"),
        ("test test test", "repeated"),
        ("azerty", "keyboard"),
        ("qwertyuiop", "keyboard"),
        ("qsdfghjkl", "keyboard"),
        ("poiuytreza", "keyboard"),
        ("sdfghj dfghjk", "keyboard"),
        ("bcdfgtjk", "no_vowels"),
        ("xkcdgt", "no_vowels"),
        ("ptrdsqv mlkjf", "no_vowels"),
    ],
)
def test_what_means_nothing(text: str, fault: Fault) -> None:
    assert fault_of(text) == fault


@pytest.mark.parametrize(
    "text",
    [
        *("Je gagne du temps.", "I save time.", "non", "RAS", "Oui", "ok", "IA", "N/A", "?", "", "  ", "75011"),
        *("HTA", "BPCO", "SGLT2", "EHPAD", "IRM, TDM", "my gym", "rythme", "psst", "Mmm", "CHU", "DT1"),
        *("tres bien", "œuvre", "nnn", "ha ha", "bof bof", "haha", "très très bien", "propriété", "property"),
        *("Как всегда", "لا أعرف", "不知道", "Ελληνικά", "J'ai 3 enfants", "40 %", "Crohn", "rhythms", "Schwartz"),
        *("Trop de mails !!!!!!!!", "Sooooo useful for letters", "azerty keyboards slow me down a lot"),
    ],
)
def test_what_means_something(text: str) -> None:
    assert fault_of(text) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [(".", "no_letters"), ("1234", "no_letters"), ("a", "too_short"), ("x.", "too_short"), ("IA", None), ("non", None)],
)
def test_where_words_were_required(text: str, fault: Fault | None) -> None:
    """In a field for several lines that had to be filled, there are ways around the question."""
    assert fault_of(text, required_long=True) == fault
    assert fault_of(text) is None


def test_no_sentence_of_ours_means_nothing() -> None:
    """Thousands of sentences in French and English, with their initials and their names."""
    catalog = (ROOT / "locale/fr/LC_MESSAGES/django.po").read_text()
    sentences = [text for text in re.findall(r'^msg(?:id|str) "(.+)"$', catalog, re.MULTILINE) if "%" not in text]
    sentences += [line for line in (ROOT / "docs/fieldwork.md").read_text().splitlines() if line.strip("|- `")]
    assert len(sentences) > 900
    assert [text for text in sentences if fault_of(text, required_long=len(text) > 20)] == []


@given(st.text(max_size=300), st.booleans())
def test_it_always_answers(text: str, required_long: bool) -> None:
    assert fault_of(text, required_long=required_long) in {
        None, "no_letters", "repeated", "keyboard", "no_vowels", "too_short",
    }  # fmt: skip
