"""Addresses of tables, right and wrong."""

from urllib.parse import parse_qs, urlencode

import pytest

from analytics.exploring import Condition, TableRequest, UnknownChoiceError, read_request
from tests.analytics.exploring.frames import LAYOUT


@pytest.mark.parametrize(
    ("address", "request_"),
    [
        ("", None),
        ("rows=uses", TableRequest("uses")),
        ("rows=uses&banner=populations", TableRequest("uses", "populations")),
        ("rows=uses&banner=tools", TableRequest("uses", "tools")),
        ("rows=uses&banner=sex&within=told", TableRequest("uses", "sex", "told")),
        ("rows=uses&banner=sex&within=sex", TableRequest("uses", "sex")),
        ("rows=hours&where=sex:f&where=&where=uses:yes&where=sex:f", TableRequest(
            "hours", conditions=(Condition("sex", "f"), Condition("uses", "yes"))
        )),
        ("rows=uses&weights=none&show=count", TableRequest("uses", weighted=False, measure="count")),
    ],
)  # fmt: skip
def test_an_address_and_back(address: str, request_: TableRequest | None) -> None:
    found = read_request(parse_qs(address, keep_blank_values=True), LAYOUT)
    assert found == request_
    if found is not None:
        assert read_request(parse_qs(urlencode(found.address)), LAYOUT) == found


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("rows=nothing", "rows"),
        ("rows=uses&banner=hours", "banner"),
        ("rows=uses&banner=nothing", "banner"),
        ("rows=uses&within=tools", "within"),
        ("rows=uses&banner=tools&within=sex", "within"),
        ("rows=uses&where=sex", "where"),
        ("rows=uses&where=sex:x", "where"),
        ("rows=uses&where=hours:1", "where"),
        ("rows=uses&where=sex:f&where=sex:m&where=uses:yes&where=uses:no&where=tools:chat", "where"),
        ("rows=uses&show=everything", "show"),
    ],
)
def test_an_address_that_asks_for_what_is_not_there(address: str, key: str) -> None:
    with pytest.raises(UnknownChoiceError) as refused:
        read_request(parse_qs(address), LAYOUT)
    assert refused.value.key == key
