"""Threads for requests: one trip there and one back, for far less than a general pool takes."""

from asyncio import AbstractEventLoop, Future, get_running_loop
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

# As many as wait for the database at most; whoever comes then waits in line.
_MOST = 40


class _Job(NamedTuple):
    act: Callable[[], Any]
    loop: AbstractEventLoop
    done: "Future[Any]"


class _Threads:
    """Starts another thread only when all that run are busy."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._lock = Lock()
        self._running = 0
        self._open = 0

    async def run(self, act: Callable[[], T]) -> T:
        loop = get_running_loop()
        done: Future[T] = loop.create_future()
        with self._lock:
            self._open += 1
            grow = self._open > self._running < _MOST
            self._running += grow
        self._jobs.put(_Job(act, loop, done))
        if grow:
            Thread(target=self._work, name=f"request {self._running}", daemon=True).start()
        return await done

    def _work(self) -> None:
        while True:
            act, loop, done = self._jobs.get()
            value, failure = None, None
            try:
                value = act()
            except BaseException as error:  # noqa: BLE001 - it is raised where it is awaited
                failure = error
            with self._lock:
                self._open -= 1
            with suppress(RuntimeError):  # the loop ended meanwhile: nobody waits any more
                loop.call_soon_threadsafe(_settle, done, value, failure)
            del act, loop, done, value, failure


def _settle(done: "Future[Any]", value: Any, failure: BaseException | None) -> None:
    if done.cancelled():
        return
    if failure is not None:
        done.set_exception(failure)
    else:
        done.set_result(value)


_threads = _Threads()


async def in_thread(act: Callable[[], T]) -> T:
    """What it returns, or raises. It goes on to its end, even when nobody waits for it."""
    return await _threads.run(act)
