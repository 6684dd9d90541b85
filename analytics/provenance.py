"""Which program computed something."""

import subprocess
import tomllib
from functools import lru_cache
from hashlib import sha256

from django.conf import settings


@lru_cache(maxsize=1)
def code_version() -> str:
    """What git says of the working copy, or the version of the project where there is none."""
    command = ["git", "-C", str(settings.BASE_DIR), "describe", "--always", "--dirty", "--abbrev=12"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=5, check=True)
    except (OSError, subprocess.SubprocessError):
        project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
        return str(project["project"]["version"])
    return said.stdout.strip()[:40]


@lru_cache(maxsize=1)
def counting_version() -> str:
    """A name for the program that counts: what another one counted is counted again."""
    digest = sha256(code_version().encode())
    for package in ("frame", "tabulation", "computation"):
        for source in sorted((settings.BASE_DIR / "analytics" / package).glob("*.py")):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]
