"""Numbers, spacing and titles in both languages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.charts import Told, Value, finding, spaced, whole_percent, written, written_interval
from analytics.charts.lettering import width, wrap

T = "\u202f"


@pytest.mark.parametrize(
    ("share", "percent"), [(0, 0), (0.005, 1), (0.444, 44), (0.445, 45), (0.285, 29), (0.9949, 99), (1, 100)]
)
def test_whole_percent_rounds_halves_up(share: float, percent: int) -> None:
    assert whole_percent(share) == percent


@pytest.mark.parametrize(
    ("value", "unit", "language", "expected"),
    [
        (0.45, "percent", "en", "45%"),
        (0.45, "percent", "fr", f"45{T}%"),
        (3.44, "number", "en", "3.4"),
        (3.44, "number", "fr", "3,4"),
    ],
)
def test_written(value: float, unit: str, language: str, expected: str) -> None:
    assert written(value, unit, language) == expected  # type: ignore[arg-type]


def test_written_interval() -> None:
    assert written_interval(Value(0.45, 0.426, 0.478), "percent", "fr") == f"43–48{T}%"
    assert written_interval(Value(3.4, 3.2, 3.6), "number", "en") == "3.2–3.6"
    assert written_interval(Value(0.45), "percent", "en") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Est-ce utile ?", f"Est-ce utile{T}?"),
        ("90 % ; « oui »", f"90{T}%{T}; «{T}oui{T}»"),
        ("https://example.org/?a=1", "https://example.org/?a=1"),
    ],
)
def test_french_spacing(text: str, expected: str) -> None:
    assert spaced(text, "fr") == expected
    assert spaced(text, "en") == text


USE = "use AI tools in their practice"
HEALTH = "use AI for health questions"


@pytest.mark.parametrize(
    ("told", "language", "expected"),
    [
        (
            [Told("Professionals", USE, 0.9), Told("Patients", HEALTH, 0.45)],
            "en",
            f"90% of professionals {USE}; 45% of patients {HEALTH}",
        ),
        (
            [Told("Professionnels", "utilisent l'IA", 0.9), Told("tous les patients", "l'utilisent", 0.45)],
            "fr",
            f"90{T}% des professionnels utilisent l'IA{T}; 45{T}% des patients l'utilisent",
        ),
        (
            [Told("Professionals", "want European AI", 0.84), Told("Patients", "want European AI", 0.6)],
            "en",
            "84% of professionals and 60% of patients want European AI",
        ),
        (
            [
                Told("Health professionals", "Professionals who use AI use ChatGPT", 0.84),
                Told("Patients", "All patients who use AI use ChatGPT", 0.5),
            ],
            "en",
            "84% of professionals who use AI use ChatGPT; 50% of patients who use AI use ChatGPT",
        ),
        (
            [Told("Professionnels de santé", "Les professionnels n’utilisent jamais l’IA", 0.1)],
            "fr",
            f"10{T}% des professionnels n’utilisent jamais l’IA",
        ),
        (
            [Told("Patients", "L’IA a changé la vie des patients", 0.2), Told("GPs", "AI has changed work", 0.1)],
            "fr",
            f"L’IA a changé la vie des patients{T}: 20{T}%{T}; AI has changed work{T}: 10{T}% des GPs",
        ),
        ([Told("professionals who use AI", "use ChatGPT", 0.84)], "en", "84% of professionals who use AI use ChatGPT"),
        ([Told("Patients", "Daily use", 0.1)], "fr", f"Daily use{T}: 10{T}% des patients"),
        (
            [Told("GPs", "Trust out of 10", 6.2, "number"), Told("Patients", "Trust out of 10", 5.8, "number")],
            "en",
            "Trust out of 10: 6.2 among GPs, 5.8 among patients",
        ),
        ([], "en", ""),
    ],
)
def test_finding(told: list[Told], language: str, expected: str) -> None:
    assert finding(told, language) == expected


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["fr", "en"]), st.sampled_from(["do", "Name"]))
def test_a_finding_gives_each_side_its_own_number(first: float, second: float, language: str, words: str) -> None:
    title = finding([Told("alphas", words, first), Told("betas", words, second)], language)
    numbers = re.findall(rf"(\d+){T}?% (?:of|des) (alphas|betas)", title)
    assert numbers == [(str(whole_percent(first)), "alphas"), (str(whole_percent(second)), "betas")]


@given(st.text("abcdefgh iw", max_size=120), st.integers(1, 3))
def test_wrapped_lines_fit(text: str, lines: int) -> None:
    wrapped = wrap(text, "note", 120, lines=lines)
    assert len(wrapped) <= lines
    assert all(width(line, "note") <= 120.1 for line in wrapped)
