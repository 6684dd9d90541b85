"""Flags raised over a wave: once each, whoever examines, and with what they rest on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from respondents import examining
from respondents.examining import Progress, examine_open_work, examine_wave, progress_of
from respondents.models import Flag, Interview, Paradata, QualityRules, Review, Submission, Wave
from respondents.quality import Contradiction, Rules
from respondents.reviews import reject
from respondents.rulebook import change_rules
from surveys.models import User
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import DOCTOR, row, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


def completed(wave: Wave, seconds: float = 0, **changed: list[str]) -> Interview:
    """A doctor's complete that took this long, all of it on the last page."""
    interview = row(walk(wave, "welcome", ("you", DOCTOR), "uses", "views", ("more", changed)).passage)
    begun = timezone.now() - timedelta(hours=1)
    Interview.objects.filter(pk=interview.pk).update(started_at=begun)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL miroir.erasure = 'on'")
        cursor.execute(
            "UPDATE respondents_submission SET received_at = %s + make_interval(secs => %s)"
            " * (revision >= 5)::int WHERE interview_id = %s",
            [begun, seconds, interview.pk],
        )
        cursor.execute("SET LOCAL miroir.erasure = 'off'")
    return interview


def kinds_of(interview: Interview) -> set[str]:
    return set(Flag.objects.filter(interview=interview).values_list("kind", flat=True))


def test_what_is_kept_of_an_interview(wave: Wave) -> None:
    interview = completed(wave, 95)
    walk(wave, "welcome", "you")  # in progress: nothing to examine

    assert examine_open_work() == 1
    assert examine_open_work() == 0
    kept = Paradata.objects.get()
    assert (kept.interview, kept.wave, kept.seconds, kept.changed) == (interview, wave, 95, 0)
    assert Submission.objects.filter(interview=interview).count() == 5
    assert not Flag.objects.exists()


def test_flags_are_raised_once(wave: Wave) -> None:
    interview = completed(wave, word=["azertyuiop"])
    examine_wave(wave=wave)
    Paradata.objects.all().delete()  # as if a worker had died
    examine_wave(wave=wave)

    flag = Flag.objects.get()
    assert (flag.interview, flag.kind) == (interview, "nonsense")
    assert flag.reason == {"questions": ["word"], "faults": ["keyboard"]}


def test_a_speeder_is_told_once_enough_others_went_the_same_way(wave: Wave) -> None:
    QualityRules.objects.create(wave=wave, rules=Rules(least_peers=5).model_dump(mode="json"))
    fast = completed(wave, 20, age=["50"])
    for number in range(4):
        completed(wave, 90 + number, age=[str(30 + number)])
    examine_wave(wave=wave, batch=2)
    assert kinds_of(fast) == set()

    completed(wave, 100, age=["60"])
    examine_wave(wave=wave, batch=2)
    flag = Flag.objects.get()
    assert (flag.interview, flag.kind) == (fast, "speed")
    assert flag.reason == {"seconds": 20, "median": 92, "peers": 5}


def test_two_interviews_with_the_same_answers(wave: Wave) -> None:
    QualityRules.objects.create(wave=wave, rules={"least_alike": 8})
    same = {"share": ["12"], "since": ["2020-01-01"], "at": ["10:00"], "region": ["bre"], "mail": ["a@example.org"]}
    twins = [completed(wave, word=["mieux"], seconds=90, **same) for _ in range(2)]
    other = completed(wave, word=["autre"], seconds=90, **same)
    examine_wave(wave=wave)
    assert [kinds_of(each) for each in (*twins, other)] == [{"duplicate"}, {"duplicate"}, set()]
    assert Flag.objects.get(interview=twins[0]).reason == {"others": 1, "share": "half"}


def test_everything_is_read_in_as_many_queries_however_many_there_are(wave: Wave) -> None:
    def examined() -> int:
        Paradata.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            examine_wave(wave=wave)
        return len(queries)

    for _ in range(2):
        completed(wave)
    examined()
    few = examined()
    for _ in range(4):
        completed(wave)
    assert examined() == few


def test_changed_rules_examine_everything_again_and_verdicts_stand(wave: Wave) -> None:
    fast, doubted = completed(wave, 20, word=["azertyuiop"]), completed(wave, 90, age=["18"])
    for number in range(5):
        completed(wave, 90 + number, age=[str(30 + number)])
    examine_wave(wave=wave)
    assert (kinds_of(fast), kinds_of(doubted)) == ({"nonsense"}, set())
    by = User.objects.create_user("manager@example.org")
    reject(interview=fast.pk, by=by)

    young = Contradiction(label="A doctor of 18", when="${age} < 20")
    assert change_rules(wave=wave, rules=Rules(least_peers=5, contradictions=(young,)))
    assert progress_of(wave) == Progress(0, 7)
    assert examine_open_work() == 7
    assert examine_open_work() == 0
    assert progress_of(wave).is_over
    assert (kinds_of(fast), kinds_of(doubted)) == ({"nonsense", "speed"}, {"contradiction"})
    assert Review.objects.get().verdict == "rejected"

    assert not change_rules(wave=wave, rules=Rules(least_peers=5, contradictions=(young,)))
    assert change_rules(wave=wave, rules=Rules())
    assert examine_open_work() == 7
    assert (kinds_of(fast), kinds_of(doubted)) == ({"nonsense"}, set())


def test_whoever_dies_before_comparing_is_followed(wave: Wave, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = completed(wave, 20)
    for number in range(5):
        completed(wave, 90 + number, age=[str(30 + number)])
    change_rules(wave=wave, rules=Rules(least_peers=5))
    with monkeypatch.context() as broken:
        broken.setattr(examining, "compare", _die)
        with pytest.raises(OSError, match="killed"):
            examine_open_work()
    assert kinds_of(fast) == set()
    examine_open_work()
    assert kinds_of(fast) == {"speed"}


def _die(wave: int) -> None:
    raise OSError("killed")
