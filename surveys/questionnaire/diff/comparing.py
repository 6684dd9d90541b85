"""Two definitions compared."""

from collections.abc import Iterable, Mapping

from surveys.questionnaire.definition import Definition
from surveys.questionnaire.diff.change import Change, Comparability, Diff, State, worst
from surveys.questionnaire.diff.changes import Changes
from surveys.questionnaire.diff.edits import Edit, edits_of
from surveys.questionnaire.diff.naming import Renames, renamed, with_names, with_new_names
from surveys.questionnaire.diff.outline import Outline, Path, outline_of
from surveys.questionnaire.diff.trends import Trends

#: What tells that a thing under another name is the same, by kind; lists first, for questions name them.
_TELLING: Mapping[str, tuple[Path, ...]] = {
    "list": (("choices",),),
    "question": (("type",), ("label", "text")),
    "page": (("questions",),),
}


def diff(before: Definition, after: Definition) -> Diff:
    """What changed from one version to another; nothing when their content hashes are equal."""
    first, second = outline_of(before), outline_of(after)
    if first == second:
        return Diff((), *_comparabilities(before, after, (), {}))
    first, renames, edits = _same_names(first, second)
    teller = Changes(before, after)
    changes = tuple(change for edit in (*edits, *edits_of(first, second)) for change in teller.of(edit))
    return Diff(changes, *_comparabilities(before, after, changes, renames["question"]))


def _same_names(before: Outline, after: Outline) -> tuple[Outline, Mapping[str, Renames], list[Edit]]:
    """The earlier outline in the names of the later one."""
    found: dict[str, Renames] = {}
    edits: list[Edit] = []
    for kind, telling in _TELLING.items():
        found[kind] = renames = renamed(before, after, kind, telling)
        edits += [Edit((kind, new), f"{kind}_renamed", {"before": old}) for old, new in renames.items()]
        if renames:
            before = with_names(before, kind, renames)
            if kind == "question":
                before = {key: with_new_names(attributes, renames) for key, attributes in before.items()}
    return before, found, edits


def _comparabilities(
    before: Definition, after: Definition, changes: tuple[Change, ...], renames: Renames
) -> tuple[Mapping[str, Comparability], Mapping[str, Comparability]]:
    names = {new: old for old, new in renames.items()}
    rows = {change.params["item"]: change.params["before"] for change in changes if change.code == "row_renamed"}
    questions = _series(
        Trends(before).everything,
        Trends(after).everything,
        {**rows, **names},
        [(one, one.questions) for one in changes],
    )
    figures = _series(
        [one.name for one in before.figures],
        [one.name for one in after.figures],
        {},
        [(one, one.figures) for one in changes],
    )
    return questions, figures


def _series(
    before: Iterable[str],
    after: Iterable[str],
    renamed_from: Mapping[str, str],
    touching: Iterable[tuple[Change, tuple[str, ...]]],
) -> Mapping[str, Comparability]:
    """Each name of the later version, then those that are gone."""
    changes: dict[str, list[Change]] = {}
    for change, names in touching:
        for name in names:
            changes.setdefault(name, []).append(change)
    known, going_on = set(before), {}
    for name in after:
        earlier = renamed_from.get(name, name)
        mine = tuple(changes.get(name, ()))
        state: State = worst(mine) if earlier in known else "new"
        going_on[name] = Comparability(state, earlier if earlier in known else "", mine, _for_whom(mine))
    kept = {one.earlier for one in going_on.values()}
    gone = {name: Comparability("ended", name, tuple(changes.get(name, ()))) for name in before if name not in kept}
    return {**gone, **going_on}


def _for_whom(changes: tuple[Change, ...]) -> tuple[str, ...]:
    """The populations whose trend the gravest changes touch; () for everyone."""
    gravest = [change for change in changes if change.level == worst(changes)]
    if any(not change.populations for change in gravest):
        return ()
    return tuple(dict.fromkeys(name for change in gravest for name in change.populations))
