"""Respondents at once, in a process of their own: `python -m bench.pages.respondents PORT AT_ONCE INTERVIEWS PATH`.

Each opens the wave's link and sends every page with the tokens it came with, on one connection, with
its cookies, as a browser does; styles and scripts are left out, for browsers keep them. What it
says on standard output is one JSON document: seconds in all, and milliseconds of every request.
With a PATH that ends in `bare/`, each sends as many requests to it instead.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.pages.barometer import posted

#: Requests of one interview: the entrance, two for each page, and no third party.
REQUESTS = 1 + 2 * 6

_HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|:revision)" value="([^"]*)"')
_COOKIE = re.compile(r"set-cookie: ([^=]+)=([^;\r\n]*)", re.IGNORECASE)
_LENGTH = re.compile(r"content-length: (\d+)", re.IGNORECASE)
_LOCATION = re.compile(r"location: (\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    location: str
    body: str


@dataclass(slots=True)
class Browser:
    """One connection and its cookies; `spent` are the milliseconds of its requests, by method."""

    port: int
    spent: dict[str, list[float]]
    cookies: dict[str, str] = field(default_factory=dict)
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Response:
        return await self._ask("GET", path, "")

    async def post(self, path: str, fields: Mapping[str, list[str]]) -> Response:
        return await self._ask("POST", path, urlencode(fields, doseq=True))

    async def close(self) -> None:
        if self.streams:
            self.streams[1].close()

    async def _ask(self, method: str, path: str, body: str) -> Response:
        begun = time.perf_counter()
        response = await self._exchange(self._written(method, path, body))
        self.spent[method].append((time.perf_counter() - begun) * 1000)
        return response

    def _written(self, method: str, path: str, body: str) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.port}", "Accept-Language: fr"]
        lines += [f"Cookie: {'; '.join(f'{name}={value}' for name, value in self.cookies.items())}"]
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join((*lines, "", body)).encode()

    async def _exchange(self, written: bytes) -> Response:
        if self.streams is None or self.streams[0].at_eof():
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        writer.write(written)
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.cookies.update(_COOKIE.findall(head))
        length = _LENGTH.search(head)
        body = await reader.readexactly(int(length[1])) if length else b""
        if "connection: close" in head.lower():
            writer.close()
            self.streams = None
        location = _LOCATION.search(head)
        return Response(int(head.split(" ", 2)[1]), location[1] if location else "", body.decode())


async def interview(browser: Browser, path: str, number: int) -> None:
    """From the entrance to the end. Raises RuntimeError where a page is refused."""
    shown = await browser.get(path)
    for page, raw in posted(number).items():
        tokens = {name: [value] for name, value in _HIDDEN.findall(shown.body)}
        sent = await browser.post(f"{path}p/{page}/", {**raw, **tokens})
        if sent.status not in {302, 303}:
            raise RuntimeError(f"{page} of respondent {number}: {sent.status}\n{sent.body[:2000]}")
        shown = await browser.get(sent.location)
    if shown.status != 200 or not sent.location.endswith("/end/"):
        raise RuntimeError(f"respondent {number} did not come to the end: {sent.location}, {shown.status}")


async def bare(browser: Browser, path: str, number: int) -> None:
    """As many requests to a view that reads one row and writes one."""
    for each in range(REQUESTS):
        answered = await browser.get(f"{path}?row={number * REQUESTS + each}")
        if answered.status != 200:
            raise RuntimeError(answered.body[:2000])


async def crowd(port: int, at_once: int, interviews: int, path: str) -> dict[str, object]:
    """So many respondents at once, each followed by another until all have come."""
    spent: dict[str, list[float]] = {"GET": [], "POST": []}
    numbers = iter(range(interviews))
    begun = time.perf_counter()
    await asyncio.gather(*(_follow(port, path, numbers, spent) for _ in range(at_once)))
    return {"seconds": time.perf_counter() - begun, **spent}


async def _follow(port: int, path: str, numbers: Iterator[int], spent: dict[str, list[float]]) -> None:
    for number in numbers:
        browser = Browser(port, spent)
        await (bare if path.endswith("bare/") else interview)(browser, path, number)
        await browser.close()


if __name__ == "__main__":
    port, at_once, interviews = map(int, sys.argv[1:4])
    told = asyncio.run(crowd(port, at_once, interviews, sys.argv[4]))
    sys.stdout.write(json.dumps(told))
