"""Results of the command beside R's: the reference as flat paths, every one of which must be met."""

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.analytics.reference import CASES

Flat = dict[str, Any]


def printed(case: str, specification: Path | None = None, data: Path | None = None) -> Any:
    """What `manage.py tabulate --json` prints for a case."""
    out = io.StringIO()
    folder = CASES / case
    call_command(
        "tabulate",
        str(data or folder / "data.csv"),
        spec=specification or folder / "spec.json",
        json=True,
        stdout=out,
    )
    return json.loads(out.getvalue())


def by_name(found: Any) -> dict[str, Any]:
    """The results by their names."""
    return {each["name"]: each for each in found["results"]}


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of a document with its path."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from flat(each, f"{path}/{name}")
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from flat(each, f"{path}/{place}")
    else:
        yield path, value


def same(found: Any, golden: Any, path: str) -> None:
    """Compare every leaf of the reference; one that was not computed fails.

    Tolerances: 1e-9 relative, 1e-7 for what comes from standard errors, 1e-12 absolute for p.
    """
    computed = dict(flat(found, path))
    for place, wanted in flat(golden, path):
        assert place in computed, f"{place} is not computed"
        value = computed[place]
        if isinstance(wanted, int | float) and not isinstance(wanted, bool) and isinstance(value, int | float):
            name = place.rsplit("/", 1)[-1]
            loose = name in {"t", "z", "p", "df", "lo", "hi", "se", "lin_se", "var", "statistic", "ndf", "ddf", "deff"}
            absolute = 1e-12 if name == "p" or "/p/" in place else 0.0
            loose = loose or "/p/" in place
            assert value == pytest.approx(wanted, rel=1e-7 if loose else 1e-9, abs=absolute), place
        else:
            assert value == wanted, place
