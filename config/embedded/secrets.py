"""Secrets of an installation that was given none: made once, kept in its private directory."""

import os
import secrets
from pathlib import Path


def stored_secret(home: Path, name: str) -> str:
    """Return the secret `name`, made and stored with mode 0600 at its first use.

    Two processes that make it at once agree on one: the file appears whole, by a hard link.
    """
    path = home / "secrets" / name
    if not path.exists():
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        draft = path.with_name(f".{name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
