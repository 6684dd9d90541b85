"""Files that were sent are shown again, to keep or not."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from respondents.models import Submission
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import an_open_wave, ask, page

pytestmark = pytest.mark.django_db

OPEN = {"populations": [{"name": "all", "side": "patients"}], "quotas": []}


def send(visitor: Browser, revision: int, **posted: object) -> int:
    token = visitor.cookies["csrftoken"].value
    fields = {":q": "letter", ":revision": str(revision), "csrfmiddlewaretoken": token, **posted}
    return int(visitor.post("/s/test/p/p/", fields).status_code)


def test_a_file_is_kept_by_its_tick() -> None:
    asked = ask("file", "letter", "Un courrier", "A letter", accept=[".pdf"])
    pages = [page("p", "P", "P", asked), page("last", "Q", "Q", ask("text", "word", "W", "W"))]
    an_open_wave(changes={**OPEN, "pages": pages})
    visitor = Browser()
    visitor.get("/s/test/")
    assert send(visitor, 1, letter=SimpleUploadedFile("<a>.pdf", b"%PDF")) == 302

    html = visitor.get("/s/test/p/p/").content.decode()
    shown = re.search(
        r'<input type="checkbox" name="letter" value="([0-9a-f]{64}/[^"]+)" checked><span>&lt;a&gt;', html
    )
    assert shown is not None

    stored = Submission.objects.get(revision=1).answers["letter"]
    assert send(visitor, 2, letter=stored[0]) == 302
    assert Submission.objects.get(revision=2).answers["letter"] == stored
    assert send(visitor, 3) == 302
    assert Submission.objects.get(revision=3).answers["letter"] is None
