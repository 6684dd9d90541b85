"""A diff notices every change, and nothing where there is none."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire.codec import content_hash, from_json, to_json
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.diff import diff, diff_text
from surveys.questionnaire.flaws import DefinitionError
from tests.surveys.formats.definitions import definitions
from tests.surveys.questionnaire.test_diff import DOCUMENT

_OTHERS: st.SearchStrategy[Any] = st.sampled_from(
    ["", "x", "yes", "fr", "${age} = 1", 0, 1, 7, 0.25, True, False, None, [], {}, ["x"]]
)


@st.composite
def mutated(draw: st.DrawFn, document: Any) -> Any:
    """A document with one value changed, one item dropped, doubled or put elsewhere."""
    copy = deepcopy(document)
    here = copy
    while True:
        steps = [key for key in (here if isinstance(here, dict) else range(len(here))) if _deep(here[key])]
        if not steps or draw(st.integers(0, 5)) == 0:
            break
        here = here[draw(st.sampled_from(steps))]
    if isinstance(here, list) and here:
        change: Callable[[list[Any]], object] = draw(st.sampled_from(_CHANGES))
        change(here)
    elif isinstance(here, dict) and here:
        key = draw(st.sampled_from(sorted(here)))
        if draw(st.booleans()):
            here[key] = draw(_OTHERS)
        else:
            del here[key]
    return copy


def _double_first(items: list[Any]) -> None:
    items.append(items[0])


def _deep(value: object) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _replace_first(items: list[Any]) -> None:
    items[0] = "replaced"


_CHANGES: tuple[Callable[[list[Any]], object], ...] = (list.reverse, list.pop, _double_first, _replace_first)


def noticed(before: Definition, document: Any) -> None:
    try:
        after = from_json(document)
    except DefinitionError:
        return
    found = diff(before, after)
    assert bool(found) == (content_hash(before) != content_hash(after))
    for language in ("en", "fr"):
        assert "{" not in diff_text(found, language).replace("${", "")


@settings(max_examples=150, deadline=None)
@given(mutated(DOCUMENT))
def test_every_change_of_a_barometer_is_noticed(document: Any) -> None:
    noticed(from_json(DOCUMENT), document)


@settings(max_examples=25, deadline=None)
@given(st.data(), definitions())
def test_every_change_of_any_definition_is_noticed(data: st.DataObject, before: Definition) -> None:
    assert not diff(before, before)
    noticed(before, data.draw(mutated(to_json(before))))


@settings(max_examples=15, deadline=None)
@given(definitions(), definitions())
def test_any_two_definitions_can_be_compared(before: Definition, after: Definition) -> None:
    found = diff(before, after)
    assert bool(found) == (content_hash(before) != content_hash(after))
    assert diff_text(found, "fr")
