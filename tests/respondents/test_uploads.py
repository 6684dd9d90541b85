"""Files that respondents send: kept once, named in the answers, nobody else's."""

import hashlib
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection

from respondents.api import drop_unnamed_files
from respondents.models import Submission, Upload, Wave
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import an_open_wave, ask, page

pytestmark = pytest.mark.django_db

PAPERS = {
    **ask("file", "papers", "Ordonnance", "Prescription"),
    "most": 2,
    "megabytes": 1,
    "accept": [".pdf"],
    "required": "required",
}
CHANGES = {
    "pages": [
        page("first", "Un", "One", PAPERS, {**ask("text", "word", "Un mot", "A word"), "required": "required"}),
        page("last", "Fin", "End", ask("text", "more", "Encore ?", "More?")),
    ],
    "figures": [],
    "quotas": [],
    "targets": [],
    "populations": [{"name": "all", "side": "patients"}],
}
PDF = b"%PDF-1.7 prescription"
DIGEST = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def wave() -> Wave:
    return an_open_wave(changes=CHANGES)


def a_file(name: str = "paper.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def visitor() -> Browser:
    browser = Browser()
    assert 'enctype="multipart/form-data"' in browser.get("/s/test/").content.decode()
    return browser


def send(browser: Browser, papers: Sequence[object], word: str = "a", revision: int = 1) -> Any:
    token = browser.cookies["csrftoken"].value
    posted = {":q": ["papers", "word"], ":revision": revision, "papers": list(papers), "word": word}
    return browser.post("/s/test/p/first/", {**posted, "csrfmiddlewaretoken": token})


def test_a_file_is_kept_and_named_in_the_answers(wave: Wave) -> None:
    browser = visitor()
    assert send(browser, [a_file()])["Location"] == "/s/test/p/last/"
    assert Submission.objects.get().answers["papers"] == [f"{DIGEST}/paper.pdf"]
    assert bytes(Upload.objects.get().content) == PDF


def test_the_same_page_sent_twice_is_stored_once(wave: Wave) -> None:
    browser = visitor()
    first, second = send(browser, [a_file()]), send(browser, [a_file()])
    assert first["Location"] == second["Location"]
    assert (Submission.objects.count(), Upload.objects.count()) == (1, 1)


def test_a_file_is_not_sent_again_when_something_else_was_to_correct(wave: Wave) -> None:
    browser = visitor()
    refused = send(browser, [a_file()], word="")
    assert refused.status_code == 422
    assert "paper.pdf" in refused.content.decode()
    assert not Submission.objects.exists()
    assert send(browser, [f"{DIGEST}/paper.pdf"]).status_code == 302
    assert Submission.objects.get().answers["papers"] == [f"{DIGEST}/paper.pdf"]


def test_nobody_names_the_file_of_another(wave: Wave) -> None:
    send(visitor(), [a_file()])
    assert send(visitor(), [f"{DIGEST}/paper.pdf"]).status_code == 422
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("paper.exe", PDF)], "n’est pas accepté"),
        ([("paper.pdf", b"x" * 1_000_001)], "trop lourd"),
        ([("a.pdf", b"1"), ("b.pdf", b"2"), ("c.pdf", b"3")], "au plus 2 fichiers"),
        ([], "Répondez à cette question"),
        ([("empty.pdf", b"")], "Répondez à cette question"),
    ],
)
def test_what_is_wrong_is_said(wave: Wave, files: list[tuple[str, bytes]], said: str) -> None:
    refused = send(visitor(), [a_file(*one) for one in files])
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\scans\\page\x1b[31m.pdf", "page[31m.pdf"),
        ("é" * 150 + ".pdf", "é" * 116 + ".pdf"),
    ],
)
def test_a_name_leads_nowhere(wave: Wave, name: str, kept: str) -> None:
    send(visitor(), [a_file(name)])
    assert Submission.objects.get().answers["papers"] == [f"{DIGEST}/{kept}"]


def test_one_interview_cannot_fill_the_disk(wave: Wave, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("respondents.uploads.MOST_KEPT", 30)
    browser = visitor()
    assert send(browser, [a_file(), a_file("b.pdf", b"%PDF-1.7 another one")]).status_code == 422
    assert Upload.objects.count() == 1


def test_files_that_no_page_names_are_dropped_a_day_later(wave: Wave) -> None:
    named, left = visitor(), visitor()
    send(named, [a_file()])
    send(left, [a_file("b.pdf", b"%PDF-1.7 left")], word="")
    assert drop_unnamed_files() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE respondents_upload SET received_at = received_at - interval '25 hours'")
    assert drop_unnamed_files() == 1
    assert Upload.objects.get().digest == DIGEST


def test_the_files_of_a_wave_come_out_as_an_archive(wave: Wave, tmp_path: Path) -> None:
    send(visitor(), [a_file(), a_file("b.pdf", b"%PDF-1.7 b")])
    send(visitor(), [a_file()])
    said = StringIO()
    call_command("uploads", "test", out=tmp_path / "files.zip", stdout=said)
    with ZipFile(tmp_path / "files.zip") as archive:
        assert sorted(name.partition("/")[2][9:] for name in archive.namelist()) == ["b.pdf", "paper.pdf", "paper.pdf"]
        assert {archive.read(name) for name in archive.namelist()} == {PDF, b"%PDF-1.7 b"}
    assert "3" in said.getvalue()


def test_a_body_longer_than_any_page_is_not_read(wave: Wave) -> None:
    refused = visitor().post(
        "/s/test/p/first/", b"x", content_type="multipart/form-data; boundary=b", headers={"content-length": "25000001"}
    )
    assert refused.status_code == 413


def test_where_one_file_is_asked_for_another_takes_its_place() -> None:
    first = {**CHANGES["pages"][0], "questions": [{**PAPERS, "most": 1}, *CHANGES["pages"][0]["questions"][1:]]}
    an_open_wave(changes={**CHANGES, "pages": [first, *CHANGES["pages"][1:]]})
    browser = visitor()
    send(browser, [a_file()])
    kept = f"{DIGEST}/paper.pdf"
    html = send(browser, [kept, a_file(content=b"x" * 1_000_001)], revision=2).content.decode()
    assert "trop lourd" in html
    assert f'value="{kept}" checked' in html
    assert send(browser, [kept, a_file("other.pdf", b"%PDF other")], revision=2).status_code == 302
    digest = hashlib.sha256(b"%PDF other").hexdigest()
    assert Submission.objects.get(revision=2).answers["papers"] == [f"{digest}/other.pdf"]
