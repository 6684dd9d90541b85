"""A small mirrored barometer and interviews of it, straight into the tables of fieldwork."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from respondents.api import Wave
from respondents.models import Disposition, Interview, Submission
from surveys.models import Study, Version
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.codec import content_hash, to_json
from surveys.questionnaire.definition import Definition


def choices(name: str, *codes: str, **more: Mapping[str, object]) -> dict[str, object]:
    """A list of codes labelled by themselves; `more` adds to the choice of a code."""
    labelled = ({"code": code, "label": {"text": {"en": code.title()}}, **more.get(code, {})} for code in codes)
    return {"name": name, "choices": list(labelled)}


#: Patients on one side; on the other, doctors and nurses, of whom there are three times as many.
DOCUMENT: dict[str, Any] = {
    "name": "mini",
    "title": {"en": "Mini"},
    "languages": ["en", "fr"],
    "lists": [
        choices("roles", "patient", "doctor", "nurse"),
        choices("sexes", "f", "m"),
        choices("yn", "yes", "no", "unsaid", unsaid={"missing": "refused"}),
        choices("tools", "chat", "image", "none", none={"exclusive": True}),
        choices("marks", "one", "two", "three", one={"score": 1}, two={"score": 2}, three={"score": 3}),
    ],
    "sides": [
        {"name": "patients", "label": {"en": "Patients", "fr": "Patients"}},
        {"name": "professionals", "label": {"en": "Professionals", "fr": "Professionnels"}},
    ],
    "populations": [
        {"name": "patient", "side": "patients", "label": {"en": "Patients"}, "screen": {"text": "${role} = 'patient'"}},
        {
            "name": "doctor",
            "side": "professionals",
            "label": {"en": "Doctors"},
            "screen": {"text": "${role} = 'doctor'"},
            "universe": 1000,
        },
        {
            "name": "nurse",
            "side": "professionals",
            "label": {"en": "Nurses"},
            "screen": {"text": "${role} = 'nurse'"},
            "universe": 3000,
        },
    ],
    "pages": [
        {
            "name": "all",
            "questions": [
                {"type": "single", "name": "role", "list": "roles", "label": {"text": {"en": "Who are you?"}}},
                {"type": "single", "name": "sex", "list": "sexes", "label": {"text": {"en": "Sex"}}},
                {
                    "type": "single",
                    "name": "uses",
                    "list": "yn",
                    "label": {
                        "text": {"en": "Do you use it?"},
                        "variants": {"professionals": {"en": "Do you use it at work?"}},
                    },
                },
                {
                    "type": "multiple",
                    "name": "tools",
                    "list": "tools",
                    "relevant": {"text": "${uses} = 'yes'"},
                    "label": {"text": {"en": "Which tools?"}},
                },
                {"type": "number", "name": "hours", "label": {"text": {"en": "Hours a week"}}},
                {
                    "type": "single",
                    "name": "trained",
                    "list": "marks",
                    "relevant": {"text": "${role} != 'patient'"},
                    "label": {"text": {"en": "How well trained?"}},
                },
                {
                    "type": "single",
                    "name": "told",
                    "list": "yn",
                    "relevant": {"text": "${role} = 'patient'"},
                    "label": {"text": {"en": "Are you told?"}},
                },
                {
                    "type": "single",
                    "name": "tells",
                    "list": "yn",
                    "relevant": {"text": "${role} != 'patient'"},
                    "label": {"text": {"en": "Do you tell?"}},
                },
            ],
        }
    ],
    "targets": [
        {"population": "patient", "variable": "sex", "value": "f", "share": 0.5},
        {"population": "patient", "variable": "sex", "value": "m", "share": 0.5},
    ],
    "figures": [
        {"name": "uses", "label": {"text": {"en": "use it"}}, "question": "uses", "net": ["yes"]},
        {"name": "chat_users", "label": {"text": {"en": "chat"}}, "question": "tools", "net": ["chat", "image"]},
        {
            "name": "chat_all",
            "label": {"text": {"en": "chat, of all"}},
            "question": "tools",
            "net": ["chat"],
            "base": {"text": "true()"},
            "base_label": {"text": {"en": "everyone"}},
        },
        {"name": "hours", "label": {"text": {"en": "hours"}}, "question": "hours", "format": "mean"},
        {"name": "training", "label": {"text": {"en": "training"}}, "question": "trained", "format": "mean"},
        {
            "name": "told",
            "label": {"text": {"en": "are told"}},
            "question": "told",
            "net": ["yes"],
            "mirror": "tells",
        },
        {"name": "tells", "label": {"text": {"en": "tell"}}, "question": "tells", "net": ["yes"], "mirror": "told"},
    ],
}

Row = tuple[str, Answers]


def document(**changes: object) -> Definition:
    """The small barometer, with other top-level values."""
    return Definition.model_validate({**DOCUMENT, **changes})


def person(role: str, sex: str = "f", uses: str | None = "no", **answers: Any) -> Row:
    """The answers of a complete; what is not given was never shown, or left blank when None."""
    return role, {"role": role, "sex": sex, "uses": uses, **answers}


def a_wave(slug: str = "w1", *, definition: Definition | None = None, simulated: bool = False) -> Wave:
    """An open wave of the small barometer, or of a definition that the checks would refuse to publish."""
    study = Study.objects.create(slug=f"study-{slug}", title={"en": "A study"})
    content = definition or document()
    version = Version.objects.create(
        study=study, number=1, definition=to_json(content), content_hash=content_hash(content)
    )
    return Wave.objects.create(
        study=study,
        version=version,
        slug=slug,
        title={"en": "A wave"},
        opens_at=timezone.now() - timedelta(days=1),
        simulated=simulated,
    )


def complete(wave: Wave, people: Sequence[Row], *, over: bool = False) -> None:
    """Store completed interviews, numbered on from those that the wave has."""
    done = Interview.objects.filter(wave=wave, number__isnull=False).count()
    interviews = [
        Interview(
            id=uuid4(),
            wave=wave,
            version_id=wave.version_id,
            seed=1,
            language="en",
            disposition=Disposition.COMPLETE,
            population=role,
            quota="over" if over else "admit",
            number=number,
            simulated=wave.simulated,
            ended_at=timezone.now(),
        )
        for number, (role, _) in enumerate(people, start=done + 1)
    ]
    Interview.objects.bulk_create(interviews)
    Submission.objects.bulk_create(
        Submission(interview=interview, revision=1, page="all", answers=dict(answers), digest=b"")
        for interview, (_, answers) in zip(interviews, people, strict=True)
    )
