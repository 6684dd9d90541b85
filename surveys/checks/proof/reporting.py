"""What was proved, as findings."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby

from surveys.checks.finding import FORM, Finding, Subject, error, warning
from surveys.checks.proof.answering import Unanswerable, dead_ends_in
from surveys.checks.proof.fieldwork import empty_cells, empty_populations, overlaps_in
from surveys.checks.proof.proof import Proof
from surveys.checks.proof.reach import Reach
from surveys.checks.proof.reasons import Reason
from surveys.checks.proof.unoffered import unoffered_choices, unshown_rows
from surveys.questionnaire.answers import Answers

#: Characters of a condition, and answers of an example, that a message holds.
_LONGEST, _MOST_ANSWERS = 160, 6


def unreachable(proof: Proof, table: Sequence[Reach], hopeless: Container[str]) -> Iterator[Finding]:
    """Questions that are never shown; those of a page for the same reasons, together.

    Nothing is said of what comes after a question that nobody can answer, only because it does. Questions that
    are never shown only because one before them is not are counted with it.
    """
    of_question = proof.model.places.of_question
    said = [reach for reach in table if not any(reason.subject.name in hopeless for reason in reach.core)]
    told: dict[Subject, tuple[Reach, list[str]]] = {}  # what is said, and who depends on it
    for page, several in groupby(said, key=lambda reach: of_question[reach.question].page):
        reaches = list(several)
        shared = {(reach.state, reach.core) for reach in reaches}
        whole = sum(question.visible for question in page.questions)
        together = 1 < len(reaches) == whole and len(shared) == 1
        for reach in reaches[:1] if together else reaches:
            names = [one.question for one in reaches] if together else [reach.question]
            earlier = next((one for one in told.values() if reach.core and {*one[0].core} <= {*reach.core}), None)
            if earlier:
                earlier[1].extend(names)
                continue
            subject = Subject("page", page.name) if together else Subject("question", reach.question)
            if reach.core:
                told[subject] = (reach, [])
            yield from _unreachable(subject, reach, _PAGE if together else _QUESTION)
    for subject, (_, names) in told.items():
        if names:
            yield warning(subject, "questions_behind", count=len(names), names=_listed(names))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_ANSWERS]) + (", …" if len(names) > _MOST_ANSWERS else "")


#: What is said when several conditions contradict each other, and when one alone never holds.
_PAGE = ("page_unreachable", "page_never")
_QUESTION = ("question_unreachable", "question_never")


def _unreachable(subject: Subject, reach: Reach, codes: tuple[str, str]) -> Iterator[Finding]:
    if reach.state == "switched_off":
        yield warning(subject, "switched_off", conditions=conditions(reach.core))
    elif reach.state == "unreachable":
        yield warning(subject, codes[len(reach.core) <= 1], conditions=conditions(reach.core))


def unoffered(proof: Proof) -> Iterator[Finding]:
    """Choices that a filter keeps from whoever is asked, and rows that are never shown."""
    for question, codes in unoffered_choices(proof):
        told = _listed(codes)
        yield warning(Subject("question", question.name), "never_offered", codes=told, count=len(codes))
    for row, core in unshown_rows(proof):
        code = "row_never" if len(core) <= 1 else "row_unreachable"
        yield warning(Subject("question", row), code, conditions=conditions(core))


def undecided(table: Sequence[Reach], left: Iterable[str]) -> Iterator[Finding]:
    """What was not decided, in one line: ways to questions, and the answers `left` aside."""
    names = dict.fromkeys((*(reach.question for reach in table if reach.state == "not_proven"), *left))
    if names:
        yield warning(FORM, "not_decided", count=len(names), names=_listed([*names]))


def unanswered(found: Sequence[Unanswerable]) -> Iterator[Finding]:
    """Questions that cannot be answered: an error where one must, for nobody gets further."""
    for one in found:
        code = "answers_contradict" if len(one.core) > 1 else "answers_refused"
        report = error if one.question.mandatory else warning
        yield report(Subject("question", one.question.name), code, conditions=conditions(one.core))


def dead_ends(proof: Proof, hopeless: Container[str]) -> Iterator[Finding]:
    """Questions that some who are asked cannot answer."""
    for end in dead_ends_in(proof, hopeless):
        constraint = end.question.constraint.text if end.question.constraint else ""
        subject = Subject("question", end.question.name)
        yield warning(subject, "dead_end", answers=in_words(end.answers), constraint=_cut(constraint))


def fieldwork(proof: Proof) -> Iterator[Finding]:
    """Populations and cells without anyone, and cells that overlap."""
    empty = dict(empty_populations(proof))
    for name, core in empty.items():
        yield warning(Subject("population", name), "population_empty", conditions=conditions(core))
    for cell, core in empty_cells(proof):
        if cell.population not in empty:
            reasons = conditions((*core, *([] if cell.when is None else [_when(cell.name, cell.when.text)])))
            yield warning(Subject("quota", f"{cell.population}/{cell.name}"), "cell_empty", conditions=reasons)
    for population in proof.definition.populations:
        overlaps = overlaps_in(proof, population.name)
        if overlaps:
            first = overlaps[0]
            yield warning(
                Subject("population", population.name),
                "cells_overlap",
                count=len(overlaps),
                first=first.first,
                second=first.second,
                answers=in_words(first.answers),
            )


def _when(cell: str, text: str) -> Reason:
    return Reason("relevant", Subject("quota", cell), text)


def conditions(core: Sequence[Reason]) -> str:
    """The filters of a contradiction, the same words in every language."""
    return ", ".join(f"“{_cut(reason.text)}” ({reason.place})" for reason in core)


def in_words(answers: Answers) -> str:
    """A few answers: age = 18, region = 2."""
    written = [f"{name} = {_text(value)}" for name, value in answers.items()]
    return ", ".join(written[:_MOST_ANSWERS]) + (", …" if len(written) > _MOST_ANSWERS else "") or "–"


def _text(value: object) -> str:
    return "+".join(value) if isinstance(value, list) else _cut(str(value))


def _cut(text: str) -> str:
    compact = " ".join(text.split())
    return compact if len(compact) <= _LONGEST else compact[: _LONGEST - 1] + "…"
