"""Which interview an id of a supplier's belongs to, once the wave has closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from respondents.models import Arrival, Interview, Wave
from respondents.reviews import reject
from respondents.suppliers.forgetting import forget_closed_arrivals
from surveys.api import Mode
from surveys.models import User
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.suppliers.senders import a_supplier, answer_all, come, link

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("mode", "forgotten"), [(Mode.ANONYMOUS, 1), (Mode.PSEUDONYMOUS, 0)])
def test_the_tie_is_cut_after_an_anonymous_wave(mode: Mode, forgotten: int) -> None:
    wave = an_open_wave()
    wave.study.mode = mode
    wave.study.save()
    supplier = a_supplier(wave)
    answer_all(come(supplier))
    assert forget_closed_arrivals() == 0
    Wave.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    assert forget_closed_arrivals() == forgotten
    assert Arrival.objects.filter(interview=None).count() == forgotten
    assert Arrival.objects.get().outcome == "complete"
    assert Browser().get(link(supplier)).status_code == 409
    reject(interview=Interview.objects.get().pk, by=User.objects.create_user("manager@example.org"))
    assert Arrival.objects.get().outcome == ("complete" if forgotten else "quality")
