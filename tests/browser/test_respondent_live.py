"""Questions, choices and rows that answers of their page bring up: the browser shows what the server would."""

import random
from collections.abc import Iterator
from datetime import timedelta
from html import escape

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from respondents.models import Submission
from respondents.waves import open_wave
from surveys.api import create_study, publish_version
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types import AnyQuestion, Battery, Matrix, Multiple, Number, Row, Single
from surveys.runtime import Compiled, PageInstance, QuestionInstance, compile_definition, page_instance
from tests.surveys.questionnaire.building import definition, formula, number, page, single, words
from tests.surveys.runtime.walking import NOW

CONDITIONS = (
    "${{{0}}} = 'a'", "${{{0}}} != 'b' or ${{before}} > 2", "selected(${{{0}}}, 'a')", "count-selected(${{{0}}}) > 1",
    "not(${{{0}}} = '')", "${{{0}}} = '' and ${{before}} < 9", "string-length(${{{0}}}) > 1", "${{before}} > ${{{0}}}",
)  # fmt: skip
FILTERS = (
    "name != 'a' or ${{{0}}} = 'a'", "selected(${{{0}}}, name)", "${{{0}}} = name", "${{{0}}} > 3 or ${{before}} > 4",
)  # fmt: skip


def drawn(chance: random.Random) -> Definition:
    """A page of questions that hang on one another, in whatever order."""
    names: list[str] = []
    questions = [_question(f"q{number}", names, chance) for number in range(7)]
    chance.shuffle(questions)
    return definition(page("one", number("before")), page("two", *questions))


def _question(name: str, names: list[str], chance: random.Random) -> AnyQuestion:
    def condition(texts: tuple[str, ...] = CONDITIONS) -> str:
        return chance.choice(texts).format(chance.choice(names[-4:])) if names and chance.random() < 0.7 else ""

    rows = tuple(Row(name=f"{name}r{row}", label=words("r"), relevant=formula(condition())) for row in range(2))
    kinds: list[AnyQuestion] = [
        Single(name=name, list="letters"),
        Single(name=name, list="letters", type="dropdown"),
        Single(name=name, list="letters", type="dropdown"),
        Multiple(name=name, list="letters"),
        Number(name=name),
        Matrix(name=name, list="letters", rows=rows),
    ]
    drawn = chance.choice(kinds)
    changes: dict[str, object] = {"label": words(name), "relevant": formula(condition())}
    if not isinstance(drawn, Number):
        changes["choice_filter"] = formula(condition(FILTERS))
    names += drawn.keys()
    made: AnyQuestion = drawn.model_copy(update=changes)
    return made


def markup(seen: PageInstance) -> str:
    """The controls of a page, with the conditions where real pages have them."""
    return f"<form>{''.join(_fieldset(one) for one in seen.questions)}</form>"


def _fieldset(one: QuestionInstance) -> str:
    if isinstance(one.question, Battery):
        rows = (
            _wrapped(row, one.row_scripts.get(row), _choices(one, row, row), is_shown=row in one.rows)
            for row in one.listed_rows
        )
        inside = "".join(rows)
    elif isinstance(one.question, Number):
        inside = f'<input name="{one.key}" inputmode="decimal">'
    else:
        inside = _choices(one, one.key, "")
    return _wrapped(one.key, one.script, inside, is_shown=one.shown)


def _choices(one: QuestionInstance, name: str, row: str) -> str:
    if one.question.type == "dropdown":
        options = (
            f'<option value="{code}"{_attributes(one.choice_scripts.get(code), is_shown=code in one.codes)}>{code}'
            for code in one.listed
        )
        return f'<select name="{name}"><option value="">{"".join(options)}</select>'
    kind = "checkbox" if isinstance(one.question, Multiple) else "radio"
    return "".join(
        _wrapped(
            f"{name}={code}",
            one.choice_scripts.get(code),
            f'<input type="{kind}" name="{name}" value="{code}">',
            is_shown=code in one.codes,
        )
        for code in one.listed
    )


def _wrapped(mark: str, script: str | None, inside: str, *, is_shown: bool) -> str:
    return f'<fieldset data-mark="{mark}"{_attributes(script, is_shown=is_shown)}>{inside}</fieldset>'


def _attributes(script: str | None, *, is_shown: bool) -> str:
    written = f' data-if="{escape(script)}"' if script is not None else ""
    return written + ("" if is_shown else " hidden disabled")


#: What a visitor can see of it: questions, rows, choices; and what the form would post.
_SEEN = """() => {
  const marks = [...document.querySelectorAll("[data-mark]")].filter((one) => !one.matches(":disabled"));
  const options = [...document.querySelectorAll("select:enabled option:enabled")].filter((one) => one.value);
  const posted = {};
  for (const [name, value] of new FormData(document.forms[0])) (posted[name] ??= []).push(value);
  return [[...marks.map((one) => one.dataset.mark), ...options.map((o) => o.parentNode.name + "=" + o.value)], posted];
}"""

