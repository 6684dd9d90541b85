"""Addresses of suppliers: which are taken, and what is filled into them."""

import pytest

from respondents.suppliers.addresses import fault_of, filled


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://panel.example/back?id={rid}&s={sig}", None),
        ("https://panel.example:8443/{rid}", None),
        ("https://panel.example/#/done/{rid}", None),
        ("https://panel.example", None),
        ("https://PANEL.example/", None),
        ("http://panel.example/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("//panel.example/", "scheme"),
        ("", "characters"),
        ("https://user:secret@panel.example/", "credentials"),
        ("https://panel.example@evil.example/", "credentials"),
        ("https://localhost/", "host"),
        ("https://127.0.0.1/", "host"),
        ("https://[::1]/", "host"),
        ("https://0x7f.1/", "host"),
        ("https://panel..example/", "host"),
        ("https://panel.example:0/", "host"),
        ("https://panel.example:99999/", "host"),
        ("https:///path", "host"),
        ("https://{rid}.example/", "host"),
        ("https://panel.example/{respondent}", "places"),
        ("https://panel.example/{rid", "places"),
        ("https://panel.example\\@evil.example/", "characters"),
        ("https://panel.example/\r\nSet-Cookie: a=b", "characters"),
        ("https://panel.example/é", "characters"),
        ("https://panel.example/ a", "characters"),
        ('https://panel.example/"onclick', "characters"),
    ],
)
def test_addresses_of_return(address: str, fault: str | None) -> None:
    assert fault_of(address, fills=True) == fault


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://panel.example/calls", None),
        ("https://panel.example/calls?rid={rid}", "places"),
        ("https://panel.example/calls#part", "places"),
    ],
)
def test_addresses_to_call_take_nothing(address: str, fault: str | None) -> None:
    assert fault_of(address, fills=False) == fault


@pytest.mark.parametrize(
    ("rid", "written"),
    [
        ("a-1", "a-1"),
        ("a&b=c#d/e?f", "a%26b%3Dc%23d%2Fe%3Ff"),
        ("{sig}", "%7Bsig%7D"),
        ("100%", "100%25"),
        ("é", "%C3%A9"),
    ],
)
def test_what_is_filled_in_changes_nothing_around_it(rid: str, written: str) -> None:
    assert filled("https://p.example/?a={rid}&b={sig}", rid=rid, sig="0f") == f"https://p.example/?a={written}&b=0f"
