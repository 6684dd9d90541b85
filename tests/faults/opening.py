"""`python -m tests.faults.opening COUNT LIMIT`: waves of the barometer, whose cells have so many places each."""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    waves, questionnaire = import_module("respondents.waves"), import_module("tests.respondents.questionnaire")
    first = questionnaire.an_open_wave("wave-1")
    opened = {"study": first.study, "version": first.version, "title": first.title, "opens_at": first.opens_at}
    everywhere = [first, *(waves.open_wave(slug=f"wave-{n}", **opened) for n in range(2, int(sys.argv[1]) + 1))]
    for wave in everywhere:
        wave.cells.update(target=int(sys.argv[2]), limit=int(sys.argv[2]))
