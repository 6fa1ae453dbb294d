"""Challenges of the first hold: who may issue one, several at once, and how they end early."""

from datetime import timedelta

import pytest

from production_tool.domain.bookings import (
    ArtistBusy,
    BookingEnded,
    BookingRow,
    StaleBooking,
    Status,
)
from production_tool.domain.challenges import (
    ChallengeOpen,
    NoOpenChallenge,
    NothingToChallenge,
    OnlyHoldsChallenge,
    TooLateToChallenge,
)
from production_tool.domain.refusals import NotAllowed, NotFound
from production_tool.services import bookings
from production_tool.services.bookings import BulkRefused
from production_tool.services.queries.bookings import read_booking
from production_tool.services.queries.challenges import challenges_of
from production_tool.services.work import reading, working
from tests.factories import (
    Cast,
    create_artist,
    create_booking,
    create_member,
    create_project,
)
from tests.servers import Database
from tests.services.challenges import DAY, FIRST, Two, outcome
from tests.services.deeds import change, facts, now, set_policy, take


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


class TestSeveralAtOnce:
    def test_both_may_be_released_together(self, cast: Cast, two: Two) -> None:
        items = [bookings.Seen(booking_id=row.id, seen_version=row.version) for row in two]
        with working(cast.alice) as work:
            report = bookings.step_bookings(work, step=bookings.Step.END, items=items)
        assert [item.booking and item.booking.id for item in report] == [row.id for row in two]
        assert outcome(cast.alice, two[0]) == ["won"]
        assert not now(cast.alice, two[1]).is_live

    def test_only_what_the_bulk_itself_made_of_one_is_no_news(self, cast: Cast, two: Two) -> None:
        items = [
            bookings.Seen(booking_id=row.id, seen_version=row.version - n)
            for n, row in enumerate(two)
        ]
        with pytest.raises(BulkRefused) as refused, working(cast.alice) as work:
            bookings.step_bookings(work, step=bookings.Step.END, items=items)
        assert isinstance(refused.value.report[1].refusal, StaleBooking)

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
        change(cast.alice, two[1], title="Harbour 2")
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
