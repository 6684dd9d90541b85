"""Where the embedded services keep things."""

import stat
import threading
from pathlib import Path

import pytest

from config.embedded import ServiceError, places_for, stored_secret
from config.embedded.places import LONGEST_SOCKET, make_private


@pytest.mark.parametrize(
    ("home", "in_place"),
    [
        ("/srv/miroir/.miroir", True),
        ("/srv/with space/.miroir", False),
        ("/srv/é/.miroir", False),
        ("/srv/" + "x" * 90 + "/.miroir", False),
    ],
)
def test_sockets_have_a_short_and_plain_path(home: str, in_place: bool) -> None:
    sockets = places_for(Path(home), root=False).sockets
    assert (sockets == Path(home) / "run") is in_place
    assert len(f"{sockets}/.s.PGSQL.5432.lock") <= LONGEST_SOCKET
    assert str(sockets).isascii()


def test_two_clones_share_nothing() -> None:
    one, two = (places_for(Path(f"/srv/é{name}/.miroir"), root=False) for name in ("one", "two"))
    assert {one.home, one.cluster, one.sockets}.isdisjoint({two.home, two.cluster, two.sockets})


def test_root_keeps_data_where_an_unprivileged_account_can_reach(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    closed = places_for(tmp_path / ".miroir", root=True)
    assert closed.base.parent == Path("/var/lib/miroir")
    assert places_for(tmp_path / ".miroir", root=False).base == tmp_path / ".miroir"
    assert places_for(Path("/srv/.miroir"), root=True).base == Path("/srv/.miroir")


def test_a_directory_prepared_by_somebody_else_is_refused(tmp_path: Path) -> None:
    trap = tmp_path / "sockets"
    trap.symlink_to(tmp_path)
    with pytest.raises(ServiceError, match="belongs to another account"):
        make_private(trap, None)


def test_a_secret_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(stored_secret(tmp_path, "key"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(found[0]) >= 50
    assert stat.S_IMODE((tmp_path / "secrets/key").stat().st_mode) == 0o600
