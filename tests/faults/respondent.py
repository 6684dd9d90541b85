"""A respondent who does not give up: a page that is not acknowledged is sent again, as it was."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from urllib.parse import unquote, urlencode

from tests.respondents.questionnaire import ANSWERS

#: Fields that a page posts back as they came.
_CARRIED = {"csrfmiddlewaretoken", ":revision"}
_PATIENCE = 60.0  # seconds


@dataclass
class Respondent:
    """A patient, woman; `acknowledged` are the pages that the server has answered with where to go.

    `refused` is what the server said when it could not serve.
    """

    port: int
    slug: str
    cookies: dict[str, str] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def interview(self) -> str:
        """Its key, in hexadecimal, as the cookie tells."""
        return unquote(self.cookies["interview"]).strip('"').split("|")[0]

    def walk(self, pages: Mapping[str, Mapping[str, list[str]]] = ANSWERS) -> str:
        """From the entrance to the end; where it leads. Raises AssertionError when something else than a page comes."""
        shown = self.insist("GET", f"/s/{self.slug}/")
        for page, raw in pages.items():
            shown = self.insist("GET", self.send(page, raw, shown[2]))
            if "/end/" in shown[1]:
                break
        return shown[1]

    def send(self, page: str, raw: Mapping[str, list[str]], html: str) -> str:
        """A page with the tokens it came with; where it leads."""
        status, location, body = self.insist("POST", f"/s/{self.slug}/p/{page}/", body_of(raw, html))
        assert status == 302, body
        self.acknowledged.append(page)
        return location

    def insist(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        """Ask until there is an answer: its status, its address, and what it says."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                status, location, said, _ = self.ask(method, path, body)
                if status != 503:
                    return status, location or path, said
            except (HTTPException, OSError) as error:
                if time.monotonic() > deadline:
                    raise AssertionError(f"no answer to {method} {path}") from error
            assert time.monotonic() < deadline, f"503 to {method} {path}"
            time.sleep(0.05)

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str, float]:
        """Ask once: status, Location, body and seconds."""
        begun = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Accept-Language": "fr", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            said = response.read().decode()
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if response.status == 503:
            assert int(response.headers["Retry-After"]) > 0
            self.refused.append(said)
        return response.status, response.headers.get("Location", ""), said, time.monotonic() - begun


def body_of(raw: Mapping[str, list[str]], html: str) -> str:
    """What the form of a page posts."""
    form = _Carried()
    form.feed(html)
    return urlencode({**raw, **form.values}, doseq=True)


class _Carried(HTMLParser):
    """The fields of a page that are posted back as they came."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        field = dict(attrs)
        if tag == "input" and field.get("name") in _CARRIED:
            self.values[field["name"] or ""] = field.get("value") or ""
