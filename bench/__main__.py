"""`python -m bench [NAME ...]`: every measure, or those named. Ratios, because machines differ."""

import sys
from importlib import import_module

#: A measure is a module of this package with `report()`, which yields lines.
MEASURES = ("tabulation", "runtime", "checks", "pages", "scaling")


def main(names: list[str]) -> int:
    """Run the measures; 2 for a name that is none."""
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        print(f"no such measure: {', '.join(unknown)}; there are {', '.join(MEASURES)}", file=sys.stderr)
        return 2
    for name in names or MEASURES:
        print(f"\n{name}", flush=True)
        for line in import_module(f"bench.{name}").report():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
