"""The import contracts hold, and each of them bites when it is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("config", "surveys", "respondents", "analytics")
PURE = (
    *("surveys.questionnaire", "surveys.checks", "surveys.formats", "surveys.runtime"),
    *("respondents.quotas", "respondents.quality"),
    *("analytics.frame", "analytics.weighting", "analytics.tabulation", "analytics.charts"),
)

FRAMEWORKS = ("celery", "config", "django", "psycopg", "redis")

# name of the contract, and the modules that break it with what they import
BROKEN = [
    ("Apps point one way", {"surveys.models.intruder": "respondents.models"}),
    ("Layers of surveys", {"surveys.models.intruder": "surveys.api"}),
    ("Layers of surveys", {"surveys.questionnaire.intruder": "surveys.models"}),
    ("Layers of surveys", {"surveys.unplaced": "json"}),
    ("Layers of respondents", {"respondents.models.intruder": "respondents.urls"}),
    ("Layers of respondents", {"respondents.quotas.intruder": "respondents.models"}),
    ("Layers of analytics", {"analytics.models.intruder": "analytics.urls"}),
    ("Layers of analytics", {"analytics.frame.intruder": "analytics.tabulation"}),
    ("Surveys is entered by its api and its pure packages", {"respondents.models.intruder": "surveys.models"}),
    ("Respondents is entered by its api and its pure packages", {"analytics.models.intruder": "respondents.models"}),
    ("Analytics is entered by its api and its pure packages", {"config.intruder": "analytics.models"}),
    ("No cycle", {"config.one": "config.two", "config.two": "config.one"}),
]


def contracts(directory: Path) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", directory)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, directory / package, ignore=shutil.ignore_patterns("__pycache__"))
    return directory


def test_the_contracts_hold() -> None:
    result = contracts(ROOT)
    assert result.returncode == 0, result.stdout


def with_modules(copy: Path, imports: dict[str, str]) -> str:
    """Add modules that import something, and return what the contracts say of it."""
    files = [copy / f"{module.replace('.', '/')}.py" for module in imports]
    for file, imported in zip(files, imports.values(), strict=True):
        file.write_text(f"import {imported}\n")
    try:
        result = contracts(copy)
    finally:
        for file in files:
            file.unlink()
    assert result.returncode == 1
    return result.stdout


@pytest.mark.parametrize(("contract", "imports"), BROKEN)
def test_a_contract_bites(copy: Path, contract: str, imports: dict[str, str]) -> None:
    assert f"{contract} BROKEN" in with_modules(copy, imports)


def test_no_pure_package_may_know_a_framework(copy: Path) -> None:
    said = with_modules(copy, {f"{package}.intruder": "django.db" for package in PURE})
    assert [package for package in PURE if f"{package} is not allowed to import django" not in said] == []


def test_a_pure_package_may_know_no_framework(copy: Path) -> None:
    said = with_modules(copy, {f"surveys.runtime.with_{name}": name for name in FRAMEWORKS})
    assert [name for name in FRAMEWORKS if f"surveys.runtime is not allowed to import {name}" not in said] == []
