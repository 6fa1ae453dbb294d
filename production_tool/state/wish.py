"""What hands, keys and forms wish for, kept until it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from production_tool.domain.bookings import Alternative, Status
from production_tool.domain.refusals import Invalid

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A change asked for; times are the studio's wall time, or instants.

    ``columns`` is what to repeat on top of somebody else's change, ``leaving`` are deeds that an
    undo passes over, ``anyway`` lets it take back what others have changed since.
    """

    kind: str
    booking_id: UUID | None = None
    artist_id: UUID | None = None
    start: datetime | None = None
    end: datetime | None = None
    version: int = 0
    step: str = ""
    status: Status = Status.HOLD
    project_id: UUID | None = None
    title: str = ""
    notes: str = ""
    columns: Mapping[str, Any] = field(default_factory=dict[str, Any])
    leaving: frozenset[int] = frozenset()
    anyway: bool = False

    @property
    def verdict_id(self) -> str:
        """What the board calls it: a booking's id, or the draft; nothing for an undo."""
        return "" if self.turns else str(self.booking_id or "draft")

    @property
    def turns(self) -> bool:
        """Whether it takes back or does again what was done."""
        return self.kind in {"undo", "redo"}

    def instead(self, offer: Alternative) -> "Wish":
        """The same wish at the alternative's place."""
        if self.kind == "repeat":  # its words go there too
            there = {"artist_id": offer.artist_id, "start_at": offer.start, "end_at": offer.end}
            return replace(self, columns={**self.columns, **there})
        kind = _INSTEAD.get(self.kind, self.kind)
        return replace(self, kind=kind, artist_id=offer.artist_id, start=offer.start, end=offer.end)


_INSTEAD = {"resize": "place", "move": "place", "step": "place and step", "suggestion": "place"}


def given(value: T | None) -> T:
    """What a wish of this kind cannot be without. Raises Invalid."""
    if value is None:
        raise Invalid("The board sent something unreadable; load the page again.")
    return value
