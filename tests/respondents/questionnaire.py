"""A small barometer with a question of every type, in French and English."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from respondents.models import Wave
from respondents.waves import open_wave
from surveys.api import create_study, publish_version
from surveys.questionnaire.definition import Definition

Fields = dict[str, Any]


def text(fr: str, en: str) -> Fields:
    return {"fr": fr, "en": en}


def wording(fr: str, en: str, **variants: Fields) -> Fields:
    return {"text": text(fr, en), "variants": variants}


def choices(name: str, *offered: tuple[str, str, str], **more: Fields) -> Fields:
    """A list of `(code, French, English)`; `more` by code: exclusive, other, missing."""
    return {
        "name": name,
        "choices": [{"code": code, "label": wording(fr, en), **more.get(code, {})} for code, fr, en in offered],
    }


def ask(type_: str, name: str, fr: str, en: str, **fields: Any) -> Fields:
    return {"type": type_, "name": name, "label": wording(fr, en), **fields}


def page(name: str, fr: str, en: str, *questions: Fields, **fields: Any) -> Fields:
    return {"name": name, "title": wording(fr, en), "questions": list(questions), **fields}


def when(formula: str) -> Fields:
    return {"text": formula}


MUST = {"required": "required"}

LISTS = [
    choices(
        "roles",
        ("patient", "Une personne malade chronique", "A person with a chronic illness"),
        ("doctor", "Un médecin généraliste", "A general practitioner"),
        ("neither", "Aucun des deux", "Neither"),
    ),
    choices("sexes", ("f", "Une femme", "A woman"), ("m", "Un homme", "A man")),
    choices(
        "uses",
        ("search", "Chercher une information", "Looking something up"),
        ("letters", "Écrire un courrier", "Writing a letter"),
        ("other", "Autre usage", "Another use"),
        ("none", "Aucun de ces usages", "None of these"),
        other={"other": True},
        none={"exclusive": True},
    ),
    choices(
        "agree",
        ("1", "Tout à fait d’accord", "Strongly agree"),
        ("2", "Plutôt d’accord", "Rather agree"),
        ("3", "Plutôt pas d’accord", "Rather disagree"),
        ("4", "Pas du tout d’accord", "Strongly disagree"),
        ("9", "Je ne sais pas", "I do not know"),
        **{"9": {"missing": "unknown"}},
    ),
    choices("stars", *((str(star), str(star), str(star)) for star in range(11))),
    choices(
        "hopes",
        ("time", "Gagner du temps", "Saving time"),
        ("safety", "Éviter des erreurs", "Avoiding errors"),
        ("access", "Mieux accéder aux soins", "Better access to care"),
        ("cost", "Dépenser moins", "Spending less"),
    ),
    choices("regions", ("idf", "Île-de-France", "Île-de-France"), ("bre", "Bretagne", "Brittany")),
]

PAGES = [
    page(
        "welcome",
        "Votre participation",
        "Taking part",
        ask("note", "about", "Vos réponses restent **anonymes**.", "Your answers stay **anonymous**."),
        ask("consent", "consent", "Acceptez-vous de participer ?", "Do you agree to take part?"),
    ),
    page(
        "you",
        "Vous",
        "You",
        ask("single", "role", "Vous êtes :", "You are:", list="roles", **MUST),
        ask("single", "sex", "Vous êtes :", "Are you:", list="sexes", relevant=when("${role} = 'patient'"), **MUST),
    ),
    page(
        "uses",
        "Vos usages",
        "What you use it for",
        {
            **ask("multiple", "use", "Pour quoi ?", "What for?", list="uses", **MUST),
            "label": wording(
                "À quoi vous sert l’IA ?",
                "What do you use AI for?",
                doctor=text("À quoi l’IA vous sert-elle en consultation ?", "What do you use AI for with patients?"),
            ),
        },
        ask(
            "long_text",
            "why_not",
            "Pour quelle raison ?",
            "For which reason?",
            relevant=when("selected(${use}, 'none')"),
            **MUST,
        ),
    ),
    page(
        "views",
        "Votre avis",
        "Your views",
        ask(
            "matrix",
            "views",
            "Êtes-vous d’accord ?",
            "Do you agree?",
            list="agree",
            rows=[
                {"name": "useful", "label": wording("L’IA est utile", "AI is useful")},
                {"name": "safe", "label": wording("L’IA est sûre", "AI is safe")},
            ],
            **MUST,
        ),
        ask("scale", "trust", "De 0 à 10, votre confiance", "From 0 to 10, your trust", list="stars", **MUST),
        ask("ranking", "hopes", "Vos deux premiers espoirs", "Your two main hopes", list="hopes", top=2, **MUST),
    ),
    page(
        "more",
        "Pour finir",
        "Last things",
        ask("note", "recall", "Votre confiance : ${trust} sur 10.", "Your trust: ${trust} out of 10."),
        ask("number", "age", "Votre âge", "Your age", least=18, most=120, unit=wording("ans", "years"), **MUST),
        ask("decimal", "share", "Part du temps", "Share of time", unit=wording("%", "%")),
        ask("date", "since", "Depuis quand ?", "Since when?", most="2026-12-31"),
        ask("time", "at", "À quelle heure ?", "At what time?"),
        ask("dropdown", "region", "Votre région", "Your region", list="regions"),
        ask("email", "mail", "Votre adresse", "Your address"),
        ask("text", "word", "En un mot", "In a word", longest=40),
    ),
]


def definition(**fields: Any) -> Definition:
    """The barometer; `fields` replace its own."""
    return Definition.model_validate(
        {
            "name": "barometer",
            "title": text("Baromètre de l’IA", "AI barometer"),
            "languages": ["fr", "en"],
            "minutes": 4,
            "contact": text("Comité du baromètre, comite@example.org", "Barometer committee, comite@example.org"),
            "lists": LISTS,
            "pages": PAGES,
            "sides": [
                {"name": "patients", "label": text("Patients", "Patients")},
                {"name": "professionals", "label": text("Professionnels", "Professionals")},
            ],
            "populations": [
                {"name": "patient", "side": "patients", "screen": when("${role} = 'patient'")},
                {"name": "doctor", "side": "professionals", "screen": when("${role} = 'doctor'")},
            ],
            "quotas": [
                {"population": "patient", "name": "women", "when": when("${sex} = 'f'"), "target": 2, "limit": 2},
                {"population": "patient", "name": "men", "when": when("${sex} = 'm'"), "target": 1, "limit": 1},
                {"population": "doctor", "name": "doctors", "target": 1, "limit": 1, "full": "continue"},
            ],
            **fields,
        }
    )


def an_open_wave(slug: str = "test", *, changes: Mapping[str, Any] | None = None, **fields: Any) -> Wave:
    """A wave of the barometer that takes answers."""
    study = create_study(slug=f"study-{slug}", title={"fr": "Étude", "en": "Study"})
    version = publish_version(study=study, definition=definition(**(changes or {})))
    opening = {"title": text("Vague 1", "Wave 1"), "opens_at": timezone.now() - timedelta(days=1), **fields}
    return open_wave(study=study, version=version, slug=slug, **opening)


#: What a patient posts, page by page.
ANSWERS: Mapping[str, Mapping[str, list[str]]] = {
    "welcome": {":q": ["consent"], "consent": ["OK"]},
    "you": {":q": ["role", "sex"], "role": ["patient"], "sex": ["f"]},
    "uses": {":q": ["use", "why_not"], "use": ["search", "letters"]},
    "views": {
        ":q": ["views", "trust", "hopes"],
        "useful": ["1"],
        "safe": ["9"],
        "trust": ["7"],
        "hopes:time": ["2"],
        "hopes:safety": ["1"],
    },
    "more": {":q": ["age", "share", "since", "at", "region", "mail", "word"], "age": ["42"]},
}
