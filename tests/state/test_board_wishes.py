"""What the board's hands may ask for, and that one service does it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from production_tool.domain.bookings import Alternative, ArtistBusy, Status
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import Invalid
from production_tool.services.undo import MOST
from production_tool.services.work import working
from production_tool.state.asked import Act, Change, understood
from production_tool.state.wish import Wish
from production_tool.state.wishes import grant
from tests.factories import Cast, create_artist

MONDAY = datetime.combine(date(2031, 3, 3), time())


def a_day(number: int) -> datetime:
    return MONDAY + timedelta(days=number)


def grant_to(actor: Any, wish: Wish) -> Any:
    with working(actor) as work:
        return grant(work, wish=wish)


def drawn(artist_id: Any, first: int, last: int, **more: Any) -> Wish:
    return Wish(
        kind="create",
        artist_id=artist_id,
        start=a_day(first),
        end=a_day(last),
        title="Spot",
        **more,
    )


class TestUnderstood:
    def test_a_bar_let_go(self) -> None:
        one, other = new_id(), new_id()
        sent = {
            "bookingId": str(one),
            "artistId": str(other),
            "start": "2031-03-03T00:00",
            "end": "2031-03-05T00:00",
            "version": 3,
        }
        change = understood(Change, sent)
        assert (change.booking_id, change.artist_id, change.version) == (one, other, 3)
        assert change.start == MONDAY

    @pytest.mark.parametrize("sent", [None, [], {}, {"bookingId": "x"}, {"action": "pencil"}])
    def test_nonsense_is_refused_in_words(self, sent: Any) -> None:
        with pytest.raises(Invalid, match="unreadable"):
            understood(Act, sent)

    def test_too_many_at_once_are_refused_in_words(self) -> None:
        items = [{"bookingId": str(new_id()), "version": 1}] * (MOST + 1)
        with pytest.raises(Invalid, match=f"Up to {MOST} bars"):
            understood(Act, {"action": "pencil", "items": items})

    def test_a_made_up_field_is_nonsense_too(self) -> None:
        sent = {"bookingId": str(new_id()), "action": "pencil", "version": 1, "tenantId": "mine"}
        with pytest.raises(Invalid):
            understood(Act, sent)


class TestGrant:
    def test_drawn_moved_made_longer_and_confirmed(self, cast: Cast) -> None:
        mara, jonas = create_artist(cast.alice), create_artist(cast.alice, name="Jonas")
        hold = grant_to(cast.alice, drawn(mara.id, 0, 3))
        assert hold.status is Status.HOLD
        wish = Wish(kind="move", booking_id=hold.id, artist_id=jonas.id, start=a_day(7), version=1)
        moved = grant_to(cast.alice, wish)
        assert (moved.artist_id, moved.end - moved.start) == (jonas.id, timedelta(days=3))
        longer = replace(wish, kind="resize", version=2, end=a_day(12))
        assert grant_to(cast.alice, longer).end - moved.start == timedelta(days=5)
        step = Wish(kind="step", step="confirm", booking_id=hold.id, version=3)
        assert grant_to(cast.alice, step).status is Status.CONFIRMED

    def test_a_refused_wish_is_granted_at_the_place_offered(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        grant_to(cast.alice, drawn(mara.id, 0, 3, status=Status.CONFIRMED))
        wish = drawn(mara.id, 1, 3, status=Status.PENCIL)
        with pytest.raises(ArtistBusy) as refused:
            grant_to(cast.alice, wish)
        offer = refused.value.alternatives[0]
        made = grant_to(cast.alice, wish.instead(offer))
        assert (made.status, made.start) == (Status.PENCIL, offer.start)

    def test_a_step_refused_here_is_taken_there(self, cast: Cast) -> None:
        mara, jonas = create_artist(cast.alice), create_artist(cast.alice, name="Jonas")
        hold = grant_to(cast.alice, drawn(mara.id, 0, 2))
        offer = Alternative(
            artist_id=jonas.id,
            artist="Jonas",
            start=hold.start.astimezone(UTC),
            end=hold.end.astimezone(UTC),
        )
        step = Wish(kind="step", step="pencil", booking_id=hold.id, version=1)
        done = grant_to(cast.alice, step.instead(offer))
        assert (done.artist_id, done.status) == (jonas.id, Status.PENCIL)

    def test_there_are_no_other_steps(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            grant_to(cast.alice, Wish(kind="step", step="delete", booking_id=new_id()))
