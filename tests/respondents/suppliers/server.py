"""A supplier's server for tests: https at home, with a certificate of its own, that may refuse, stall or kill."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from respondents.suppliers.posting import post

HOST = "panel.example"


@dataclass
class Server:
    """What arrived: path, headers and body of each call. `status` is answered, `watch` told before that."""

    port: int = 0
    certificate: Path = Path()
    status: int = 200
    trickles: bool = False
    calls: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    watch: Callable[[], None] = lambda: None

    @property
    def address(self) -> str:
        return f"https://{HOST}:{self.port}/calls?a=b"

    def send(self, *, seconds: float = 5.0, resolve: Callable[[str, int], Sequence[str]] | None = None) -> partial[int]:
        """`post`, to this server in place of any other, trusting its certificate."""
        return partial(
            post,
            resolve=resolve or (lambda host, port: ["127.0.0.1"]),
            context=ssl.create_default_context(cafile=self.certificate),
            seconds=seconds,
        )


@contextmanager
def a_server(folder: Path) -> Iterator[Server]:
    server = Server(certificate=folder / "certificate.pem")
    key = write_certificate(server.certificate)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.calls.append((self.path, dict(self.headers.items()), body))
            server.watch()
            if server.trickles:
                for _ in range(100):
                    self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                    time.sleep(0.1)
            self.send_response(server.status)
            self.send_header("Location", "https://elsewhere.example/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
            return

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server.certificate, key)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.handle_error = lambda request, client_address: None  # type: ignore[method-assign]  # clients are killed
        http.socket = context.wrap_socket(http.socket, server_side=True)
        server.port = http.server_address[1]
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield server
        http.shutdown()


def write_certificate(path: Path) -> Path:
    """A certificate for HOST, signed by itself; the file of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = path.with_name("key.pem")
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return secret
