"""The pages of quality: who may knock, the list and its filters, a verdict with one click, one interview."""

from html import unescape

import pytest
from django.test import Client

from respondents.examining import examine_open_work, examine_wave
from respondents.models import Interview, QualityRules, QuotaCell, Review, ReviewStep, Wave
from respondents.reviews import reject
from respondents.rulebook import rules_of
from surveys.models import Role, Study, User
from tests.analytics.views.committee import a_member, queries_of, signed_in
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import ALL, DOCTOR, row, walk

pytestmark = pytest.mark.django_db

LIST = "/waves/test/quality/"


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


@pytest.fixture
def manager(wave: Wave) -> Client:
    return signed_in(a_member(wave.study, Role.FIELDWORK))


def doubtful(wave: Wave, word: str = "azertyuiop", **you: list[str]) -> Interview:
    """A complete whose only open answer is a row of the keyboard."""
    return row(walk(wave, "welcome", ("you", you or dict(DOCTOR)), "uses", "views", ("more", {"word": [word]})).passage)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def decide(client: Client, number: int, verdict: str, **headers: str) -> int:
    back = {"verdict": verdict, "back": f"{LIST}?state=waiting"}
    return client.post(f"/waves/test/interviews/{number}/verdict/", back, headers=headers).status_code


def test_every_door_opens_to_fieldwork_alone(wave: Wave) -> None:
    doubtful(wave)
    other = Study.objects.create(slug="other", title={"en": "Other"})
    doors = {
        302: [Client()],
        404: [
            signed_in(User.objects.create_user("outsider@example.org")),
            signed_in(a_member(other, Role.CHAIR, "neighbour@example.org")),
        ],
        403: [signed_in(a_member(wave.study, role, f"{role}@x.org")) for role in (Role.READER, Role.ANALYST)],
        200: [signed_in(a_member(wave.study, role)) for role in (Role.FIELDWORK, Role.CHAIR)],
    }
    for status, clients in doors.items():
        for client in clients:
            assert {client.get(page).status_code for page in (LIST, "/waves/test/interviews/1/")} == {status}
            if status != 200:
                assert decide(client, 1, "reject") == status
    assert not Review.objects.exists()
    assert signed_in(User.objects.get(email="chair@example.org")).get("/waves/test/interviews/9/").status_code == 404


def test_an_interview_of_another_wave_is_not_found(wave: Wave, manager: Client) -> None:
    doubtful(an_open_wave("another"))
    assert manager.get("/waves/test/interviews/1/").status_code == 404
    assert decide(manager, 1, "reject") == 404


def test_a_wave_without_doubts_says_what_will_come(wave: Wave, manager: Client) -> None:
    walk(wave, *ALL)
    examine_wave(wave=wave)
    assert "Nothing to review" in text_of(manager, LIST)


def test_reasons_are_told_with_their_numbers(wave: Wave, manager: Client) -> None:
    doubtful(wave)
    examine_wave(wave=wave)
    page = text_of(manager, LIST)
    assert "Open answers that cannot be read, in: word (a row of the keyboard)." in page
    assert "azertyuiop" not in page
    french = manager.get(LIST, headers={"accept-language": "fr"}).content.decode()
    assert "Réponses ouvertes illisibles, dans" in french


def test_the_list_is_chosen_by_kind_population_and_state(wave: Wave, manager: Client) -> None:
    doubtful(wave)
    doubtful(wave, role=["patient"], sex=["m"])
    doubtful(wave)
    examine_wave(wave=wave)
    decide(manager, 1, "accept")

    def listed(query: str = "") -> list[int]:
        return [line["interview"].number for line in manager.get(f"{LIST}{query}").context["rows"]]

    assert listed() == [2, 3, 1]  # nobody has reviewed the first two
    assert listed("?population=doctor") == [3, 1]
    assert listed("?state=waiting") == [2, 3]
    assert listed("?state=accepted") == [1]
    assert listed("?kind=honeypot") == []
    assert listed("?kind=nonsense&population=patient&state=waiting") == [2]
    assert listed("?kind=%00&population=nobody&state=x&page=99") == [2, 3, 1]
    assert "No interview is like that" in text_of(manager, f"{LIST}?kind=honeypot")


def test_one_click_rejects_frees_the_place_and_can_be_undone(wave: Wave, manager: Client) -> None:
    doubtful(wave, role=["patient"], sex=["m"])
    examine_wave(wave=wave)
    men = QuotaCell.objects.get(wave=wave, name="men")
    assert men.complete == 1

    answer = manager.post("/waves/test/interviews/1/verdict/", {"verdict": "reject", "back": f"{LIST}?state=waiting"})
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?state=waiting#interview-1")
    men.refresh_from_db()
    assert men.complete == 0

    assert decide(manager, 1, "undo") == 302
    assert decide(manager, 1, "accept") == 302
    men.refresh_from_db()
    assert men.complete == 1
    assert list(ReviewStep.objects.values_list("act", flat=True)) == ["rejected", "undone", "accepted"]
    page = text_of(manager, "/waves/test/interviews/1/")
    assert all(f"{act}, fieldwork@example.org" in page for act in ("Rejected", "Undone", "Accepted"))


