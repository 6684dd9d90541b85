"""The interviews to look at: those with a flag, and those that somebody reviewed."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import BooleanField, Case, Count, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, QuerySet, When

from respondents.models import Disposition, Flag, Interview, Wave
from respondents.quality import KINDS

#: Whether somebody has decided, and what.
State = Literal["waiting", "accepted", "rejected"]

#: What is reviewed: whatever was completed.
REVIEWABLE = (Disposition.COMPLETE, Disposition.REJECTED)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which interviews are wanted; empty: all."""

    kind: str = ""
    population: str = ""
    state: State | Literal[""] = ""


def flagged(wave: Wave, choice: Choice) -> QuerySet[Interview]:
    """The interviews of a wave to look at, those that nobody reviewed first, each with its `flags` and `review`.

    Two queries, besides the count, whatever their number.
    """
    flags = Flag.objects.filter(interview=OuterRef("pk"))
    found = Interview.objects.filter(wave=wave, disposition__in=REVIEWABLE)
    if choice.kind:
        found = found.filter(Exists(flags.filter(kind=choice.kind)))
    else:
        found = found.filter(Exists(flags) | Q(review__isnull=False))
    if choice.population:
        found = found.filter(population=choice.population)
    if choice.state == "waiting":
        found = found.filter(review__isnull=True)
    elif choice.state:
        found = found.filter(review__verdict=choice.state)
    reviewed = ExpressionWrapper(Q(review__isnull=False), output_field=BooleanField())
    return shown(found).order_by(reviewed, "number")


def shown(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    """With all that is shown of a review: flags, the strongest first, who decided, how it went."""
    strength = Case(*(When(kind=kind, then=place) for place, kind in enumerate(KINDS)), default=len(KINDS))
    flags = Prefetch("flags", queryset=Flag.objects.order_by(strength))
    return interviews.select_related("review__by", "paradata").prefetch_related(flags)


def counts_by_kind(wave: Wave) -> dict[str, int]:
    """How many interviews that nobody reviewed have a flag of each kind, the strongest first. One query."""
    waiting = Flag.objects.filter(
        interview__wave=wave, interview__disposition=Disposition.COMPLETE, interview__review__isnull=True
    )
    counts = dict(waiting.values_list("kind").annotate(count=Count("pk")).order_by())
    return {kind: counts.get(kind, 0) for kind in KINDS}


def count_waiting(wave: Wave) -> int:
    """How many flagged interviews nobody has reviewed. One query."""
    flags = Flag.objects.filter(interview=OuterRef("pk"))
    waiting = Interview.objects.filter(wave=wave, disposition=Disposition.COMPLETE, review__isnull=True)
    return waiting.filter(Exists(flags)).count()
