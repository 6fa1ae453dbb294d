"""Periods: half-open ranges of instants."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from production_tool.domain.refusals import Invalid

LONGEST = timedelta(days=400)


class BadPeriod(Invalid):
    """The period is empty, backwards or too long."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``start`` up to, not including, ``end``; both are UTC instants."""

    start: datetime
    end: datetime

    @classmethod
    def checked(cls, start: datetime, end: datetime) -> Self:
        """A period somebody may book. Raises BadPeriod with the field at fault."""
        if end <= start:
            raise BadPeriod(
                "The end must come after the start; choose a later end.",
                fields={"endTime": "is not after the start"},
            )
        if end - start > LONGEST:
            raise BadPeriod(
                f"A booking may last {LONGEST.days} days at most; split it in two.",
                fields={"endTime": f"is more than {LONGEST.days} days after the start"},
            )
        return cls(start, end)

    @property
    def length(self) -> timedelta:
        """How long it lasts in real time (a day with a clock change is 23 or 25 hours)."""
        return self.end - self.start

    def overlaps(self, other: "Period") -> bool:
        """Whether they share an instant; touching periods do not."""
        return self.start < other.end and other.start < self.end

    def contains(self, instant: datetime) -> bool:
        """Whether the instant lies in the period; its end does not."""
        return self.start <= instant < self.end

    def intersection(self, other: "Period") -> "Period | None":
        """What both share, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None
