"""What artists answer: asked by a pencil, given by themselves, settled by the studio."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from production_tool.domain.actor import Actor, Role
from production_tool.domain.answering import (
    AnsweredSo,
    BadCounter,
    NotAccepted,
    NotAsked,
    NothingSuggested,
    NotTheirs,
)
from production_tool.domain.answers import Answer, Counter
from production_tool.domain.bookings import (
    ArtistBusy,
    BookingEnded,
    BookingRow,
    NoSuchBooking,
    StaleBooking,
    Status,
)
from production_tool.domain.refusals import NotAllowed
from production_tool.domain.undoing import ChangedSince
from production_tool.services import bookings
from production_tool.services.bookings import Move, NewBooking
from production_tool.services.queries.booking_details import booking_details
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking, create_member
from tests.servers import Database
from tests.services.boards import DAY, FIRST, bar_of, patch, patched, same_board, snapshot
from tests.services.deeds import change, events, facts, now, redo, set_policy, take, undo

ANSWER = 12


def booked(cast: Cast, **more: Any) -> BookingRow:
    """Bob, pencilled for three days unless said otherwise."""
    assert cast.bob.artist_id is not None
    details = {"start": FIRST, "days": 3, "status": Status.PENCIL} | more
    return create_booking(cast.alice, cast.bob.artist_id, **details)


def countered(cast: Cast, booking: BookingRow, days: int = 7, **more: Any) -> BookingRow:
    """Bob suggests to begin so many days later."""
    start = FIRST + days * DAY
    return take(cast.bob, bookings.counter_booking, booking, start=start, **more)


class TestTheQuestion:
    @pytest.mark.parametrize(
        ("status", "asked"),
        [
            (Status.HOLD, None),
            (Status.PENCIL, Answer.PENDING),
            (Status.CONFIRMED, Answer.PENDING),
        ],
    )
    def test_what_is_firm_asks_who_has_a_login(
        self, cast: Cast, status: Status, asked: Answer | None
    ) -> None:
        booking = booked(cast, status=status)
        assert (booking.answer, now(cast.alice, booking).answer) == (asked, asked)
        mara = create_artist(cast.alice)
        assert create_booking(cast.alice, mara.id, start=FIRST, status=status).answer is None

    def test_nobody_is_asked_about_the_past(self, cast: Cast) -> None:
        assert booked(cast, start=date(2020, 3, 2)).answer is None

    def test_many_at_once_ask_each(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        ids = [cast.bob.artist_id, mara.id]
        items = [
            NewBooking(artist_id=id, start=FIRST, end=FIRST + DAY, status=Status.PENCIL)
            for id in ids
            if id
        ]
        with working(cast.alice) as work:
            made = bookings.create_bookings(work, items=items)
        answers = [one.booking.answer for one in made if one.booking]
        assert answers == [Answer.PENDING, None]

    def test_a_step_asks_and_a_step_back_asks_no_more(self, cast: Cast) -> None:
        pencil = take(cast.alice, bookings.pencil_booking, booked(cast, status=Status.HOLD))
        assert pencil.answer is Answer.PENDING
        firm = take(cast.alice, bookings.confirm_booking, pencil)
        assert firm.answer is Answer.PENDING
        back = take(cast.alice, bookings.step_back, take(cast.alice, bookings.step_back, firm))
        assert (back.status, back.answer) == (Status.HOLD, None)
        assert now(cast.alice, back).answer is None

    def test_other_words_leave_the_answer_other_dates_ask_anew(self, cast: Cast) -> None:
        yes = take(cast.bob, bookings.accept_booking, booked(cast))
        edited = change(cast.alice, yes, title="Trailer", notes="At night")
        assert edited.answer is Answer.ACCEPTED
        moved = take(cast.alice, bookings.move_booking, edited, start=FIRST + DAY)
        assert moved.answer is now(cast.alice, moved).answer is Answer.PENDING

    def test_somebody_else_is_asked_anew_and_for_the_own_rate(
        self, cast: Cast, database: Database
    ) -> None:
        fay = create_member(
            database, tenant_id=cast.alice.tenant_id, name="Fay", role=Role.FREELANCER
        )
        other = create_artist(cast.alice, name="Fay", user_id=fay.user_id)
        mara = create_artist(cast.alice)
        agreed = countered(cast, booked(cast), day_rate=Decimal(500))
        agreed = take(cast.alice, bookings.accept_counter, agreed)
        hers = change(cast.alice, agreed, artist_id=other.id)
        assert (hers.answer, hers.day_rate) == (Answer.PENDING, None)
        nobodys = change(cast.alice, hers, artist_id=mara.id)
        assert now(cast.alice, nobodys).answer is None

    def test_a_bulk_of_moves_asks_anew(self, cast: Cast) -> None:
        first = take(cast.bob, bookings.accept_booking, booked(cast))
        second = booked(cast, start=FIRST + 3 * DAY)
        swapped = [(first, second.start), (second, first.start)]
        moves = [Move(booking_id=b.id, seen_version=b.version, start=at) for b, at in swapped]
        with working(cast.alice) as work:
            report = bookings.move_bookings(work, moves=moves)
        assert [item.booking.answer for item in report if item.booking] == [Answer.PENDING] * 2
        assert now(cast.alice, first).answer is Answer.PENDING

    def test_a_won_challenge_asks(self, cast: Cast) -> None:
        first, second = (booked(cast, status=Status.HOLD) for _ in range(2))
        take(cast.alice, bookings.challenge_hold, second)
        take(cast.alice, bookings.release_booking, now(cast.alice, first))
        won = now(cast.alice, second)
        assert (won.status, won.answer) == (Status.PENCIL, Answer.PENDING)

    def test_what_ends_asks_no_more(self, cast: Cast) -> None:
        gone = take(cast.alice, bookings.release_booking, booked(cast))
        assert now(cast.alice, gone).answer is None


class TestTheArtist:
    def test_accepts(self, cast: Cast) -> None:
        yes = take(cast.bob, bookings.accept_booking, booked(cast))
        assert now(cast.alice, yes).answer is Answer.ACCEPTED
        told = facts(cast.alice, yes)[-1]
        assert (told.name, told.by) == ("BookingAccepted", "Bob")
        with pytest.raises(AnsweredSo):
            take(cast.bob, bookings.accept_booking, yes)

    def test_declines_and_the_queue_moves_up(self, cast: Cast) -> None:
        booking = booked(cast)
        hold = booked(cast, status=Status.HOLD)
        assert now(cast.alice, hold).rank == 2
        no = take(cast.bob, bookings.decline_booking, booking)
        assert (no.status, no.answer) == (Status.DECLINED, Answer.DECLINED)
        assert now(cast.alice, hold).rank == 1
        assert facts(cast.alice, no)[-1].after["answer"] == "declined"

    def test_thinks_again_while_the_booking_stands(self, cast: Cast) -> None:
        yes = take(cast.bob, bookings.accept_booking, booked(cast))
        other = countered(cast, yes, words="A week later?")
        assert other.answer is Answer.COUNTERED
        again = take(cast.bob, bookings.accept_booking, other)
        assert (again.answer, again.counter) == (Answer.ACCEPTED, None)
        no = take(cast.bob, bookings.decline_booking, again)
        with pytest.raises(BookingEnded):
            take(cast.bob, bookings.accept_booking, no)

    def test_suggests_dates_a_rate_a_word(self, cast: Cast) -> None:
        booking = booked(cast)
        other = countered(cast, booking, day_rate=Decimal("520.50"), words=" Later? ")
        shift = other.counter and other.counter.start and other.counter.start - booking.start
        assert shift == 7 * DAY
        stored = now(cast.alice, other).counter
        assert stored == other.counter
        assert stored is not None
        assert (stored.day_rate, stored.words) == (Decimal("520.50"), "Later?")
        assert now(cast.alice, other).start == booking.start

    @pytest.mark.parametrize(
        ("wish", "field"),
        [
            ({}, "startTime"),
            ({"start": date(2020, 1, 1), "end": date(2020, 1, 3)}, "startTime"),
            ({"day_rate": Decimal(-1)}, "dayRate"),
            ({"words": "x" * 501}, "words"),
            ({"words": "\0"}, "words"),
        ],
    )
    def test_suggests_something_that_can_be(
        self, cast: Cast, wish: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(BadCounter) as refused:
            take(cast.bob, bookings.counter_booking, booked(cast), **wish)
        assert list(refused.value.fields) == [field]

    def test_is_asked_nothing_by_a_hold_or_when_it_is_over(self, cast: Cast) -> None:
        with pytest.raises(NotAsked):
            take(cast.bob, bookings.accept_booking, booked(cast, status=Status.HOLD))
        yesterday = datetime.now(UTC).date() - 2 * timedelta(days=1)
        with pytest.raises(NotAsked):
            take(cast.bob, bookings.accept_booking, booked(cast, start=yesterday, days=1))

    def test_answers_what_was_seen(self, cast: Cast) -> None:
        booking = booked(cast)
        take(cast.alice, bookings.move_booking, booking, start=FIRST + DAY)
        for answer in (bookings.accept_booking, bookings.counter_booking):
            with pytest.raises(StaleBooking) as refused:
                take(cast.bob, answer, booking)
            assert refused.value.current.version == 2

    @pytest.mark.parametrize("answer", [bookings.accept_booking, bookings.counter_booking])
    def test_nobody_answers_for_another(
        self, cast: Cast, database: Database, answer: Callable[..., BookingRow]
    ) -> None:
        mara = create_artist(cast.alice)
        hers, bobs = create_booking(cast.alice, mara.id, start=FIRST), booked(cast)
        with pytest.raises(NoSuchBooking):
            take(cast.bob, answer, hers)
        with pytest.raises(NoSuchBooking):
            take(cast.charlie, answer, bobs)
        with pytest.raises(NotTheirs):
            take(cast.alice, answer, bobs)


class TestTheStudio:
    def test_takes_the_suggestion(self, cast: Cast) -> None:
        booking = booked(cast)
        other = countered(cast, booking, day_rate=Decimal(500))
        taken = take(cast.alice, bookings.accept_counter, other)
        stored = now(cast.alice, taken)
        assert (stored.start, stored.end) == (booking.start + 7 * DAY, booking.end + 7 * DAY)
        assert (stored.answer, stored.counter) == (Answer.ACCEPTED, None)
        with reading(cast.alice) as work:
            rate = booking_details(work, taken.id).rate
        assert rate is not None
        assert rate.day == Decimal(500)
        assert events(cast.alice, booking)[-2:] == ["BookingCountered", "CounterAccepted"]

    def test_only_where_the_artist_is_free(self, cast: Cast) -> None:
        other = countered(cast, booked(cast))
        booked(cast, start=FIRST + 7 * DAY, title="Harbour")
        with pytest.raises(ArtistBusy, match="Harbour"):
            take(cast.alice, bookings.accept_counter, other)
        assert now(cast.alice, other).answer is Answer.COUNTERED

    def test_drops_the_suggestion_and_asks_again(self, cast: Cast) -> None:
        booking = booked(cast)
        dropped = take(cast.alice, bookings.drop_counter, countered(cast, booking))
        assert (dropped.answer, dropped.counter, dropped.start) == (
            Answer.PENDING,
            None,
            booking.start,
        )
        for settle in (bookings.drop_counter, bookings.accept_counter):
            with pytest.raises(NothingSuggested):
                take(cast.alice, settle, dropped)

    @pytest.mark.parametrize("settle", [bookings.accept_counter, bookings.drop_counter])
    def test_nobody_else_settles(self, cast: Cast, settle: Callable[..., BookingRow]) -> None:
        other = countered(cast, booked(cast))
        with pytest.raises(NotAllowed):
            take(cast.bob, settle, other)
        with pytest.raises(NoSuchBooking):
            take(cast.charlie, settle, other)

    def test_a_suggestion_goes_with_a_move(self, cast: Cast) -> None:
        other = countered(cast, booked(cast))
        moved = take(cast.alice, bookings.move_booking, other, start=FIRST + DAY)
        assert (moved.answer, now(cast.alice, moved).counter) == (Answer.PENDING, None)


class TestAcceptanceRequired:
    @pytest.fixture(autouse=True)
    def wait_for_answers(self, cast: Cast) -> None:
        set_policy(cast.alice, acceptance_required=True)

    def test_nothing_is_confirmed_before_it_is_accepted(self, cast: Cast) -> None:
        pencil = booked(cast)
        with pytest.raises(NotAccepted, match="wait for the answer"):
            take(cast.alice, bookings.confirm_booking, pencil)
        yes = take(cast.bob, bookings.accept_booking, pencil)
        assert take(cast.alice, bookings.confirm_booking, yes).status is Status.CONFIRMED

    def test_who_was_not_asked_is_asked_by_a_pencil(self, cast: Cast) -> None:
        with pytest.raises(NotAccepted, match="make it a pencil first"):
            booked(cast, status=Status.CONFIRMED)
        with pytest.raises(NotAccepted, match="make it a pencil first"):
            take(cast.alice, bookings.confirm_booking, booked(cast, status=Status.HOLD))
        assert cast.bob.artist_id
        one = NewBooking(
            artist_id=cast.bob.artist_id, start=FIRST, end=FIRST + DAY, status=Status.CONFIRMED
        )
        with working(cast.alice) as work, pytest.raises(bookings.BulkRefused, match="asked yet"):
            bookings.create_bookings(work, items=[one])

    def test_who_cannot_be_asked_is_confirmed(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        firm = create_booking(cast.alice, mara.id, start=FIRST, status=Status.CONFIRMED)
        assert firm.status is Status.CONFIRMED

    def test_an_undo_waits_as_well(self, cast: Cast) -> None:
        firm = take(
            cast.alice,
            bookings.confirm_booking,
            take(cast.bob, bookings.accept_booking, booked(cast)),
        )
        back = take(cast.alice, bookings.step_back, firm)
        set_policy(cast.alice, acceptance_required=False)
        moved = take(cast.alice, bookings.move_booking, back, start=FIRST + DAY)
        firm = take(cast.alice, bookings.confirm_booking, moved)
        assert undo(cast.alice).bookings[0].status is Status.PENCIL
        set_policy(cast.alice, acceptance_required=True)
        with pytest.raises(NotAccepted):
            redo(cast.alice)


class TestUndo:
    def test_a_move_taken_back_brings_its_answer_back(self, cast: Cast) -> None:
        yes = take(cast.bob, bookings.accept_booking, booked(cast))
        take(cast.alice, bookings.move_booking, yes, start=FIRST + DAY)
        back = undo(cast.alice).bookings[0]
        assert (back.start, back.answer) == (yes.start, Answer.ACCEPTED)
        assert redo(cast.alice).bookings[0].answer is Answer.PENDING

    def test_an_answer_since_makes_it_outdated(self, cast: Cast) -> None:
        yes = take(cast.bob, bookings.accept_booking, booked(cast))
        moved = take(cast.alice, bookings.move_booking, yes, start=FIRST + DAY)
        take(cast.bob, bookings.accept_booking, moved)
        with pytest.raises(ChangedSince):
            undo(cast.alice)
        anyway = undo(cast.alice, anyway=True).bookings[0]
        assert (anyway.start, anyway.answer) == (yes.start, Answer.PENDING)

    def test_a_taken_suggestion_is_open_again(self, cast: Cast) -> None:
        other = countered(cast, booked(cast), day_rate=Decimal(500))
        take(cast.alice, bookings.accept_counter, other)
        back = undo(cast.alice).bookings[0]
        stored = now(cast.alice, back)
        assert (stored.start, stored.answer, stored.counter) == (
            other.start,
            Answer.COUNTERED,
            other.counter,
        )
        assert stored.day_rate is None
        again = redo(cast.alice).bookings[0]
        assert (again.answer, again.day_rate) == (Answer.ACCEPTED, Decimal(500))

    def test_a_no_that_a_planner_noted_is_taken_back(self, cast: Cast) -> None:
        take(cast.alice, bookings.decline_booking, booked(cast))
        assert undo(cast.alice).bookings[0].answer is Answer.PENDING

    def test_an_end_taken_back_keeps_the_acceptance(self, cast: Cast) -> None:
        yes = take(cast.bob, bookings.accept_booking, booked(cast))
        take(cast.alice, bookings.release_booking, yes)
        assert undo(cast.alice).bookings[0].answer is Answer.ACCEPTED


class TestTheBoard:
    def test_a_bar_says_what_waits(self, cast: Cast) -> None:
        booking = booked(cast)
        told: list[str] = []
        for step in (
            lambda: booking,
            lambda: countered(cast, now(cast.alice, booking)),
            lambda: take(cast.alice, bookings.drop_counter, now(cast.alice, booking)),
            lambda: take(cast.bob, bookings.accept_booking, now(cast.alice, booking)),
        ):
            board = snapshot(cast.alice)
            step()
            fresh, change = snapshot(cast.alice), patch(cast.alice, board["seq"])
            assert same_board(patched(board, change), fresh)
            told.append(bar_of(fresh, booking.id)[ANSWER])
        assert told == ["pending", "countered", "pending", ""]

    def test_the_patch_says_who_answered(self, cast: Cast) -> None:
        booking = booked(cast)
        since = snapshot(cast.alice)["seq"]
        take(cast.bob, bookings.decline_booking, booking)
        change = patch(cast.alice, since)
        assert change["gone"] == [str(booking.id)]
        assert change["by"]["name"] == "Bob"


def test_a_counter_comes_back_as_it_was_told() -> None:
    counter = Counter(start=datetime(2031, 3, 1, tzinfo=UTC), day_rate=Decimal("1.50"), words="x")
    assert Counter.of(counter.told()) == counter
    assert Counter.of(None) is None


def test_somebody_may_be_artist_and_planner(cast: Cast) -> None:
    mara = create_artist(cast.alice, user_id=cast.alice.user_id)
    herself: Actor = replace(cast.alice, artist_id=mara.id)
    booking = create_booking(cast.alice, mara.id, start=FIRST, status=Status.PENCIL)
    assert take(herself, bookings.accept_booking, booking).answer is Answer.ACCEPTED
    assert undo(cast.alice).bookings[0].answer is Answer.PENDING
