"""`manage.py aggregate`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from analytics.models import Aggregation
from tests.analytics.samples import DOCUMENT, a_wave, complete, document, person

pytestmark = pytest.mark.django_db

PEOPLE = [person("patient", "f", "yes"), person("patient", "m"), person("doctor"), person("nurse", "f", "yes")]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("aggregate", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_a_line_for_each_side_and_population() -> None:
    complete(a_wave(simulated=True), PEOPLE)
    lines = run("w1").splitlines()
    assert lines[0].split() == ["side", "figure", "label", "value", "interval", "n", "effective", "n"]
    assert lines[1].split() == ["patients", "uses", "use", "it", "50", "%", "9", "to", "91", "%", "2", "2"]
    assert [line.split()[0] for line in lines[2:5]] == ["professionals", "doctor", "nurse"]
    assert "SIMULATED DATA: nobody gave these answers" in lines


def test_it_prints_json() -> None:
    complete(a_wave(), PEOPLE)
    found = json.loads(run("w1", "--json"))
    assert found["figures"][0]["sides"][0]["percent"] == 50
    assert {each["population"] for each in found["weighting"]} == {"patient", "doctor", "nurse"}
    assert "tables" not in found


def test_it_tells_targets_that_are_not_met() -> None:
    complete(a_wave(), [person("patient", "f")])
    assert "target not met: patient sex=m 50.00 %: nobody has it" in run("w1")


def test_it_fails_with_the_reason() -> None:
    complete(a_wave(definition=document(targets=[{**DOCUMENT["targets"][0], "share": 0}])), PEOPLE)
    with pytest.raises(CommandError, match="sex"):
        run("w1")
    assert not Aggregation.objects.filter(is_current=True).exists()


def test_it_refuses_a_wave_that_does_not_exist() -> None:
    with pytest.raises(CommandError, match="nowhere"):
        run("nowhere")
