"""One figure, as one line of JSON."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """What was measured. ``ratio`` is value to floor; ``goal`` says in words what is wanted."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    goal: str = ""


def figure(
    name: str, value: float, unit: str, *, floor: float | None = None, goal: str = ""
) -> Figure:
    """A figure beside its floor, rounded to what can be trusted."""
    ratio = None if not floor else round(value / floor, 3)
    return Figure(
        name, _rounded(value), unit, None if floor is None else _rounded(floor), ratio, goal
    )


def tell(each: Figure) -> None:
    """Print it as one line."""
    sys.stdout.write(json.dumps(asdict(each)) + "\n")
    sys.stdout.flush()


@dataclass(frozen=True)
class Rate:
    """Calls a second: by the median call, which forgets the slow ones, and by the whole run."""

    median: float
    whole: float


def rates(contestants: Sequence[Callable[[], None]], *, calls: int) -> list[float]:
    """Calls a second of each, by the median call; see both_rates."""
    return [each.median for each in both_rates(contestants, calls=calls)]


def both_rates(contestants: Sequence[Callable[[], None]], *, calls: int) -> list[Rate]:
    """Calls a second of each.

    They take turns call by call, so that a slow moment of the machine hits all alike. The first
    tenth warms up.
    """
    found: list[list[float]] = [[] for _ in contestants]
    for _ in range(calls + calls // 10):
        for each, seconds in zip(contestants, found, strict=True):
            begun = perf_counter()
            each()
            seconds.append(perf_counter() - begun)
    counted = [seconds[-calls:] for seconds in found]
    return [Rate(1 / median(seconds), calls / sum(seconds)) for seconds in counted]


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay under."""
    return quantiles(values, n=20, method="inclusive")[18]


def _rounded(value: float) -> float:
    return round(value, 3 if abs(value) < 10 else 1)
