"""The compiled loops of `kernel.c`, where `requirements/install.py` found a C compiler."""

import ctypes
import sys
from hashlib import sha256
from pathlib import Path

SOURCE = Path(__file__).with_name("kernel.c")


def library() -> Path:
    """Where the compiled loops of this very source are, if they are."""
    return Path(sys.prefix) / "lib" / f"miroir-kernel-{sha256(SOURCE.read_bytes()).hexdigest()[:16]}.so"


def load() -> ctypes.CDLL | None:
    """The compiled loops; None where there are none, or where they are another machine's."""
    try:
        return ctypes.CDLL(str(library()))
    except OSError:
        return None
