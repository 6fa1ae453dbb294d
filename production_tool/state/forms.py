"""What forms send, read field by field; every fault is named beside its field."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from production_tool.domain.inputs import LOOK_AGAIN
from production_tool.domain.refusals import Invalid, NotFound

T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)


class BadForm(Invalid):
    """Fields that cannot be read as what they should be."""


def as_id(text: str) -> UUID:
    """An id that came from a screen. Raises NotFound for anything else."""
    try:
        return UUID(str(text))  # whoever makes up an event sends what they like
    except ValueError as nonsense:
        raise NotFound("There is no such row in this studio; load the page again.") from nonsense


def still_open(window: Any) -> None:
    """Raises Invalid when a window sends its form though it is closed.

    So comes a second click, or a form whose window was forgotten with a process that died: what
    it meant to change is not known any more, and it would make something new.
    """
    if not window.shown:
        raise Invalid("This window is closed already, so this was not saved. Open it again.")


class Form:
    """A form as the browser sent it; anything may be missing or nonsense."""

    def __init__(self, sent: object) -> None:
        self._sent: Mapping[object, object] = sent if isinstance(sent, Mapping) else {}
        self._faults: dict[str, str] = {}

    def has(self, name: str) -> bool:
        return name in self._sent

    def text(self, name: str) -> str:
        value = self._sent.get(name)
        return value.strip() if isinstance(value, str) else ""

    def secret(self, name: str) -> str:
        """A password, exactly as it was typed."""
        value = self._sent.get(name)
        return value if isinstance(value, str) else ""

    def amount(self, name: str) -> Decimal | None:
        return self._read(name, lambda text: Decimal(text.replace(",", "").replace(" ", "")), None)

    def number(self, name: str, *, otherwise: int = 0) -> int:
        return self._read(name, int, otherwise)

    def day(self, name: str) -> date | None:
        return self._read(name, date.fromisoformat, None)

    def clock(self, name: str) -> time | None:
        """A time of the day, as the clock on the wall shows it."""
        return self._read(name, time.fromisoformat, None)

    def id(self, name: str) -> UUID | None:
        return self._read(name, UUID, None)

    def choice(self, name: str, kind: type[Choice], *, otherwise: Choice) -> Choice:
        return self._read(name, kind, otherwise)

    def say(self, name: str, fault: str) -> None:
        """Note what is wrong with a field."""
        self._faults[name] = fault

    def refuse(self) -> None:
        """Raises BadForm when any field could not be read."""
        if self._faults:
            raise BadForm(f"{LOOK_AGAIN}.", fields=self._faults)

    def _read(self, name: str, reader: Callable[[str], T], otherwise: T) -> T:
        text = self.text(name)
        if not text:
            return otherwise
        try:
            return reader(text)
        except (ValueError, InvalidOperation):
            self.say(name, "cannot be read")
            return otherwise
