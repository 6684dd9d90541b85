"""A definition taken apart: each thing that has a name, with its attributes by their path.

Two definitions have the same outline when, and only when, they have the same content hash.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surveys.questionnaire.codec import to_json
from surveys.questionnaire.definition import Definition

#: `("question", "age")`.
Key = tuple[str, str]
#: `("label", "text", "fr")`.
Path = tuple[str, ...]
Leaf = str | int | float | bool | None | tuple[str, ...]
Attributes = Mapping[Path, Leaf]
Outline = Mapping[Key, Attributes]

FORM: Key = ("form", "")

#: The lists of a definition that hold things with names, and what one of them is.
_HOLDERS = {
    "lists": "list",
    "images": "image",
    "sides": "side",
    "populations": "population",
    "quotas": "quota",
    "targets": "target",
    "figures": "figure",
}
_NAMING = ("population", "variable", "value", "name", "code")


def outline_of(definition: Definition) -> Outline:
    """Everything, by kind and name; what has a name twice is numbered."""
    document = to_json(definition)
    outline: dict[Key, dict[Path, Leaf]] = {}
    form: dict[Path, Leaf] = {}
    for holder, value in document.items():
        if holder == "pages":
            form["pages",] = tuple(_pages(value, outline))
        elif holder in _HOLDERS:
            form[holder,] = tuple(_put(outline, _HOLDERS[holder], item) for item in value)
        else:
            form.update(leaves(value, (holder,)))
    outline[FORM] = form
    return outline


def _pages(items: Sequence[Mapping[str, Any]], outline: dict[Key, dict[Path, Leaf]]) -> Iterator[str]:
    for item in items:
        if "pages" in item:
            name = _put(outline, "loop", {key: value for key, value in item.items() if key != "pages"})
            inside = tuple(_page(page, outline, name) for page in item["pages"])
            outline["loop", name]["pages",] = inside
            yield name
        else:
            yield _page(item, outline, "")


def _page(page: Mapping[str, Any], outline: dict[Key, dict[Path, Leaf]], loop: str) -> str:
    name = _put(outline, "page", {key: value for key, value in page.items() if key != "questions"})
    asked = tuple(_put(outline, "question", question) for question in page["questions"])
    for question in asked:
        outline["question", question]["page",] = name
    outline["page", name]["questions",] = asked
    outline["page", name]["loop",] = loop
    return name


def _put(outline: dict[Key, dict[Path, Leaf]], kind: str, item: Mapping[str, Any]) -> str:
    """Put a thing in, and give the name that it goes by."""
    name = _unused(_name_of(item), {one for other, one in outline if other == kind})
    outline[kind, name] = dict(leaves(item, ()))
    return name


def _name_of(item: Mapping[str, Any]) -> str:
    parts = [str(item[key]) for key in _NAMING if key in item]
    return "/".join(parts) if "side" not in item else str(item["name"])


def _unused(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}~{number}"
    return free


def leaves(value: Any, path: Path) -> Iterator[tuple[Path, Leaf]]:
    """The attributes inside a JSON value: items with a name by it, and their order."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        names: list[str] = []
        for item in value:
            names.append(_unused(_name_of(item), set(names)))
            yield from leaves(item, (*path, names[-1]))
        yield path, tuple(names)
    elif isinstance(value, list):
        yield path, tuple(str(item) for item in value)
    else:
        yield path, None if isinstance(value, Mapping) else value
