"""The runtime: one interview, page after page, from a definition and answers. Pure and total."""

from surveys.runtime.outcomes import (
    QUOTA,
    AskQuota,
    Complete,
    Decision,
    Decisions,
    Outcome,
    PageInstance,
    QuestionInstance,
    QuotaFull,
    Received,
    Refused,
    ScreenOut,
    Show,
)

__all__ = [
    "QUOTA",
    "AskQuota",
    "Complete",
    "Decision",
    "Decisions",
    "Outcome",
    "PageInstance",
    "QuestionInstance",
    "QuotaFull",
    "Received",
    "Refused",
    "ScreenOut",
    "Show",
]
