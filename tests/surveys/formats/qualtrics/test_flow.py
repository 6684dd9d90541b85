"""The survey flow: branches, ends, draws by lot, embedded data, loops; and random order within blocks."""

from datetime import UTC, datetime
from typing import Any

import pytest

from surveys.formats.imported import Imported
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import Loop, Page
from surveys.runtime import Complete, Show, compile_definition, next_page, receive, relevant_answers
from tests.surveys.formats.qualtrics.surveys import (
    Payload,
    block,
    choices,
    codes,
    logic,
    named,
    question,
    read,
    shown,
    term,
)

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
CHOICE = question("QID1", "MC", "SAVR", Choices=choices("Yes", "No"))
QUESTIONS = [CHOICE, *(question(f"QID{place}") for place in range(2, 7))]
BLOCKS = [
    block("a", "QID1"),
    block("b", "QID2"),
    block("c", "QID3"),
    block("d", "QID4", "", "QID5"),
    block("e", "QID6"),
]


def flowing(*flow: Payload, blocks: list[Payload] | None = None) -> Imported:
    return read(QUESTIONS, blocks or BLOCKS, list(flow))


def branch(condition: Payload, *flow: Payload) -> Payload:
    return {"Type": "Branch", "FlowID": "FL_9", "BranchLogic": logic(condition), "Flow": list(flow)}


def randomizer(kept: int | None, *flow: Payload, **more: Any) -> Payload:
    return {"Type": "BlockRandomizer", "FlowID": "FL_8", "SubSet": kept, "Flow": list(flow), **more}


def data(**fields: str | None) -> Payload:
    told = [
        {"Field": name, "Type": "Recipient" if value is None else "Custom", "Value": value}
        for name, value in fields.items()
    ]
    return {"Type": "EmbeddedData", "FlowID": "FL_7", "EmbeddedData": told}


END: Payload = {"Type": "EndSurvey", "FlowID": "FL_6"}
YES, NO = term("QID1/SelectableChoice/1"), term("QID1/SelectableChoice/2")


def conditions(imported: Imported) -> dict[str, str | None]:
    return {page.name: page.relevant.text if page.relevant else None for page in imported.definition.flat_pages()}


def test_blocks_come_as_the_flow_says() -> None:
    imported = flowing(shown("b"), shown("a"))
    assert list(conditions(imported)) == ["b", "a"]
    assert [(line.place.column, line.code) for line in imported.report] == [
        ("c", "block_not_in_flow"),
        ("d", "block_not_in_flow"),
        ("e", "block_not_in_flow"),
    ]


def test_page_breaks_make_pages() -> None:
    assert list(conditions(flowing(shown("d"), shown("a")))) == ["d", "d_2", "a"]


def test_branches() -> None:
    imported = flowing(shown("a"), branch(YES, shown("b"), branch(NO, shown("c"))))
    assert conditions(imported) == {"a": None, "b": "${Q1} = '1'", "c": "(${Q1} = '1') and (${Q1} = '2')"}


def test_nothing_is_asked_after_an_end() -> None:
    imported = flowing(shown("a"), branch(NO, shown("b"), END), shown("c"), END)
    assert conditions(imported) == {"a": None, "b": "${Q1} = '2'", "c": "not(${Q1} = '2')"}


def test_a_block_that_comes_twice_is_asked_once() -> None:
    imported = flowing(shown("a"), branch(YES, shown("b")), branch(NO, shown("b")))
    assert conditions(imported)["b"] == "(${Q1} = '1') or (${Q1} = '2')"
    assert "block_repeated" in codes(imported)


def test_a_question_of_several_blocks_is_asked_in_the_first() -> None:
    imported = flowing(shown("a"), shown("b"), blocks=[block("a", "QID1", "QID2"), block("b", "QID2", "QID3")])
    asked = [[one.name for one in page.questions] for page in imported.definition.flat_pages()]
    assert asked == [["Q1", "Q2"], ["Q3"]]
    assert codes(imported).count("question_repeated") == 1
    compile_definition(imported.definition)


def test_all_of_a_randomizer_in_any_order() -> None:
    imported = flowing(shown("a"), randomizer(None, shown("b"), shown("c")))
    assert [item.shuffle for item in imported.definition.pages] == ["", "FL_8", "FL_8"]


