"""A survey of everything with odd values in odd places: it is read without an error, or refused."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.checks import check, has_errors
from surveys.formats.qualtrics import read_qualtrics
from surveys.formats.unreadable import UnreadableFile
from surveys.runtime import compile_definition
from tests.surveys.formats.qualtrics.surveys import Payload, block, choices, document, logic, question, shown, term
from tests.surveys.formats.qualtrics.test_flow import END, branch, data, randomizer
from tests.surveys.formats.qualtrics.test_logic import BEFORE
from tests.surveys.formats.test_fuzz import ODD, places_in

PIPED = "<b>Hi</b> ${q://QID1/ChoiceGroup/SelectedChoices} ${e://Field/x} ${lm://Field/1} $e{ e://Field/a + 1 }"


def everything() -> Payload:
    condition = logic(
        term("QID1/SelectableChoice/1"), term("QID3/ChoiceTextEntryValue", "Contains", "x", Conjuction="Or")
    )
    shared: Payload = {"DisplayLogic": condition, "QuestionText": PIPED, "Language": {"FR": {"QuestionText": "é"}}}
    later = [question(f"QID{place}", **shared) for place in range(20, 24)]
    carried = question("QID30", "MC", "MAVR", DynamicChoices={"Locator": "q://QID2/ChoiceGroup/SelectedChoices"})
    grid = question("QID31", "Matrix", "TE", Choices=choices("a"), Answers=choices("x", "y"))
    skip = {"ChoiceLocator": "q://QID22/ChoiceTextEntryValue", "Condition": "Empty", "SkipToDestination": "ENDOFSURVEY"}
    advanced = {"FixedOrder": ["QID22", "{~SubSet~}"], "RandomSubSet": ["QID23"], "TotalRandSubset": 1}
    passages = {"Static": {"1": {"2": "x"}, "2": {"2": "${e://Field/x}"}}, "Randomization": "All"}
    over = {**passages, "ChoiceGroupLocator": "q://QID2/ChoiceGroup/SelectedChoices"}
    skipping: Payload = {"Type": "Question", "QuestionID": "QID22", "SkipLogic": [skip]}
    blocks = [
        block("a", *(one["QuestionID"] for one in BEFORE)),
        block("l", "QID20", "", "QID21", Looping="Question", LoopingOptions=over),
        block("s", skipping, "QID23", RandomizeQuestions="Advanced", Randomization={"Advanced": advanced}),
        block("z", "QID30", "QID31"),
    ]
    flow = [
        data(x=None, a="1", s="${rand://int/1:5}"),
        shown("a"),
        branch(term("QID1/SelectableChoice/1"), data(a="2"), END),
        randomizer(1, shown("l"), shown("s")),
        randomizer(None, shown("z")),
    ]
    return document([*BEFORE, *later, carried, grid], blocks, flow)


TEXT = json.dumps(everything())
PLACES = [place for place in places_in(json.loads(TEXT)) if place]
VALUES = [*ODD, "q://QID1/SelectableChoice/2", "é è" * 100, "${q://QID1/ChoiceGroup/SelectedChoices}", ["QID1", "QID2"]]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(VALUES)), max_size=8))
def test_odd_values_in_a_survey_of_everything(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    survey = json.loads(TEXT)
    for (*way, last), value in changes:
        inner = survey
        try:
            for step in way:
                inner = inner[step]
            inner[last] = value
        except (KeyError, IndexError, TypeError):  # an earlier change took the place away
            continue
    try:
        imported = read_qualtrics(json.dumps(survey).encode(), "survey.qsf")
    except UnreadableFile:
        return
    compile_definition(imported.definition)
    assert not has_errors(check(imported.definition))
