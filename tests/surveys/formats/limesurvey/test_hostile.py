"""Files that are broken, hostile, or not what they say."""

import pytest

from surveys.formats.limesurvey import read_limesurvey
from surveys.formats.refusals import refusal_message
from surveys.formats.unreadable import UnreadableFile

BOMB = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><document>&b;</document>'
OUTSIDE = b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><document/>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"  \n", "empty_file"),
        (b"<document>", "broken_xml"),
        (b"no xml at all", "broken_xml"),
        (b'<?xml version="1.0" encoding="klingon"?><document/>', "broken_xml"),
        (BOMB, "xml_declares"),
        (OUTSIDE, "xml_declares"),
        (b"<a>" * 5000, "too_deep"),
        (b"<document/>", "not_limesurvey"),
        (b"class\ttype/scale\tname\nS\t\tsid\n", "not_limesurvey"),
    ],
)
def test_a_file_is_refused_in_one_line(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_limesurvey(content, "survey.lss")
    assert refused.value.code == code
    assert "\n" not in refusal_message(refused.value, "en")


def test_characters_that_xml_forbids_are_left_out() -> None:
    row = b"<row><qid>1</qid><title>Q\x0b&#x1F;1</title><type>T</type></row>"
    content = b"\xef\xbb\xbf\n<document><questions><rows>" + row + b"</rows></questions></document>"
    assert [one.name for one in read_limesurvey(content, "q.lsq").definition.questions()] == ["Q1"]
