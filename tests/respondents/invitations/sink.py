"""A mail server for tests, as much of RFC 5321 as smtplib speaks, that may refuse, or kill its client."""

import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from itertools import takewhile
from socket import MSG_DONTWAIT, MSG_PEEK

#: Where a client may be killed: before the answer to each command, and between two messages.
STAGES = ("EHLO", "MAIL", "RCPT", "DATA", "BODY", "NEXT")


@dataclass
class Sink:
    """What arrived. `refusals` by address; `watch` is told each stage and how many messages were taken."""

    port: int = 0
    taken: list[tuple[str, Message]] = field(default_factory=list)
    refusals: Mapping[str, str] = field(default_factory=dict)
    watch: Callable[[str, int], None] = lambda stage, taken: None

    @property
    def recipients(self) -> list[str]:
        return sorted(recipient for recipient, _ in self.taken)


@contextmanager
def a_sink() -> Iterator[Sink]:
    """A mail server that listens while the test runs."""
    sink = Sink()

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            try:
                converse(sink, self)
            except (BrokenPipeError, ConnectionResetError):
                return

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Conversation) as server:
        sink.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield sink
        server.shutdown()


def converse(sink: Sink, client: socketserver.StreamRequestHandler) -> None:
    recipient = ""

    def say(line: str) -> None:
        client.wfile.write(f"{line}\r\n".encode())

    say("220 sink")
    for line in client.rfile:
        verb = line[:4].decode("latin-1").upper()
        if verb == "MAIL" and sink.taken:
            sink.watch("NEXT", len(sink.taken))
        sink.watch(verb, len(sink.taken))
        if verb == "RCPT":
            recipient = line.decode().partition("<")[2].partition(">")[0]
            say(sink.refusals.get(recipient, "250 ok"))
        elif verb == "DATA":
            say("354 go on")
            body = b"".join(takewhile(lambda line: line not in {b"", b".\r\n"}, iter(client.rfile.readline, None)))
            sink.watch("BODY", len(sink.taken))
            if body:
                accept(sink, client, recipient, body)
        elif verb == "QUIT":
            say("221 bye")
            return
        else:
            say("250 ok")


def accept(sink: Sink, client: socketserver.StreamRequestHandler, recipient: str, body: bytes) -> None:
    """Take a message unless who sent it died before its last line was read."""
    try:
        gone = client.connection.recv(1, MSG_PEEK | MSG_DONTWAIT) == b""
    except BlockingIOError:
        gone = False
    if not gone:
        sink.taken.append((recipient, message_from_bytes(body)))
        client.wfile.write(b"250 taken\r\n")
