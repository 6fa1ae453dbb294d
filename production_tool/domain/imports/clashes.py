"""Firm time already given away, so that a row hears who is in its way."""

from bisect import bisect_left, insort
from collections import defaultdict
from uuid import UUID

from production_tool.domain.periods import Period


class Taken:
    """Per artist the firm periods in order; as they never overlap, two neighbours decide."""

    def __init__(self) -> None:
        self._lanes: dict[UUID, list[tuple[Period, str]]] = defaultdict(list)

    def blocker(self, artist_id: UUID, period: Period) -> str | None:
        """What stands in the way of the period, in words; None when it is free."""
        lane = self._lanes[artist_id]
        at = bisect_left(lane, (period, ""))
        for other, what in lane[max(0, at - 1) : at + 1]:
            if other.overlaps(period):
                return what
        return None

    def take(self, artist_id: UUID, period: Period, what: str) -> None:
        """Give the period away; nothing may be in its way."""
        insort(self._lanes[artist_id], (period, what))

    def free(self, artist_id: UUID, period: Period) -> None:
        """Give the period back."""
        lane = self._lanes[artist_id]
        self._lanes[artist_id] = [entry for entry in lane if entry[0] != period]
