"""Where the parts of snapshots lie: any Django storage."""

from collections.abc import Callable, Collection
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from analytics.frame import MANIFEST, Column, Frame, Layout, Part, check_part, npy_array, read_part


def folder_of(wave_id: int, part_hash: str) -> str:
    """The folder of a part."""
    return f"snapshots/{wave_id}/{part_hash}"


def store_part(wave_id: int, part: Part) -> None:
    """Write the files of a part, over what a killed worker may have left of them."""
    folder = folder_of(wave_id, part.hash)
    for name, content in part.files.items():
        path = f"{folder}/{name}"
        default_storage.delete(path)
        default_storage.save(path, ContentFile(content))


def is_stored(wave_id: int, part_hash: str) -> bool:
    """Whether a part was written to its end: its manifest is written last."""
    return default_storage.exists(f"{folder_of(wave_id, part_hash)}/{MANIFEST}")


def store_beside(wave_id: int, part_hash: str, name: str, content: bytes) -> None:
    """Keep what was worked out from a part in its folder, over what may be there."""
    path = f"{folder_of(wave_id, part_hash)}/{name}"
    default_storage.delete(path)
    default_storage.save(path, ContentFile(content))


def read_beside(wave_id: int, part_hash: str, name: str) -> bytes | None:
    """What `store_beside` kept, None when nothing is."""
    try:
        with default_storage.open(f"{folder_of(wave_id, part_hash)}/{name}") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def sweep_parts(wave_id: int, kept: Collection[str]) -> None:
    """Remove the parts of a wave that nothing refers to: replaced ones, and those of killed workers."""
    folder = f"snapshots/{wave_id}"
    try:
        parts, _ = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for part in parts:
        if part not in kept:
            _delete_folder(f"{folder}/{part}")


def _delete_folder(folder: str) -> None:
    folders, files = default_storage.listdir(folder)
    for each in folders:
        _delete_folder(f"{folder}/{each}")
    for each in files:
        default_storage.delete(f"{folder}/{each}")
    default_storage.delete(folder)


def open_part(layout: Layout, wave_id: int, part_hash: str) -> Frame:
    """The frame of a stored part; each column is opened when it is used."""
    return read_part(layout, _opener(folder_of(wave_id, part_hash)))


def check_stored_part(wave_id: int, part_hash: str) -> None:
    """Compare every stored byte of a part with its hash. Raises `DamagedPartError` or `OSError`."""
    folder = folder_of(wave_id, part_hash)

    def read(name: str) -> bytes:
        with default_storage.open(f"{folder}/{name}") as file:
            return bytes(file.read())

    check_part(part_hash, read(MANIFEST), read)


def _opener(folder: str) -> Callable[[str], Column]:
    def open_column(name: str) -> Column:
        path = _local_path(f"{folder}/{name}")
        if path is not None:
            return npy_array(path.read_bytes())
        with default_storage.open(f"{folder}/{name}") as file:
            return npy_array(bytes(file.read()))

    return open_column


def _local_path(name: str) -> Path | None:
    try:
        return Path(default_storage.path(name))
    except NotImplementedError:  # a storage that is not a file system
        return None
