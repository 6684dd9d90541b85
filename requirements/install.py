"""Make the virtual environment and install into it what is pinned, with hashes.

    python3 requirements/install.py base|dev|bench

What is measured next to (bench) has an environment of its own. Standard library only. Nothing is
done when the environment already holds what is asked for.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
KERNEL = ROOT / "analytics" / "tabulation" / "kernel.c"
PEERS = ROOT / ".bench"
NEEDED_MEGABYTES = {"base": 900, "dev": 1800, "bench": 900}
BAR = 30


def main(wanted: str) -> None:
    if wanted == "bench":
        use_environment(PEERS)
    if not is_installed(wanted):
        install_all(wanted)
    if wanted != "bench":
        compile_kernel()


def use_environment(folder: Path) -> None:
    """Install into this one from now on."""
    global ENVIRONMENT, PYTHON
    ENVIRONMENT, PYTHON = folder, folder / "bin" / "python"


def install_all(wanted: str) -> None:
    if shutil.disk_usage(ROOT).free < NEEDED_MEGABYTES[wanted] * 2**20:
        stop(f"the disk is full: {NEEDED_MEGABYTES[wanted]} MB are needed in {ROOT}")
    make_environment()
    install(wanted)
    stamp_of(wanted).write_text(digest_of(wanted))


def is_installed(wanted: str) -> bool:
    """Whether the environment works and was installed from these very requirements."""
    enough = ("base", "dev") if wanted == "base" else (wanted,)
    stamps = (name for name in enough if stamp_of(name).exists())
    return works() and any(stamp_of(name).read_text() == digest_of(name) for name in stamps)


def works() -> bool:
    """Whether the environment has a suitable Python and pip; one that was copied or half made has not."""
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11) or sys.prefix != sys.argv[1])"
    try:
        command: list[str | Path] = [PYTHON, "-c", probe, ENVIRONMENT]
        return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    if works():
        return
    say("Making the virtual environment")
    command: list[str | Path] = [sys.executable, "-m", "venv", "--clear", ENVIRONMENT]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if "ensurepip" in result.stdout or "No module named" in result.stdout:
        stop("Python's venv module is missing: on Debian or Ubuntu, apt install python3-venv")
    if result.returncode != 0:
        stop(f"the virtual environment cannot be made: {last_line(result.stdout)}")


def install(wanted: str) -> None:
    """Run pip, and show how many of the pinned packages it has dealt with."""
    total = sum("==" in line for line in requirements_of(wanted).read_text().splitlines())
    options = ["--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input"]
    command: list[str | Path] = [PYTHON, "-m", "pip", "install", *options, "-r", requirements_of(wanted)]
    said: list[str] = []
    seen = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            said.append(line)
            if line.startswith(("Collecting", "Requirement already satisfied", "Ignoring")):
                seen = min(seen + 1, total)
                show(seen, total)
            elif line.startswith("Installing collected packages"):
                show(total, total, "unpacking")
    if sys.stdout.isatty():
        say("")
    if pip.returncode != 0:
        stop(f"the packages cannot be installed: {last_line(''.join(said))}")


def compile_kernel() -> None:
    """Compile what tables are counted by; without a compiler they are counted by numpy, more slowly."""
    compiled = kernel_library()
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiled.exists() or compiler is None:
        return
    made = compiled.with_suffix(".new")
    command: list[str | Path] = [compiler, "-O3", "-shared", "-fPIC", "-o", made, KERNEL]
    if subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0:
        made.replace(compiled)


def kernel_library() -> Path:
    """The name under which `analytics/tabulation/kernel.py` looks for it."""
    return ENVIRONMENT / "lib" / f"miroir-kernel-{hashlib.sha256(KERNEL.read_bytes()).hexdigest()[:16]}.so"


def show(done: int, total: int, note: str = "") -> None:
    """Draw a bar on a terminal; elsewhere, write a line every twenty packages."""
    if sys.stdout.isatty():
        filled = BAR * done // total
        say(f"\rInstalling [{'#' * filled}{'.' * (BAR - filled)}] {done}/{total} {note:<10}", end="")
    elif done % 20 == 0 or note:
        say(f"Installing {done}/{total} {note}".rstrip())


def requirements_of(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def stamp_of(name: str) -> Path:
    return ENVIRONMENT / f".installed-{name}"


def digest_of(name: str) -> str:
    return hashlib.sha256(requirements_of(name).read_bytes()).hexdigest()


def last_line(text: str) -> str:
    """Return the line that says why, or else the last one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith("ERROR") or "Errno" in line]
    return (telling or lines or ["no reason was given"])[-1]


def say(text: str, end: str = "\n") -> None:
    sys.stdout.write(text + end)
    sys.stdout.flush()


def stop(reason: str) -> NoReturn:
    sys.exit(f"miroir: {reason}")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        stop("stopped; the same command goes on from here")
    except OSError as error:
        stop(str(error))
