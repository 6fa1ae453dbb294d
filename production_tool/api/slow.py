"""A few threads for what compares passwords, so that a flood of sign-ins starves nobody else."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

T = TypeVar("T")

_AT_ONCE = 4
_places: RunVar[CapacityLimiter] = RunVar("places for sign-ins")


async def run_slowly(work: Callable[[], T]) -> T:
    """Run it in a thread when one of the few places is free."""
    return await to_thread.run_sync(work, limiter=_limiter())


def _limiter() -> CapacityLimiter:
    known = _places.get(None)
    if known is None:
        known = CapacityLimiter(_AT_ONCE)
        _places.set(known)
    return known
