"""What the bulk services share: the answer for each item, and the refusal of them all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeVar
from uuid import UUID

from production_tool.domain.bookings import ArtistBusy, BehindAnotherHold, BookingRow
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Conflict, Refusal
from production_tool.domain.roles import OpenRoleRow
from production_tool.domain.wording import until
from production_tool.services.bookings.later import Later
from production_tool.services.queries.desk import ClaimRow, Studio

_OF_TIME = (ArtistBusy, BehindAnotherHold)  # at another time it may be done
Item = TypeVar("Item")
Made = TypeVar("Made")


class OnConflict(StrEnum):
    """Whether one refused item refuses them all, or is left out."""

    FAIL = "fail"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class ItemReport:
    """What became of one item: the booking or open role as it is now, or why not."""

    index: int
    booking: BookingRow | None
    refusal: Refusal | None
    role: OpenRoleRow | None

    @classmethod
    def of(cls, index: int, outcome: object) -> Self:
        """The same from the booking, the role, or the refusal; nothing of what is not done yet."""
        return cls(
            index,
            booking=outcome if isinstance(outcome, BookingRow) else None,
            refusal=outcome if isinstance(outcome, Refusal) else None,
            role=outcome if isinstance(outcome, OpenRoleRow) else None,
        )


class BulkRefused(Conflict):
    """Nothing was written, because of at least one item; ``report`` has one entry an item.

    ``later`` is the first time that suits all of them, where there is one; ``alternatives`` then
    are its places, one an item.
    """

    def __init__(self, report: Sequence[ItemReport], later: Later | None = None) -> None:
        refused = [(item.index, item.refusal) for item in report if item.refusal is not None]
        number, first = refused[0]
        super().__init__(
            f"Nothing was changed: {len(refused)} of {len(report)} cannot be done. "
            f"Number {number + 1}: {first.message}",
            fields={str(index): refusal.message for index, refusal in refused},
            blocking=first.blocking,
            alternatives=later.places if later else (),
        )
        self.report = list(report)
        self.later = later


def tried(items: Iterable[Item], attempt: Callable[[Item], Made]) -> list[Made | Refusal]:
    """The attempt's result for each item, or its refusal."""
    results: list[Made | Refusal] = []
    for item in items:
        try:
            results.append(attempt(item))
        except Refusal as refusal:
            results.append(refusal)
    return results


def _never() -> Later | None:
    return None


def reported(
    outcomes: Iterable[object],
    on_conflict: OnConflict,
    *,
    later: Callable[[], Later | None] = _never,
) -> list[ItemReport]:
    """One entry an item. Raises BulkRefused when one refusal refuses them all.

    ``later`` finds another time for all; it is asked only when nothing but the time is wrong.
    """
    report = [ItemReport.of(index, outcome) for index, outcome in enumerate(outcomes)]
    if on_conflict is OnConflict.FAIL and any(item.refusal for item in report):
        only_time = all(isinstance(item.refusal, _OF_TIME) for item in report if item.refusal)
        raise BulkRefused(report, later() if only_time else None)
    return report


def busy_with(claim: ClaimRow, *, artist_id: UUID, artist: str, studio: Studio) -> ArtistBusy:
    """The refusal of one item; a bulk offers no alternatives."""
    what = claim.project or claim.title or "another booking"
    end = until(claim.period, studio.zone)
    return ArtistBusy(
        f"{artist} is taken for {what} until {end}; choose other dates.",
        blocking=claim.blocking(artist_id, artist),
    )


def hull(periods: Sequence[Period]) -> Period:
    """The shortest period with all of them in it."""
    return Period(min(p.start for p in periods), max(p.end for p in periods))
