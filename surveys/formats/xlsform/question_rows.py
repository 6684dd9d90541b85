"""Questions to rows of the survey sheet: the inverse of `questions` and `batteries`."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from surveys.formats.xlsform.table import Cells, number_text
from surveys.questionnaire.answers import LONGEST_TEXT
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Consent,
    Hidden,
    Matrix,
    Moment,
    Multiple,
    Note,
    Number,
    OpenText,
    Question,
    Ranking,
    Single,
)

_REQUIRED = {"required": "yes", "soft": "soft", "optional": ""}
_APPEARANCES = {"dropdown": "minimal", "scale": "likert", "long_text": "multiline", "email": "email"}


def question_rows(question: AnyQuestion) -> Iterator[Cells]:
    """The rows of a question: one, or for a battery its begin, its rows and its end."""
    if isinstance(question, Matrix):
        yield from _matrix_rows(question)
        return
    row = _common(question).put(required=_REQUIRED[question.required], default=question.default)
    row.put(appearance=_APPEARANCES.get(question.type, ""))
    _WRITERS[type(question)](row, question)
    yield row


def _common(question: Question) -> Cells:
    row = Cells().put(
        name=question.name,
        relevant=question.relevant,
        constraint=question.constraint,
        sensitive="yes" if question.sensitive else "",
    )
    for base in ("label", "hint", "required_message", "constraint_message"):
        row.put_wording(base, getattr(question, base))
    return row


def _matrix_rows(matrix: Matrix) -> Iterator[Cells]:
    yield _common(matrix).put(
        type="begin group", appearance="table-list", parameters=_parameters(randomize=matrix.rotate)
    )
    for item in matrix.rows:
        row = Cells().put(type=f"select_one {matrix.list}", name=item.name, required=_REQUIRED[matrix.required])
        yield row.put_wording("label", item.label)
    yield Cells().put(type="end group")


def _parameters(**values: str | float | bool | None) -> str:
    """`name=value` pairs; what is None or False is left out."""
    written = []
    for name, value in values.items():
        if isinstance(value, bool):
            written += [f"{name}=true"] if value else []
        elif value is not None:
            written.append(f"{name}={value if isinstance(value, str) else number_text(value)}")
    return " ".join(written)


def _single(row: Cells, question: Single) -> None:
    row.put(type=f"select_one {question.list}", parameters=_parameters(randomize=question.rotate))


def _multiple(row: Cells, question: Multiple) -> None:
    pairs = _parameters(randomize=question.rotate, least=question.least or None, most=question.most)
    row.put(type=f"select_multiple {question.list}", parameters=pairs)


def _ranking(row: Cells, question: Ranking) -> None:
    row.put(type=f"rank {question.list}", parameters=_parameters(randomize=question.rotate, top=question.top))


def _number(row: Cells, question: Number) -> None:
    pairs = _parameters(least=question.least, most=question.most)
    row.put(type="integer" if question.whole else "decimal", parameters=pairs).put_wording("unit", question.unit)


def _moment(row: Cells, question: Moment) -> None:
    pairs = _parameters(least=question.least, most=question.most)
    row.put(type="dateTime" if question.type == "datetime" else question.type, parameters=pairs)


def _open_text(row: Cells, question: OpenText) -> None:
    longest = question.longest if question.longest != LONGEST_TEXT else None
    row.put(type="text", parameters=_parameters(longest=longest))


def _calculated(row: Cells, question: Calculated) -> None:
    row.put(type="calculate", calculation=question.formula, parameters=_parameters(numeric=question.numeric))


def _hidden(row: Cells, question: Hidden) -> None:
    row.put(type="hidden", parameters=_parameters(numeric=question.numeric))


def _note(row: Cells, _question: Note) -> None:
    row.put(type="note")


def _consent(row: Cells, _question: Consent) -> None:
    row.put(type="acknowledge")


_WRITERS: Mapping[type[Question], Callable[[Cells, Any], None]] = {
    Single: _single,
    Multiple: _multiple,
    Ranking: _ranking,
    Number: _number,
    Moment: _moment,
    OpenText: _open_text,
    Calculated: _calculated,
    Hidden: _hidden,
    Note: _note,
    Consent: _consent,
}
