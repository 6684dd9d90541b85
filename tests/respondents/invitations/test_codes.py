"""Codes of eight characters: how they are read, what they lead to, and why guessing is hopeless."""

from unittest.mock import patch

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st
from redis.exceptions import ConnectionError as NoCacheError

from respondents.invitations.attempts import MOST_BY_ADDRESS, MOST_BY_WAVE
from respondents.invitations.codes import ALPHABET, BadCodeError, new_code, read_code, shown_code
from respondents.invitations.inviting import print_code
from respondents.invitations.links import interview_of, wave_secret
from respondents.models import Interview, ResumeCode
from tests.respondents.browsing import FORM, Browser
from tests.respondents.invitations.people import a_known_wave, a_panelist, an_invitation, invited

WORD = {":q": ["word"], "word": ["oui"]}


@pytest.fixture(autouse=True)
def _no_attempt_before() -> None:
    cache.clear()


def post(browser: Browser, body: str, address: str = "10.0.0.1") -> tuple[int, str]:
    token = browser.cookies["csrftoken"].value
    body = f"{body}&csrfmiddlewaretoken={token}"
    answer = browser.post("/s/test/resume/", body, content_type=FORM, REMOTE_ADDR=address)
    return answer.status_code, answer.content.decode()


@given(st.text(ALPHABET, min_size=8, max_size=8))
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    typed = (shown_code(code), code.lower(), f" {code[:2]} {code[2:]} ", code.replace("0", "O").replace("1", "l"))
    assert {read_code(each) for each in typed} == {code}


@pytest.mark.parametrize("typed", ["", "ABCDEFG", "ABCDEFGHJ", "ABCDEFG!", "ÀBCDEFGH", "U" * 8, "A" * 10_000])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(BadCodeError):
        read_code(typed)


@pytest.mark.django_db
def test_a_code_is_shown_once_and_leads_back_from_another_device() -> None:
    a_known_wave()
    phone, desk = Browser(), Browser()
    phone.get("/s/test/")
    phone.send("test", "first", WORD, 1)
    assert "Show me a code" not in desk.get("/s/test/resume/").content.decode()
    assert "code" in phone.get("/s/test/resume/").content.decode()
    status, first = post(phone, "give=")
    code = first.partition('class="code">')[2][:9]
    assert (status, len(read_code(code))) == (200, 8)
    assert code.replace("-", "") not in str(list(ResumeCode.objects.values()))
    assert post(desk, f"code={code.lower()}")[0] == 303
    assert desk.get("/s/test/")["Location"] == "/s/test/p/second/"
    post(phone, "give=")
    assert post(a_visitor(), f"code={code}")[0] == 422  # the newest code counts


def a_visitor() -> Browser:
    browser = Browser()
    browser.get("/s/test/resume/")
    return browser


@pytest.mark.django_db
def test_the_code_of_a_letter_opens_the_interview_of_its_link() -> None:
    wave = a_known_wave()
    panelist = a_panelist(wave)
    token = invited(wave, panelist)
    code = print_code(secret=wave_secret(wave.pk), invitation=an_invitation(panelist))
    assert print_code(secret=wave_secret(wave.pk), invitation=an_invitation(panelist)) == code
    browser = a_visitor()
    assert post(browser, f"code={code}")[0] == 303
    browser.get("/s/test/")
    browser.send("test", "first", WORD, 1)
    assert Interview.objects.get().pk == interview_of(token)


@pytest.mark.django_db
def test_guessing_ends_by_address_and_by_wave() -> None:
    a_known_wave()
    browser = a_visitor()
    answers = [post(browser, f"code={new_code()}")[0] for _ in range(MOST_BY_ADDRESS + 2)]
    assert answers == [422] * MOST_BY_ADDRESS + [429] * 2
    cache.clear()
    answers = [post(browser, f"code={new_code()}", f"10.0.1.{turn}")[0] for turn in range(MOST_BY_WAVE + 2)]
    assert answers == [422] * MOST_BY_WAVE + [429] * 2


@pytest.mark.django_db
def test_no_address_is_in_the_cache_and_without_it_no_code_is_taken() -> None:
    wave = a_known_wave()
    browser = a_visitor()
    kept: list[str] = []
    with patch.object(cache, "add", lambda key, *_: kept.append(key)), patch.object(cache, "incr", kept.append):
        post(browser, f"code={new_code()}")
    assert len(set(kept)) == 2
    assert "10.0.0.1" not in "".join(kept)
    with patch.object(cache, "get_many", side_effect=NoCacheError):
        assert post(browser, f"code={new_code()}")[0] == 429
    assert wave.slug == "test"
