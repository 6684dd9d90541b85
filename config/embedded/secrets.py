"""Secrets of an installation that was given none: made once, kept in its private directory."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def stored_secret(home: Path, name: str) -> str:
    """Return the secret `name`, made and stored with mode 0600 at its first use.

    Two processes that make it at once agree on one: the file appears whole, by a hard link.
    """
    path = home / "secrets" / name
    if not path.exists():
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent) as draft:  # its mode is 0600
            draft.write(secrets.token_urlsafe(48))
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text()
