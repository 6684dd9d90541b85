"""`manage.py expression`."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

HEADER = "expression\tvalues_json\tresult\n"


def test_it_counts_what_passes(tmp_path: Path) -> None:
    cases = tmp_path / "cases.tsv"
    cases.write_text(HEADER + "1 + 1\t{}\t2\n${a}\t" + '"{""a"":""é""}"\té\n', encoding="utf-8")
    out = StringIO()
    call_command("expression", dialect="xlsform", cases=cases, stdout=out)
    assert out.getvalue() == "2 passed, 0 failed\n"


def test_a_failure_exits_with_one(tmp_path: Path) -> None:
    cases = tmp_path / "cases.tsv"
    cases.write_text(HEADER + "1 + 1\t{}\t3\n1\t{}\t1\n", encoding="utf-8")
    out = StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("expression", dialect="xlsform", cases=cases, json=True, stdout=out)
    assert caught.value.code == 1
    failure = {"row": 2, "expression": "1 + 1", "expected": "3", "given": "2"}
    assert json.loads(out.getvalue()) == {"passed": 1, "failed": 1, "failures": [failure]}


@pytest.mark.parametrize("content", [b"expression\tvalues_json\n1\tnot json\n", b"\xff\xfe"])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    cases = tmp_path / "cases.tsv"
    cases.write_bytes(content)
    with pytest.raises(CommandError, match=r"cases\.tsv"):
        call_command("expression", dialect="xlsform", cases=cases)
    with pytest.raises(CommandError, match=r"absent\.tsv"):
        call_command("expression", dialect="xlsform", cases=tmp_path / "absent.tsv")
