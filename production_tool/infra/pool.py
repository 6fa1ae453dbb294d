"""The process's lines to the database: few, kept, handed on to whoever waits longest."""

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from production_tool.infra.line import Line
from production_tool.infra.turns import Turns

_OLDEST = 1800.0
_LONGEST_QUEUE = 1_000


class Pool:
    """At most so many lines; the one used last is used first, so that few are kept warm."""

    def __init__(self, make: Callable[[], Line], size: int, *, patience: float) -> None:
        self._make = make
        self._idle: deque[Line] = deque()
        self._places = Turns(size, longest=_LONGEST_QUEUE, patience=patience)

    def take(self) -> Line:
        """A line with nothing open on it, perhaps one that died meanwhile. Raises NoTurnError."""
        self._places.enter()
        try:
            return self._kept() or self._make()
        except BaseException:
            self._places.leave()
            raise

    def give_back(self, line: Line) -> None:
        """For the next one; what was open is rolled back."""
        try:
            if line.rests():
                self._idle.append(line)
            else:
                line.end()
        finally:
            self._places.leave()

    def close(self) -> None:
        """End the lines that nobody uses."""
        while self._idle:
            self._idle.pop().end()

    def _kept(self) -> Line | None:
        oldest = time.monotonic() - _OLDEST
        while self._idle:
            with suppress(IndexError):  # somebody else was quicker
                line = self._idle.pop()
                if line.born > oldest:
                    return line
                line.end()
        return None
