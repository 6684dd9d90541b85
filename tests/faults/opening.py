"""`python -m tests.faults.opening LIMIT`: a wave of the barometer, whose cells have so many places each."""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    wave = import_module("tests.respondents.questionnaire").an_open_wave("wave-1")
    wave.cells.update(target=int(sys.argv[1]), limit=int(sys.argv[1]))
