"""Compiled translations, made with Babel: gettext's own tools may be missing."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogs(locale: Path) -> list[Path]:
    """Compile the `.po` files under `locale` that are newer than their `.mo`; return those made."""
    made = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parts[-3], abort_invalid=True)
        draft = target.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalog)
        draft.replace(target)
        made.append(target)
    return made


if __name__ == "__main__":
    compile_catalogs(Path(__file__).resolve().parent.parent / "locale")
