"""What a proof finds only because of a fault that another check has told."""

from collections.abc import Iterable

from surveys.checks.finding import Finding

#: Bounds that leave no answer, whatever the constraint.
_BOUNDS = frozenset({"bounds_cross", "total_out_of_reach", "least_above_choices"})


def is_known(proved: Finding, told: Iterable[Finding]) -> bool:
    """Whether one of the conditions that a proof names holds a part that was found to be wrong, or its bounds were.

    An error is never left out for a warning: the questionnaire is not published.
    """
    conditions = str(proved.params.get("conditions", ""))
    for one in told:
        if proved.severity == "error" != one.severity:
            continue
        part = str(one.params.get("part", ""))
        if part and part in conditions:
            return True
        if one.code == proved.code == "never_offered" and one.subject == proved.subject:
            return True
        if one.code in _BOUNDS and one.subject == proved.subject and proved.code.startswith("answers_"):
            return True
    return False
