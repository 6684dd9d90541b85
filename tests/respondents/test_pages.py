"""The pages of a wave as browsers get them: what they show, what they cost, what they refuse."""

import gzip
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rjsmin import jsmin

from respondents.entry import COOKIE
from respondents.models import Interview, Submission, Wave
from tests.respondents.browsing import FORM, Browser
from tests.respondents.questionnaire import ANSWERS, an_open_wave

pytestmark = pytest.mark.django_db

ENTRANCE = "/s/test/"


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


@pytest.fixture
def visitor(wave: Wave) -> Browser:
    """A browser that has opened the wave's link."""
    visitor = Browser()
    assert visitor.get(ENTRANCE).status_code == 200
    return visitor


def walk(visitor: Browser, *pages: str, **changed: Sequence[str]) -> str:
    """Send pages as they come; where the last one leads."""
    for revision, page in enumerate(pages, 1):
        raw = {**ANSWERS[page], **{name: values for name, values in changed.items() if name in ANSWERS[page]}}
        response = visitor.send("test", page, raw, revision)
        assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def test_the_entrance_is_the_first_page(wave: Wave) -> None:
    html = Browser().get(ENTRANCE).content.decode()
    assert '<html lang="fr">' in html
    assert "Baromètre de l’IA" in html
    assert "Acceptez-vous de participer\u202f?" in html
    assert not Interview.objects.exists()


def test_a_whole_interview_ends_with_thanks(visitor: Browser) -> None:
    assert walk(visitor, *ANSWERS) == "/s/test/end/"
    html = visitor.get("/s/test/end/").content.decode()
    assert 'class="message done"' in html
    assert visitor.get(ENTRANCE)["Location"] == "/s/test/end/"
    assert visitor.get("/s/test/p/uses/")["Location"] == "/s/test/end/"


def test_one_select_to_show_a_page_and_one_insert_to_take_it(visitor: Browser) -> None:
    walk(visitor, "welcome", "you")
    visitor.get("/s/test/p/uses/")  # the page of this version is compiled once per process
    with CaptureQueriesContext(connection) as shown:
        assert visitor.get("/s/test/p/uses/").status_code == 200
    with CaptureQueriesContext(connection) as taken:
        assert visitor.send("test", "uses", ANSWERS["uses"], 3).status_code == 302

    assert [query["sql"].split()[0] for query in shown] == ["SELECT"]
    assert [query["sql"].split()[0] for query in taken] == ["SELECT", "WITH"]


def test_the_first_page_weighs_less_than_15_kb_in_at_most_4_requests(wave: Wave) -> None:
    html = Browser().get(ENTRANCE).content
    files = re.findall(r'(?:src|href)="/static/([^"]+)"', html.decode())
    contents = [served(name) for name in files]
    scripts = [content for name, content in zip(files, contents, strict=True) if name.endswith(".js")]

    assert 1 + len(files) <= 4
    # Static files are sent compressed, pages are not.
    assert len(html) + sum(len(gzip.compress(content)) for content in contents) < 15 * 1024
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html.decode())
    assert len(scripts) == 1
    assert len(scripts[0]) < 4096


def served(name: str) -> bytes:
    """A static file as `collectstatic` leaves it: minified when it is a script."""
    content = (Path(settings.BASE_DIR) / "static" / name).read_bytes()
    return jsmin(content.decode()).encode() if name.endswith(".js") else content


def test_pages_are_not_stored_on_the_way(visitor: Browser) -> None:
    for address in (ENTRANCE, "/s/test/p/welcome/"):
        response = visitor.get(address)
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(visitor: Browser) -> None:
    walk(visitor, "welcome", "you", "uses", "views")
    response = visitor.send("test", "more", {":q": ["age", "mail"], "age": ["<douze>"], "mail": ["a@"]}, 5)
    html = response.content.decode()

    assert response.status_code == 422
    assert 'href="#age"' in html
    assert 'id="age-error"' in html
    assert 'value="&lt;douze&gt;" aria-describedby="age-error" aria-invalid="true"' in html
    assert "<douze>" not in html
    assert Submission.objects.count() == 4


def test_a_page_that_became_longer_says_so(visitor: Browser) -> None:
    walk(visitor, "welcome", "you")
    response = visitor.send("test", "uses", {":q": ["use"], "use": ["none"]}, 3)
    assert response["Location"] == "/s/test/p/uses/"
    html = visitor.get("/s/test/p/uses/").content.decode()
    assert 'class="notice"' in html
    assert 'value="none" data-alone checked' in html


def test_a_hidden_question_carries_its_condition(visitor: Browser) -> None:
    walk(visitor, "welcome", "you")
    html = visitor.get("/s/test/p/uses/").content.decode()
    condition = "[&quot;selected&quot;,[&quot;v&quot;,&quot;use&quot;],&quot;none&quot;]"
    assert f' data-if="{condition}" hidden disabled>' in html
    assert 'class="notice"' not in html


