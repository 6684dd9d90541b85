"""How a specification is refused: one line, with the place in the specification."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError


class AnalysisError(ValueError):
    """Raised for what cannot be done; the message is one line: `results[0].rows: there is no column q`."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}" if path else reason)
        self.path = path
        self.reason = reason


def unknown(path: str, name: str, known: Iterable[str], what: str = "column") -> AnalysisError:
    """A name that nothing has, with the nearest one that something has."""
    near = get_close_matches(name, list(known), n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return AnalysisError(path, f"there is no {what} {name}{hint}")


def of_validation(problem: ValidationError, document: Any) -> AnalysisError:
    """The first thing that a schema has against a specification."""
    first = problem.errors(include_url=False)[0]
    more = problem.error_count() - 1
    also = f" (and {more} more)" if more else ""
    reason = first["msg"].splitlines()[0].removeprefix("Value error, ")
    return AnalysisError(_path(first["loc"], document), f"{reason}{also}")


def _path(places: tuple[int | str, ...], document: Any) -> str:
    """`results[0].rows`; the kinds of parts, which pydantic puts between, are not in the document."""
    path = ""
    for part in places:
        if isinstance(document, dict) and part in {document.get(name) for name in ("kind", "make", "method")}:
            continue
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
        inside = isinstance(document, dict) and part in document
        inside = inside or (isinstance(document, list) and isinstance(part, int) and part < len(document))
        document = document[part] if inside else None
    return path
