"""The board as it was: at each instant, what a screen showed then."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from production_tool.domain.artists import Skill
from production_tool.domain.refusals import NotAllowed
from production_tool.services import artists, bookings
from production_tool.services.queries.board import BoardFilter, Group, NotYet
from production_tool.services.work import working
from tests.factories import Cast, create_artist, create_booking, create_cast
from tests.servers import Database
from tests.services.board_story import STEPS, UNHURRIED, perform, stage_for
from tests.services.boards import DAY, FIRST, ROLES_ROW, dated, same_board, snapshot

Board = dict[str, Any]


def shows(past: Board, then: Board) -> bool:
    return same_board(past, then) and past["zone"] == then["zone"]


class TestBoardInThePast:
    def test_before_the_studio_there_was_nothing(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST)
        long_ago = snapshot(cast.alice, at=datetime(2001, 1, 1, tzinfo=UTC))
        assert (long_ago["bars"], long_ago["shades"], long_ago["seq"]) == ([], [], 0)
        assert long_ago["rows"] == []

    def test_it_says_when_it_was(self, cast: Cast) -> None:
        at, board = dated(cast.alice)
        past = snapshot(cast.alice, at=at)
        assert past.keys() == board.keys()
        assert 0 <= past["now"] - past["at"] <= 1

    def test_a_lapsed_hold_counted_while_it_lived(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        soon = datetime.now(UTC) + timedelta(seconds=2)
        create_booking(cast.alice, mara.id, start=FIRST, days=2, expires_at=soon)
        create_booking(cast.alice, mara.id, start=FIRST, days=2)
        with working(cast.alice) as work:
            while datetime.now(UTC) <= soon:
                work.connection.exec_driver_sql("SELECT pg_sleep(0.1)")
        assert [bar[5] for bar in snapshot(cast.alice, at=soon)["bars"]] == [1]
        before = soon - timedelta(milliseconds=1)
        assert [bar[5] for bar in snapshot(cast.alice, at=before)["bars"]] == [1, 2]
        create_artist(cast.alice)  # stamps it
        assert [bar[5] for bar in snapshot(cast.alice, at=before)["bars"]] == [1, 2]

    def test_a_skill_that_was_given_up_is_there_again(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, skills=(Skill("nuke", 3),))
        known = BoardFilter(skill="nuke")
        at, board = dated(cast.alice, known)
        with working(cast.alice) as work:
            artists.update_artist(work, artist_id=mara.id, seen_version=1, skills=())
        after, _ = dated(cast.alice, known)
        assert snapshot(cast.alice, known, at=at)["rows"] == board["rows"]
        assert snapshot(cast.alice, known, at=after)["rows"] == [ROLES_ROW]

    def test_half_a_write_was_never_there(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        at, board = dated(cast.alice)
        days: dict[str, Any] = {"artist_id": mara.id, "start": FIRST, "end": FIRST + DAY}
        with working(cast.alice) as work:
            bookings.create_booking(work, **days)
            work.connection.exec_driver_sql("SELECT pg_sleep(0.02)")
            middle = datetime.now(UTC)
            work.connection.exec_driver_sql("SELECT pg_sleep(0.02)")
            bookings.create_booking(work, **days)
        assert shows(snapshot(cast.alice, at=middle), board)
        assert shows(snapshot(cast.alice, at=at), board)
        assert len(snapshot(cast.alice, at=datetime.now(UTC))["bars"]) == 2

    def test_the_future_is_refused(self, cast: Cast) -> None:
        with pytest.raises(NotYet):
            snapshot(cast.alice, at=datetime.now(UTC) + timedelta(minutes=1))

    def test_charlie_sees_nothing_of_it_and_bob_may_not(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST)
        at, _ = dated(cast.alice)
        seen = snapshot(cast.charlie, at=at)
        assert (seen["rows"], seen["bars"]) == ([ROLES_ROW], [])
        with pytest.raises(NotAllowed):
            snapshot(cast.bob, at=at)


@given(
    story=st.lists(STEPS, min_size=12, max_size=25),
    narrowed=st.builds(
        BoardFilter, group=st.sampled_from(Group), skill=st.sampled_from(["", "FX"])
    ),
)
@settings(UNHURRIED, max_examples=12)
def test_each_instant_shows_what_a_screen_showed(
    database: Database, story: list[tuple[Any, ...]], narrowed: BoardFilter
) -> None:
    alice = create_cast(database).alice
    stage = stage_for(alice)
    seen = [dated(alice, narrowed)]
    for step in story:
        perform(stage, step)
        seen.append(dated(alice, narrowed))
    for at, board in seen:
        assert shows(snapshot(alice, narrowed, at=at), board), story