def test_texts_repeat_answers(visitor: Browser) -> None:
    walk(visitor, "welcome", "you", "uses", "views")
    assert "Votre confiance\u202f: 7 sur 10." in visitor.get("/s/test/p/more/").content.decode()


def test_wordings_follow_the_population(visitor: Browser) -> None:
    walk(visitor, "welcome", "you", role=["doctor"])
    assert "en consultation" in visitor.get("/s/test/p/uses/").content.decode()


def test_back_is_a_link_to_the_page_before(visitor: Browser) -> None:
    walk(visitor, "welcome", "you", "uses", "views")
    assert 'class="back" href="/s/test/p/views/"' in visitor.get("/s/test/p/more/").content.decode()
    html = visitor.get("/s/test/p/views/").content.decode()
    assert 'name="trust" value="7" checked' in html
    assert 'name="safe" value="9" checked' in html
    assert re.search(r'name="hopes:safety">\s*<option value="">–</option>\s*<option selected>1<', html)


def test_answers_that_gave_a_place_can_be_read_but_not_changed(visitor: Browser) -> None:
    walk(visitor, "welcome", "you")
    html = visitor.get("/s/test/p/you/").content.decode()
    assert re.search(r'<fieldset class="question single" id="role"[^>]* disabled>', html)
    assert 'name="role" value="patient" checked' in html
    visitor.send("test", "you", {":q": ["role"], "role": ["doctor"]}, 3)
    assert Interview.objects.get().population == "patient"
    assert visitor.get(ENTRANCE)["Location"] == "/s/test/p/uses/"


def test_a_doubled_submit_stores_one_page(visitor: Browser) -> None:
    walk(visitor, "welcome")
    again = visitor.send("test", "welcome", ANSWERS["welcome"], 1)
    assert (again.status_code, again["Location"]) == (302, "/s/test/p/you/")
    assert Submission.objects.count() == 1


def test_another_window_is_told_what_was_kept(visitor: Browser) -> None:
    walk(visitor, "welcome", "you", "uses")
    conflict = visitor.send("test", "uses", {":q": ["use"], "use": ["letters"]}, 3)
    html = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Chercher une information, Écrire un courrier" in html
    assert 'href="/s/test/"' in html


@pytest.mark.parametrize("revision", ["", "x", "-1", "0", "7", "9" * 50, "1e3", "²"])
def test_a_revision_that_is_none_goes_nowhere(visitor: Browser, revision: str) -> None:
    response = visitor.send("test", "welcome", ANSWERS["welcome"], revision)
    assert response["Location"] == ENTRANCE
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("changed", "disposition"),
    [({"consent": ["no"]}, "refused"), ({"role": ["neither"]}, "screened_out")],
)
def test_every_end_has_its_page(visitor: Browser, changed: Mapping[str, Sequence[str]], disposition: str) -> None:
    pages = ["welcome"] if "consent" in changed else ["welcome", "you"]
    assert walk(visitor, *pages, **changed) == "/s/test/end/"
    assert visitor.get("/s/test/end/").status_code == 200
    assert Interview.objects.get().disposition == disposition


def test_the_end_says_what_the_questionnaire_says() -> None:
    an_open_wave(changes={"endings": {"refused": {"fr": "Merci **quand même**."}}})
    visitor = Browser()
    visitor.get(ENTRANCE)
    walk(visitor, "welcome", consent=["no"])
    assert "Merci <strong>quand même</strong>." in visitor.get("/s/test/end/").content.decode()


def test_a_full_cell_may_offer_another_address() -> None:
    full = [{"population": "doctor", "name": "all", "target": 0, "limit": 0, "full": "redirect"}]
    an_open_wave(changes={"quotas": full}, redirect_url="https://example.org/other")
    visitor = Browser()
    visitor.get(ENTRANCE)
    walk(visitor, "welcome", "you", role=["doctor"])
    assert 'href="https://example.org/other"' in visitor.get("/s/test/end/").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"paused": True},
        {"closes_at": timezone.now() - timedelta(minutes=1)},
        {"opens_at": timezone.now() + timedelta(days=1)},
    ],
)
def test_a_wave_that_takes_no_answers(visitor: Browser, change: Mapping[str, object]) -> None:
    walk(visitor, "welcome")
    Wave.objects.update(**change)
    assert '<main class="message">' in visitor.get(ENTRANCE).content.decode()
    assert '<main class="message">' in Browser().get(ENTRANCE).content.decode()
    assert '<main class="message">' in visitor.get("/s/test/p/you/").content.decode()
    refused = visitor.send("test", "you", ANSWERS["you"], 2)
    assert '<main class="message">' in refused.content.decode()
    assert Submission.objects.count() == 1


def test_a_demonstration_says_so_on_every_page() -> None:
    an_open_wave(simulated=True)
    visitor = Browser()
    assert 'class="demo"' in visitor.get(ENTRANCE).content.decode()
    walk(visitor, *ANSWERS)
    assert 'class="demo"' in visitor.get("/s/test/end/").content.decode()


def test_the_source_of_the_link_is_kept(wave: Wave) -> None:
    visitor = Browser()
    visitor.get(ENTRANCE + "?source=panel-7")
    walk(visitor, "welcome")
    assert Interview.objects.get().source == "panel-7"


