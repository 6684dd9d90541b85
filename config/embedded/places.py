"""Where the embedded services keep their data and their sockets, and as whom they run.

PostgreSQL refuses to run as root. For root it runs as the owner of its data, which is `nobody` at
first; when `nobody` cannot reach the clone (as in `/root`), the data lies in `/var/lib/miroir`.
"""

import hashlib
import os
import pwd
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from config.embedded.errors import ServiceError

OUT_OF_THE_WAY = Path("/var/lib/miroir")
SHORT_AND_SHARED = Path("/tmp")  # noqa: S108 - the directory made in it is private
LONGEST_SOCKET = 100  # bytes; a path in sockaddr_un has 108 on Linux and 104 on macOS
LONGEST_SOCKET_NAME = len("/.s.PGSQL.5432.lock")
PLAIN = re.compile(r"[A-Za-z0-9/._-]+")


@dataclass(frozen=True)
class Account:
    """A Unix account that a child process runs as."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Places:
    """Directories of one installation; two clones never share one."""

    home: Path  # locks, logs and secrets
    base: Path  # what PostgreSQL must reach: `home`, or a directory outside the clone
    sockets: Path

    @property
    def cluster(self) -> Path:
        return self.base / "postgresql"

    @property
    def locks(self) -> Path:
        return self.home / "locks"

    @property
    def logs(self) -> Path:
        return self.home / "logs"


def places_for(home: Path, *, root: bool) -> Places:
    """Lay out the directories of the installation whose private directory is `home`."""
    home = home.absolute()
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    base = home if not root or open_to_others(home.parent) else OUT_OF_THE_WAY / digest
    sockets = base / "run"
    if not _fits_a_socket(sockets):
        sockets = SHORT_AND_SHARED / f"miroir-{os.geteuid()}-{digest}"
    return Places(home=home, base=base, sockets=sockets)


def open_to_others(path: Path) -> bool:
    """Whether an unprivileged account may pass through `path` and all that is above it."""
    path = path.resolve()
    existing = (place for place in (path, *path.parents) if place.exists())
    return all(place.stat().st_mode & stat.S_IXOTH for place in existing)


def account_for(places: Places) -> Account | None:
    """Return the account that PostgreSQL runs as, or None for the current one."""
    if os.geteuid() != 0:
        return None
    if places.cluster.exists():
        owner = places.cluster.stat()
        return Account(owner.st_uid, owner.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise ServiceError("PostgreSQL refuses to run as root and there is no account `nobody`: use another") from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def make_passable(path: Path) -> None:
    """Create a directory that every account may pass through and none may list."""
    if not path.exists():
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o711)


def make_private(path: Path, account: Account | None) -> None:
    """Create a directory for `account` alone, or check that it is so."""
    uid = os.geteuid() if account is None else account.uid
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
            raise ServiceError(f"{path} belongs to another account: use that account, or set MIROIR_HOME") from None
    else:
        if account is not None:
            os.chown(path, account.uid, account.gid)


def _fits_a_socket(directory: Path) -> bool:
    length = len(os.fsencode(directory)) + LONGEST_SOCKET_NAME
    return length <= LONGEST_SOCKET and PLAIN.fullmatch(str(directory)) is not None
