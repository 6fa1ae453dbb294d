"""The process's lines to the database: few, kept, handed on to whoever waits longest."""

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

import psycopg

from production_tool.infra.line import Line
from production_tool.infra.turns import Turns

_OLDEST = 1800.0
_LONGEST_QUEUE = 1_000
# After the server had no room for another line, how long the pool makes do with those it has.
_MODEST_FOR = 10.0


class Pool:
    """At most so many lines; the one used last is used first, so that few are kept warm."""

    def __init__(self, make: Callable[[], Line], size: int, *, patience: float) -> None:
        self._make = make
        self._idle: deque[Line] = deque()
        self._places = Turns(size, longest=_LONGEST_QUEUE, patience=patience)
        self._lock = Lock()
        self._making = Lock()
        self._alive = 0
        self._places_without_line = 0
        self._modest_until = 0.0

    def take(self) -> Line:
        """A line with nothing open on it, perhaps one that died meanwhile.

        Raises NoTurnError when none came free in time, psycopg.OperationalError when the server
        cannot be reached at all.
        """
        while True:
            self._places.enter()
            try:
                return self._kept() or self._made()
            except psycopg.OperationalError:
                if not self._wait_for_others():
                    raise
            except BaseException:
                self._places.leave()
                raise

    def give_back(self, line: Line) -> None:
        """For the next one; what was open is rolled back."""
        try:
            if line.rests():
                self._idle.append(line)
            else:
                self._end(line)
        finally:
            self._places.leave()
            self._try_for_more()

    def close(self) -> None:
        """End the lines that nobody uses."""
        while self._idle:
            self._end(self._idle.pop())

    def _kept(self) -> Line | None:
        oldest = time.monotonic() - _OLDEST
        while self._idle:
            try:
                line = self._idle.pop()
            except IndexError:  # somebody else was quicker
                return None
            if line.born > oldest:
                return line
            self._end(line)
        return None

    def _made(self) -> Line:
        # One at a time: meanwhile a line may come free, and whoever fails knows who succeeded.
        with self._making:
            line = self._kept()
            if line is None:
                line = self._make()
                with self._lock:
                    self._alive += 1
            return line

    def _end(self, line: Line) -> None:
        with self._lock:
            self._alive -= 1
        line.end()

    def _wait_for_others(self) -> bool:
        """The server gave no line: with others alive, one of those will do. Keeps the place."""
        with self._lock:
            if self._alive:
                self._places_without_line += 1
                self._modest_until = time.monotonic() + _MODEST_FOR
                return True
        self._places.leave()
        return False

    def _try_for_more(self) -> None:
        with self._lock:
            idle_place = self._places_without_line > 0 and (
                not self._alive or time.monotonic() > self._modest_until
            )
            self._places_without_line -= idle_place
        if idle_place:
            self._places.leave()
