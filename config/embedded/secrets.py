"""Secrets of an installation that was given none: made once, kept in its private directory."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from config.embedded.errors import ServiceError
from config.embedded.places import make_passable


def stored_secret(home: Path, name: str, *, size: int = 48) -> str:
    """Return the secret `name` of `size` bytes in URL-safe base64, made and stored with mode 0600 at its first use.

    Two processes that make it at once agree on one: the file appears whole, by a hard link.
    Raises `ServiceError` when `home` is out of reach.
    """
    path = home / "secrets" / name
    try:
        if not path.exists():
            make_passable(home)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            with NamedTemporaryFile("w", dir=path.parent) as draft:  # its mode is 0600
                draft.write(secrets.token_urlsafe(size))
                draft.flush()
                with suppress(FileExistsError):
                    os.link(draft.name, path)
        return path.read_text()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServiceError(
            f"{home} cannot be used ({reason}): use the account that made it, or set MIROIR_HOME"
        ) from error
