"""What goes on under another name: found again by its words."""

import re
from collections.abc import Iterable, Mapping

from surveys.questionnaire.diff.outline import Attributes, Key, Leaf, Outline, Path

#: Old names to new ones.
Renames = Mapping[str, str]


def renamed(before: Outline, after: Outline, kind: str, telling: Iterable[Path]) -> Renames:
    """Things of a kind that are gone, and new ones that say the same at the `telling` paths.

    What says nothing, or says it of several, is not taken for another.
    """
    gone = _by_sense(before, {key for key in before.keys() - after.keys() if key[0] == kind}, telling)
    come = _by_sense(after, {key for key in after.keys() - before.keys() if key[0] == kind}, telling)
    return {
        names[0]: come[sense][0] for sense, names in gone.items() if len(names) == 1 and len(come.get(sense, ())) == 1
    }


def _by_sense(outline: Outline, keys: set[Key], telling: Iterable[Path]) -> dict[tuple[object, ...], list[str]]:
    found: dict[tuple[object, ...], list[str]] = {}
    for key in sorted(keys):
        sense = tuple(sorted((path, value) for path, value in outline[key].items() if _tells(path, telling)))
        if sense:
            found.setdefault(sense, []).append(key[1])
    return found


def _tells(path: Path, telling: Iterable[Path]) -> bool:
    return any(path[: len(start)] == start for start in telling)


def renamed_items(before: Attributes, after: Attributes, holder: str) -> Renames:
    """The same for the rows of a battery, the choices of a list: by their labels."""
    gone, come = _items_gone(before, after, holder), _items_gone(after, before, holder)
    return {
        old: names[0] for label, [old, *others] in gone.items() if not others and len(names := come.get(label, [])) == 1
    }


def _items_gone(here: Attributes, there: Attributes, holder: str) -> dict[tuple[object, ...], list[str]]:
    found: dict[tuple[object, ...], list[str]] = {}
    for name in sorted(set(items(here, holder)) - set(items(there, holder))):
        label = tuple(sorted((path[2:], value) for path, value in here.items() if path[:3] == (holder, name, "label")))
        if label:
            found.setdefault(label, []).append(name)
    return found


def items(attributes: Attributes, holder: str) -> tuple[str, ...]:
    """The names of the items, in order."""
    order = attributes.get((holder,), ())
    return order if isinstance(order, tuple) else ()


#: Where things of a kind are named by other things.
_NAMING: Mapping[str, tuple[str, ...]] = {
    "question": ("questions", "question", "mirror", "over", "variable"),
    "page": ("pages", "page"),
    "list": ("lists", "list"),
}


def with_names(outline: Outline, kind: str, renames: Renames) -> Outline:
    """The outline, with things of a kind that go by another name under that one, wherever they are named."""
    keys = {key: _new_key(key, kind, renames) for key in outline}
    changed: dict[Key, dict[Path, Leaf]] = {}
    for key, attributes in outline.items():
        new = {
            path: _new_value(value, renames) if path[-1] in _NAMING[kind] else value
            for path, value in attributes.items()
        }
        if key[0] == kind and keys[key] != key:
            new["name",] = keys[key][1]
        if "targets" in {path[0] for path in attributes}:
            new["targets",] = tuple(keys["target", name][1] for name in items(attributes, "targets"))
        changed[keys[key]] = new
    return changed


def _new_key(key: Key, kind: str, renames: Renames) -> Key:
    """A target goes by the name of its variable too."""
    if key[0] == kind:
        return kind, renames.get(key[1], key[1])
    if key[0] == "target" and kind == "question":
        population, variable, *value = key[1].split("/")
        return "target", "/".join((population, renames.get(variable, variable), *value))
    return key


def _new_value(value: Leaf, renames: Renames) -> Leaf:
    if isinstance(value, tuple):
        return tuple(renames.get(one, one) for one in value)
    return renames.get(value, value) if isinstance(value, str) else value


def with_new_names(attributes: Attributes, renames: Renames) -> Attributes:
    """The attributes, with what expressions and texts call by an old name called by the new one."""
    if not renames:
        return attributes
    names = re.compile(r"\$\{\s*(" + "|".join(map(re.escape, renames)) + r")\s*\}")

    def said(value: str) -> str:
        return names.sub(lambda found: f"${{{renames[found[1]]}}}", value)

    return {path: said(value) if isinstance(value, str) else value for path, value in attributes.items()}


def item_renamed(attributes: Attributes, holder: str, renames: Renames) -> Attributes:
    """The attributes, with items that go by another name under that one."""
    if not renames:
        return attributes
    moved = {
        (holder, renames.get(path[1], path[1]), *path[2:]) if path[0] == holder and len(path) > 1 else path: value
        for path, value in attributes.items()
    }
    for old, new in renames.items():
        for naming in ("name", "code"):
            if moved.get((holder, new, naming)) == old:
                moved[holder, new, naming] = new
    moved[holder,] = tuple(renames.get(name, name) for name in items(attributes, holder))
    return moved
