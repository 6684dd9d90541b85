"""Every difference between two outlines, each with the code of its change."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from surveys.questionnaire.diff.attributes import WORDINGS, code_of
from surveys.questionnaire.diff.naming import item_renamed, items, renamed_items
from surveys.questionnaire.diff.outline import FORM, Attributes, Key, Leaf, Outline, Path
from surveys.questionnaire.diff.wording import distance
from surveys.questionnaire.diff.words import SAID

#: What holds things with names inside a question or a list, and what one of them is.
HOLDERS = {"rows": "row", "columns": "row", "scales": "row", "opt_outs": "choice", "choices": "choice"}

#: Orders that are told by what was moved.
_TOLD = {("question", "page"), ("page", "questions"), ("loop", "pages"), ("form", "pages")}


@dataclass(frozen=True)
class Edit:
    """One difference. `item`: the row or choice that it is about, with what holds it; `audience`: for whom."""

    key: Key
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    holder: str = ""
    item: str = ""
    audience: str = ""


@dataclass(frozen=True)
class _Spot:
    """Where attributes are compared: a thing, or the row or choice `item` that its `holder` has."""

    key: Key
    kind: str
    holder: str = ""
    item: str = ""

    def edit(self, code: str, params: Mapping[str, str], audience: str = "") -> Edit:
        return Edit(self.key, code, {"item": self.item, **params}, self.holder, self.item, audience)


def edits_of(before: Outline, after: Outline) -> Iterator[Edit]:
    """Everything that is gone, new or different, the names of both being the same things."""
    for key in [*after, *(key for key in before if key not in after)]:
        if key not in before:
            yield Edit(key, _named(key[0], "added"), {"before": "", "after": _shown(after[key], "")})
        elif key not in after:
            yield Edit(key, _named(key[0], "removed"), {"before": _shown(before[key], ""), "after": ""})
        elif before[key] != after[key]:
            yield from _inside(key, before[key], after[key])
            yield from _moves(key, before, after)


def _named(kind: str, what: str) -> str:
    code = f"{'page' if kind == 'loop' else kind}_{what}"
    return code if code in SAID else f"part_{what}"


def _inside(key: Key, before: Attributes, after: Attributes) -> Iterator[Edit]:
    for holder in HOLDERS:
        if items(before, holder) or items(after, holder):
            yield from _items(key, holder, before, after)
    skipped = set(HOLDERS)
    yield from _attributes(_Spot(key, key[0]), _without(before, skipped), _without(after, skipped))


def _without(attributes: Attributes, first: set[str]) -> Attributes:
    return {path: value for path, value in attributes.items() if path[0] not in first}


def _items(key: Key, holder: str, before: Attributes, after: Attributes) -> Iterator[Edit]:
    """Rows and choices: gone, new, called otherwise, different, in another order."""
    kind = HOLDERS[holder]
    renames = renamed_items(before, after, holder)
    for old, new in renames.items():
        yield Edit(key, f"{kind}_renamed", {"before": old, "item": new}, holder, new)
    before = item_renamed(before, holder, renames)
    first, second = items(before, holder), items(after, holder)
    for name in second:
        if name not in first:
            yield Edit(key, f"{kind}_added", {"item": name}, holder, name)
    for name in first:
        if name not in second:
            yield Edit(key, f"{kind}_removed", {"item": name}, holder, name)
        else:
            spot = _Spot(key, kind, holder, name)
            yield from _attributes(spot, _under(before, holder, name), _under(after, holder, name))
    if moved(first, second):
        yield Edit(key, "choices_reordered" if kind == "choice" else "rows_reordered", {"property": holder}, holder)


def _under(attributes: Attributes, holder: str, name: str) -> Attributes:
    return {path[2:]: value for path, value in attributes.items() if path[:2] == (holder, name) and path[2:]}


def _attributes(spot: _Spot, before: Attributes, after: Attributes) -> Iterator[Edit]:
    changed = {path[0] for path in {*before, *after} if before.get(path, _ABSENT) != after.get(path, _ABSENT)}
    for name in sorted(changed):
        first, second = _part(before, name), _part(after, name)
        if (spot.kind, name) in _TOLD:
            continue
        if any(_is_wording(path) for path in (*first, *second)):
            yield from _wording(spot, name, _said(first), _said(second))
        elif spot.key == FORM and name == "languages":
            yield from _languages(first[()], second[()])
        elif spot.key == FORM and () in first and isinstance(second.get(()), tuple):
            yield from _order(name, first[()], second[()])
        else:
            params = {"property": name, "before": _shown(first, "–"), "after": _shown(second, "–")}
            yield spot.edit(code_of(spot.kind, name), params)


_ABSENT = object()


def _part(attributes: Attributes, name: str) -> dict[Path, Leaf]:
    return {path[1:]: value for path, value in attributes.items() if path[0] == name}


def _said(attribute: Mapping[Path, Leaf]) -> dict[Path, Leaf]:
    """The texts of a wording, whatever else it once was."""
    return {path: value for path, value in attribute.items() if _is_wording(path)}


def _is_wording(path: Path) -> bool:
    """Below the name of an attribute: `text/fr`, `variants/gp/fr`."""
    return len(path) > 1 and path[0] in ("text", "variants")


def _wording(spot: _Spot, name: str, before: Mapping[Path, Leaf], after: Mapping[Path, Leaf]) -> Iterator[Edit]:
    """By language and audience; who has no variant reads the text."""
    known = WORDINGS.get(spot.kind, {})
    given = known.get(name) or known.get("", "")
    read = [
        (audience, language, _read(before, audience, language), _read(after, audience, language))
        for audience in sorted({path[1] for path in (*before, *after) if path[0] == "variants"} | {""})
        for language in sorted({path[-1] for path in (*before, *after)})
    ]
    changed = [one for one in read if one[2] != one[3]]
    for audience, language, first, second in changed:
        params = {"text": name, "property": name, "language": language, "before": _cut(first), "after": _cut(second)}
        params["audience"] = f" @{audience}" if audience else ""
        yield spot.edit(_wording_code(first, second, given), params, audience)
    if not changed:
        yield spot.edit("wording_arranged", {"text": name})


def _read(texts: Mapping[Path, Leaf], audience: str, language: str) -> str:
    own = texts.get(("variants", audience, language)) if audience else None
    return str(own or texts.get(("text", language)) or "")


def _wording_code(before: str, after: str, given: str) -> str:
    if before and after:
        step = distance(before, after)
        return "wording_tidied" if step == "tidied" else given or f"wording_{step}"
    return given or ("wording_added" if after else "wording_removed")


def _languages(before: Leaf, after: Leaf) -> Iterator[Edit]:
    first, second = _tuple(before), _tuple(after)
    for language in second:
        if language not in first:
            yield Edit(FORM, "language_added", {"item": language})
    for language in first:
        if language not in second:
            yield Edit(FORM, "language_removed", {"item": language})
    yield from _order("languages", before, after)


def _order(name: str, before: Leaf, after: Leaf) -> Iterator[Edit]:
    first, second = _tuple(before), _tuple(after)
    if moved(first, second) or (first != second and set(first) == set(second)):
        code = "populations_reordered" if name == "populations" else "order_changed"
        yield Edit(FORM, code, {"property": name})


def _moves(key: Key, before: Outline, after: Outline) -> Iterator[Edit]:
    """Questions that left their page or their place on it, pages that stand elsewhere."""
    kind, name = key
    if kind == "question":
        pages = before[key]["page",], after[key]["page",]
        if pages[0] != pages[1]:
            yield Edit(key, "question_moved", {"before": str(pages[0]), "after": str(pages[1])})
    holder = {"page": "questions", "loop": "pages", "form": "pages"}.get(kind, "")
    if holder:
        orders = _tuple(before[key].get((holder,))), _tuple(after[key].get((holder,)))
        for one in moved(*orders):
            if kind == "page":
                yield Edit(("question", one), "question_reordered", {"page": name})
            else:
                yield Edit(("page" if ("page", one) in after else "loop", one), "page_moved")


def moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The fewest of the names that both have which explain their orders: all but a longest rising run."""
    places = {name: place for place, name in enumerate(before)}
    common = [name for name in after if name in places]
    tails: list[int] = []
    ends: list[int] = []
    links: list[int | None] = []
    for index, name in enumerate(common):
        length = bisect_left(tails, places[name])
        tails[length : length + 1] = [places[name]]
        ends[length : length + 1] = [index]
        links.append(ends[length - 1] if length else None)
    kept: set[str] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(common[step])
        step = links[step]
    return [name for name in common if name not in kept]


def _shown(attributes: Mapping[Path, Leaf], blank: str) -> str:
    """A value in one line: the text of an expression, a text in its first language, a list with commas."""
    if set(attributes) in ({("text",)}, {("text",), ("dialect",)}):
        dialect = attributes.get(("dialect",))
        return _cut(str(attributes["text",])) + (f" ({dialect})" if dialect else "")
    values = [", ".join(value) if isinstance(value, tuple) else str(value) for value in attributes.values()]
    return _cut("; ".join(values)) or blank


def _cut(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:199]}…"


def _tuple(value: Leaf) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
