"""What the browser tests of the committee's pages share."""

from playwright.sync_api import Page

from surveys.models import Role, Study
from tests.analytics.views.committee import PASSWORD, a_member


def sign_in(page: Page, study: Study, role: Role = Role.CHAIR) -> None:
    """A member signs in as people do."""
    user = a_member(study, role)
    page.goto("/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("heading", level=1, name="Études").wait_for()
