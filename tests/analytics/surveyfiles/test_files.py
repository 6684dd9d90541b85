"""Survey files in every format hold the same columns."""

import struct
from pathlib import Path

import numpy as np
import polars as pl
import pyreadstat
import pytest

from analytics.surveyfiles import ResponseSet, SurveyFile, SurveyFileError, reader_of

TABLE = pl.DataFrame(
    {
        "q": [1.0, 2.0, 9.0, None],
        "code": ["01", "02", None, "01"],
        "m1": [1, 0, None, 1],
        "m2": [0, 0, None, 1],
    }
)


def read(path: Path) -> SurveyFile:
    reader = reader_of(path)
    return reader.read(path, set(reader.contents(path).names))


def with_set(path: Path, definition: bytes) -> None:
    """Put a record of multiple-response sets before the end of the dictionary of a SAV file."""
    content, end = path.read_bytes(), struct.pack("<2i", 999, 0)
    place = content.index(end)
    record = struct.pack("<4i", 7, 7, 1, len(definition)) + definition
    path.write_bytes(content[:place] + record + content[place:])


@pytest.mark.parametrize("ending", ["csv", "tsv", "parquet", "sav"])
def test_numbers_and_codes(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"survey.{ending}"
    if ending == "parquet":
        TABLE.write_parquet(path)
    elif ending == "sav":
        pyreadstat.write_sav(TABLE, str(path))
    else:
        TABLE.write_csv(path, separator="," if ending == "csv" else "\t")
    found = read(path)
    assert found.rows == 4
    assert found.columns["q"].values == pytest.approx([1, 2, 9, np.nan], nan_ok=True)
    assert (found.columns["code"].texts, found.columns["code"].values.tolist()) == (("01", "02"), [0, 1, -1, 0])


def test_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text('a;b\n1,5;"x, y"\n2;\n', encoding="utf-8-sig")
    found = read(path)
    assert found.columns["a"].values.tolist() == [1.5, 2]
    assert found.columns["b"].texts == ("x, y",)


def test_what_a_sav_file_says(tmp_path: Path) -> None:
    path = tmp_path / "survey.sav"
    pyreadstat.write_sav(
        TABLE,
        str(path),
        column_labels={"q": "How is it?"},
        variable_value_labels={"q": {1: "Good", 2: "Bad", 9: "Do not know"}},
        missing_ranges={"q": [9], "m2": [{"lo": 97, "hi": 99}]},
    )
    with_set(path, b"$ticked=D1 1 11 What it is  m1 m2\n$named=C 4 What m1 m2\n")
    found = read(path)
    assert found.columns["q"].label == "How is it?"
    assert found.columns["q"].value_labels == {"1": "Good", "2": "Bad", "9": "Do not know"}
    assert [found.columns[name].missing for name in ("q", "m1", "m2")] == [((9, 9),), (), ((97, 99),)]
    ticked, named = found.sets
    assert ticked == ResponseSet("ticked", ("m1", "m2"), "1", "What it is")
    assert (named.columns, named.counted) == (("m1", "m2"), None)


@pytest.mark.parametrize(("name", "content"), [("a.sav", b"no"), ("a.parquet", b"no"), ("a.xls", b""), ("a.csv", b"")])
def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SurveyFileError) as refusal:
        read(tmp_path / name)
    assert name in str(refusal.value)
    assert "\n" not in str(refusal.value)