#: Tick, choose or type somewhere, in what can be reached.
_CHANGE = """([place, code]) => {
  const controls = [...document.querySelectorAll("input:enabled, select:enabled")];
  const control = controls[place % controls.length];
  if (control.type === "radio" || control.type === "checkbox") control.checked = !control.checked;
  else if (control.tagName === "SELECT")
    control.value = [...control.options].find((o) => o.value === code && !o.disabled)
      ? code : "";
  else control.value = { a: "1", b: "5", c: "" }[code];
  control.dispatchEvent(new Event("change", { bubbles: true }));
}"""


def by_the_server(compiled: Compiled, posted: dict[str, list[str]]) -> set[str]:
    """What it shows with what was posted."""
    answers: dict[str, object] = {"before": 3}
    for plan in compiled.questions[1:]:
        answers |= plan.question.parse(posted, compiled.lists)
    seen = page_instance(compiled, answers, 1, {}, "two", NOW)  # type: ignore[arg-type]
    return set(_marks(seen)) if seen else set()


def _marks(seen: PageInstance) -> Iterator[str]:
    for one in seen.questions:
        if not one.shown:
            continue
        yield one.key
        is_battery = isinstance(one.question, Battery)
        if is_battery:
            yield from one.rows
        yield from (f"{name}={code}" for name in (one.rows if is_battery else (one.key,)) for code in one.codes)


@pytest.mark.parametrize("seed", range(24))
def test_the_browser_shows_what_the_server_would(page: Page, seed: int) -> None:
    chance = random.Random(seed)
    compiled = compile_definition(drawn(chance))
    first = page_instance(compiled, {"before": 3}, 1, {}, "two", NOW)
    if first is None:  # nothing on the page can come up
        return
    page.set_content(markup(first))
    page.add_script_tag(path="static/js/respondent.js")
    for _ in range(16):
        seen, posted = page.evaluate(_SEEN)
        assert set(seen) == by_the_server(compiled, posted)
        if not page.locator("input:enabled, select:enabled").count():
            return
        page.evaluate(_CHANGE, [chance.randrange(1000), chance.choice("abc")])


def test_a_choice_that_goes_is_chosen_no_more(page: Page) -> None:
    page.set_content(
        """<form><input name="a" value="1"><select name="b"><option value=""><option value="x"
        data-if='["=",["v","a"],"1"]'></select>
        <fieldset id="last" data-if='["=",["v","b"],"x"]'><input name="c"></fieldset></form>"""
    )
    page.add_script_tag(path="static/js/respondent.js")
    page.locator("[name=b]").select_option("x")
    expect(page.locator("#last")).to_be_visible()
    page.locator("[name=a]").fill("2")
    expect(page.locator("#last")).to_be_hidden()
    assert page.locator("[name=b]").input_value() == ""


@pytest.mark.django_db(transaction=True)
def test_choices_and_rows_come_up_on_a_real_page_and_are_taken_at_once(phone_page: Page) -> None:
    publish(
        definition(
            page(
                "p",
                Multiple(name="brands", list="letters", required="required", label=words("Which do you know?")),
                single("best", choices="letters").model_copy(
                    update={"choice_filter": formula("selected(${brands}, name)"), "label": words("Which is best?")}
                ),
                Single(
                    name="worst",
                    list="letters",
                    type="dropdown",
                    label=words("Which is worst?"),
                    choice_filter=formula("selected(${brands}, name) and name != ${best}"),
                ),
                Matrix(
                    name="rated",
                    list="yesno",
                    required="required",
                    label=words("Would you buy it?"),
                    rows=tuple(
                        Row(name=f"buy_{code}", label=words(code), relevant=formula(f"selected(${{brands}}, '{code}')"))
                        for code in "abc"
                    ),
                ),
            )
        )
    )
    phone_page.goto("/s/live/")
    best, rows = phone_page.locator("[name=best]"), phone_page.locator("fieldset.item")
    expect(best.locator("visible=true")).to_have_count(0)
    expect(rows.locator("visible=true")).to_have_count(0)
    for code in "ac":
        phone_page.locator(f"[name=brands][value={code}]").check()
    expect(phone_page.locator("[name=best]:visible")).to_have_count(2)
    expect(phone_page.locator("fieldset.item:visible")).to_have_count(2)
    phone_page.locator("[name=best][value=c]").check()
    assert phone_page.locator("[name=worst] option:enabled").all_inner_texts()[1:] == ["A"]
    phone_page.locator("[name=worst]").select_option("a")
    phone_page.locator("form button").click()
    expect(phone_page.locator("fieldset.item .error")).to_have_count(2)
    for code in "ac":
        phone_page.locator(f"[name=buy_{code}][value=yes]").check()
    phone_page.locator("form button").click()
    expect(phone_page).to_have_url("/s/live/end/")
    answers = Submission.objects.get().answers
    assert {key: answers[key] for key in ("brands", "best", "worst", "buy_a", "buy_c")} == {
        "brands": ["a", "c"], "best": "c", "worst": "a", "buy_a": "yes", "buy_c": "yes",
    }  # fmt: skip


def publish(known: Definition) -> None:
    study = create_study(slug="live", title={"en": "A study", "fr": "Une étude"})
    version = publish_version(study=study, definition=known)
    opened = timezone.now() - timedelta(days=1)
    open_wave(study=study, version=version, slug="live", title={"en": "Wave", "fr": "Vague"}, opens_at=opened)
