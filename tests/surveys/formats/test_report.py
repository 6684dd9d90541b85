"""A report has an end, and says what it left out."""

from surveys.formats.messages import line_message
from surveys.formats.report import Notes, Place


def filled(lines: int) -> Notes:
    notes = Notes()
    for number in range(lines):
        notes.info(Place("question", 0, f"q{number}"), "html_removed")
    return notes


def test_the_same_line_is_kept_once() -> None:
    notes = filled(3)
    notes.info(Place("question", 0, "q0"), "html_removed")
    assert len(notes.report()) == 3


def test_a_report_that_just_fits_is_whole() -> None:
    assert {line.code for line in filled(Notes.MOST).report()} == {"html_removed"}


def test_a_report_that_is_cut_says_so_and_keeps_its_errors() -> None:
    notes = filled(Notes.MOST + 5)
    notes.error(Place("question", 0, "q1"), "reference_unknown", name="x")
    report = notes.report()
    *_, error, last = report
    assert report.has_errors
    assert (error.code, last.code, last.params) == ("reference_unknown", "report_cut", {"count": 5})
    assert line_message(last, "en") == ("There is more to tell than this report holds: 5 lines were left out of it.")


def test_errors_have_an_end_too() -> None:
    notes = Notes()
    for number in range(2 * Notes.MOST + 1):
        notes.error(Place("question", 0, f"q{number}"), "reference_unknown", name="x")
    assert len(notes.report()) == 2 * Notes.MOST + 1
    assert notes.report().lines[-1].params == {"count": 1}
