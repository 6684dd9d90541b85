"""What a verb of a command is."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Options = Mapping[str, Any]
Write = Callable[[str], object]


@dataclass(frozen=True)
class Verb:
    """`declare` says its arguments. `run` writes lines and gives False when the command is to end with 1."""

    name: str
    help: str
    declare: Callable[[ArgumentParser], object]
    run: Callable[[Options, Write], bool]
