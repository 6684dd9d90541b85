"""The guard of calls to other servers."""

import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from respondents.suppliers import posting
from respondents.suppliers.posting import FAILURES, NotReachedError, is_public, post, public_addresses
from tests.respondents.suppliers.server import Server, a_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with a_server(tmp_path) as server:
        yield server


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::"),
    ],
)
def test_addresses_at_home_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111"])
def test_addresses_of_everybody_are_public(address: str) -> None:
    assert is_public(address)


def answers(*addresses: str) -> object:
    return lambda host, port, type: [(2, 1, 6, "", (each, port)) for each in addresses]  # noqa: A006 - as in socket


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["8.8.8.8", "::1"], []])
def test_one_address_at_home_among_others_is_enough(monkeypatch: pytest.MonkeyPatch, addresses: list[str]) -> None:
    monkeypatch.setattr(posting, "getaddrinfo", answers(*addresses))
    with pytest.raises(NotReachedError):
        public_addresses("panel.example", 443)


def test_nothing_at_home_is_asked(server: Server) -> None:
    for host in ("localhost", "127.0.0.1", "[::1]"):
        with pytest.raises(NotReachedError):
            post(f"https://{host}:{server.port}/", b"", {})
    with pytest.raises(NotReachedError):
        post(f"http://panel.example:{server.port}/", b"", {})
    assert server.calls == []


def test_a_name_is_resolved_once(server: Server) -> None:
    """A name server that answers something else the second time changes nothing."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["192.0.2.1"]

    assert server.send(resolve=resolve)(server.address, b"x", {}) == 200
    assert asked == ["panel.example"]
    [(path, headers, body)] = server.calls
    assert (path, headers["Host"], body) == ("/calls?a=b", f"panel.example:{server.port}", b"x")


def test_a_redirect_is_not_followed(server: Server) -> None:
    server.status = 302
    assert server.send()(server.address, b"", {}) == 302
    assert len(server.calls) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(server: Server) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        post(server.address, b"", {}, resolve=lambda host, port: ["127.0.0.1"])
    with pytest.raises(ssl.SSLCertVerificationError):
        server.send()(server.address.replace("panel.example", "other.example"), b"", {})
    assert server.calls == []


def test_a_server_that_trickles_is_cut_off(server: Server) -> None:
    server.trickles = True
    began = time.monotonic()
    with pytest.raises(FAILURES):
        server.send(seconds=0.6)(server.address, b"", {})
    assert time.monotonic() - began < 3
