"""Lanes: no two bars of a lane overlap, whatever window or filter they are looked at through."""

from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

import psycopg
from hypothesis import given, settings
from hypothesis import strategies as st

from production_tool.domain.bookings import Status
from production_tool.infra.settings import libpq
from production_tool.services import bookings
from production_tool.services.bookings import Change
from production_tool.services.queries.board import BoardFilter, Group
from production_tool.services.work import working
from tests.examples import fewer
from tests.factories import Cast, age_hold, create_artist, create_booking, create_cast, create_role
from tests.servers import Database
from tests.services.board_story import STEPS, UNHURRIED, perform, stage_for
from tests.services.boards import DAY, FIRST, bar_of, dated, patch, patched, same_board, snapshot

NOON = datetime(2031, 3, 10, 12)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=25)


def lanes(board: dict[str, Any]) -> dict[str, int]:
    return {bar[0]: bar[11] for bar in board["bars"]}


def lane_of(board: dict[str, Any], row: Any) -> int:
    return bar_of(board, row.id)[11]


def overlap(one: list[Any], other: list[Any]) -> bool:
    return one[1] == other[1] and one[2] < other[3] and other[2] < one[3]


class TestTheRule:
    @given(taken=SPANS, spans=SPANS)
    def test_each_lies_in_the_first_lane_with_room(
        self, database: Database, taken: list[tuple[int, int]], spans: list[tuple[int, int]]
    ) -> None:
        with psycopg.connect(libpq(database.url)) as program:
            found = program.execute(
                "SELECT app.lanes((SELECT coalesce(range_agg(t::tstzrange), '{}')"
                " FROM unnest(%s::text[]) t), %s::text[]::tstzrange[])",
                [_told(taken), _told(spans)],
            ).fetchone()
        assert found is not None
        before = [(0, span) for span in taken]
        for lane, span in zip(found[0], spans, strict=True):
            barred = {other for other, there in before if _meet(there, span)}
            assert lane == min(set(range(len(barred) + 1)) - barred)
            before.append((lane, span))

    def test_firm_ones_come_first_then_holds_by_their_queue(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        first, second = (create_booking(cast.alice, mara.id, start=FIRST, days=4) for _ in "ab")
        firm = create_booking(
            cast.alice, mara.id, start=FIRST + DAY, days=1, status=Status.CONFIRMED
        )
        board = snapshot(cast.alice)
        assert [lane_of(board, row) for row in (firm, first, second)] == [0, 1, 2]

    def test_a_hold_takes_a_gap_left_of_what_it_waits_for(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST, days=2)
        long = create_booking(cast.alice, mara.id, start=FIRST, days=9)
        later = create_booking(cast.alice, mara.id, start=FIRST + 5 * DAY, days=2)
        board = snapshot(cast.alice)
        assert (lane_of(board, long), lane_of(board, later)) == (1, 0)

    def test_a_lapsed_hold_keeps_no_lane(self, cast: Cast, database: Database) -> None:
        mara = create_artist(cast.alice)
        lapsed, left = (create_booking(cast.alice, mara.id, start=FIRST) for _ in "ab")
        age_hold(database, lapsed)
        assert lane_of(snapshot(cast.alice), left) == 0

    def test_roles_lie_by_age(self, cast: Cast) -> None:
        days = {"start": FIRST, "end": FIRST + 3 * DAY}
        old, new = (create_role(cast.alice, **days) for _ in "ab")
        board = snapshot(cast.alice)
        assert (lane_of(board, old), lane_of(board, new)) == (0, 1)


class TestWhoeverLooks:
    @given(story=st.lists(STEPS, min_size=20, max_size=30), start=st.integers(-3, 5))
    @settings(UNHURRIED, max_examples=fewer(0.1))
    def test_a_lane_is_the_same_in_each_window_and_under_each_filter(
        self, database: Database, story: list[tuple[Any, ...]], start: int
    ) -> None:
        alice = create_cast(database).alice
        stage = stage_for(alice)
        for step in story:
            perform(stage, step)
        board = snapshot(alice)
        for one, other in combinations(board["bars"], 2):
            assert one[11] != other[11] or not overlap(one, other)
        narrow = snapshot(alice, first=FIRST + start * DAY, days=1)
        holds = snapshot(alice, BoardFilter(statuses=(Status.HOLD,)))
        by_project = snapshot(alice, BoardFilter(group=Group.PROJECT))
        every = lanes(snapshot(alice, first=FIRST - 30 * DAY, days=90))
        for part in (board, narrow, holds, by_project):
            assert lanes(part).items() <= every.items()

    def test_a_chain_from_beyond_the_window_counts(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST - 6 * DAY, days=3)
        create_booking(cast.alice, mara.id, start=FIRST - 4 * DAY, days=3)
        seen = create_booking(cast.alice, mara.id, start=FIRST - 5 * DAY, days=20)
        assert lane_of(snapshot(cast.alice), seen) == 2


class TestPatches:
    def test_they_carry_the_holds_behind_those_behind(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo Ferri")
        first = create_booking(cast.alice, mara.id, start=FIRST, days=3)
        second = create_booking(cast.alice, mara.id, start=FIRST + 2 * DAY, days=3)
        third = create_booking(cast.alice, mara.id, start=FIRST + 4 * DAY, days=3)
        beside = create_booking(cast.alice, mara.id, start=FIRST + 20 * DAY, days=3)
        board = snapshot(cast.alice)
        assert [lane_of(board, row) for row in (first, second, third, beside)] == [0, 1, 0, 0]
        with working(cast.alice) as work:
            bookings.move_booking(
                work, booking_id=first.id, seen_version=1, artist_id=ugo.id, start=FIRST
            )
        change = patch(cast.alice, board["seq"])
        assert {bar[0] for bar in change["bars"]} == {str(b.id) for b in (first, second, third)}
        fresh = snapshot(cast.alice)
        assert [lane_of(fresh, row) for row in (first, second, third)] == [0, 0, 1]
        assert same_board(patched(board, change), fresh)

    def test_a_firm_one_concerns_no_hold_beside_it(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST + 9 * DAY, days=3)
        firm = create_booking(cast.alice, mara.id, start=FIRST, status=Status.PENCIL)
        since = snapshot(cast.alice)["seq"]
        with working(cast.alice) as work:
            change = Change(title="Renamed")
            bookings.change_booking(work, booking_id=firm.id, seen_version=1, change=change)
        assert [bar[0] for bar in patch(cast.alice, since)["bars"]] == [str(firm.id)]

    def test_the_past_has_the_lanes_it_had(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        first, second = (create_booking(cast.alice, mara.id, start=FIRST, days=2) for _ in "ab")
        at, then = dated(cast.alice)
        with working(cast.alice) as work:
            bookings.release_booking(work, booking_id=first.id, seen_version=1)
        assert lane_of(snapshot(cast.alice), second) == 0
        past = snapshot(cast.alice, at=at)
        assert lane_of(past, second) == 1
        assert lanes(past) == lanes(then)


def _told(spans: list[tuple[int, int]]) -> list[str]:
    hour = timedelta(hours=1)
    return [f"[{NOON + start * hour},{NOON + (start + length) * hour})" for start, length in spans]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < sum(other) and other[0] < sum(one)
