"""The installer: nothing to do when all is there, one line when it cannot."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "requirements/install.py"


@pytest.fixture
def installer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The installer of an empty clone, whose environment works."""
    spec = importlib.util.spec_from_file_location("install", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements").mkdir()
    for name in ("base", "dev"):
        (tmp_path / f"requirements/{name}.txt").write_text(f"{name}==1.0\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "works", lambda: True)
    return module


@pytest.mark.parametrize(
    ("installed", "wanted", "enough"),
    [([], "base", False), (["base"], "base", True), (["base"], "dev", False), (["dev"], "base", True)],
)
def test_what_is_installed_is_known(installer: ModuleType, installed: list[str], wanted: str, enough: bool) -> None:
    for name in installed:
        installer.stamp_of(name).write_text(installer.digest_of(name))
    assert installer.is_installed(wanted) is enough


def test_changed_requirements_are_installed_again(installer: ModuleType) -> None:
    installer.stamp_of("base").write_text(installer.digest_of("base"))
    installer.requirements_of("base").write_text("base==1.1\n")
    assert not installer.is_installed("base")


def test_a_full_disk_is_one_line(installer: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=2**20))
    with pytest.raises(SystemExit) as stopped:
        installer.main("base")
    assert stopped.value.code == f"miroir: the disk is full: 900 MB are needed in {tmp_path}"


def test_the_line_that_says_why_is_found(installer: ModuleType) -> None:
    said = "Collecting a\nERROR: Hash mismatch for a\n\n  see https://pip.example\n"
    assert installer.last_line(said) == "ERROR: Hash mismatch for a"
    assert installer.last_line("") == "no reason was given"


def test_the_kernel_is_compiled_once(installer: ModuleType, tmp_path: Path) -> None:
    (tmp_path / ".venv/lib").mkdir()
    installer.compile_kernel()
    compiled = installer.kernel_library()
    assert compiled.exists() == (shutil.which("cc") is not None)
    compiled.write_bytes(b"known")
    installer.compile_kernel()
    assert compiled.read_bytes() == b"known"


def test_without_a_compiler_there_is_no_kernel(
    installer: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".venv/lib").mkdir()
    monkeypatch.setattr(shutil, "which", lambda _: None)
    installer.compile_kernel()
    assert not installer.kernel_library().exists()
