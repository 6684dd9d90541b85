"""Results as text for a terminal."""

from collections.abc import Iterator, Sequence
from math import isnan
from typing import Any

Row = dict[str, Any]
WIDEST = 28


def as_text(found: Row) -> str:
    """Every result under its name."""
    return "\n".join(line for result in found["results"] for line in _result(result))


def _result(result: Row) -> Iterator[str]:
    about = f"{result['kind']}, n = {result['n']}, weights: {result['weights'] or 'none'}"
    yield f"{result['name']}  ({about})"
    if result["kind"] == "table":
        for question in result["questions"]:
            for block in question["banners"]:
                yield from _lines([[_title(question, block), *_heads(block)], *_table_rows(block)])
    elif result["kind"] == "means":
        for number in result["numbers"]:
            for block in number["banners"]:
                yield from _lines([[_title(number, block), *_heads(block)], *_mean_rows(block)])
    elif result["kind"] in {"estimate", "association"}:
        yield from _lines(_headed(result.get("estimates") or result.get("tests") or []))
    else:
        yield from _flat(result)
    yield ""


def _headed(rows: Sequence[Row]) -> list[list[str]]:
    """Rows under the names of their figures; intervals one after another."""
    flat = [
        {name: value for name, value in row.items() if name != "intervals"}
        | {each["method"]: f"{_figure(each['low'])} to {_figure(each['high'])}" for each in row.get("intervals", ())}
        for row in rows
    ]
    return [list(flat[0]), *([_word(value) for value in row.values()] for row in flat)] if flat else []


def _title(part: Row, block: Row) -> str:
    return " by ".join([part["variable"], " / ".join(block["by"])] if block["by"] else [part["variable"]])


def _heads(block: Row) -> list[str]:
    return [f"{each['label']} {each['letter']}".strip() for each in block["columns"]]


def _table_rows(block: Row) -> Iterator[list[str]]:
    for row in block["rows"]:
        letters = row["letters"][0]["columns"] if row.get("letters") else [""] * len(row["cells"])
        shares = (_share(cell, letter) for cell, letter in zip(row["cells"], letters, strict=True))
        yield [row["label"], *shares]
    yield ["n", *(str(each["n"]) for each in block["columns"])]
    yield ["effective base", *(_figure(each["effective"]) for each in block["columns"])]


def _share(cell: Row, letters: str) -> str:
    if cell.get("suppressed"):
        return "(hidden)"
    return f"{_figure(cell['column_pct'])} % {letters}".strip()


def _mean_rows(block: Row) -> Iterator[list[str]]:
    for name in ("mean", "sd", "se", "n", "effective"):
        yield [name, *(_figure(each[name]) for each in block["columns"])]


def _flat(result: Row) -> Iterator[str]:
    for name, value in result.items():
        if isinstance(value, list):
            yield from _lines([[""], *([_word(part) for part in each.values()] for each in value)])
        elif name not in {"name", "kind", "weights", "n"}:
            yield f"  {name}: {_word(value)}"


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    columns = max((len(row) for row in rows), default=0)
    widths = [min(WIDEST, max(len(row[k]) for row in rows if k < len(row))) for k in range(columns)]
    for row in rows:
        first, *others = (text[:WIDEST] for text in row)
        yield "  " + "  ".join(
            [first.ljust(widths[0]), *(t.rjust(w) for t, w in zip(others, widths[1:], strict=False))]
        )


def _word(value: Any) -> str:
    if value is None:
        return ""
    return _figure(value) if isinstance(value, float) else str(value)


def _figure(value: float) -> str:
    if isnan(value):
        return "-"
    return f"{value:,.6g}" if abs(value) >= 1000 else f"{value:.4g}"