def test_parts_of_several_pages_keep_their_order() -> None:
    imported = flowing(shown("a"), randomizer(2, shown("b"), shown("d")))
    assert "order_kept" in codes(imported)
    assert all(not item.shuffle for item in imported.definition.pages)


@pytest.mark.parametrize(("kept", "share"), [(1, 1 / 3), (2, 2 / 3)])
def test_each_part_is_drawn_as_often(kept: int, share: float) -> None:
    blocks = [block("b", "QID2"), block("c", "QID3"), block("e", "QID4")]
    imported = flowing(randomizer(kept, shown("b"), shown("c"), shown("e"), EvenPresentation=True), blocks=blocks)
    compiled = compile_definition(imported.definition)
    times = dict.fromkeys(("Q2", "Q3", "Q4"), 0)
    for seed in range(600):
        asked = relevant_answers(compiled, dict.fromkeys(times, "x"), NOW, None, seed=seed).keys() & times.keys()
        assert len(asked) == kept
        for name in asked:
            times[name] += 1
    for count in times.values():
        assert abs(count / 600 - share) < 0.07
    assert "drawn_at_random" in codes(imported)


def test_embedded_data_come_from_the_link_or_are_set() -> None:
    imported = flowing(
        data(ID=None, group="a", said="You: ${q://QID1/ChoiceGroup/SelectedChoices}"),
        shown("a"),
        branch(YES, data(group="b")),
        shown("b"),
    )
    assert named(imported, "ID").parameter == "ID"
    assert named(imported, "group").formula.text == "if(${Q1} = '1', 'b', 'a')"
    assert named(imported, "said").formula.text == "concat('You: ', ${Q1})"


def test_what_the_flow_reads_and_nobody_sets_is_empty() -> None:
    imported = flowing(branch(term("e:panel", "EqualTo", "x"), shown("b")), shown("a"))
    assert named(imported, "panel").parameter == "panel"
    assert conditions(imported)["b"] == "${panel} = 'x'"


def test_a_value_that_depends_on_itself_is_dropped() -> None:
    imported = flowing(data(score="$e{ e://Field/score + 1 }"), shown("a"))
    assert "value_dropped" in codes(imported)


def test_values_that_depend_on_each_other_are_dropped() -> None:
    imported = flowing(data(one="${e://Field/two}", two="${e://Field/one}"), shown("a"))
    assert "circular" in codes(imported)
    compile_definition(imported.definition)


@pytest.mark.parametrize("kind", ["WebService", "Authenticator", "TableOfContents", "ReferenceSurvey", "Surprise"])
def test_other_elements_are_reported_and_what_is_in_them_asked(kind: str) -> None:
    imported = flowing({"Type": kind, "FlowID": "FL_5", "Flow": [shown("a")]}, shown("b"))
    assert list(conditions(imported)) == ["a", "b"]
    assert "flow_element_ignored" in codes(imported)


def test_random_order_within_a_block() -> None:
    blocks = [block("a", "QID1", "QID2", RandomizeQuestions="true")]
    [page] = flowing(shown("a"), blocks=blocks).definition.pages
    assert isinstance(page, Page)
    assert page.rotate


def test_some_questions_of_a_block_drawn_at_random() -> None:
    advanced = {"Advanced": {"TotalRandSubset": "1"}}
    blocks = [block("a", "QID1", "QID2", RandomizeQuestions="RandomWithOnlyX", Randomization=advanced)]
    imported = flowing(shown("a"), blocks=blocks)
    assert [named(imported, name).relevant.text for name in ("Q1", "Q2")] == ["${draw_1} = 1", "${draw_1} = 2"]


def test_fixed_places_and_drawn_questions_of_a_block() -> None:
    advanced = {
        "FixedOrder": ["QID2", "{~SubSet~}"],
        "RandomSubSet": ["QID3", "QID4"],
        "Undisplayed": ["QID5"],
        "TotalRandSubset": 1,
    }
    names = ("QID2", "QID3", "QID4", "QID5")
    blocks = [block("a", *names, RandomizeQuestions="Advanced", Randomization={"Advanced": advanced})]
    imported = flowing(shown("a"), blocks=blocks)
    assert named(imported, "Q2").anchored
    assert named(imported, "Q4").relevant.text == "${draw_1} = 2"
    assert "Q5" not in imported.definition.question_named


