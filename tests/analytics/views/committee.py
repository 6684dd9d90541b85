"""People and results for the tests of the committee's pages."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analytics.api import aggregate
from respondents.api import Wave
from surveys.api import User, add_member
from surveys.models import Role, Study
from tests.analytics.samples import a_wave, complete, person

PASSWORD = "a long enough password"

#: Patients: half of them use it; professionals: three in four do.
PEOPLE = [
    person("patient", "m", "yes", tools=["chat"], hours=4, told="yes"),
    person("patient", "f", "no", hours=2, told="no"),
    person("doctor", "f", "yes", tools=["chat"], trained="three", tells="yes"),
    person("nurse", "f", "yes", tools=["image"], trained="two", tells="no"),
]


def a_member(study: Study, role: Role, email: str = "") -> User:
    """Someone with a role in a study."""
    user = User.objects.create_user(email or f"{role.value}@example.org", PASSWORD)
    add_member(study=study, user=user, role=role)
    return user


def signed_in(user: User) -> Client:
    """A browser in which someone is signed in, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def a_computed_wave(slug: str = "w1", *, times: int = 1) -> Wave:
    """A wave with results of a few people, `times` over."""
    wave = a_wave(slug)
    complete(wave, PEOPLE * times)
    aggregate(wave.pk)
    return wave


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes; it must answer."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
