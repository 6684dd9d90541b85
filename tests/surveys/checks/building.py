"""Pages for the tests of checks, and what is found in them."""

from surveys.checks import check
from surveys.checks.proof.messages import WORDS as PROOF
from surveys.questionnaire.definition import Definition

#: What small definitions are not about, and what proofs say of the same faults.
_NOISE = frozenset({"list_unused", "text_missing", "translation_missing"}) | PROOF.keys()


def codes_in(form: Definition, *, of: str = "") -> list[str]:
    """The codes of the findings about something of this name, of anything when it is not given."""
    return [finding.code for finding in check(form) if finding.code not in _NOISE and of in ("", finding.subject.name)]
