"""What becomes of a challenge, whatever the two bookings do."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production_tool.domain.bookings import EXCLUSIVE, LIVE, BookingRow, QueuePolicy, Status
from production_tool.domain.challenges import (
    ChallengeRow,
    ChallengeStatus,
    TooLateToChallenge,
    Verdict,
    Why,
    decided,
    facts,
    first_hold,
    may_become_pencil,
    stands_ahead,
    window_end,
)
from production_tool.domain.events import as_values
from production_tool.domain.ids import new_id
from production_tool.domain.queue import place

NOW = datetime(2027, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MARA, JONAS = new_id(), new_id()


def a_booking(**details: Any) -> BookingRow:
    row: dict[str, Any] = {
        "id": new_id(),
        "artist_id": MARA,
        "project_id": None,
        "status": Status.HOLD,
        "start": NOW + 9 * DAY,
        "end": NOW + 10 * DAY,
        "title": "",
        "notes": "",
        "queued_at": NOW,
        "expires_at": NOW + 5 * DAY,
        "version": 1,
        "created_at": NOW,
        "updated_at": NOW,
    }
    return BookingRow(**row | details)


@st.composite
def rows(draw: st.DrawFn, among: Sequence[Status] = tuple(Status)) -> BookingRow:
    start = NOW + draw(st.integers(0, 8)) * DAY
    return a_booking(
        artist_id=draw(st.sampled_from([MARA, JONAS])),
        status=draw(st.sampled_from(among)),
        start=start,
        end=start + draw(st.integers(1, 4)) * DAY,
        queued_at=NOW - draw(st.integers(0, 6)) * HOUR,
    )


HOLDS = rows([Status.HOLD])


class TestDecided:
    @given(challenger=rows(), challenged=rows(), late=st.booleans(), data=st.data())
    def test_it_is_open_only_while_one_hold_waits_behind_another(
        self, challenger: BookingRow, challenged: BookingRow, late: bool, data: st.DataObject
    ) -> None:
        ends_at = NOW if late else NOW + HOUR
        ids: list[UUID] = data.draw(st.lists(st.sampled_from([challenger.id, challenged.id])))
        verdict = decided(challenger, challenged, now=NOW, ends_at=ends_at, changed=ids)
        waits = (
            challenger.status is challenged.status is Status.HOLD
            and challenged.artist_id == challenger.artist_id
            and challenged.period.overlaps(challenger.period)
            and place(challenged) < place(challenger)
        )
        assert (verdict is None) == (waits and not late)

    @given(challenger=rows(), challenged=rows(), late=st.booleans())
    def test_only_a_hold_wins_and_only_against_one_that_is_not_firm(
        self, challenger: BookingRow, challenged: BookingRow, late: bool
    ) -> None:
        ends_at = NOW if late else NOW + HOUR
        verdict = decided(challenger, challenged, now=NOW, ends_at=ends_at)
        if verdict and verdict.status is ChallengeStatus.WON:
            assert challenger.status is Status.HOLD
            assert challenged.status not in EXCLUSIVE
            if verdict.why is Why.SILENCE:
                assert late
                assert stands_ahead(challenged, challenger)
        if verdict and verdict.status is ChallengeStatus.LOST:
            assert challenged.status in EXCLUSIVE

    @pytest.mark.parametrize("mine", [True, False])
    def test_who_moved_away_gave_way(self, mine: bool) -> None:
        first = a_booking(queued_at=NOW - HOUR)
        second = a_booking(artist_id=JONAS)
        mover = second if mine else first
        verdict = decided(second, first, now=NOW, ends_at=NOW + HOUR, changed=[mover.id])
        status = ChallengeStatus.DROPPED if mine else ChallengeStatus.WON
        assert verdict == Verdict(status, Why.AWAY)


class TestWhoIsFirst:
    @given(challenger=HOLDS, others=st.lists(rows(sorted(LIVE))))
    def test_nobody_is_ahead_of_the_one_that_is_challenged(
        self, challenger: BookingRow, others: list[BookingRow]
    ) -> None:
        mine = [each for each in others if each.artist_id == challenger.artist_id]
        first = first_hold(challenger, mine)
        ahead = [
            each for each in mine if each.status is Status.HOLD and stands_ahead(each, challenger)
        ]
        assert first == min(ahead, key=place, default=None)

    @given(challenger=HOLDS, others=st.lists(rows(sorted(LIVE))))
    def test_who_won_takes_the_place_only_where_nobody_else_stands(
        self, challenger: BookingRow, others: list[BookingRow]
    ) -> None:
        mine = [each for each in others if each.artist_id == challenger.artist_id]
        challenged = new_id()
        ways = {
            policy: may_become_pencil(challenger, mine, challenged_id=challenged, policy=policy)
            for policy in QueuePolicy
        }
        firm = [
            each
            for each in mine
            if each.status in EXCLUSIVE and each.period.overlaps(challenger.period)
        ]
        assert ways[QueuePolicy.FREE] is not bool(firm)
        held = first_hold(challenger, mine) is not None
        assert ways[QueuePolicy.RANKED] is not (bool(firm) or held)


class TestWindow:
    @given(one=HOLDS, other=HOLDS, hours=st.integers(1, 720))
    def test_it_ends_in_the_future_and_before_either_begins(
        self, one: BookingRow, other: BookingRow, hours: int
    ) -> None:
        window = timedelta(hours=hours)
        try:
            end = window_end(now=NOW, window=window, challenger=one, challenged=other)
        except TooLateToChallenge:
            assert min(one.start, other.start) <= NOW
            return
        assert NOW < end <= NOW + window
        assert end <= min(one.start, other.start)


class TestFacts:
    @pytest.mark.parametrize("status", ChallengeStatus)
    def test_both_bookings_are_told_and_no_column_of_theirs_changes(
        self, status: ChallengeStatus
    ) -> None:
        challenge = ChallengeRow(
            id=new_id(),
            challenger_id=new_id(),
            challenged_id=new_id(),
            status=ChallengeStatus.OPEN,
            ends_at=NOW,
            created_at=NOW,
            created_by=None,
        )
        told = facts(challenge, None if status == "open" else Verdict(status, Why.ENDED))
        assert [each.about for each in told] == [
            challenge.challenger_id,
            challenge.challenged_id,
        ]
        assert {each.name for each in told} <= {
            "ChallengeIssued",
            "ChallengeWon",
            "ChallengeLost",
            "ChallengeDropped",
        }
        for each in told:
            assert each.before == as_values(each.after or {}) == {}
