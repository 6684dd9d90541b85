"""What pages read of a panel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from respondents.models import Consent, Invitation, OptOut, PanelImport, Panelist
from respondents.panel.people import read_person
from respondents.panel.person import Person

#: Imports told on the panel's page.
MOST_IMPORTS = 10
#: People of a panel that a request may read one by one: about a tenth of a second.
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A panelist and who they are."""

    panelist: Panelist
    person: Person


def people_in(study: int) -> int:
    """How many people a panel has, whatever became of them."""
    return Panelist.objects.filter(study=study).count()


def is_small(study: int) -> bool:
    """Whether a request may read a whole panel; where it may not, a worker does."""
    return Panelist.objects.filter(study=study)[: AT_ONCE + 1].count() <= AT_ONCE


def counts_by_state(study: int) -> Mapping[Panelist.State, int]:
    """How many people a panel has in each state. One query."""
    found = Panelist.objects.filter(study=study).values_list("state").annotate(count=Count("pk")).order_by()
    return dict.fromkeys(Panelist.State, 0) | {Panelist.State(state): count for state, count in found}


def count_opt_outs(study: int) -> int:
    """How many addresses are never written to, whether or not somebody of the panel has them."""
    return OptOut.objects.filter(study=study).count()


def list_people(*, study: int, after: UUID | None = None, limit: int) -> Sequence[Listed]:
    """People who are not erased, in the order of their ids, which is no order: `limit` of them. One query."""
    panelists = Panelist.objects.filter(study=study).exclude(state=Panelist.State.ERASED).order_by("pk")
    if after is not None:
        panelists = panelists.filter(pk__gt=after)
    return [Listed(panelist, read_person(panelist)) for panelist in panelists[:limit]]


def consents_of(panelist: Panelist) -> Sequence[Consent]:
    """What somebody agreed to, the latest first."""
    return list(panelist.consents.order_by("-given_on", "-pk"))


def invitations_of(panelist: Panelist) -> Sequence[Invitation]:
    """The waves that somebody was invited to, with the messages; no token is in there."""
    return list(panelist.invitations.prefetch_related("messages__mailing").defer("token_hash", "code_hash"))


def imports_of(study: int) -> Sequence[PanelImport]:
    """The last imports of a panel, the latest first; neither files nor refused rows. One query."""
    imports = PanelImport.objects.filter(study=study).defer("sealed", "key", "refused")
    return list(imports.order_by("-made_on", "-pk")[:MOST_IMPORTS])
