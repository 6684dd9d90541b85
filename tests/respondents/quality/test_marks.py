"""What is kept of how an interview went."""

from hypothesis import given
from hypothesis import strategies as st

from respondents.quality import Rules, Sent, marks_of
from respondents.quality.marks import LONGEST_PAGE, count_changes
from surveys.questionnaire.answers import Answers
from tests.respondents.quality.interviews import ITEMS, a_definition, answered

DEFINITION = a_definition()
RULES = Rules(least_alike=8)
FIRST = {f"s{number}": str(number) for number in range(1, 6)} | dict.fromkeys(ITEMS, "3")


def test_times_and_paths() -> None:
    direct = marks_of(answered({}, ("one", 30, {}), ("two", 20.5, {})), DEFINITION, RULES)
    back = marks_of(answered({}, ("two", 5, {}), ("one", 4000, {}), ("two", 1, {})), DEFINITION, RULES)
    other = marks_of(answered({}, ("one", 30, {})), DEFINITION, RULES)

    assert (direct.seconds, back.seconds) == (50.5, 6 + LONGEST_PAGE)
    assert direct.path == back.path != other.path
    assert len(direct.path) == 16


def test_halves_that_tell_an_interview() -> None:
    one = marks_of(answered(FIRST), DEFINITION, RULES)
    assert one.halves[0] is not None
    assert one.halves[1] is None  # too few answers there
    assert marks_of(answered({**FIRST, "word": "else"}), DEFINITION, RULES).halves == one.halves
    assert marks_of(answered({**FIRST, "s1": "2"}), DEFINITION, RULES).halves[0] != one.halves[0]


def test_a_line_is_no_fingerprint() -> None:
    line = answered(dict.fromkeys(FIRST, "3"))
    assert marks_of(line, DEFINITION, RULES).halves == (None, None)


def test_changes_of_answers() -> None:
    sent = [Sent("one", 1, {"a": "1", "b": None}), Sent("two", 1, {"c": "1"}), Sent("one", 1, {"a": "2", "b": "1"})]
    assert count_changes(sent) == 2
    assert count_changes([*sent, Sent("one", 1, {"a": "2"})]) == 2


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from("12"), max_size=3), max_size=6))
def test_what_is_sent_twice_changes_nothing(pages: list[Answers]) -> None:
    sent = [Sent("one", 1, page) for page in pages]
    twice = [page for page in sent for _ in range(2)]
    assert count_changes(twice) == count_changes(sent)
    assert count_changes(sent[:1]) == 0
