"""The questionnaire that pages are measured on, and what its respondents post: 25 questions on 6 pages."""

from collections.abc import Mapping
from typing import Any

from surveys.questionnaire.definition import Definition

Fields = dict[str, Any]
Posted = Mapping[str, list[str]]

#: Nobody is turned away: every interview goes all the way, and takes its places.
_PLACES = 100_000_000
_MUST: Fields = {"required": "required"}


def definition() -> Definition:
    """A matrix, multiple choices, routing between pages and within one, two populations, crossed quotas."""
    return Definition.model_validate(
        {
            "name": "bench",
            "title": _text("Baromètre", "Barometer"),
            "languages": ["fr", "en"],
            "minutes": 5,
            "contact": _text("Comité, comite@example.org", "Committee, committee@example.org"),
            "lists": [_list(name, size) for name, size in {"two": 2, "roles": 3, "agree": 5, "uses": 8}.items()],
            "pages": _pages(),
            "sides": [{"name": "patients"}, {"name": "professionals"}],
            "populations": [
                {"name": "patient", "side": "patients", "screen": _when("${role} = '1'")},
                {"name": "doctor", "side": "professionals", "screen": _when("${role} = '2'")},
            ],
            "quotas": [
                {"population": population, "name": name, "when": _when(when), "target": _PLACES, "limit": _PLACES}
                for population in ("patient", "doctor")
                for name, when in (("first", "${sex} = '1'"), ("second", "${sex} = '2'"), ("all", "${age} >= 18"))
            ],
        }
    )


def posted(number: int) -> Mapping[str, Posted]:
    """What a respondent posts, by page; a patient, then a doctor, and so on."""
    role, sex = str(number % 2 + 1), str(number // 2 % 2 + 1)
    shown = "side_effects" if role == "1" else "patients_ask"
    rows = [f"view_{row}" for row in range(1, 6)]
    return {
        "welcome": {":q": ["consent"], "consent": ["OK"]},
        "you": _answers({"role": [role], "sex": [sex], "age": ["42"], "region": ["3"], "since": ["2"]}),
        "uses": {**_answers({"use": ["2", "5"], "often": ["2"], "tool": ["1"]}), ":q": ["use", "often", "tool", "why"]},
        "views": {":q": ["views", "trust", "useful"], **{row: ["2"] for row in rows}, "trust": ["4"], "useful": ["1"]},
        "care": _answers({shown: ["2"], "told": ["1"], "helped": ["5"], "worried": ["3"], "checked": ["2"]}),
        "last": _answers(
            {name: ["1"] for name in ("again", "advise", "cost", "access", "safety")} | {"word": ["Bien"]}
        ),
    }


def _pages() -> list[Fields]:
    rows = [{"name": f"view_{row}", "label": _wording(f"Opinion {row}", f"View {row}")} for row in range(1, 6)]
    return [
        _page("welcome", _ask("consent", "consent")),
        _page(
            "you",
            *(_single("role", "roles"), _single("sex", "two"), _ask("number", "age", least=18, most=110, **_MUST)),
            *(_ask("dropdown", "region", list="uses", **_MUST), _single("since", "agree")),
        ),
        _page(
            "uses",
            *(_ask("multiple", "use", list="uses", **_MUST), _single("often", "agree"), _single("tool", "uses")),
            _ask("long_text", "why", relevant=_when("selected(${use}, '8')"), **_MUST),
        ),
        _page(
            "views",
            *(_ask("matrix", "views", list="agree", rows=rows, **_MUST), _single("trust", "agree")),
            _single("useful", "agree"),
        ),
        _page(
            "care",
            _single("side_effects", "agree", relevant=_when("${side} = 'patients'")),
            _single("patients_ask", "agree", relevant=_when("${side} = 'professionals'")),
            *(_single(name, "agree") for name in ("told", "helped", "worried", "checked")),
        ),
        _page(
            "last",
            *(_single(name, "agree") for name in ("again", "advise", "cost", "access", "safety")),
            _ask("text", "word", longest=40),
        ),
    ]


def _answers(values: Posted) -> Posted:
    return {":q": list(values), **values}


def _page(name: str, *questions: Fields) -> Fields:
    return {"name": name, "title": _wording(f"Partie {name}", f"Part {name}"), "questions": list(questions)}


def _single(name: str, choices: str, **fields: Any) -> Fields:
    return _ask("single", name, list=choices, **_MUST, **fields)


def _ask(type_: str, name: str, **fields: Any) -> Fields:
    label = _wording(f"Que diriez-vous de ceci : {name} ?", f"What would you say about this: {name}?")
    return {"type": type_, "name": name, "label": label, **fields}


def _list(name: str, size: int) -> Fields:
    codes = range(1, size + 1)
    return {
        "name": name,
        "choices": [{"code": str(code), "label": _wording(f"Réponse {code}", f"Answer {code}")} for code in codes],
    }


def _wording(fr: str, en: str) -> Fields:
    return {"text": _text(fr, en)}


def _text(fr: str, en: str) -> Fields:
    return {"fr": fr, "en": en}


def _when(formula: str) -> Fields:
    return {"text": formula}
