"""Waiting in line inside the process: who comes first goes first, and nobody waits for ever."""

from collections import deque
from collections.abc import Callable
from threading import Lock


class NoTurnError(Exception):
    """The line is too long to join, or it did not move on in time."""


class Turns:
    """Lets so many in at once. The others wait, without holding anything that others need."""

    def __init__(self, at_once: int, *, longest: int, patience: float) -> None:
        self._free = at_once
        self._longest = longest
        self._patience = patience
        self._lock = Lock()
        self._waiting: deque[Lock] = deque()

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def enter(self) -> None:
        """Wait for a place. Raises NoTurnError."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            if len(self._waiting) >= self._longest:
                raise NoTurnError
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        if not mine.acquire(timeout=self._patience):
            self._give_up(mine)

    def leave(self) -> None:
        """Hand the place to whoever waits longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1

    def _give_up(self, mine: Lock) -> None:
        with self._lock:
            if mine in self._waiting:  # else the place came in the last instant
                self._waiting.remove(mine)
                raise NoTurnError


class TurnsByKey:
    """A line for each of many, there only while somebody is in it."""

    def __init__(self, at_once: int, *, longest: int, patience: float) -> None:
        self._make: Callable[[], Turns] = lambda: Turns(at_once, longest=longest, patience=patience)
        self._lock = Lock()
        self._lines: dict[str, tuple[Turns, int]] = {}

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def enter(self, key: str) -> None:
        """Wait for a place in the line of this key. Raises NoTurnError."""
        with self._lock:
            turns, inside = self._lines.get(key) or (self._make(), 0)
            self._lines[key] = (turns, inside + 1)
        try:
            turns.enter()
        except BaseException:
            self._forget(key)
            raise

    def leave(self, key: str) -> None:
        """Hand the place on."""
        turns, _ = self._lines[key]
        turns.leave()
        self._forget(key)

    def _forget(self, key: str) -> None:
        with self._lock:
            turns, inside = self._lines[key]
            if inside > 1:
                self._lines[key] = (turns, inside - 1)
            else:
                del self._lines[key]