def test_htmx_gets_the_row_again_with_the_next_button_focused(wave: Wave, manager: Client) -> None:
    doubtful(wave)
    examine_wave(wave=wave)
    answer = manager.post("/waves/test/interviews/1/verdict/", {"verdict": "reject"}, headers={"hx-request": "true"})
    row_again = answer.content.decode()
    assert row_again.strip().startswith("<li")
    assert 'value="undo" autofocus' in row_again
    assert "csrfmiddlewaretoken" in row_again


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_nobody_is_led_to_another_site(wave: Wave, manager: Client, back: str) -> None:
    doubtful(wave)
    answer = manager.post("/waves/test/interviews/1/verdict/", {"verdict": "accept", "back": back})
    assert answer["Location"] == f"{LIST}#interview-1"


def test_what_is_no_verdict_changes_nothing(wave: Wave, manager: Client) -> None:
    doubtful(wave)
    assert decide(manager, 1, "delete") == 400
    assert manager.get("/waves/test/interviews/1/verdict/").status_code == 405
    assert not Review.objects.exists()


def test_answers_are_shown_to_those_who_may_analyse_them(wave: Wave, manager: Client) -> None:
    interview = doubtful(wave)
    examine_wave(wave=wave)
    chair = signed_in(a_member(wave.study, Role.CHAIR))
    page, own = text_of(manager, "/waves/test/interviews/1/"), text_of(chair, "/waves/test/interviews/1/")
    assert "azertyuiop" in own
    assert "Looking something up" in own
    assert "azertyuiop" not in page
    assert "Last things" in page  # the path, with titles
    assert str(interview.pk) not in own


def test_the_number_of_queries_does_not_grow(wave: Wave, manager: Client) -> None:
    doubtful(wave)
    examine_wave(wave=wave)
    queries_of(manager, LIST)
    few = queries_of(manager, LIST)
    by = a_member(wave.study, Role.CHAIR)
    for number in range(8):
        interview = doubtful(wave, word="qsdfghjklm")
        if number % 2:
            reject(interview=interview.pk, by=by)
    examine_wave(wave=wave)
    assert queries_of(manager, LIST) == few


RULES = "/waves/test/quality/rules/"

#: What the form posts when nobody changes it.
KEPT = {
    "speed_percent": "33.3",
    "least_peers": "20",
    "least_alike": "20",
    "most_from_one_place": "5",
    "contradiction-TOTAL_FORMS": "2",
    "contradiction-INITIAL_FORMS": "0",
    "contradiction-0-label": "",
    "contradiction-0-when": "",
    "contradiction-1-label": "",
    "contradiction-1-when": "",
}
YOUNG = {"contradiction-0-label": "A doctor of 18", "contradiction-0-when": "${age} < 20"}


def test_the_doors_of_rules_open_to_fieldwork_alone(wave: Wave) -> None:
    doors = {
        404: signed_in(User.objects.create_user("outsider@example.org")),
        403: signed_in(a_member(wave.study, Role.READER)),
        200: signed_in(a_member(wave.study, Role.FIELDWORK)),
    }
    for status, client in doors.items():
        assert {client.get(page).status_code for page in (RULES, "/waves/test/quality/progress/")} == {status}
        if status != 200:
            assert client.post(RULES, {**KEPT, "least_peers": "50"}).status_code == status
    assert not QualityRules.objects.exists()


def test_rules_are_changed_and_shown_as_they_are(wave: Wave, manager: Client) -> None:
    doubtful(wave)
    assert "0 of 1 interviews are examined" in text_of(manager, RULES)
    assert manager.post(RULES, {**KEPT, **YOUNG, "least_peers": "50", "reversed_0": ["safe"]}).status_code == 302
    kept, revision = rules_of(wave.pk)
    assert (kept.speed_ratio, kept.least_peers, kept.reversed_items, revision) == (1 / 3, 50, ("safe",), 1)
    assert [(one.label, one.when) for one in kept.contradictions] == [("A doctor of 18", "${age} < 20")]
    examine_open_work()
    page = text_of(manager, RULES)
    assert "1 interview was examined by these rules" in page
    assert 'value="A doctor of 18"' in page


def test_saving_what_there_is_changes_nothing(wave: Wave, manager: Client) -> None:
    assert manager.post(RULES, KEPT).status_code == 302
    assert not QualityRules.objects.exists()


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"speed_percent": "95"}, "less than or equal to 90"),
        ({"least_peers": "4"}, "greater than or equal to 5"),
        ({"most_from_one_place": ""}, "This field is required"),
        ({"reversed_0": ["weight"]}, "is not one of the available choices"),
        ({"contradiction-0-label": "x"}, "This field is required"),
        ({**YOUNG, "contradiction-0-when": "${age"}, "Column"),
        ({**YOUNG, "contradiction-0-when": "${weight} > 3"}, "No question that is asked once is called “weight”"),
        ({**YOUNG, "contradiction-0-when": "1 = 1"}, "It reads no answer"),
        ({**YOUNG, "contradiction-0-when": "frobnicate(${age})"}, "Column 1"),
        (
            {**YOUNG, "contradiction-1-label": "A doctor of 18", "contradiction-1-when": "1"},
            "Another row says the same",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    wave: Wave, manager: Client, posted: dict[str, str | list[str]], said: str
) -> None:
    answer = manager.post(RULES, {**KEPT, **posted})
    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())
    assert not QualityRules.objects.exists()
