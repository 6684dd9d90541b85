"""Response, cooperation, refusal and contact rates.

Formulas: AAPOR, Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for Surveys, chapter
on calculating outcome rates (the letters are those of `Cases`). `e`, the share of cases of unknown eligibility
that are eligible, is estimated by proportional allocation, the CASRO method (CASRO, 1982).
"""

from collections.abc import Mapping
from typing import Literal, get_args

from respondents.outcomes.cases import Cases

Rate = Literal[
    "RR1", "RR2", "RR3", "RR4", "RR5", "RR6",
    "COOP1", "COOP2", "COOP3", "COOP4",
    "REF1", "REF2", "REF3",
    "CON1", "CON2", "CON3",
]  # fmt: skip
RATES: tuple[Rate, ...] = get_args(Rate)


def eligibility(cases: Cases) -> float | None:
    """`e`: the eligible among those of known eligibility, from 0 to 1; None while nobody's is known."""
    known = cases.eligible + cases.not_eligible
    return cases.eligible / known if known else None


def rates_of(cases: Cases) -> Mapping[Rate, float | None]:
    """Every rate, from 0 to 1; None where there is nothing to divide by."""
    e = eligibility(cases)
    everyone = cases.eligible + cases.not_known
    estimated = cases.eligible + e * cases.not_known if e is not None else 0
    spoken_to = cases.interviews + cases.refusal
    parts: Mapping[Rate, tuple[int, float]] = {
        "RR1": (cases.complete, everyone),
        "RR2": (cases.interviews, everyone),
        "RR3": (cases.complete, estimated),
        "RR4": (cases.interviews, estimated),
        "RR5": (cases.complete, cases.eligible),
        "RR6": (cases.interviews, cases.eligible),
        "COOP1": (cases.complete, cases.contacted),
        "COOP2": (cases.interviews, cases.contacted),
        "COOP3": (cases.complete, spoken_to),
        "COOP4": (cases.interviews, spoken_to),
        "REF1": (cases.refusal, everyone),
        "REF2": (cases.refusal, estimated),
        "REF3": (cases.refusal, cases.eligible),
        "CON1": (cases.contacted, everyone),
        "CON2": (cases.contacted, estimated),
        "CON3": (cases.contacted, cases.eligible),
    }
    return {rate: part / whole if whole else None for rate, (part, whole) in parts.items()}
