"""What changed between two versions of a questionnaire, and what that does to trends. Pure."""

from surveys.questionnaire.diff.change import Change, Comparability, Diff, Level, State
from surveys.questionnaire.diff.comparing import diff
from surveys.questionnaire.diff.text import change_text, consequence_text, diff_text, what_text

__all__ = [
    "Change",
    "Comparability",
    "Diff",
    "Level",
    "State",
    "change_text",
    "consequence_text",
    "diff",
    "diff_text",
    "what_text",
]
