"""The whole program: how soon it serves, and what it weighs while nobody uses it."""

from collections.abc import Iterator
from time import perf_counter

from bench.report import Figure, figure
from bench.stage import Stage
from production_tool.infra import frontend
from tests.program import Program

_STARTS = 3


def figures(stage: Stage) -> Iterator[Figure]:
    """Seconds until ready, and proportional set size of everything with one worker."""
    frontend.build()
    folder = stage.folder / "program"
    folder.mkdir()
    program = Program(folder, PRODUCTION_TOOL_DEMO="true")
    cold = _start(program)
    yield figure("cold start: new data directory, demo studio, pages built", cold, "s")
    program.stop()
    warm: list[float] = []
    for _ in range(_STARTS):
        warm.append(_start(program))
        program.stop()
    yield figure("warm start", sorted(warm)[_STARTS // 2], "s", floor=cold, goal="<= 4 s")
    program.start()
    everything, servers = _weight(program)
    yield figure("idle memory, one worker", everything, "MB", floor=servers, goal="<= 250 MB")
    program.stop()


def _start(program: Program) -> float:
    begun = perf_counter()
    program.start()
    return perf_counter() - begun


def _weight(program: Program) -> tuple[float, float]:
    """Megabytes of everything, shared pages counted by share; and of PostgreSQL and Valkey."""
    everybody = program.family()
    weights = {each: each.memory_full_info().pss / 2**20 for each in everybody}
    servers = [each for each in everybody if each.name() in {"postgres", "valkey-server"}]
    return sum(weights.values()), sum(weights[each] for each in servers)
