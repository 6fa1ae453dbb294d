"""How a challenge ends: answered, unanswered, undone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from production_tool.domain.bookings import (
    BookingRow,
    Status,
)
from production_tool.domain.challenges import (
    AnsweredTooLate,
)
from production_tool.domain.undoing import NothingToUndo
from production_tool.services import bookings
from production_tool.services.expiry import next_expiry, sweep
from production_tool.services.queries.bookings import read_booking
from production_tool.services.queries.challenges import challenges_of
from production_tool.services.work import reading, working
from tests.factories import (
    Cast,
    age_hold,
    create_artist,
    create_booking,
    create_member,
)
from tests.servers import Database
from tests.services.challenges import DAY, FIRST, Two, let_the_window_end, outcome
from tests.services.deeds import change, events, facts, now, set_policy, take, undo


class TestAnswers:
    @pytest.mark.parametrize("step", [bookings.pencil_booking, bookings.confirm_booking])
    def test_made_firm_in_time_the_challenger_loses(
        self, cast: Cast, two: Two, step: Callable[..., BookingRow]
    ) -> None:
        first, second = two
        answered = take(cast.alice, step, first)
        assert outcome(cast.alice, first) == ["lost"]
        assert now(cast.alice, first).version == answered.version
        after = now(cast.alice, second)
        assert (after.status, after.version) == (Status.HOLD, second.version + 1)
        assert events(cast.alice, second)[-2:] == ["ChallengeIssued", "ChallengeLost"]
        assert events(cast.alice, first)[-1] == "ChallengeLost"

    def test_released_the_challenger_is_a_pencil_at_once(self, cast: Cast, two: Two) -> None:
        first, second = two
        released = take(cast.alice, bookings.release_booking, first)
        assert now(cast.alice, first).version == released.version
        after = now(cast.alice, second)
        assert (after.status, after.expires_at) == (Status.PENCIL, None)
        assert outcome(cast.alice, second) == ["won"]
        assert events(cast.alice, second)[-2:] == ["ChallengeWon", "BookingPencilled"]

    @pytest.mark.parametrize("where", ["later", "elsewhere", "shorter", "back of the queue"])
    def test_moved_away_is_as_released(self, cast: Cast, two: Two, where: str) -> None:
        first, second = two
        away: dict[str, Any] = {
            "later": (bookings.move_booking, {"start": FIRST + 20 * DAY}),
            "elsewhere": (bookings.move_booking, {"artist_id": create_artist(cast.alice).id}),
            "shorter": (bookings.change_booking, {"change": bookings.Change(end=FIRST + DAY)}),
            "back of the queue": (bookings.move_booking, {"start": FIRST + 2 * DAY}),
        }
        step, details = away[where]
        take(cast.alice, step, first, **details)
        assert now(cast.alice, second).status is Status.PENCIL
        assert outcome(cast.alice, second) == ["won"]

    def test_moved_in_a_bulk_as_well(self, cast: Cast, two: Two) -> None:
        first, second = two
        move = bookings.Move(
            booking_id=first.id, seen_version=first.version, start=FIRST + 20 * DAY
        )
        with working(cast.alice) as work:
            bookings.move_bookings(work, moves=[move])
        assert now(cast.alice, second).status is Status.PENCIL

    def test_edited_or_shortened_it_stays_open(self, cast: Cast, two: Two) -> None:
        first, second = two
        edited = change(cast.alice, first, title="Northlight 2")
        change(cast.alice, edited, end=FIRST + 4 * DAY)
        assert outcome(cast.alice, second) == ["open"]
        take(cast.alice, bookings.release_booking, now(cast.alice, first))
        assert now(cast.alice, second).status is Status.PENCIL

    def test_somebody_else_in_the_way_makes_it_void(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        first, _, third = (create_booking(cast.alice, mara.id, start=FIRST) for _ in range(3))
        take(cast.alice, bookings.challenge_hold, third)
        take(cast.alice, bookings.release_booking, now(cast.alice, first))
        assert now(cast.alice, third).status is Status.HOLD
        assert outcome(cast.alice, third) == ["void"]
        told = facts(cast.alice, third)[-1]
        assert (told.name, told.after["why"]) == ("ChallengeDropped", "in the way")

    def test_under_the_free_policy_other_holds_are_not_in_the_way(self, cast: Cast) -> None:
        set_policy(cast.alice, queue_policy="free")
        mara = create_artist(cast.alice)
        first, _, third = (create_booking(cast.alice, mara.id, start=FIRST) for _ in range(3))
        take(cast.alice, bookings.challenge_hold, third)
        take(cast.alice, bookings.release_booking, now(cast.alice, first))
        assert now(cast.alice, third).status is Status.PENCIL

    def test_a_firm_booking_made_meanwhile_is_in_the_way(self, cast: Cast, two: Two) -> None:
        first, second = two
        create_booking(cast.alice, first.artist_id, start=FIRST + 2 * DAY, status=Status.CONFIRMED)
        take(cast.alice, bookings.release_booking, first)
        assert now(cast.alice, second).status is Status.HOLD
        assert outcome(cast.alice, second) == ["void"]

    def test_one_win_decides_the_next(self, cast: Cast) -> None:
        """Third challenges second, which is first on its own days, and challenges the first."""
        mara = create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST)
        second = create_booking(cast.alice, mara.id, start=FIRST, days=3)
        third = create_booking(cast.alice, mara.id, start=FIRST + 2 * DAY)
        take(cast.alice, bookings.challenge_hold, third)
        take(cast.alice, bookings.challenge_hold, now(cast.alice, second))
        take(cast.alice, bookings.release_booking, now(cast.alice, first))
        assert now(cast.alice, second).status is Status.PENCIL
        assert outcome(cast.alice, second) == ["lost", "won"]
        assert now(cast.alice, third).status is Status.HOLD


class TestSilence:
    def test_the_sweep_gives_the_challenger_the_pencil(
        self, cast: Cast, two: Two, database: Database
    ) -> None:
        first, second = two
        let_the_window_end(database, first)
        sweep()
        after, silent = now(cast.alice, second), now(cast.alice, first)
        assert (after.status, outcome(cast.alice, second)) == (Status.PENCIL, ["won"])
        assert (silent.status, silent.rank) == (Status.HOLD, 2)
        assert facts(cast.alice, first)[-1].after["why"] == "silence"
        sweep()
        assert now(cast.alice, second).version == after.version

    def test_a_lapsed_hold_is_silent(self, cast: Cast, two: Two, database: Database) -> None:
        first, second = two
        age_hold(database, first)
        # Whoever writes first stamps it; the challenge is decided by the next round.
        create_artist(cast.alice, name="Jonas Beck")
        sweep()
        assert now(cast.alice, second).status is Status.PENCIL
        assert events(cast.alice, first)[-2:] == ["HoldExpired", "ChallengeWon"]

    def test_a_lapsed_challenger_gets_nothing(
        self, cast: Cast, two: Two, database: Database
    ) -> None:
        age_hold(database, two[1])
        sweep()
        assert now(cast.alice, two[1]).status is Status.EXPIRED
        assert outcome(cast.alice, two[1]) == ["dropped"]

    def test_after_the_window_the_answer_is_too_late(
        self, cast: Cast, two: Two, database: Database
    ) -> None:
        first, second = two
        let_the_window_end(database, first)
        with pytest.raises(AnsweredTooLate, match="is over"):
            take(cast.alice, bookings.confirm_booking, first)
        assert now(cast.alice, first).status is Status.HOLD
        sweep()
        assert now(cast.alice, second).status is Status.PENCIL

    def test_it_is_never_too_late_for_the_challenger(
        self, cast: Cast, two: Two, database: Database
    ) -> None:
        first, second = two
        set_policy(cast.alice, queue_policy="free")
        let_the_window_end(database, first)
        take(cast.alice, bookings.confirm_booking, second)
        assert outcome(cast.alice, second) == ["dropped"]
        assert facts(cast.alice, first)[-1].after["why"] == "firm"

    def test_a_move_to_earlier_days_brings_the_end_closer(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        with working(cast.alice) as work:
            day = (work.now + timedelta(days=3)).date()
            soon = work.now + timedelta(hours=3)
        first = create_booking(cast.alice, mara.id, start=day)
        second = create_booking(cast.alice, mara.id, start=day)
        second = take(cast.alice, bookings.challenge_hold, second)
        change(cast.alice, second, start=soon, end=second.end)
        with reading(cast.alice) as work:
            (mine,) = challenges_of(work, read_booking(work, first.id))
        assert mine.ends_at == soon

    def test_the_sweep_comes_back_when_the_window_ends(self, cast: Cast, two: Two) -> None:
        due = next_expiry()
        with reading(cast.alice) as work:
            (mine,) = challenges_of(work, read_booking(work, two[0].id))
        assert due is not None
        assert due <= mine.ends_at


class TestUndo:
    def test_a_challenge_is_no_deed_to_undo(self, cast: Cast, database: Database) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST)
        second = create_booking(cast.alice, mara.id, start=FIRST)
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")
        take(mo, bookings.challenge_hold, second)
        with pytest.raises(NothingToUndo):
            undo(mo)
        assert [row.id for row in undo(cast.alice).bookings] == [second.id]
        assert outcome(cast.alice, second) == ["dropped"]

    def test_a_release_is_undone_with_the_pencil_that_came_of_it(
        self, cast: Cast, two: Two
    ) -> None:
        first, second = two
        take(cast.alice, bookings.release_booking, first)
        undo(cast.alice)
        assert now(cast.alice, first).status is Status.HOLD
        again = now(cast.alice, second)
        assert (again.status, again.rank) == (Status.HOLD, 2)
        assert outcome(cast.alice, second) == ["won"]  # what was decided is not asked anew
        take(cast.alice, bookings.challenge_hold, again)

    def test_an_undone_move_can_give_way_too(self, cast: Cast, database: Database) -> None:
        mara = create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST)
        first = take(cast.alice, bookings.move_booking, first, start=FIRST + 9 * DAY)
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")
        second = create_booking(mo, mara.id, start=FIRST + 9 * DAY)
        take(mo, bookings.challenge_hold, second)
        undo(cast.alice)
        assert now(cast.alice, second).status is Status.PENCIL
