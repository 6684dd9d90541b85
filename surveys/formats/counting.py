"""How many pages and questions a file has by its own count, beside those that they became."""

from surveys.formats.report import Notes, Place
from surveys.questionnaire.definition import Definition


def report_counts(notes: Notes, place: Place, definition: Definition, *, pages: int, questions: int) -> None:
    """Say both counts: `pages` and `questions` as the program that the file is for counts them."""
    ours = list(definition.questions())
    notes.info(
        place,
        "counted",
        pages=pages,
        questions=questions,
        pages_here=sum(1 for _page in definition.flat_pages()),
        questions_here=sum(1 for one in ours if one.visible),
        values_here=sum(1 for one in ours if not one.visible),
    )
