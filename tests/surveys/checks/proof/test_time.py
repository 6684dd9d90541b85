"""Three hundred questions of awkward shapes take seconds, and lead everywhere."""

from collections.abc import Callable
from time import process_time

import pytest

from surveys.checks.proof import prove, reach_table
from surveys.questionnaire.definition import Definition
from surveys.runtime import compile_definition
from tests.surveys.questionnaire.building import definition, loop, number, page, single

#: Seconds of one processor: twice what it takes.
_MOST = 10


def chain() -> Definition:
    first = page("p0", single("q0"))
    return definition(first, *(page(f"p{n}", single(f"q{n}", f"${{q{n - 1}}} = 'yes'")) for n in range(1, 300)))


def wide() -> Definition:
    asked = (page(f"p{n}", single(f"q{n}")) for n in range(299))
    return definition(*asked, page("z", number("z", " or ".join(f"${{q{n}}} = 'yes'" for n in range(299)))))


def loops() -> Definition:
    asked = (number(f"n{n}", f"${{n{n - 1}}} > 3" if n else "") for n in range(30))
    return definition(
        loop("l", "50", page("p", *asked), limit=50), *(page(f"p{n}", single(f"q{n}")) for n in range(99))
    )


def rising() -> Definition:
    asked = (number(f"q{n}", constraint=f". > ${{q{n - 1}}}" if n else "") for n in range(300))
    return definition(*(page(f"p{n}", question) for n, question in enumerate(asked)))


def one_page() -> Definition:
    return definition(page("p", single("q0"), *(single(f"q{n}", f"${{q{n - 1}}} = 'yes'") for n in range(1, 300))))


@pytest.mark.parametrize("made", [chain, wide, loops, rising, one_page])
def test_awkward_shapes(made: Callable[[], Definition]) -> None:
    form = made()
    compiled = compile_definition(form)
    begun = process_time()
    findings = prove(form, compiled).findings
    assert process_time() - begun < _MOST
    assert not findings


def test_a_chain_is_reached_to_its_end() -> None:
    assert {one.state for one in reach_table(chain())} == {"reached"}
