"""Settings come from the environment in one file, and each variable is documented."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Entry points name the settings module; the supervisor hands its environment to its processes.
MAY_TOUCH_THE_ENVIRONMENT = {
    "config/celery.py",
    "config/serve.py",
    "config/settings.py",
    "config/wsgi.py",
    "manage.py",
}


def variables_read() -> set[str]:
    """Names in the calls of `env` in the settings."""
    tree = ast.parse((ROOT / "config/settings.py").read_text())
    return {
        str(node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and isinstance(node.args[0], ast.Constant)
    }


def variables_documented() -> set[str]:
    """Names in the first column of the tables."""
    return set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/configuration.md").read_text(), re.MULTILINE))


def modules() -> Iterator[Path]:
    yield ROOT / "manage.py"
    for package in ("config", "surveys", "respondents", "analytics"):
        yield from (ROOT / package).rglob("*.py")


def test_every_variable_is_documented_and_every_documented_variable_is_read() -> None:
    assert len(variables_read()) > 20
    assert variables_read() == variables_documented()


def test_nothing_else_reads_the_environment() -> None:
    reading = {
        str(path.relative_to(ROOT))
        for path in modules()
        if re.search(r"\bos\.(environ|getenv)\b|from os import .*\b(environ|getenv)\b", path.read_text())
    }
    assert reading - MAY_TOUCH_THE_ENVIRONMENT == set()
