"""The race that the documentation invites to run."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.respondents.fieldwork import a_wave


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("limit", "respondents"), [(20, 64), (7, 40)])
def test_the_race_of_the_documentation(limit: int, respondents: int) -> None:
    document = (Path(settings.BASE_DIR) / "docs/fieldwork.md").read_text()
    code = re.findall(r"```python\n(.*?)```", document, re.DOTALL)[0].rsplit("\nprint(", 1)[0]
    written: dict[str, Any] = {}
    exec(code, written)  # our own documentation

    decisions, complete = written["race"](a_wave(), limit=limit, respondents=respondents)

    assert decisions == {"admit": limit, "full": respondents - limit}
    assert complete == limit
