"""Loops over the choices of a question: which question, and when it is asked."""

from collections.abc import Iterator

from surveys.checks.finding import Finding, Subject, error
from surveys.checks.logic.calendar import Calendar
from surveys.questionnaire.definition import Definition, Loop


def check_loops(definition: Definition) -> Iterator[Finding]:
    """It has choices, and stands before the loop, outside of any."""
    calendar = Calendar(definition)
    loops = [item for item in definition.pages if isinstance(item, Loop)]
    looped = {question.name for loop in loops for page in loop.pages for question in page.questions}
    number = 0
    for item in definition.pages:
        if isinstance(item, Loop) and item.over:
            subject, question = Subject("page", item.name), definition.question_of_field.get(item.over)
            if question is None:
                yield error(subject, "unknown_question", question=item.over)
            elif definition.chosen_in(item) is None:
                yield error(subject, "loop_without_choices", question=item.over)
            elif question.name in looped:
                yield error(subject, "loop_over_loop", question=item.over)
            elif calendar.known_at(item.over) >= number:
                yield error(subject, "loop_too_early", question=item.over)
        number += len(item.pages) if isinstance(item, Loop) else 1
