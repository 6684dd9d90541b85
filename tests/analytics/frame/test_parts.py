"""Parts: the same interviews give the same bytes, and a changed byte is seen."""

from collections.abc import Mapping
from io import BytesIO

import numpy as np
import pytest

from analytics.frame import MANIFEST, DamagedPartError, FrameBuilder, Part, check_part, read_part, write_part
from analytics.frame.frame import Column
from tests.analytics.reference import EVERYONE, layout, variable

SHAPE = layout([variable("sex", ["f", "m"]), variable("child#2", kind="number")], {"sex": ["f", "m"]})


def part_of(*numbers: int) -> Part:
    builder = FrameBuilder(SHAPE, 10)
    for number in numbers:
        builder.add(number=number, population=EVERYONE, values={"sex": number % 2 + 1, "child#2": float(number)})
    return write_part(builder.finish())


def opener(files: Mapping[str, bytes], opened: list[str]) -> "object":
    def open_column(name: str) -> Column:
        opened.append(name)
        return np.asarray(np.load(BytesIO(files[name])))

    return open_column


def test_the_order_of_arrival_does_not_change_the_bytes() -> None:
    assert part_of(1, 2, 3, 4) == part_of(4, 2, 1, 3)


def test_another_answer_is_another_part() -> None:
    assert part_of(1, 2).hash != part_of(1, 3).hash


def test_a_part_is_read_column_by_column() -> None:
    opened: list[str] = []
    frame = read_part(SHAPE, opener(part_of(1, 2, 3).files, opened))  # type: ignore[arg-type]
    assert (frame.rows, opened) == (3, ["population.npy", "cell.npy"])
    assert frame.columns["sex"].tolist() == [1, 2, 2]
    assert frame.columns["child#2"].tolist() == [2.0, 1.0, 3.0]
    assert opened[2:] == ["columns/sex.npy", "columns/child__passage_2.npy"]


def test_a_whole_part_passes_the_check() -> None:
    part = part_of(1, 2)
    check_part(part.hash, part.files[MANIFEST], part.files.__getitem__)


@pytest.mark.parametrize("name", ["columns/sex.npy", MANIFEST])
def test_a_changed_byte_is_seen(name: str) -> None:
    part = part_of(1, 2)
    files = {**part.files, name: part.files[name].replace(b"1", b"2") + b"\x01"}
    with pytest.raises(DamagedPartError, match=name):
        check_part(part.hash, files[MANIFEST], files.__getitem__)
