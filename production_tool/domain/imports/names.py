"""Finding who is meant by a name in a file."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Generic, TypeVar

T = TypeVar("T")
_CLOSE = 0.8
_MOST_HINTS = 50  # looking for alike names is slow; nobody reads more of them


def folded(name: str) -> str:
    """A name as it is compared: no case, one space between words, letters composed."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


class NameBook(Generic[T]):
    """Things by any of their names; a name that several share finds nobody."""

    def __init__(self) -> None:
        self._found: dict[str, list[T]] = {}
        self._said: dict[str, str] = {}
        self._hints: dict[str, str] = {}

    def add(self, thing: T, names: Iterable[str]) -> None:
        """Know a thing by these names; empty ones are none."""
        for name in names:
            if key := folded(name):
                self._said.setdefault(key, name)
                known = self._found.setdefault(key, [])
                if thing not in known:
                    known.append(thing)

    def find(self, name: str) -> list[T]:
        """Everything that is called so: nothing, the one, or several."""
        return self._found.get(folded(name), [])

    def hint(self, name: str) -> str:
        """A question that names something spelt alike, or nothing."""
        key = folded(name)
        if key not in self._hints and len(self._hints) < _MOST_HINTS:
            close = get_close_matches(key, self._said, n=1, cutoff=_CLOSE)
            self._hints[key] = f" Is “{self._said[close[0]]}” meant?" if close else ""
        return self._hints.get(key, "")
