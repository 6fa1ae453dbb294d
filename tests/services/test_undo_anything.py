"""Whatever somebody does: all of it undone is the start, all of it done again is the end."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import Status
from production_tool.domain.refusals import Refusal
from production_tool.domain.undoing import NothingToUndo
from production_tool.services import bookings
from production_tool.services.bookings import Change, Move
from production_tool.services.queries.bookings import BookingView, list_bookings
from production_tool.services.queries.paging import Ask
from production_tool.services.work import reading, working
from tests.examples import fewer
from tests.factories import (
    create_artist,
    create_booking,
    create_member,
    create_studio,
)
from tests.servers import Database
from tests.services.deeds import place_of, redo, undo

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["create", "move", "place", "edit", "step", "step", "bulk", "end"]),
        st.integers(0, 5),
        st.integers(0, 1),
        st.integers(0, 20),
        st.sampled_from(list(Status)),
    ),
    min_size=3,
    max_size=14,
)


@settings(
    max_examples=fewer(0.15),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(deeds=DEEDS)
def test_all_undone_is_the_start_and_all_done_again_the_end(
    database: Database, deeds: list[tuple[str, int, int, int, Status]]
) -> None:
    studio = create_studio(database)
    dana = create_member(database, tenant_id=studio)
    alice = create_member(database, tenant_id=studio, name="Alice")
    artists = [create_artist(dana).id for _ in range(2)]
    for number in range(4):
        status = [Status.HOLD, Status.PENCIL, Status.HOLD, Status.CONFIRMED][number]
        create_booking(dana, artists[number % 2], start=FIRST + 3 * number * DAY, status=status)
    start = standing(alice)
    for deed in deeds:
        attempt(alice, artists, deed)
    end = standing(alice)
    until_nothing(alice, undo)
    assert standing(alice) == start
    until_nothing(alice, redo)
    assert standing(alice) == end


def attempt(alice: Actor, artists: list[Any], deed: tuple[str, int, int, int, Status]) -> None:
    """One deed on one of the live bookings; it may well be refused."""
    kind, which, whose, day, to = deed
    with reading(alice) as work:
        live = [row for row in list_bookings(work, ask=Ask(limit=200)).rows if row.is_live]
    row = live[which % len(live)] if live else None
    start = FIRST + day * DAY
    try:
        with working(alice) as work:
            if kind == "create" or row is None:
                bookings.create_booking(
                    work, artist_id=artists[whose], start=start, end=start + 2 * DAY, status=to
                )
                return
            seen = {"booking_id": row.id, "seen_version": row.version}
            match kind:
                case "move":
                    bookings.move_booking(work, **seen, artist_id=artists[whose], start=start)
                case "place":
                    wish = Change(artist_id=artists[whose], start=start, end=start + 4 * DAY)
                    bookings.change_booking(work, **seen, change=wish)
                case "edit":
                    wish = Change(title=f"Title {day}", notes=f"{whose}")
                    bookings.change_booking(work, **seen, change=wish)
                case "end":
                    bookings.end_booking(work, **seen)
                case "bulk":
                    bookings.move_bookings(work, moves=swapped(live[:3]))
                case _:
                    STEPS[day % len(STEPS)](work, **seen)
    except Refusal:
        pass


STEPS = [bookings.pencil_booking, bookings.confirm_booking, bookings.step_back]


def swapped(rows: list[BookingView]) -> list[Move]:
    """Each goes where the next one stands."""
    return [
        Move(booking_id=a.id, seen_version=a.version, artist_id=b.artist_id, start=b.start)
        for a, b in zip(rows, rows[1:] + rows[:1], strict=True)
    ]


def standing(actor: Actor) -> dict[Any, tuple[Any, ...]]:
    """Everything on the board."""
    with reading(actor) as work:
        rows = [row for row in list_bookings(work, ask=Ask(limit=200)).rows if row.is_live]
    return {
        row.id: (*place_of(row), row.status, row.title, row.notes, row.expires_at) for row in rows
    }


def until_nothing(actor: Actor, turn: Any) -> None:
    while True:
        try:
            turn(actor)
        except NothingToUndo:
            return
