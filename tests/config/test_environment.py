"""Environment variables are understood, or refused with one line."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment


@pytest.mark.parametrize(
    ("written", "meant"), [("1", True), ("Yes", True), ("false", False), ("0", False), ("", False)]
)
def test_a_switch(monkeypatch: pytest.MonkeyPatch, written: str, meant: bool) -> None:
    monkeypatch.setenv("SWITCH", written)
    assert Environment().bool("SWITCH") is meant


def test_what_is_not_set_has_its_default() -> None:
    assert Environment().bool("NOT_SET_AT_ALL", default=True) is True
    assert Environment().int("NOT_SET_AT_ALL", default=8) == 8


@pytest.mark.parametrize(
    ("cast", "written", "options", "line"),
    [
        ("bool", "ture", {}, "NAME is 'ture': it must be true or false"),
        ("int", "80x", {}, "NAME is '80x': it must be a whole number"),
        ("int", "-1", {}, "NAME is '-1': it must be a whole number"),
        ("int", "70000", {"most": 65535}, "NAME is '70000': it must be a whole number up to 65535"),
    ],
)
def test_what_cannot_be_understood(
    monkeypatch: pytest.MonkeyPatch, cast: str, written: str, options: dict[str, Any], line: str
) -> None:
    monkeypatch.setenv("NAME", written)
    with pytest.raises(ImproperlyConfigured) as refused:
        getattr(Environment(), cast)("NAME", **options)
    assert str(refused.value) == line
