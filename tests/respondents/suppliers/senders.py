"""Suppliers for tests, and the links that they sign by themselves, as docs/suppliers.md says."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from respondents.models import Supplier, Wave
from respondents.suppliers.managing import Terms, add_supplier
from respondents.suppliers.signing import secret_of
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import ANSWERS

ADDRESSES = {
    f"{outcome}_url": f"https://panel.example/{outcome}?id={{rid}}&sig={{sig}}"
    for outcome in ("complete", "screened_out", "quota_full", "quality")
}


def terms(**changed: object) -> Terms:
    return Terms(**{"name": "Acme", **ADDRESSES, **changed})  # type: ignore[arg-type]


def a_supplier(wave: Wave, slug: str = "acme", **changed: object) -> Supplier:
    return add_supplier(wave=wave, slug=slug, terms=terms(**changed))


def signed(supplier: Supplier, *lines: str) -> str:
    """HMAC-SHA256 of lines, without any code of ours."""
    return hmac.new(secret_of(supplier).encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()


def link(supplier: Supplier, rid: str = "r1", *, signs: bool = True, **further: str) -> str:
    """A link; `signs`: the further values are signed too."""
    values = [f"{name}={further[name]}" for name in sorted(further)] if signs else []
    sig = signed(supplier, "entry", supplier.wave.slug, supplier.slug, rid, *values)
    return f"/f/{supplier.wave.slug}/{supplier.slug}/?{urlencode({'rid': rid, 'sig': sig, **further})}"


def come(supplier: Supplier, rid: str = "r1") -> Browser:
    """A browser that has opened a link and the first page."""
    browser = Browser()
    browser.get(link(supplier, rid))
    browser.get(f"/s/{supplier.wave.slug}/")
    return browser


Pages = Mapping[str, Mapping[str, Sequence[str]]]


def answer_all(browser: Browser, slug: str = "test", *, first: int = 1, changes: Pages | None = None) -> None:
    """Post every page from the first until the end, whichever it is."""
    for number, (page, raw) in list(enumerate(ANSWERS.items(), 1))[first - 1 :]:
        answered = browser.send(slug, page, (changes or {}).get(page, raw), number)
        assert answered.status_code == 302, answered.content.decode()
        if answered["Location"].endswith("/end/"):
            return


def ticket(supplier: Supplier, rid: str) -> dict[str, list[str]]:
    """What the link of a respondent says."""
    return {"rid": [rid], "sig": [signed(supplier, "entry", supplier.wave.slug, supplier.slug, rid)]}