def looping(**options: Any) -> Imported:
    several = question("QID1", "MC", "MAVR", Choices=choices("Car", "Bike"))
    told = "About ${lm://Field/1}, ${lm://Field/2}"
    again = logic(term("QID2/ChoiceTextEntryValue", "NotEmpty"))
    inner = [question("QID2", QuestionText=told), question("QID3", DisplayLogic=again)]
    blocks = [block("a", "QID1"), block("b", "QID2", "QID3", **options)]
    return read([several, *inner], blocks)


def test_a_loop_over_the_choices_that_were_ticked() -> None:
    static = {"1": {"2": "four wheels"}, "2": {"2": "two wheels"}}
    options = {"ChoiceGroupLocator": "q://QID1/ChoiceGroup/SelectedChoices", "Static": static, "Randomization": "All"}
    imported = looping(Looping="Question", LoopingOptions=options)
    loop = imported.definition.pages[1]
    assert isinstance(loop, Loop)
    assert (loop.name, loop.over, loop.rotate) == ("loop_b", "Q1", True)
    assert named(imported, "Q2").label.read("en") == "About ${loop_b}, ${loop_b_2}"
    assert named(imported, "loop_b_2").formula.text == "if(position(..) < 2, 'four wheels', 'two wheels')"
    assert codes(imported) == []
    assert answered(imported, {"Q1": ["2"]}) == ["a", "b#2"]


def test_a_loop_that_a_number_counts() -> None:
    options = {"Locator": "q://QID1/LoopAndMerge/MergeOnNumericResponse?v=3", "Static": {"1": []}}
    options["ChoiceGroupLocator"] = "q://QID1/LoopAndMerge/MergeOnNumericResponse"
    loop = looping(Looping="Question", LoopingOptions=options).definition.pages[1]
    assert isinstance(loop, Loop)
    assert (loop.count.text if loop.count else "", loop.limit) == ("number(${Q1})", 3)


def test_a_loop_over_a_table() -> None:
    imported = looping(Looping="Static", LoopingOptions={"Static": {"1": {"1": "x"}, "2": {"1": "y"}, "5": {"1": "z"}}})
    loop = imported.definition.pages[1]
    assert isinstance(loop, Loop)
    assert (loop.count.text if loop.count else "", loop.limit) == ("3", 3)
    assert answered(imported, {"Q1": ["2"]}) == ["a", "b#1", "b#2", "b#3"]


def test_a_loop_over_some_rows_drawn_at_random() -> None:
    static = {str(place): {"1": f"row {place}"} for place in range(1, 61)}
    options = {"Static": static, "Randomization": "Subset", "TotalRandSubset": 3}
    imported = looping(Looping="Static", LoopingOptions=options)
    assert sorted(answered(imported, {"Q1": ["2"]})) == ["a", "b#1", "b#2", "b#3"]
    compiled = compile_definition(imported.definition)
    rows = {
        str(value)
        for seed in range(300)
        for name, value in relevant_answers(compiled, {"Q1": ["2"]}, NOW, None, seed=seed).items()
        if name.startswith("loop_b_1#")
    }
    assert rows == {f"row {place}" for place in range(1, 61)}
    assert codes(imported) == ["pipe_unknown"]  # its table has one column


def test_a_loop_over_the_choices_that_were_not_ticked() -> None:
    options = {"ChoiceGroupLocator": "q://QID1/ChoiceGroup/UnSelectedChoices", "Static": {}}
    imported = looping(Looping="Question", LoopingOptions=options)
    assert answered(imported, {"Q1": ["2"]}) == ["a", "b#1"]


def answered(imported: Imported, given: Answers) -> list[str]:
    """The pages of an interview in which texts are "x", and the rest is as given."""
    compiled = compile_definition(imported.definition)
    answers: Answers = {}
    pages = []
    for _ in range(20):
        outcome = next_page(compiled, answers, 1, {}, NOW)
        if not isinstance(outcome, Show):
            assert isinstance(outcome, Complete)
            break
        page = outcome.page
        pages.append(page.name)
        raw = {one.key: given.get(one.question.name, "x") for one in page.questions}
        posted = {name: value if isinstance(value, list) else [str(value)] for name, value in raw.items()}
        received = receive(compiled, answers, 1, {}, page.name, {":q": list(posted), **posted}, NOW)
        answers = {**answers, **received.answers}
    return pages
