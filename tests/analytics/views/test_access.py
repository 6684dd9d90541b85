"""Every page of the committee, for everyone who may knock at its door."""

from typing import Literal

import pytest
from django.test import Client

from surveys.models import Role, User
from tests.analytics.samples import a_wave
from tests.analytics.views.committee import a_computed_wave, a_member, signed_in

Who = Literal["anonymous", "outsider", "neighbour", "reader", "fieldwork", "analyst", "chair"]
WHO: tuple[Who, ...] = ("anonymous", "outsider", "neighbour", "reader", "fieldwork", "analyst", "chair")

SIGN_IN = 302
PAGE = (SIGN_IN, 404, 404, 200, 200, 200, 200)
FIELDWORK = (SIGN_IN, 404, 404, 403, 200, 403, 200)
ANALYSIS = (SIGN_IN, 404, 404, 403, 403, 302, 302)

EXPECTED = {
    ("GET", "/studies/"): (SIGN_IN, 200, 200, 200, 200, 200, 200),
    ("GET", "/studies/study-w1/"): PAGE,
    ("GET", "/studies/nowhere/"): (SIGN_IN, *[404] * 6),
    ("GET", "/waves/w1/"): PAGE,
    ("GET", "/waves/nowhere/"): (SIGN_IN, *[404] * 6),
    ("GET", "/waves/w1/quotas/"): PAGE,
    ("GET", "/waves/w1/results/"): PAGE,
    ("GET", "/waves/w1/results/progress/"): PAGE,
    ("GET", "/waves/w1/explore/"): PAGE,
    ("GET", "/waves/w1/explore/?rows=uses"): PAGE,
    ("GET", "/waves/w1/explore/table.csv?rows=uses"): PAGE,
    ("GET", "/waves/nowhere/explore/"): (SIGN_IN, *[404] * 6),
    ("GET", "/waves/w1/figures/uses/"): PAGE,
    ("GET", "/waves/w1/figures/nothing/"): (SIGN_IN, *[404] * 6),
    ("GET", "/waves/w1/figures/uses/answers/"): PAGE,
    ("GET", "/waves/w1/figures/nothing/answers/"): (SIGN_IN, *[404] * 6),
    ("GET", "/waves/w1/pause/"): FIELDWORK,
    ("POST", "/waves/w1/pause/"): (SIGN_IN, 404, 404, 403, 302, 403, 302),
    ("POST", "/waves/w1/results/compute/"): ANALYSIS,
    ("POST", "/waves/w1/results/cancel/"): ANALYSIS,
    ("GET", "/waves/w1/results/compute/"): (405,) * 7,
    ("GET", "/waves/w1/results/cancel/"): (405,) * 7,
}
CASES = [
    (method, address, who, status)
    for (method, address), statuses in EXPECTED.items()
    for who, status in zip(WHO, statuses, strict=True)
]


@pytest.fixture
def doors(db: None) -> dict[Who, Client]:
    """A browser for each of them; the neighbour is the chair of another study."""
    study, other = a_computed_wave("w1").study, a_wave("w2").study
    roles: dict[Who, Role] = {
        "reader": Role.READER,
        "fieldwork": Role.FIELDWORK,
        "analyst": Role.ANALYST,
        "chair": Role.CHAIR,
    }
    return {
        "anonymous": Client(),
        "outsider": signed_in(User.objects.create_user("outsider@example.org")),
        "neighbour": signed_in(a_member(other, Role.CHAIR, "neighbour@example.org")),
        **{who: signed_in(a_member(study, role)) for who, role in roles.items()},
    }


def test_the_matrix(doors: dict[Who, Client]) -> None:
    """One database for the whole matrix: nothing in it changes what the others may do."""
    found = [(method, at, who, doors[who].generic(method, at).status_code) for method, at, who, _ in CASES]
    assert found == CASES


def test_signing_in_leads_back(doors: dict[Who, Client]) -> None:
    response = doors["anonymous"].get("/waves/w1/results/")
    assert response["Location"] == "/accounts/login/?next=/waves/w1/results/"


@pytest.mark.parametrize(
    "address", ["/waves/w1/quotas/", "/waves/w1/results/progress/", "/waves/w1/figures/uses/answers/"]
)
def test_a_page_that_reads_itself_again_is_loaded_whole_once_the_session_has_ended(
    doors: dict[Who, Client], address: str
) -> None:
    """htmx would put the page that asks for a password in the middle of this one."""
    response = doors["anonymous"].get(address, headers={"hx-request": "true"})
    assert (response.status_code, response["HX-Refresh"], response.content) == (401, "true", b"")


def test_no_page_lets_in_scripts_or_styles_of_its_own(doors: dict[Who, Client]) -> None:
    for address in ("/studies/", "/waves/w1/", "/waves/w1/quotas/", "/waves/w1/results/", "/waves/w1/figures/uses/"):
        page = doors["chair"].get(address).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
