"""What an artist says to a booking, and what may be suggested instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self


class Answer(StrEnum):
    """What has become of the question that a firm booking asks its artist."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    COUNTERED = "countered"


UNSETTLED = frozenset({Answer.PENDING, Answer.COUNTERED})
LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """What the artist suggests instead; None stays as it is. Instants are UTC."""

    start: datetime | None = None
    end: datetime | None = None
    day_rate: Decimal | None = None
    words: str = ""

    def told(self) -> dict[str, Any]:
        """The same for JSON, as history and the database keep it."""
        return {
            "start": self.start and self.start.astimezone(UTC).isoformat(),
            "end": self.end and self.end.astimezone(UTC).isoformat(),
            "day_rate": None if self.day_rate is None else str(self.day_rate),
            "words": self.words,
        }

    @classmethod
    def of(cls, told: Mapping[str, Any] | None) -> Self | None:
        """Read back what was told; none of none."""
        if told is None:
            return None
        start, end, rate = told["start"], told["end"], told["day_rate"]
        return cls(
            start=start and datetime.fromisoformat(start),
            end=end and datetime.fromisoformat(end),
            day_rate=None if rate is None else Decimal(rate),
            words=told["words"],
        )
