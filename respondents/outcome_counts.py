"""What became of everyone in a wave: those who were invited, and those who came by themselves. Numbers only."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from respondents.assigning import TASK
from respondents.invitations.entering import PANEL
from respondents.models import Disposition, Invitation, Panelist, Wave
from respondents.outcomes import Cases, OptIn
from respondents.versions import compiled_version

#: Interviews by where they came from, how they ended, whether they are known to be eligible and, of those
#: left in the middle, whether half of the pages or more were sent.
_COUNTS = """
    SELECT invited, disposition, known, halfway, count(*) FROM (
        SELECT source = %(source)s AS invited, disposition, population <> '' OR NOT %(screens)s AS known,
               disposition IN ('partial', 'in_progress') AND %(pages)s <= 2 * (
                   SELECT count(DISTINCT page) FROM respondents_submission
                   WHERE interview_id = interview.id AND page <> %(task)s
               ) AS halfway
        FROM respondents_interview AS interview WHERE wave_id = %(wave)s
    ) AS ended
    GROUP BY 1, 2, 3, 4
"""

#: (disposition, eligibility known, halfway)
Kind = tuple[str, bool, bool]

_LEFT = (Disposition.PARTIAL, Disposition.IN_PROGRESS)
_NOT_ELIGIBLE = (Disposition.SCREENED_OUT, Disposition.QUOTA_FULL)
_REFUSED = (Disposition.REFUSED, Disposition.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """`invited`: how many people; `cases`: what became of them; `opt_in`: those who came by themselves."""

    invited: int
    cases: Cases
    opt_in: OptIn


def outcomes_of(wave: Wave) -> Outcomes:
    """Where a wave stands now. Whoever has not finished counts as having left. Two queries."""
    reached = _invitations(wave)
    invited, others = _interviews(wave, source=PANEL if reached else None)
    return Outcomes(sum(reached.values()), _cases(invited, reached), _opt_in(others))


def _cases(began: Counter[Kind], reached: Mapping[str, int]) -> Cases:
    """What became of those who were invited.

    Of those who never began, the panel knows who asked for no more messages (refusals) and whose address
    does not work; nothing ties them to interviews, so that neither count may pass that of the silent.
    """
    silent = max(sum(reached.values()) - began.total(), 0)
    said_no = min(reached.get(Panelist.State.LEFT, 0), silent)
    undelivered = min(reached.get(Panelist.State.UNREACHABLE, 0), silent - said_no)
    left = {kind: count for kind, count in began.items() if kind[0] in _LEFT}
    return Cases(
        complete=_ended(began, Disposition.COMPLETE),
        partial=sum(count for (_, known, halfway), count in left.items() if known and halfway),
        refusal=_ended(began, *_REFUSED)
        + sum(count for (_, known, halfway), count in left.items() if known and not halfway)
        + said_no,
        other=_ended(began, Disposition.REJECTED),
        unknown=silent - said_no - undelivered,
        unknown_other=undelivered + sum(count for (_, known, _halfway), count in left.items() if not known),
        not_eligible=_ended(began, *_NOT_ELIGIBLE),
    )


def _opt_in(began: Counter[Kind]) -> OptIn:
    return OptIn(
        complete=_ended(began, Disposition.COMPLETE),
        left=_ended(began, *_LEFT),
        refused=_ended(began, *_REFUSED),
        rejected=_ended(began, Disposition.REJECTED),
        not_eligible=_ended(began, *_NOT_ELIGIBLE),
    )


def _ended(began: Counter[Kind], *dispositions: Disposition) -> int:
    return sum(count for (disposition, _, _halfway), count in began.items() if disposition in dispositions)


def _interviews(wave: Wave, *, source: str | None) -> tuple[Counter[Kind], Counter[Kind]]:
    """The interviews of a source, and those of others. One query."""
    definition = compiled_version(wave.version_id).definition
    told = {
        "source": source,
        "screens": any(population.screen for population in definition.populations),
        "pages": sum(1 for _ in definition.flat_pages()),
        "task": TASK,
        "wave": wave.pk,
    }
    invited: Counter[Kind] = Counter()
    others: Counter[Kind] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, told)
        for by_invitation, disposition, known, halfway, count in cursor.fetchall():
            (invited if by_invitation else others)[disposition, known, halfway] += count
    return invited, others


def _invitations(wave: Wave) -> Mapping[str, int]:
    """How many people were invited, by whether they may still be written to. One query."""
    counts = Invitation.objects.filter(wave=wave.pk).values_list("panelist__state").annotate(count=Count("pk"))
    return dict(counts.order_by())
