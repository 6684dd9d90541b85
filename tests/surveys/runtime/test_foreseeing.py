"""Which populations and cells are still open to somebody of whom little is known."""

import pytest

from surveys.questionnaire.definition import Population, QuotaCell
from surveys.questionnaire.types import Hidden
from surveys.runtime import compile_definition, populations_foreseen
from tests.surveys.questionnaire.building import cell, definition, page, population, single
from tests.surveys.runtime.walking import NOW

ILL, WELL = population("ill", "${a} = 'yes'"), population("well", "${a} = 'no'")
NORTH, SOUTH = population("north", "${region} = 'n'"), population("south", "${region} = 's'")
WOMEN, HERE = cell("women", "${sex} = 'f'"), cell("here", "${a} = 'yes'")


@pytest.mark.parametrize(
    ("populations", "quotas", "known", "foreseen"),
    [
        # Nothing is known: everything is open, nothing sure.
        ((ILL, WELL), (), {}, [("ill", (), set()), ("well", (), set())]),
        # What the panel knows says it.
        ((NORTH, SOUTH), (), {"region": "s"}, [("south", (), set())]),
        ((NORTH, SOUTH), (), {"region": "w"}, []),
        ((population("all"),), (WOMEN, HERE), {"sex": "f"}, [("all", ("women", "here"), {"women"})]),
        ((population("all"),), (WOMEN, HERE), {"sex": "m"}, [("all", ("here",), set())]),
        # After a population that is still open, none is sure.
        (
            (population("some", "${a} = 'no'"), population("all")),
            (WOMEN,),
            {"sex": "f"},
            [("some", (), set()), ("all", ("women",), set())],
        ),
        ((ILL, WELL), (), {"a": "no"}, [("well", (), set())]),
    ],
)
def test_what_is_open(
    populations: tuple[Population, ...],
    quotas: tuple[QuotaCell, ...],
    known: dict[str, str],
    foreseen: list[tuple[str, tuple[str, ...], set[str]]],
) -> None:
    asked = definition(
        page("p", Hidden(name="region"), Hidden(name="sex"), single("a")), populations=populations, quotas=quotas
    )
    found = populations_foreseen(compile_definition(asked), known, NOW)
    assert [(one.population, one.cells, set(one.sure)) for one in found] == foreseen
