"""Ranked holds: who is first on an artist, computed and never stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from production_tool.domain.bookings import Status
from production_tool.domain.periods import Period
from production_tool.domain.zones import day_start, local_days

_PLACE = {Status.CONFIRMED: 0, Status.PENCIL: 1, Status.HOLD: 2}


class Claim(Protocol):
    """A live booking on one artist, as far as the queue cares."""

    @property
    def id(self) -> UUID: ...
    @property
    def status(self) -> Status: ...
    @property
    def period(self) -> Period: ...
    @property
    def queued_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class RankOnDay:
    """The worst rank on one local day."""

    day: date
    rank: int


def place(claim: Claim) -> tuple[int, datetime, UUID]:
    """The key that sorts live claims: confirmed, pencil, then holds as they came."""
    return (_PLACE[claim.status], claim.queued_at, claim.id)


def ahead_of(claim: Claim, others: Iterable[Claim]) -> list[Claim]:
    """The claims that come first somewhere in its time, the best first."""
    mine = place(claim)
    return sorted(
        (
            o
            for o in others
            if o.id != claim.id and place(o) < mine and o.period.overlaps(claim.period)
        ),
        key=place,
    )


def worst_rank(claim: Claim, others: Iterable[Claim], within: Period | None = None) -> int:
    """Its worst place anywhere in its time, or in the part of it within a period (0: nowhere)."""
    window = claim.period.intersection(within) if within else claim.period
    if window is None:
        return 0
    periods = [o.period for o in ahead_of(claim, others) if o.period.overlaps(window)]
    return 1 + deepest(periods, window)


def rank_per_day(claim: Claim, others: Iterable[Claim], zone: ZoneInfo) -> list[RankOnDay]:
    """Its worst place on each local day it touches."""
    ahead = ahead_of(claim, others)
    return [
        RankOnDay(day, worst_rank(claim, ahead, within))
        for day, within in _days(claim.period, zone)
    ]


def deepest(periods: Iterable[Period], window: Period) -> int:
    """How many of the periods at most cover one instant of the window."""
    steps: list[tuple[datetime, int]] = []
    for period in periods:
        steps.append((max(period.start, window.start), 1))
        steps.append((period.end, -1))
    depth = deepest = 0
    for _, step in sorted(steps):  # at one instant those that end come first: half-open
        depth += step
        deepest = max(deepest, depth)
    return deepest


def _days(period: Period, zone: ZoneInfo) -> Iterator[tuple[date, Period]]:
    for day in local_days(period, zone):
        yield day, Period(day_start(day, zone), day_start(day + timedelta(days=1), zone))
