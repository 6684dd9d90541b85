"""`python -m bench.scaling`: the measures, once the settings of the installation are known."""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    for line in import_module("bench.scaling.measuring").lines():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
