"""What processes spend: CPU of a process and of all it started, from /proc."""

from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of CPU, user and system, since the processes began."""

    web: float
    database: float

    def __sub__(self, other: "Spent") -> "Spent":
        return Spent(self.web - other.web, self.database - other.database)


def cpu_of(pid: int) -> float:
    """Seconds of CPU of a process, its descendants, and those of them that ended."""
    process = psutil.Process(pid)
    return sum(map(_seconds, (process, *process.children(recursive=True))))


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)
