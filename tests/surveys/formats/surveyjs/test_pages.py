"""Pages, panels and loops."""

from surveys.formats.imported import Counts
from surveys.questionnaire.definition import Loop
from tests.surveys.formats.surveyjs.surveys import Json, codes, named, questions, read, survey, text_of

KIDS: Json = {
    "type": "paneldynamic",
    "name": "kids",
    "templateTitle": "Child {panelIndex}: {panel.first}",
    "templateElements": [
        {"type": "text", "name": "first"},
        {
            "type": "text",
            "inputType": "number",
            "name": "age",
            "visibleIf": "{panel.first} notempty and {panelIndex} < 2",
        },
    ],
    "panelCount": 1,
    "maxPanelCount": 4,
}


def text(name: str, **more: object) -> Json:
    return {"type": "text", "name": name, **more}


def test_pages_keep_their_names_titles_and_conditions() -> None:
    imported = read(
        {
            "pages": [
                {"name": "one", "title": "First", "description": "About", "elements": [text("a")]},
                {"name": "two", "visibleIf": "{a} = 1", "elements": [text("b")]},
                {"name": "three", "elements": []},
            ]
        }
    )
    one, two = imported.definition.flat_pages()
    assert (one.name, one.title.read("en"), one.text.read("en")) == ("one", "First", "About")
    assert text_of(two.relevant) == "{a} = 1"
    assert "page_empty" in codes(imported)


def test_panels_lend_their_conditions_and_show_their_titles() -> None:
    inner = {"type": "panel", "name": "in", "visibleIf": "{b} = 2", "elements": [text("c", visibleIf="{a} = 3")]}
    imported = survey(
        text("a"),
        {"type": "panel", "name": "out", "title": "Out", "visibleIf": "{a} = 1", "elements": [text("b"), inner]},
    )
    assert [found.type for found in questions(imported)] == ["text", "note", "text", "text"]
    assert text_of(named(imported, "c").relevant) == "({a} = 1) and ({b} = 2) and ({a} = 3)"


def test_a_page_that_is_one_panel_has_its_title() -> None:
    imported = survey({"type": "panel", "name": "out", "title": "Out", "elements": [text("b")]})
    [page] = imported.definition.flat_pages()
    assert (page.title.read("en"), len(page.questions)) == ("Out", 1)


def test_panels_that_a_page_begins_with_are_read_at_its_top() -> None:
    inner = {"type": "panel", "name": "in", "title": "In*side", "elements": [text("b")]}
    outer = {"type": "panel", "name": "out", "title": "Out", "description": "About", "elements": [inner, text("c")]}
    later = {"type": "panel", "name": "later", "title": "Later", "elements": [text("d")]}
    imported = survey(outer, later)
    [page] = imported.definition.flat_pages()
    assert page.text.read("en") == "**Out**\n\nAbout\n\nIn*side"
    assert [found.name for found in page.questions] == ["b", "c", "later", "d"]
    assert "heading_on_page" in codes(imported)


def test_loops_in_a_row_are_counted_on_one_page() -> None:
    pets = {**KIDS, "name": "pets", "templateElements": [text("pet")]}
    toys = {**KIDS, "name": "toys", "templateElements": [text("toy")], "visibleIf": "{pets} notempty"}
    imported = survey(KIDS, pets, toys)
    assert [page.name for page in imported.definition.pages] == ["first", "kids", "pets", "first_2", "toys"]
    assert [found.name for found in next(imported.definition.flat_pages()).questions] == ["kids_count", "pets_count"]


def test_visible_gives_way_to_visible_if_and_disabled_is_not_asked() -> None:
    imported = survey(text("a"), text("b", visible=False, visibleIf="{a} = 1", enableIf="{a} > 0"))
    assert text_of(named(imported, "b").relevant) == "({a} = 1) and ({a} > 0)"


