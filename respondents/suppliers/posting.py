"""A POST to another server that reaches nothing but what everybody on the internet reaches.

The name is resolved once; every address that it has must be public, and the connection goes to
one that was looked at, so that a second answer of the name server changes nothing. Certificates
are checked, redirects are not followed, the body that comes back is not read, and the whole takes
`seconds` at most (the resolver's own limit apart).
"""

import ssl
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPException, HTTPSConnection
from ipaddress import IPv6Address, ip_address, ip_network
from socket import SHUT_RDWR, SOCK_STREAM, create_connection, getaddrinfo, socket
from threading import Timer
from urllib.parse import urlsplit

SECONDS = 10.0

#: Where the translators of IPv6 networks reach any IPv4 address (RFC 6052, RFC 8215).
_TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))

Resolve = Callable[[str, int], Sequence[str]]


class NotReachedError(OSError):
    """The server was not asked: its addresses are not public, or its address is not https."""


def public_addresses(host: str, port: int) -> Sequence[str]:
    """The addresses of a host. Raises NotReachedError when one of them is not public, OSError for an unknown host."""
    found = {str(entry[4][0]) for entry in getaddrinfo(host, port, type=SOCK_STREAM)}
    if not found or not all(map(is_public, found)):
        raise NotReachedError("not a public address")
    return sorted(found)


def is_public(address: str) -> bool:
    """Whether an address is one that everybody reaches, whatever it is wrapped in."""
    parsed = ip_address(address.partition("%")[0])
    if not parsed.is_global or parsed.is_multicast or parsed.is_reserved:
        return False
    if not isinstance(parsed, IPv6Address):
        return True
    wrapped = [parsed.ipv4_mapped, parsed.sixtofour, *(parsed.teredo or ())]
    return not any(wrapped) and not any(parsed in network for network in _TRANSLATED)


def post(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = SECONDS,
    resolve: Resolve = public_addresses,
    context: ssl.SSLContext | None = None,
) -> int:
    """The status that the server answers. Raises OSError or HTTPException when it does not.

    `resolve` and `context` are for tests, whose servers are at home.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise NotReachedError("not https")
    port = parts.port or 443
    connection = _Pinned(parts.hostname, port, resolve(parts.hostname, port)[0], seconds, context)
    deadline = Timer(seconds, connection.cut)
    deadline.daemon = True
    deadline.start()
    try:
        connection.request("POST", f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", body, dict(headers))
        return connection.getresponse().status
    finally:
        deadline.cancel()
        connection.close()


class _Pinned(HTTPSConnection):
    """A connection to one address, for the name that the certificate has."""

    sock: ssl.SSLSocket | None

    def __init__(self, host: str, port: int, pinned: str, seconds: float, context: ssl.SSLContext | None) -> None:
        self._trust = context or ssl.create_default_context()
        super().__init__(host, port, timeout=seconds, context=self._trust)
        self._pinned = pinned

    def connect(self) -> None:
        """Connect to the address that was looked at, and to no other."""
        bare = create_connection((self._pinned, self.port), self.timeout)
        self.sock = self._trust.wrap_socket(bare, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()

    def cut(self) -> None:
        """End it, whatever it waits for: too much time went by."""
        if self.sock is not None:
            try:
                socket.shutdown(self.sock, SHUT_RDWR)
            except OSError:
                self.sock = None  # it had ended


#: What a server that does not answer raises.
FAILURES = (OSError, HTTPException)
