"""One installation for all the faults of a process, made when the first of them needs it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.site import Site

#: Histories of each fault that draws one; `make faults` runs 50.
RUNS = int(os.environ.get("FAULT_RUNS", "2"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes a seed is run with several."""
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(RUNS))


@pytest.fixture(scope="session")
def installation() -> Iterator[Site]:
    """Running services and tables."""
    home = Path(tempfile.mkdtemp(prefix="miroir-faults-", dir="/tmp"))
    home.chmod(0o711)
    site = Site(home)
    try:
        site.start()
        site.open_first_wave(limit=3)
        yield site
    finally:
        site.stop()
        shutil.rmtree(home)


@pytest.fixture
def site(installation: Site) -> Iterator[Site]:
    """The installation, whole again after each test."""
    yield installation
    installation.restore()


@pytest.fixture
def slug(site: Site) -> str:
    """A wave of its own, with three places in each cell."""
    return site.open_wave()
