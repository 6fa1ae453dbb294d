"""Live boards: many viewers and many writers, beside a bare Socket.IO server in the same run."""

import asyncio
from collections.abc import Iterator, Sequence
from statistics import median

import psutil

from bench.live_crowd import Board, watch_board, watch_floor
from bench.live_pair import FLOOR, waits
from bench.report import Figure, figure, p95
from bench.stage import Stage
from tests.concurrency.processes import WHOLE, Process, serving, serving_many

_VIEWERS, _RATE, _SECONDS = 50, 20, 30
_EDITS, _WATCHERS, _PROCESSES = 100, 10, 4
_ROUNDS = 5


def figures(stage: Stage) -> Iterator[Figure]:
    """Milliseconds, share of a core, megabytes; 200 artists and 2,000 bookings beside."""
    yield from _pair(stage)
    yield from _steady(stage)
    yield from _at_once(stage, 1)
    yield from _at_once(stage, _PROCESSES)


def _pair(stage: Stage) -> Iterator[Figure]:
    changes, floor = waits(stage)
    what = "a key in A to the DOM of B, two processes"
    yield figure(f"{what}: median", median(changes), "ms", floor=median(floor), goal="<= 15 ms")
    yield figure(f"{what}: p95", p95(changes), "ms", floor=p95(floor), goal="<= 40 ms")


def _steady(stage: Stage) -> Iterator[Figure]:
    board = Board(stage.studio(), 50)
    what = f"{_VIEWERS} viewers, {_RATE} changes a second for {_SECONDS} s"
    changes = _RATE * _SECONDS
    pace = {"changes": changes, "a_second": _RATE}
    with serving(stage.environment, stage.folder / "floor.log", FLOOR) as bare:
        least = Meter([bare])
        floor = asyncio.run(
            watch_floor(bare.url, _PATCH, clients=_VIEWERS, meter=least.read, **pace)
        ).waits()
    with serving(stage.environment, stage.folder / "one.log", WHOLE) as process:
        used = Meter([process])
        watch, equal = asyncio.run(
            watch_board([process.url], board, viewers=_VIEWERS, meter=used.read, **pace)
        )
        memory = _memory([process])
    seen = watch.waits()
    yield figure(f"{what}: last one sees it, median", median(seen), "ms", floor=median(floor))
    yield figure(
        f"{what}: last one sees it, p95", p95(seen), "ms", floor=p95(floor), goal="<= 150 ms"
    )
    yield figure(f"{what}: boards equal to a fresh read", equal, "boards", goal=f"{_VIEWERS}")
    yield figure(
        f"{what}: web process, CPU a change",
        used.web * 1000 / changes,
        "ms",
        floor=least.web * 1000 / changes,
    )
    yield figure(f"{what}: web process, CPU", 100 * used.web / _SECONDS, "% of a core")
    yield figure(
        f"{what}: PostgreSQL and Valkey, CPU", 100 * used.servers / _SECONDS, "% of a core"
    )
    yield figure(f"{what}: web process, memory (PSS)", memory, "MB")


def _at_once(stage: Stage, processes: int) -> Iterator[Figure]:
    board = Board(stage.studio(), _EDITS)
    folder = stage.folder / f"at-once-{processes}"
    folder.mkdir()
    with (
        serving(stage.environment, folder / "floor.log", FLOOR) as bare,
        serving_many(processes, stage.environment, folder, WHOLE) as running,
    ):
        urls = [each.url for each in running]
        found: list[tuple[float, float, int]] = []
        for _ in range(_ROUNDS):
            floor = asyncio.run(
                watch_floor(bare.url, _PATCH, clients=_WATCHERS, changes=_EDITS, a_second=None)
            )
            watch, equal = asyncio.run(
                watch_board(urls, board, viewers=_WATCHERS, changes=_EDITS, a_second=None)
            )
            found.append((watch.settled(), floor.settled(), equal))
    what = f"{_EDITS} edits at once, {_WATCHERS} viewers, {processes} process(es)"
    settled, floors, equals = zip(*found[1:], strict=True)  # the first round warms up
    yield figure(
        f"{what}: settled, median", median(settled), "ms", floor=median(floors), goal="< 500 ms"
    )
    yield figure(f"{what}: settled, worst", max(settled), "ms", floor=max(floors))
    yield figure(
        f"{what}: boards equal to a fresh read", min(equals), "boards", goal=f"{_WATCHERS}"
    )


# As long as the patch of one move.
_PATCH = {"seq": 123456, "prev": 123455, "filling": "x" * 260}


class Meter:
    """Seconds of processor time between two readings."""

    def __init__(self, processes: Sequence[Process]) -> None:
        self._processes = processes
        self._readings: list[tuple[float, float]] = []

    def read(self) -> None:
        """Called when the changes begin, and when everybody has seen the last one."""
        self._readings.append((_processor(self._processes), _processor_of_servers()))

    @property
    def web(self) -> float:
        return self._readings[-1][0] - self._readings[0][0]

    @property
    def servers(self) -> float:
        return self._readings[-1][1] - self._readings[0][1]


def _family(processes: Sequence[Process]) -> list[psutil.Process]:
    above = [psutil.Process(each.child.pid) for each in processes]
    return above + [below for each in above for below in each.children(recursive=True)]


def _processor(processes: Sequence[Process]) -> float:
    return sum(_seconds(each) for each in _family(processes))


def _processor_of_servers() -> float:
    """Seconds of the stage's own PostgreSQL and Valkey, with the processes they ended."""
    names = ("postgres", "valkey")
    mine = psutil.Process().children(recursive=True)
    return sum(_seconds(each, ended=True) for each in mine if each.name().startswith(names))


def _seconds(process: psutil.Process, *, ended: bool = False) -> float:
    used = process.cpu_times()
    gone = used.children_user + used.children_system if ended else 0
    return used.user + used.system + gone


def _memory(processes: Sequence[Process]) -> float:
    return sum(each.memory_full_info().pss for each in _family(processes)) / 1e6
