"""Results as lines of a terminal."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from analytics.api import MirroredFigure, Results, Step, whole_percent
from surveys.questionnaire.text import in_language

WIDTH = 30
HEADER = ("side", "figure", "label", "value", "interval", "n", "effective n")


class Progress:
    """Steps on a stream: a bar that overwrites itself on a terminal, a line for each stage elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._stage = ""

    def __call__(self, step: Step) -> None:
        if self._stream.isatty():
            self._stream.write(progress_line(step))
        elif step.stage != self._stage:
            self._stream.write(f"{step.stage}\n")
        self._stage = step.stage
        self._stream.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self._stream.isatty():
            self._stream.write("\r\x1b[K")


def progress_line(step: Step) -> str:
    """A bar, how much of how much, and the time left."""
    filled = WIDTH * step.done // step.total if step.total else WIDTH
    left = f"{step.seconds_left} s left" if step.seconds_left else ""
    return f"\r{step.stage:<9}[{'#' * filled}{'.' * (WIDTH - filled)}] {step.done}/{step.total} {left:<14}"


def figure_lines(results: Results, language: str) -> list[str]:
    """The figures as a table: one line for each side, and one for each population when there are several."""
    lines = [HEADER, *(line for figure in results.figures for line in _lines(figure, language))]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADER))]
    return ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines]


def _lines(figure: MirroredFigure, language: str) -> Iterator[Sequence[str]]:
    for side in figure.sides:
        label = in_language(side.label, language)[:60]
        yield (
            side.side,
            side.figure,
            label,
            *_numbers(figure.format, side.value, side.low, side.high),
            *_bases(side.n, side.effective_n),
        )
        for each in side.populations if len(side.populations) > 1 else ():
            numbers = _numbers(figure.format, each.value, each.low, each.high)
            yield ("", "", f"  {each.population}", *numbers, *_bases(each.n, each.effective_n))


def _numbers(form: str, value: float, low: float | None, high: float | None) -> tuple[str, str]:
    if form == "mean":
        return f"{value:.1f}", "" if low is None or high is None else f"{low:.1f} to {high:.1f}"
    limits = "" if low is None or high is None else f"{whole_percent(low)} to {whole_percent(high)} %"
    return f"{whole_percent(value)} %", limits


def _bases(n: int, effective: float) -> tuple[str, str]:
    return str(n), f"{effective:.0f}"


def notices(results: Results) -> Iterator[str]:
    """What a reader must know besides."""
    yield f"\n{results.interviews} interviews, snapshot {results.snapshot_hash[:12]}, program {results.code_version}"
    if results.simulated:
        yield "SIMULATED DATA: nobody gave these answers"
    for population in results.weighting:
        for miss in population.missed:
            why = "nobody has it" if miss.empty else f"{100 * miss.reached:.2f} % reached"
            target = f"{miss.variable}={miss.value} {100 * miss.share:.2f} %"
            yield f"target not met: {population.population} {target}: {why}"
    for problem in results.problems:
        yield f"figure not computed: {problem['figure']}: {problem['code']} {problem['detail']}"
