"""Challenges of the first hold: issued, answered, unanswered, withdrawn, and in the way."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import (
    ArtistBusy,
    BookingEnded,
    BookingRow,
    StaleBooking,
    Status,
)
from production_tool.domain.challenges import (
    AnsweredTooLate,
    ChallengeOpen,
    NoOpenChallenge,
    NothingToChallenge,
    OnlyHoldsChallenge,
    TooLateToChallenge,
)
from production_tool.domain.refusals import NotAllowed, NotFound
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
    create_project,
)
from tests.servers import Database
from tests.services.deeds import events, facts, now, set_policy, take, undo

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)
Two = tuple[BookingRow, BookingRow]


@pytest.fixture
def two(cast: Cast) -> Two:
    """Mara's first hold, and the one behind it, which has challenged it; as they are now."""
    mara = create_artist(cast.alice)
    first = create_booking(cast.alice, mara.id, start=FIRST, days=5, title="Northlight")
    second = create_booking(cast.alice, mara.id, start=FIRST + DAY, days=5, title="Harbour")
    challenger = take(cast.alice, bookings.challenge_hold, second)
    return now(cast.alice, first), challenger


def outcome(actor: Actor, booking: BookingRow) -> list[str]:
    """What became of every challenge by or of a booking."""
    with reading(actor) as work:
        return list(
            work.connection.scalars(
                text(
                    "SELECT status FROM app.challenge"
                    " WHERE challenger_id = :id OR challenged_id = :id ORDER BY id"
                ),
                {"id": booking.id},
            )
        )


def let_the_window_end(database: Database, booking: BookingRow) -> None:
    """The challenge's time has run out a second ago, without anybody having noticed."""
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("SET LOCAL session_replication_role = replica")
        admin.execute(
            "UPDATE app.challenge SET ends_at = now() - interval '1 second'"
            " WHERE status = 'open' AND (challenger_id = %(id)s OR challenged_id = %(id)s)",
            {"id": booking.id},
        )


