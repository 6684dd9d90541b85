"""What the change of an attribute is called: by kind, then by the first name of its path."""

from collections.abc import Mapping

_BOUNDS = dict.fromkeys(
    ("least", "most", "shortest", "longest", "total_least", "total_most", "step", "top", "whole", "megabytes",
     "accept", "limit"),
    "bounds_changed",
)  # fmt: skip

#: The code of a change, for each attribute of a kind; "" stands for every other attribute.
ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    "question": {
        **_BOUNDS,
        "page": "question_moved",
        "relevant": "condition_changed",
        "required": "required_changed",
        "required_if": "required_changed",
        "constraint": "constraint_changed",
        "points": "points_changed",
        "list": "list_replaced",
        "choice_filter": "filter_changed",
        "rotate": "rotation_changed",
        "anchored": "rotation_changed",
        "default": "default_changed",
        "default_formula": "default_changed",
        "formula": "calculation_changed",
        "": "property_changed",
    },
    "row": {"relevant": "row_condition_changed", "list": "list_replaced", "anchored": "rotation_changed",
            "": "property_changed"},
    "choice": {"missing": "choice_means_otherwise", "score": "score_changed", "": "choice_varied"},
    "page": {"relevant": "page_condition_changed", "rotate": "rotation_changed", "shuffle": "rotation_changed",
             "loop": "loop_changed", "": "property_changed"},
    "loop": {"relevant": "page_condition_changed", "rotate": "rotation_changed", "shuffle": "rotation_changed",
             "": "loop_changed"},
    "population": {"screen": "screen_changed", "side": "side_changed", "universe": "universe_changed",
                   "": "part_changed"},
    "quota": {"": "quota_changed"},
    "target": {"": "target_changed"},
    "figure": {"question": "figure_recounted", "net": "figure_recounted", "format": "figure_recounted",
               "base": "figure_base_changed", "": "figure_told_otherwise"},
}  # fmt: skip

#: What a wording is, by the kind of what it belongs to and its attribute: whether it is answered to, or only read.
_HELP = dict.fromkeys(("hint", "low", "high", "unit"), "help_changed")
_MESSAGES = dict.fromkeys(("required_message", "constraint_message"), "message_changed")
WORDINGS: Mapping[str, Mapping[str, str]] = {
    "question": {**_HELP, **_MESSAGES},
    "page": {"": "page_text_changed"},
    "loop": {"": "page_text_changed"},
    "figure": {"": "figure_told_otherwise"},
}


def code_of(kind: str, attribute: str) -> str:
    """What its change is called."""
    codes = ATTRIBUTES.get(kind, {})
    return codes.get(attribute) or codes.get("", "part_changed")
