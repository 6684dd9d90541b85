"""The runtime: one interview, page after page, from a definition and answers. Pure and total."""

from surveys.runtime.compilation import compile_definition
from surveys.runtime.engine import (
    next_page,
    page_instance,
    population_of,
    previous_page,
    receive,
    relevant_answers,
)
from surveys.runtime.foreseeing import Foreseen, populations_foreseen
from surveys.runtime.ordering import orders_seen
from surveys.runtime.outcomes import (
    QUOTA,
    AskQuota,
    AskTask,
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
    row_key,
)
from surveys.runtime.piping import has_pipes, piped
from surveys.runtime.plans import Compiled
from surveys.runtime.receiving import SOFT
from surveys.runtime.why import Why, why
from surveys.runtime.why_words import why_text

__all__ = [
    "QUOTA",
    "SOFT",
    "AskQuota",
    "AskTask",
    "Compiled",
    "Complete",
    "Decision",
    "Decisions",
    "Foreseen",
    "Outcome",
    "PageInstance",
    "QuestionInstance",
    "QuotaFull",
    "Received",
    "Refused",
    "ScreenOut",
    "Show",
    "Why",
    "compile_definition",
    "has_pipes",
    "next_page",
    "orders_seen",
    "page_instance",
    "piped",
    "population_of",
    "populations_foreseen",
    "previous_page",
    "receive",
    "relevant_answers",
    "row_key",
    "why",
    "why_text",
]