class TestChallenging:
    def test_the_first_hold_is_asked_and_both_tell_it(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        northlight = create_project(cast.alice, title="Northlight")
        first = create_booking(cast.alice, mara.id, start=FIRST, project_id=northlight.id)
        create_booking(cast.alice, mara.id, start=FIRST)
        third = create_booking(cast.alice, mara.id, start=FIRST, title="Harbour")
        after = take(cast.alice, bookings.challenge_hold, third)
        assert (after.version, after.status) == (2, Status.HOLD)
        asked = now(cast.alice, first)
        assert asked.version == 2
        with reading(cast.alice) as work:
            (mine,) = challenges_of(work, read_booking(work, third.id))
            assert challenges_of(work, asked) == (mine,)
        assert (mine.challenger, mine.issued_by) == ("Harbour", "Alice")
        assert mine.challenged.endswith("Northlight")
        assert mine.ends_at == mine.created_at + timedelta(hours=24)
        told = facts(cast.alice, first)[-1]
        assert (told.name, told.after["by"]) == ("ChallengeIssued", str(third.id))
        assert facts(cast.alice, third)[-1].after["against"] == str(first.id)

    def test_the_window_is_the_studios_but_ends_at_the_start(self, cast: Cast) -> None:
        set_policy(cast.alice, challenge_hours=48)
        mara = create_artist(cast.alice)
        with working(cast.alice) as work:
            soon = work.now + timedelta(hours=30)
        for start in (soon, soon - timedelta(hours=5)):
            with working(cast.alice) as work:
                hold = bookings.create_booking(
                    work, artist_id=mara.id, start=start, end=start + timedelta(hours=8)
                )
        take(cast.alice, bookings.challenge_hold, hold)
        with reading(cast.alice) as work:
            (mine,) = challenges_of(work, read_booking(work, hold.id))
        assert mine.ends_at == soon - timedelta(hours=5)

    def test_who_has_begun_cannot_answer(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        holds: list[BookingRow] = []
        for _ in range(2):
            with working(cast.alice) as work:
                start = work.now - timedelta(hours=1)
                holds.append(
                    bookings.create_booking(
                        work, artist_id=mara.id, start=start, end=start + timedelta(hours=8)
                    )
                )
        with pytest.raises(TooLateToChallenge, match="has begun"):
            take(cast.alice, bookings.challenge_hold, holds[1])

    def test_what_cannot_challenge(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST)
        with pytest.raises(NothingToChallenge, match="Mara Lindt is ahead"):
            take(cast.alice, bookings.challenge_hold, first)
        other = create_booking(cast.alice, mara.id, start=FIRST + 3 * DAY, status=Status.PENCIL)
        with pytest.raises(OnlyHoldsChallenge, match="a pencil already"):
            take(cast.alice, bookings.challenge_hold, other)
        ended = take(cast.alice, bookings.release_booking, other)
        with pytest.raises(BookingEnded):
            take(cast.alice, bookings.challenge_hold, ended)

    def test_a_firm_booking_is_not_challenged(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST)
        second = create_booking(cast.alice, mara.id, start=FIRST, days=2)
        create_booking(
            cast.alice, mara.id, start=FIRST + DAY, status=Status.CONFIRMED, title="Harbour"
        )
        with pytest.raises(ArtistBusy, match="confirmed for Harbour") as refused:
            take(cast.alice, bookings.challenge_hold, second)
        assert refused.value.blocking.title == "Harbour"

    def test_one_open_challenge_a_hold(self, cast: Cast, two: Two) -> None:
        third = create_booking(cast.alice, two[0].artist_id, start=FIRST + DAY)
        with pytest.raises(ChallengeOpen, match="Northlight is challenged already, until"):
            take(cast.alice, bookings.challenge_hold, third)
        with pytest.raises(ChallengeOpen, match="challenges Northlight already"):
            take(cast.alice, bookings.challenge_hold, two[1])

    def test_who_may(self, cast: Cast, two: Two, database: Database) -> None:
        for step in (bookings.challenge_hold, bookings.withdraw_challenge):
            with pytest.raises(NotAllowed):
                take(cast.bob, step, two[1])
            with pytest.raises(NotFound):
                take(cast.charlie, step, two[1])
        with reading(cast.charlie) as work:
            assert challenges_of(work, two[0]) == ()  # pyright: ignore[reportArgumentType]
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")
        take(mo, bookings.withdraw_challenge, two[1])


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
            "elsewhere": (
                bookings.reassign_booking,
                {"artist_id": create_artist(cast.alice, name="Jonas Beck").id},
            ),
            "shorter": (bookings.resize_booking, {"end": FIRST + DAY}),
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
        edited = take(cast.alice, bookings.edit_booking, first, title="Northlight 2")
        take(cast.alice, bookings.resize_booking, edited, end=FIRST + 4 * DAY)
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


class TestSeveralAtOnce:
    def test_both_may_be_released_together(self, cast: Cast, two: Two) -> None:
        items = [bookings.Seen(booking_id=row.id, seen_version=row.version) for row in two]
        with working(cast.alice) as work:
            report = bookings.step_bookings(work, step=bookings.Step.END, items=items)
        assert [item.booking and item.booking.id for item in report] == [row.id for row in two]
        assert outcome(cast.alice, two[0]) == ["won"]
        assert not now(cast.alice, two[1]).is_live

    def test_both_may_be_moved_together(self, cast: Cast, two: Two) -> None:
        moves = [
            bookings.Move(booking_id=row.id, seen_version=row.version, start=FIRST + (20 + n) * DAY)
            for n, row in enumerate(two)
        ]
        with working(cast.alice) as work:
            bookings.move_bookings(work, moves=moves)
        assert outcome(cast.alice, two[0]) == ["open"]


class TestDropped:
    def test_withdrawn(self, cast: Cast, two: Two) -> None:
        first, second = two
        after = take(cast.alice, bookings.withdraw_challenge, second)
        assert now(cast.alice, second).version == after.version == second.version + 1
        assert outcome(cast.alice, second) == ["dropped"]
        assert now(cast.alice, first).version == first.version + 1
        assert facts(cast.alice, first)[-1].after["why"] == "withdrawn"
        with pytest.raises(NoOpenChallenge, match="nothing to withdraw"):
            take(cast.alice, bookings.withdraw_challenge, after)
        again = take(cast.alice, bookings.challenge_hold, after)
        assert outcome(cast.alice, again) == ["dropped", "open"]

    def test_the_challenged_cannot_withdraw_it(self, cast: Cast, two: Two) -> None:
        with pytest.raises(NoOpenChallenge):
            take(cast.alice, bookings.withdraw_challenge, two[0])

    def test_nobody_withdraws_what_has_changed_since(self, cast: Cast, two: Two) -> None:
        take(cast.alice, bookings.edit_booking, two[1], title="Harbour 2")
        with pytest.raises(StaleBooking):
            take(cast.alice, bookings.withdraw_challenge, two[1])

    @pytest.mark.parametrize("how", ["released", "moved"])
    def test_the_challenger_goes_away(self, cast: Cast, two: Two, how: str) -> None:
        first, second = two
        if how == "released":
            take(cast.alice, bookings.release_booking, second)
        else:
            take(cast.alice, bookings.move_booking, second, start=FIRST + 20 * DAY)
        assert outcome(cast.alice, second) == ["dropped"]
        assert now(cast.alice, first).status is Status.HOLD
        assert now(cast.alice, second).status is not Status.PENCIL


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

    def test_a_move_to_earlier_days_brings_the_end_closer(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        with working(cast.alice) as work:
            day = (work.now + timedelta(days=3)).date()
            soon = work.now + timedelta(hours=3)
        first = create_booking(cast.alice, mara.id, start=day)
        second = create_booking(cast.alice, mara.id, start=day)
        second = take(cast.alice, bookings.challenge_hold, second)
        take(cast.alice, bookings.resize_booking, second, start=soon)
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
