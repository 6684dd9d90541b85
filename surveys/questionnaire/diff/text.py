"""A diff in plain words."""

from surveys.questionnaire.diff.change import Change, Diff
from surveys.questionnaire.diff.words import KINDS, LEVELS, NAMES, SAID, VALUES
from surveys.questionnaire.text import NO_TEXT, Text, in_language

_NOTHING: Text = {"en": "Nothing changed.", "fr": "Rien n’a changé."}
_TRENDS: Text = {"en": " Trends: {names}.", "fr": " Séries : {names}."}
_FIGURES: Text = {"en": " Figures: {names}.", "fr": " Chiffres : {names}."}
_ONLY: Text = {"en": " For {names} only.", "fr": " Pour {names} seulement."}
_LISTED = 8


def diff_text(diff: Diff, language: str) -> str:
    """A line for each change, what breaks trends first."""
    order = {"broken": 0, "care": 1, "none": 2}
    changes = sorted(diff.changes, key=lambda change: order[change.level])
    return "\n".join(change_text(change, language) for change in changes) or in_language(_NOTHING, language, "en")


def change_text(change: Change, language: str) -> str:
    """What changed, and what it does to trends."""
    return f"{what_text(change, language)} {consequence_text(change, language)}".rstrip()


def what_text(change: Change, language: str) -> str:
    """ "question age: required …" """
    subject = in_language(KINDS[change.kind], language, "en").format(name=change.name)
    said = in_language(SAID[change.code].what, language, "en").format(**_named(change, language))
    return f"{subject}{' : ' if language.startswith('fr') else ': '}{said}."


def _named(change: Change, language: str) -> dict[str, str]:
    """The parameters, attributes in plain words, after the row or choice that they are of."""
    params = {"audience": "", **change.params}
    for key in ("text", "property"):
        if key in params:
            params[key] = in_language(NAMES.get(params[key], NO_TEXT), language, "en") or params[key]
    for key in {"before", "after"} & params.keys():
        params[key] = in_language(VALUES.get(params[key], NO_TEXT), language, "en") or params[key]
    if params.get("item") and "text" in params:
        params["text"] = f"{params['item']}, {params['text']}"
    return params


def consequence_text(change: Change, language: str) -> str:
    """Whether trends go on, why not, and which; "" when it does nothing to any."""
    why = in_language(SAID[change.code].so, language, "en")
    if change.level == "none":
        return f"{why[:1].upper()}{why[1:]}." if why else ""
    said = in_language(LEVELS[change.level], language, "en").format(so=why)
    names = tuple(name for name in change.questions if name != change.name)
    return (
        said
        + _listing(_TRENDS, names, language)
        + _listing(_FIGURES, change.figures, language)
        + _listing(_ONLY, change.populations, language)
    )


def _listing(words: Text, names: tuple[str, ...], language: str) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:_LISTED]) + (f", … ({len(names)})" if len(names) > _LISTED else "")
    return in_language(words, language, "en").format(names=shown)
