"""A respondent's browser in tests: it carries cookies and posts what forms post."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.test import Client

FORM = "application/x-www-form-urlencoded"


class Browser(Client):
    """Django's client, speaking French, that checks CSRF tokens as a server does."""

    def __init__(self, **headers: str) -> None:
        super().__init__(enforce_csrf_checks=True, headers={"accept-language": "fr", **headers})

    def send(self, slug: str, page: str, raw: Mapping[str, Sequence[str]], revision: int | str, **whence: Any) -> Any:
        """Post a page as its form does; `whence` are variables of the request, such as its address."""
        token = self.cookies["csrftoken"].value
        body = urlencode({**raw, ":revision": [revision], "csrfmiddlewaretoken": [token]}, doseq=True)
        return self.post(f"/s/{slug}/p/{page.replace('#', '~')}/", body, content_type=FORM, **whence)
