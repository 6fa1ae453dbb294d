"""Ranks: the sweep over edges agrees with looking at every instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from production_tool.domain.bookings import Status
from production_tool.domain.periods import Period
from production_tool.domain.queue import ahead_of, place, rank_per_day, worst_rank

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Claimed:
    id: UUID
    status: Status
    period: Period
    queued_at: datetime


def claim(number: int, start: int, end: int, *, status: str = "hold", queued: int = 0) -> Claimed:
    """Hours after Monday; queued in minutes."""
    return Claimed(
        UUID(int=number),
        Status(status),
        Period(MONDAY + start * HOUR, MONDAY + end * HOUR),
        MONDAY + timedelta(minutes=queued),
    )


@st.composite
def queues(draw: st.DrawFn) -> list[Claimed]:
    """Claims on one artist, up to a week long, many of them made in the same minute."""
    made: list[Claimed] = []
    for number in range(draw(st.integers(1, 9))):
        start = draw(st.integers(0, 100))
        end = start + draw(st.integers(1, 70))
        status = draw(st.sampled_from(["hold", "hold", "pencil", "confirmed"]))
        made.append(claim(number, start, end, status=status, queued=draw(st.integers(0, 4))))
    return made


class TestPlace:
    def test_confirmed_then_pencil_then_holds_as_they_came(self) -> None:
        late = claim(1, 0, 9, queued=9)
        early = claim(2, 0, 9, queued=1)
        twin = claim(3, 0, 9, queued=1)
        pencil = claim(4, 0, 9, status="pencil", queued=20)
        firm = claim(5, 0, 9, status="confirmed", queued=30)
        assert sorted([late, twin, pencil, early, firm], key=place) == [
            firm,
            pencil,
            early,
            twin,
            late,
        ]


def rank_at(one: Claimed, others: list[Claimed], instant: datetime) -> int:
    return 1 + sum(other.period.contains(instant) for other in ahead_of(one, others))


class TestWorstRank:
    def test_alone_it_is_first(self) -> None:
        assert worst_rank(claim(1, 0, 24), []) == 1

    def test_touching_claims_are_not_in_the_way(self) -> None:
        assert worst_rank(claim(2, 24, 48, queued=1), [claim(1, 0, 24), claim(3, 48, 72)]) == 1

    def test_two_in_a_row_ahead_make_it_second_not_third(self) -> None:
        ahead = [claim(1, 0, 24), claim(2, 24, 48)]
        assert worst_rank(claim(3, 0, 48, queued=5), ahead) == 2

    def test_a_confirmed_booking_stands_before_every_hold(self) -> None:
        firm = claim(1, 10, 12, status="confirmed", queued=99)
        assert worst_rank(claim(2, 0, 24), [firm]) == 2

    @given(queues())
    def test_agrees_with_every_instant(self, claims: list[Claimed]) -> None:
        for one in claims:
            hours = int(one.period.length / HOUR)
            naive = max(rank_at(one, claims, one.period.start + h * HOUR) for h in range(hours))
            assert worst_rank(one, claims) == naive

    @given(queues())
    def test_a_claim_that_ends_never_worsens_anybody(self, claims: list[Claimed]) -> None:
        gone, *left = claims
        for one in left:
            assert worst_rank(one, left) <= worst_rank(one, [*left, gone])

    @given(queues())
    def test_at_every_instant_ranks_are_one_to_n(self, claims: list[Claimed]) -> None:
        for hour in range(0, 170, 7):
            instant = MONDAY + hour * HOUR
            here = [c for c in claims if c.period.contains(instant)]
            ranks = sorted(rank_at(c, claims, instant) for c in here)
            assert ranks == list(range(1, len(here) + 1))

    @given(queues())
    def test_whoever_is_ahead_overlaps_and_is_better(self, claims: list[Claimed]) -> None:
        one = claims[0]
        for other in ahead_of(one, claims):
            assert other.period.overlaps(one.period)
            assert place(other) < place(one)


class TestRankPerDay:
    def test_first_on_monday_second_on_tuesday(self) -> None:
        ahead = [claim(1, 24, 48)]
        ranks = rank_per_day(claim(2, 0, 72, queued=1), ahead, ZoneInfo("UTC"))
        assert [(r.day.day, r.rank) for r in ranks] == [(2, 1), (3, 2), (4, 1)]

    def test_days_are_local(self) -> None:
        ranks = rank_per_day(claim(1, 22, 24), [], ZoneInfo("Asia/Tokyo"))
        assert [r.day for r in ranks] == [date(2026, 11, 3)]

    @given(queues(), st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata"]))
    def test_the_worst_day_is_the_worst_rank(self, claims: list[Claimed], name: str) -> None:
        for one in claims:
            days = rank_per_day(one, claims, ZoneInfo(name))
            assert max(r.rank for r in days) == worst_rank(one, claims)
            assert min(r.rank for r in days) >= 1