def test_a_dynamic_panel_is_a_loop_after_its_count() -> None:
    imported = survey(text("before"), KIDS, text("after", visibleIf="{kids[0].first} = 'Bob'"))
    first, loop, last = imported.definition.pages
    assert isinstance(loop, Loop)
    assert (loop.name, text_of(loop.count), loop.limit) == ("kids", "{kids_count}", 4)
    assert (first.name, last.name) == ("first", "first_2")
    count = named(imported, "kids_count")
    assert (count.type, count.least, count.most, count.default) == ("number", 0, 4, "1")
    assert loop.pages[0].title.read("en") == "Child ${kids_place}: ${first}"
    assert text_of(named(imported, "age").relevant) == "{first} notempty and {kids_index} < 2"
    assert text_of(named(imported, "after").relevant) == "{first_1} = 'Bob'"
    assert named(imported, "first_1").formula.text == "indexed-repeat(${first}, ${kids}, 1)"


def test_the_survey_is_counted_as_surveyjs_counts_it() -> None:
    kids = {"type": "paneldynamic", "name": "kids", "templateElements": [{"type": "text", "name": "age"}]}
    total = {"type": "expression", "name": "total", "expression": "{a}"}
    pages = [{"elements": [{"type": "text", "name": "a"}, kids]}, {"elements": [total]}, {"elements": []}]
    assert survey(pages=pages).origin == Counts(pages=3, questions=3, empty_pages=1)


def test_sums_and_counts_of_loops_are_calculated() -> None:
    imported = survey(
        KIDS,
        text("a", visibleIf="sumInArray({kids}, 'age') > 10"),
        text("b", visibleIf="{kids.length} > 1 and {kids} notempty"),
        text("c", visibleIf="sumInArray({kids}, 'age', {age} > 3) > 1"),
    )
    assert text_of(named(imported, "a").relevant) == "{age_sum} > 10"
    assert named(imported, "age_sum").formula.text == "sum(${age})"
    assert text_of(named(imported, "b").relevant) == "{kids_count} > 1 and ({kids_count} > 0)"
    assert named(imported, "c").relevant is None
    assert "reference_unknown" in codes(imported)


def test_a_fixed_number_of_rows_is_not_asked() -> None:
    table = {"type": "matrixdynamic", "name": "m", "rowCount": 3, "allowAddRows": False, "allowRemoveRows": False,
             "columns": [{"name": "what", "cellType": "text"}, {"name": "how", "cellType": "dropdown",
              "choices": ["x y"]},
                         {"name": "why", "cellType": "comment", "visibleIf": "{row.how} = 'x y'"}]}  # fmt: skip
    imported = survey(table)
    [loop] = imported.definition.pages
    assert isinstance(loop, Loop)
    assert text_of(loop.count) == "3"
    assert [question.type for question in loop.pages[0].questions] == ["text", "dropdown", "long_text"]
    assert text_of(named(imported, "why").relevant) == "{how} = 'x_y'"


def test_passages_have_conditions() -> None:
    imported = survey({**KIDS, "templateVisibleIf": "{panelIndex} > 0"})
    assert text_of(named(imported, "first").relevant) == "{kids_index} > 0"


def test_a_loop_in_a_loop_is_asked_once() -> None:
    outer = {**KIDS, "templateElements": [{**KIDS, "name": "toys", "templateElements": [text("toy")]}]}
    imported = survey(outer)
    assert "loop_nested" in codes(imported)
    assert named(imported, "toy").type == "text"


def test_panels_made_from_ticked_choices_go_over_them() -> None:
    imported = survey(
        {"type": "checkbox", "name": "fruits", "choices": ["fig", "plum"], "valueName": "eaten",
         "valuePropertyName": "fruit"},
        {"type": "paneldynamic", "name": "each", "valueName": "eaten", "templateTitle": "{panel.fruit}",
         "templateElements": [text("why", visibleIf="{panel.fruit} = 'fig'")]},
    )  # fmt: skip
    loop = imported.definition.pages[1]
    assert isinstance(loop, Loop)
    assert (loop.over, loop.count) == ("fruits", None)
    assert loop.pages[0].title.read("en") == "${each}"