@pytest.mark.parametrize("source", ["<script>", "a b", "x" * 41])
def test_a_source_that_is_no_word_is_not_kept(wave: Wave, source: str) -> None:
    visitor = Browser()
    visitor.get(ENTRANCE, {"source": source})
    walk(visitor, "welcome")
    assert Interview.objects.get().source == ""


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [("fr-FR,fr;q=0.9", "fr"), ("en-GB,en;q=0.8,fr;q=0.5", "en"), ("de, en;q=0.1", "en"), ("de", "fr"), ("", "fr")],
)
def test_the_first_language_is_the_browser_s(wave: Wave, accepted: str, spoken: str) -> None:
    html = Browser(**{"accept-language": accepted}).get(ENTRANCE).content.decode()
    assert f'<html lang="{spoken}">' in html


def test_the_language_can_be_changed_at_any_time(visitor: Browser) -> None:
    assert visitor.get(ENTRANCE + "?lang=en")["Location"] == ENTRANCE
    assert '<html lang="en">' in visitor.get(ENTRANCE).content.decode()
    walk(visitor, "welcome")
    assert Interview.objects.get().language == "en"
    visitor.get("/s/test/p/you/?lang=fr")
    assert '<html lang="fr">' in visitor.get("/s/test/p/you/").content.decode()
    assert visitor.get("/s/test/p/you/?lang=xx").status_code == 200


def test_there_is_no_such_wave() -> None:
    assert Browser().get("/s/nowhere/").status_code == 404


# Nobody reads or writes another's answers.


def test_without_the_cookie_there_is_nothing_to_read(visitor: Browser) -> None:
    walk(visitor, "welcome", "you")
    stranger = Browser()
    assert stranger.get("/s/test/p/you/")["Location"] == ENTRANCE
    assert stranger.get("/s/test/end/")["Location"] == ENTRANCE


@pytest.mark.parametrize("forge", [lambda value: value[:-1] + "x", lambda value: value.split(":")[0], lambda _: "x"])
def test_a_forged_cookie_opens_nothing(visitor: Browser, forge: object) -> None:
    walk(visitor, "welcome", "you")
    other = Browser()
    other.get(ENTRANCE)
    other.cookies[COOKIE] = forge(visitor.cookies[COOKIE].value)  # type: ignore[operator]
    assert other.get("/s/test/p/you/")["Location"] == ENTRANCE
    response = other.send("test", "uses", ANSWERS["uses"], 3)
    assert response["Location"] == ENTRANCE
    assert Submission.objects.count() == 2


def test_the_cookie_of_one_wave_opens_no_other(visitor: Browser) -> None:
    walk(visitor, "welcome", "you")
    an_open_wave("other")
    carrier = Browser()
    carrier.get("/s/other/")
    carrier.cookies[COOKIE] = visitor.cookies[COOKIE].value
    assert carrier.get("/s/other/p/you/")["Location"] == "/s/other/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: Browser) -> None:
    cookie = visitor.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", ENTRANCE)


def test_a_page_without_its_token_is_refused(visitor: Browser) -> None:
    response = visitor.post("/s/test/p/welcome/", "consent=OK&:q=consent&:revision=1", content_type=FORM)
    assert response.status_code == 403
    assert '<main class="message">' in response.content.decode()
    assert not Submission.objects.exists()


def test_no_session_is_opened(visitor: Browser) -> None:
    walk(visitor, *ANSWERS)
    assert set(visitor.cookies) == {COOKIE, "csrftoken"}


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("consent=" + "x" * 600_000, FORM, 413),
        ("consent=" + "x" * 3_000_000, FORM, 400),  # not even read
        ("consent=OK&" * 5_000, FORM, 400),
        ('{"consent": "OK"}', "application/json", 415),
    ],
)
def test_bodies_that_no_page_of_ours_sends(visitor: Browser, body: str, content_type: str, status: int) -> None:
    token = visitor.cookies["csrftoken"].value
    response = visitor.post("/s/test/p/welcome/", body, content_type=content_type, headers={"x-csrftoken": token})
    assert response.status_code == status
    assert '<main class="message">' in response.content.decode()


@pytest.mark.parametrize(
    "raw",
    [
        {":q": ["consent"] * 900, "consent": ["OK"]},
        {":q": ["consent", "role", "\x00"], "consent": ["OK"], "role": ["doctor"], "": [""]},
        {":q": ["consent"], "consent": ["\x00OK\ud7ff"]},
        {"page:welcome": ["x"], "population": ["doctor"], ":q": ["consent"], "consent": ["OK"]},
    ],
)
def test_hostile_posts_store_the_page_s_own_fields_or_nothing(
    visitor: Browser, raw: Mapping[str, Sequence[str]]
) -> None:
    assert visitor.send("test", "welcome", raw, 1).status_code in {302, 422}
    for submission in Submission.objects.all():
        assert set(submission.answers) <= {"consent", "page:welcome"}
