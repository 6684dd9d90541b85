"""What a change is called, in French and English, and what it does to trends: one row a change."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import pytest

from surveys.questionnaire.codec import from_json
from surveys.questionnaire.diff import Diff, diff, diff_text
from surveys.questionnaire.diff.wording import distance

Document = dict[str, Any]


def words(fr: str, en: str = "") -> Document:
    return {"text": {"fr": fr, **({"en": en} if en else {})}}


DOCUMENT: Document = {
    "format": "miroir/1",
    "name": "baro",
    "title": {"fr": "Baromètre"},
    "languages": ["fr", "en"],
    "lists": [
        {"name": "yn", "choices": [{"code": "yes", "label": words("Oui")}, {"code": "no", "label": words("Non")}]},
        {
            "name": "agree",
            "choices": [
                {"code": str(score), "score": score, "label": words(label)}
                for score, label in enumerate(["Pas d’accord", "Neutre", "D’accord"], start=1)
            ],
        },
        {"name": "tools", "choices": [{"code": code, "label": words(f"Outil {code}")} for code in "abc"]},
    ],
    "pages": [
        {
            "name": "screener",
            "questions": [
                {"type": "number", "name": "age", "label": words("Quel âge avez-vous ?", "How old are you?")},
                {"type": "single", "name": "care", "list": "yn", "label": words("Soignez-vous des patients ?")},
            ],
        },
        {
            "name": "uses",
            "questions": [
                {"type": "multiple", "name": "used", "list": "tools", "label": words("Quels outils utilisez-vous ?")},
                {"type": "single", "name": "trust", "list": "agree", "label": words("Avez-vous confiance en l’IA ?"),
                 "relevant": {"text": "${old} = 'yes'"}},
                {"type": "matrix", "name": "views", "list": "agree", "label": words("Diriez-vous que…"),
                 "rows": [{"name": "useful", "label": words("L’IA est utile")},
                          {"name": "risky", "label": words("L’IA est risquée")}]},
                {"type": "calculated", "name": "old", "formula": {"text": "if(${age} > 64, 'yes', 'no')"}},
            ],
        },
        {"name": "last", "questions": [{"type": "text", "name": "why", "label": words("Pourquoi ?")}]},
    ],
    "sides": [{"name": "public"}, {"name": "pros"}],
    "populations": [
        {"name": "doctors", "side": "pros", "screen": {"text": "${care} = 'yes'"}},
        {"name": "people", "side": "public"},
    ],
    "quotas": [{"population": "people", "name": "young", "target": 10, "limit": 10, "when": {"text": "${age} < 30"}}],
    "targets": [{"population": "people", "variable": "care", "value": code, "share": 0.5} for code in ("yes", "no")],
    "figures": [
        {"name": "trusting", "question": "trust", "net": ["3"], "label": words("Ont confiance")},
        {"name": "usefulness", "question": "useful", "format": "mean", "label": words("Utilité")},
    ],
}  # fmt: skip

SCREENER, USES = 0, 1
AGE, CARE = 0, 1
USED, TRUST, VIEWS, OLD = range(4)

Edit = Callable[[Document], object]


def question(document: Document, page: int, place: int) -> Document:
    found: Document = document["pages"][page]["questions"][place]
    return found


def put(page: int, place: int, **attributes: Any) -> Edit:
    return lambda document: question(document, page, place).update(attributes)


def on(path: tuple[str | int, ...], change: Callable[[Any], object]) -> Edit:
    def edit(document: Document) -> object:
        found: Any = document
        for step in path:
            found = found[step]
        return change(found)

    return edit


def changed(*edits: Edit) -> Diff:
    document = deepcopy(DOCUMENT)
    for edit in edits:
        edit(document)
    return diff(from_json(DOCUMENT), from_json(document))


#: A change, what it is called, its states (of trends that do not stay comparable), and its words in both languages.
Row = tuple[Edit, str, Mapping[str, str], str, str]
AGREE = ("lists", 1, "choices")
TOOLS = ("lists", 2, "choices")
ROWS: list[Row] = [
    (
        on(("pages", USES, "questions"), lambda them: them.append({"type": "text", "name": "more"})),
        "question_added", {"more": "new"}, "question more : ajoutée.", "question more: added.",
    ),
    (
        on(("pages", 2, "questions"), lambda them: them.clear()),
        "question_removed", {"why": "ended"}, "sa série s’arrête ici", "its trend ends here",
    ),
    (
        put(2, 0, name="reason"),
        "question_renamed", {}, "question reason : s’appelait « why ».", "question reason: was called “why”.",
    ),
    (
        lambda document: document["pages"][2]["questions"].append(document["pages"][USES]["questions"].pop(USED)),
        "question_moved", {"used": "care"}, "passée de la page uses à la page last",
        "moved from page uses to page last",
    ),
    (
        on(("pages", SCREENER, "questions"), list.reverse),
        "question_reordered", {"care": "care"}, "placée ailleurs sur la page screener",
        "stands elsewhere on page screener",
    ),
    (
        on(("pages",), lambda pages: pages.insert(0, pages.pop())),
        "page_moved", {"why": "care"}, "placée ailleurs dans le questionnaire", "stands elsewhere in the questionnaire",
    ),
    (
        put(SCREENER, AGE, label=words("Quel age avez-vous", "How old are you?")),
        "wording_tidied", {}, "seules majuscules, accents ou ponctuation", "only capitals, accents or punctuation",
    ),
    (
        put(SCREENER, AGE, label=words("Quel âge avez vous ?", "How old are you now?")),
        "wording_touched", {"age": "care"}, "libellé (en) retouché", "wording (en) touched up",
    ),
    (
        put(USES, TRUST, label=words("N’avez-vous pas confiance en l’IA ?")),
        "wording_changed", {"trust": "broken", "trusting": "broken"}, "on demande autre chose",
        "another question is asked",
    ),
    (
        put(USES, TRUST, label={**words("Avez-vous confiance en l’IA ?"),
                                "variants": {"pros": {"fr": "Recommandez-vous ces outils ?"}}}),
        "wording_changed", {"trust": "broken", "trusting": "broken"}, "Pour doctors seulement", "For doctors only",
    ),
    (
        put(SCREENER, AGE, hint=words("En années")),
        "help_changed", {"age": "care"}, "consigne changé", "hint changed",
    ),
    (
        put(SCREENER, AGE, required_message=words("Il le faut")),
        "message_changed", {}, "message changé", "message changed",
    ),
    (
        on(AGREE, lambda them: them.append({"code": "dk", "missing": "unknown", "label": words("Ne sait pas")})),
        "opt_out_added",
        {"trust": "care", "useful": "care", "risky": "care", "trusting": "care", "usefulness": "care"},
        "comparez sur celles et ceux qui en ont un", "compare on those who have one",
    ),
    (
        on(("lists", 0, "choices"), lambda them: them.append({"code": "maybe", "label": words("Peut-être")})),
        "choice_added", {"care": "broken"}, "choix maybe ajouté", "choice maybe added",
    ),
    (
        on(TOOLS, lambda them: them.append({"code": "d", "label": words("Outil d")})),
        "choice_offered_too", {"used": "care"}, "choix d ajouté", "choice d added",
    ),
    (
        on(TOOLS, lambda them: them.pop()),
        "choice_removed", {"used": "broken"}, "choix c retiré", "choice c removed",
    ),
    (
        on((*TOOLS, 0), lambda one: one.update(code="z")),
        "choice_renamed", {"used": "care"}, "le code de z était « a »", "the code of z was “a”",
    ),
    (
        on(TOOLS, list.reverse),
        "choices_reordered", {"used": "care"}, "choix mis dans un autre ordre", "choices put in another order",
    ),
    (
        on((*TOOLS, 0), lambda one: one.update(missing="refused")),
        "choice_means_otherwise", {"used": "broken"}, "la base de ses parts", "the base of its shares",
    ),
    (
        on((*AGREE, 0), lambda one: one.update(score=0)),
        "score_changed", {"usefulness": "broken"}, "les moyennes portent sur", "means are of other values",
    ),
    (
        put(SCREENER, CARE, type="dropdown"),
        "type_varied", {"care": "care"}, "était présentée en single", "was shown as single",
    ),
    (
        put(SCREENER, CARE, type="multiple"),
        "type_changed", {"care": "broken"}, "était de type single", "was of type single",
    ),
    (
        put(USES, TRUST, relevant={"text": "${care} = 'yes'"}),
        "condition_changed", {"trust": "broken", "trusting": "broken"},
        "ce ne sont plus les mêmes personnes", "no longer the same people",
    ),
    (
        on(("pages", 2), lambda page: page.update(relevant={"text": "${age} > 30"})),
        "page_condition_changed", {"why": "broken"}, "page last : montrée si", "page last: shown if",
    ),
    (
        put(USES, OLD, formula={"text": "if(${age} > 74, 'yes', 'no')"}),
        "depends_on_changed", {"old": "broken", "trust": "broken", "trusting": "broken"},
        "sa condition lit old", "its condition reads old",
    ),
    (
        put(SCREENER, AGE, required="required"),
        "required_changed", {"age": "care"}, "réponse exigée : – → required", "answer required: – → required",
    ),
    (
        put(SCREENER, AGE, least=18.0),
        "bounds_changed", {"age": "care"}, "minimum : – → 18.0", "least: – → 18.0",
    ),
    (
        put(SCREENER, AGE, constraint={"text": ". > 17"}),
        "constraint_changed", {"age": "care"}, "acceptée si", "accepted if",
    ),
    (
        put(USES, USED, rotate=True),
        "rotation_changed", {"used": "care"}, "rotation changée", "rotation changed",
    ),
    (
        put(USES, USED, choice_filter={"text": "name != 'c'"}),
        "filter_changed", {"used": "broken"}, "choix offerts si", "choices offered if",
    ),
    (
        put(USES, TRUST, list="yn"),
        "list_replaced", {"trust": "broken", "trusting": "broken"}, "offre la liste yn", "offers list yn",
    ),
    (
        on(("pages", USES, "questions", VIEWS, "rows"), lambda rows: rows.pop()),
        "row_removed", {"risky": "ended", "useful": "care", "views": "care", "usefulness": "care"},
        "risky retirée", "risky removed",
    ),
    (
        on(("pages", USES, "questions", VIEWS, "rows"), lambda rows: rows.append({"name": "new", "label": words("N")})),
        "row_added", {"new": "new", "useful": "care", "risky": "care", "views": "care", "usefulness": "care"},
        "new ajoutée", "new added",
    ),
    (
        on(("pages", USES, "questions", VIEWS, "rows", 1), lambda row: row.update(label=words("L’IA est dangereuse"))),
        "wording_changed", {"risky": "broken"}, "risky, libellé (fr) changé", "risky, wording (fr) changed",
    ),
    (
        on(("pages", USES, "questions", VIEWS, "rows", 1), lambda row: row.update(name="hazard")),
        "row_renamed", {}, "hazard s’appelait « risky »", "hazard was called “risky”",
    ),
    (
        on(("populations", 0), lambda one: one.update(screen={"text": "${care} = 'no'"})),
        "screen_changed",
        dict.fromkeys(["age", "care", "used", "trust", "views", "useful", "risky", "why", "old", "trusting",
                       "usefulness"], "broken"),
        "Pour doctors seulement", "For doctors only",
    ),
    (
        on(("quotas", 0), lambda one: one.update(limit=20)),
        "quota_changed", {}, "quota people/young : limite : 10 → 20", "quota people/young: limit: 10 → 20",
    ),
    (
        on(("targets", 0), lambda one: one.update(share=0.6)),
        "target_changed", {"trusting": "care", "usefulness": "care"}, "part : 0.5 → 0.6", "share: 0.5 → 0.6",
    ),
    (
        on(("figures", 0), lambda one: one.update(net=["2", "3"])),
        "figure_recounted", {"trusting": "broken"}, "codes comptés : 3 → 2, 3", "codes counted: 3 → 2, 3",
    ),
    (
        on(("figures",), lambda them: them.pop()),
        "figure_removed", {"usefulness": "ended"}, "chiffre usefulness : retiré", "figure usefulness: removed",
    ),
    (
        on((), lambda document: document.update(title={"fr": "Autre"})),
        "part_changed", {}, "questionnaire : titre : Baromètre → Autre", "questionnaire: title: Baromètre → Autre",
    ),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_changes(row: Row) -> None:
    edit, code, states, french, english = row
    found = changed(edit)
    assert code in [change.code for change in found.changes]
    assert {name: one.state for name, one in found.comparability.items() if one.state != "none"} == states
    assert french in diff_text(found, "fr")
    assert english in diff_text(found, "en")


def test_nothing_changed() -> None:
    same = diff(from_json(DOCUMENT), from_json(DOCUMENT))
    assert not same
    assert diff_text(same, "fr") == "Rien n’a changé."
    assert {one.state for one in same.comparability.values()} == {"none"}


def test_a_new_name_is_followed_everywhere() -> None:
    """In conditions, pages and figures: nothing else has changed."""

    def rename(document: Document) -> None:
        question(document, SCREENER, AGE)["name"] = "years"
        question(document, USES, OLD)["formula"] = {"text": "if(${years} > 64, 'yes', 'no')"}
        question(document, USES, TRUST)["name"] = "confidence"
        document["figures"][0]["question"] = "confidence"
        question(document, SCREENER, CARE)["name"] = "carer"
        document["populations"][0]["screen"] = {"text": "${carer} = 'yes'"}
        for target in document["targets"]:
            target["variable"] = "carer"
        document["quotas"][0]["when"] = {"text": "${years} < 30"}

    found = changed(rename)
    assert {change.code for change in found.changes} == {"question_renamed"}
    assert found.questions["years"].earlier == "age"
    assert {one.state for one in found.comparability.values()} == {"none"}


def test_what_breaks_is_told_first() -> None:
    text = diff_text(changed(put(SCREENER, AGE, hint=words("Ans")), put(USES, USED, rotate=True), *[ROWS[8][0]]), "en")
    assert text.splitlines()[0].startswith("question trust")


def test_a_trend_says_why_it_breaks() -> None:
    [change] = changed(ROWS[8][0]).figures["trusting"].changes
    assert (change.code, change.name) == ("wording_changed", "trust")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Avez-vous mal ?", "avez vous mal", "tidied"),
        ("Avez-vous confiance en l’IA ?", "Avez-vous confianse en l’IA ?", "touched"),
        ("In the last 12 months, did you smoke?", "In the last 6 months, did you smoke?", "changed"),
        ("Do you trust your doctor?", "Do you not trust your doctor?", "changed"),
        ("Vous fumez ?", "Vous ne fumez pas ?", "changed"),
        ("Do you trust your doctor?", "Where do you live?", "changed"),
        ("a b " * 5000, "b a c " * 5000, "changed"),
    ],
)
def test_how_far_apart_two_wordings_are(before: str, after: str, expected: str) -> None:
    assert distance(before, after) == expected
