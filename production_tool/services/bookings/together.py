"""Several bookings given new columns as one: only where they end up counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from production_tool.domain.bookings import EXCLUSIVE, BookingRow
from production_tool.domain.periods import Period
from production_tool.services.bookings.store import update_booking
from production_tool.services.work import Work

# Where a booking waits while two change places: out of everybody's way.
_ASIDE = timedelta(days=365 * 1000)


@dataclass(frozen=True, slots=True)
class Placing:
    """A booking, the columns it is to have, and whether its artist then can be asked, if known."""

    before: BookingRow
    values: dict[str, Any]
    answers: bool | None = None

    @property
    def artist_id(self) -> UUID:
        return self.values.get("artist_id", self.before.artist_id)

    @property
    def period(self) -> Period:
        start = self.values.get("start_at", self.before.start)
        return Period(start, self.values.get("end_at", self.before.end))

    @property
    def firm(self) -> bool:
        """Whether it keeps others out when it is where it is to be."""
        return self.values.get("status", self.before.status) in EXCLUSIVE

    @property
    def stays(self) -> bool:
        return self.artist_id == self.before.artist_id and self.period == self.before.period

    def keeps_out(self, other: "Placing") -> bool:
        """Whether it still stands, but will not stay, where another is to go."""
        return (
            self is not other
            and not (self.stays and self.firm)
            and self.before.artist_id == other.artist_id
            and self.before.period.overlaps(other.period)
        )


def store_together(work: Work, placings: Sequence[Placing]) -> dict[UUID, BookingRow]:
    """Write each to its place, in an order in which no two ever overlap."""
    stored: dict[UUID, BookingRow] = {}
    aside: dict[UUID, BookingRow] = {}
    waiting = {one.before.id: one for one in placings}
    standing = {id: one for id, one in waiting.items() if one.before.status in EXCLUSIVE}
    while waiting:
        ready = [one for one in waiting.values() if not _blocked(one, standing.values())]
        if not ready:
            first = standing.pop(next(iter(standing))).before
            aside[first.id] = _set_aside(work, first)
        for one in ready:
            id, place = one.before.id, {"start_at": one.period.start, "end_at": one.period.end}
            before, values = aside.get(id, one.before), place | one.values
            stored[id] = update_booking(work, before, answers=one.answers, **values)
            del waiting[id]
            standing.pop(id, None)
    return stored


def _blocked(one: Placing, standing: Iterable[Placing]) -> bool:
    return one.firm and any(other.keeps_out(one) for other in standing)


def _set_aside(work: Work, before: BookingRow) -> BookingRow:
    """Two or more wait for one another: one steps out of everybody's way first."""
    aside: dict[str, Any] = {"start_at": before.start + _ASIDE, "end_at": before.end + _ASIDE}
    return update_booking(work, before, **aside, answer=before.answer)
