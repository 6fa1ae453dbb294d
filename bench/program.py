"""The whole program: how soon it serves, and what it weighs while nobody uses it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

import psutil

from bench.report import Figure, figure
from bench.stage import Stage
from production_tool.infra import frontend
from production_tool.infra.embedded import embedded
from production_tool.infra.settings import Settings
from tests.program import ROOT, Program

_STARTS = 3
_MB = 2**20
# The floor's process: it has loaded what every web process of this kind needs, and then waits.
_BARE = """
import granian, fastapi, psycopg, pydantic_settings, redis.asyncio, reflex.app, socketio, sqlmodel
print("loaded", flush=True)
input()
"""


def figures(stage: Stage) -> Iterator[Figure]:
    """Seconds until ready, and proportional set size of everything with one worker."""
    frontend.build()
    folder = stage.folder / "program"
    folder.mkdir()
    program, bare = Program(folder, PRODUCTION_TOOL_DEMO="true"), stage.folder / "bare"
    floor, cold = _bare_start(bare), _start(program)
    what = "cold start: new data directory, demo studio, pages built"
    yield figure(what, cold, "s", floor=floor)
    program.stop()
    floors: list[float] = []
    warm: list[float] = []
    for _ in range(_STARTS):
        floors.append(_bare_start(bare))
        warm.append(_start(program))
        program.stop()
    yield figure("warm start", median(warm), "s", floor=median(floors), goal="<= 4 s")
    program.start()
    everything, servers = _weight(program)
    with _loaded() as child:
        floor = servers + psutil.Process(child.pid).memory_full_info().pss / _MB
    program.stop()
    yield figure("idle memory, one worker", everything, "MB", floor=floor, goal="<= 250 MB")


def _start(program: Program) -> float:
    begun = perf_counter()
    program.start()
    return perf_counter() - begun


def _bare_start(data: Path) -> float:
    """The floor: the two servers on a data directory, and the frameworks loaded meanwhile."""
    servers = embedded(Settings(data=data, database_url=None, redis_url=None))
    begun = perf_counter()
    with _loaded(wait=False) as child:
        servers.start()
        _until_loaded(child)
        took = perf_counter() - begun
    servers.stop()
    return took


@contextmanager
def _loaded(*, wait: bool = True) -> Iterator[subprocess.Popen[str]]:
    pipe = subprocess.PIPE
    child = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _BARE], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    )
    try:
        if wait:
            _until_loaded(child)
        yield child
    finally:
        child.communicate("\n")


def _until_loaded(child: subprocess.Popen[str]) -> None:
    if child.stdout is None or child.stdout.readline() != "loaded\n":
        raise RuntimeError("the bare process did not load")


def _weight(program: Program) -> tuple[float, float]:
    """Megabytes of everything, shared pages counted by share; and of PostgreSQL and Valkey."""
    everybody = program.family()
    weights = {each: each.memory_full_info().pss / _MB for each in everybody}
    servers = [each for each in everybody if each.name() in {"postgres", "valkey-server"}]
    return sum(weights.values()), sum(weights[each] for each in servers)
