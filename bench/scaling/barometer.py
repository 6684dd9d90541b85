"""Sixty questions, four weighted; and as many answered interviews as one likes, straight into the tables."""

import json
import random
from collections.abc import Iterator
from typing import Any

from django.db import connection

from respondents.api import Wave
from surveys.questionnaire.definition import Definition

#: Answers that are drawn, each given by many: what matters is how many there are to read.
_DRAWN = 500
_ON_A_PAGE = 10
_SIZES = (2, 3, 5, 8, 10)
_MARGINS = {"sex": 2, "age": 6, "region": 5, "size": 4}


def definition() -> Definition:
    """Two populations, four margins, 48 single and 12 multiple questions besides, on seven pages."""
    questions = [_question("single", name, size) for name, size in {"role": 2, **_MARGINS}.items()]
    questions += [
        _question("multiple" if place % 5 == 4 else "single", f"q{place}", _SIZES[place % 5]) for place in range(60)
    ]
    return Definition.model_validate(
        {
            "name": "scaling",
            "title": {"en": "Scaling"},
            "languages": ["en"],
            "lists": [
                {
                    "name": f"of_{size}",
                    "choices": [{"code": f"c{code}", "label": {"text": _text(f"Code {code}")}} for code in range(size)],
                }
                for size in sorted({*_SIZES, *_MARGINS.values()})
            ],
            "sides": [{"name": "patients"}, {"name": "professionals"}],
            "populations": [
                {"name": name, "side": side, "screen": {"text": f"${{role}} = 'c{code}'"}}
                for code, (name, side) in enumerate((("patient", "patients"), ("doctor", "professionals")))
            ],
            "targets": [
                {"population": population, "variable": name, "value": f"c{code}", "share": 1 / size}
                for population in ("patient", "doctor")
                for name, size in _MARGINS.items()
                for code in range(size)
            ],
            "pages": [
                {"name": f"page{first}", "questions": questions[first : first + _ON_A_PAGE]}
                for first in range(0, len(questions), _ON_A_PAGE)
            ],
        }
    )


def answer(wave: Wave, content: Definition, interviews: int) -> None:
    """Add complete interviews to a wave, numbered on from those that it has."""
    chance = random.Random(1)
    drawn = [list(_pages(content, chance)) for _ in range(_DRAWN)]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS drawn (which int, revision int, page text, answers jsonb)")
        cursor.execute("TRUNCATE drawn")
        rows = [
            (which, revision, page, json.dumps(answers))
            for which, pages in enumerate(drawn)
            for revision, (page, answers) in enumerate(pages, start=1)
        ]
        cursor.executemany("INSERT INTO drawn VALUES (%s, %s, %s, %s)", rows)
        cursor.execute(
            _INTERVIEWS, {"wave": wave.pk, "version": wave.version_id, "interviews": interviews, "drawn": _DRAWN}
        )
        cursor.execute("ANALYZE respondents_interview, respondents_submission")


_INTERVIEWS = """
    WITH last AS (SELECT coalesce(max(number), 0) AS number FROM respondents_interview WHERE wave_id = %(wave)s),
    added AS (
        INSERT INTO respondents_interview (id, wave_id, version_id, seed, language, source, disposition, population,
                                           quota, cells, number, simulated, ended_at)
        SELECT gen_random_uuid(), %(wave)s, %(version)s, 1, 'en', '', 'complete',
               CASE WHEN drawn.answers ->> 'role' = 'c0' THEN 'patient' ELSE 'doctor' END,
               'admit', '[]', last.number + added, true, now()
        FROM last CROSS JOIN generate_series(1, %(interviews)s) AS added
        JOIN drawn ON drawn.which = abs(hashint4((last.number + added)::int)) %% %(drawn)s AND drawn.revision = 1
        RETURNING id, number
    )
    INSERT INTO respondents_submission (interview_id, revision, page, answers, digest)
    SELECT added.id, drawn.revision, drawn.page, drawn.answers, ''
    FROM added JOIN drawn ON drawn.which = abs(hashint4(added.number)) %% %(drawn)s
"""


def _pages(content: Definition, chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """What somebody answers, by page."""
    sizes = {each.name: len(each.choices) for each in content.lists}
    for page in content.pages:
        answers: dict[str, Any] = {}
        for asked in page.model_dump()["questions"]:
            codes = [f"c{code}" for code in range(sizes[asked["list"]])]
            several = [code for code in codes if chance.random() < 0.3]
            answers[asked["name"]] = several if asked["type"] == "multiple" else chance.choice(codes)
        yield page.name, answers


def _question(kind: str, name: str, size: int) -> dict[str, Any]:
    return {"type": kind, "name": name, "list": f"of_{size}", "label": {"text": _text(name)}}


def _text(words: str) -> Any:
    return {"en": words}
