"""The board: what a window shows, and that a patched board equals a fresh read."""

from datetime import UTC, date, datetime

import pytest

from production_tool.domain.bookings import Status
from production_tool.domain.periods import BadPeriod
from production_tool.domain.refusals import NotAllowed
from production_tool.services import bookings, projects
from production_tool.services.bookings import Change
from production_tool.services.queries import board as queries
from production_tool.services.queries.board import BoardFilter, board_seq
from production_tool.services.work import reading, working
from tests.factories import Cast, age_hold, create_artist, create_booking, create_project
from tests.servers import Database
from tests.services.boards import (
    DAY,
    FIRST,
    ROLES_ROW,
    bar_of,
    patch,
    patched,
    same_board,
    snapshot,
)


class TestBoardSnapshot:
    def test_a_bar_says_what_the_widget_draws(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, name="Mara Lindt", title="Compositor", department="Comp")
        project = create_project(cast.alice, code="KES100", title="Spot", colour="#112233")
        booking = create_booking(
            cast.alice, mara.id, start=FIRST, days=3, project_id=project.id, title="retakes"
        )
        board = snapshot(cast.alice)
        minutes = (FIRST - date(1970, 1, 1)).days * 1440
        assert bar_of(board, booking.id) == [
            str(booking.id),
            str(mara.id),
            minutes,
            minutes + 3 * 1440,
            "hold",
            1,
            "KES100 retakes",
            1,
            board["bars"][0][8],
            "#112233",
            str(project.id),
            0,
            "",
        ]
        office = [[[540, 780], [840, 1080]]] * 5 + [[], []]
        assert [str(mara.id), "Mara Lindt", "Compositor", "Comp", [5, 6], office] in board["rows"]
        assert board["at"] is None
        assert (board["zone"], board["from"]) == ("Europe/Berlin", FIRST.isoformat())
        assert abs(board["now"] * 60 - booking.created_at.timestamp()) < 4 * 3600

    @pytest.mark.parametrize(
        ("start", "end", "drawn"),
        [
            ((0, 30), (1, 10), (150, 190)),  # 02:30 to 02:10 by the clock: 40 minutes
            ((0, 0), (1, 0), (120, 180)),  # 02:00 to 02:00
            ((0, 30), (4, 0), (150, 300)),  # what is longer ends where the clock says
            ((1, 0), (2, 30), (120, 210)),
        ],
    )
    def test_in_the_hour_that_comes_twice_a_bar_is_as_long_as_it_lasts(
        self,
        cast: Cast,
        start: tuple[int, int],
        end: tuple[int, int],
        drawn: tuple[int, int],
    ) -> None:
        night = [datetime(2031, 10, 26, *each, tzinfo=UTC) for each in (start, end)]
        mara = create_artist(cast.alice)
        since = snapshot(cast.alice)["seq"]
        with working(cast.alice) as work:
            booking = bookings.create_booking(
                work, artist_id=mara.id, start=night[0], end=night[1], title="Night"
            )
        midnight = (date(2031, 10, 26) - date(1970, 1, 1)).days * 1440
        seen = bar_of(snapshot(cast.alice, days=300), booking.id)
        assert (seen[2] - midnight, seen[3] - midnight) == drawn
        assert bar_of(patch(cast.alice, since, everywhere=True), booking.id) == seen

    def test_bars_are_live_claims_in_queue_order(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        held = [create_booking(cast.alice, mara.id, start=FIRST, days=2) for _ in range(3)]
        pencil = create_booking(cast.alice, mara.id, start=FIRST, days=1, status=Status.PENCIL)
        firm = create_booking(
            cast.alice, mara.id, start=FIRST + 9 * DAY, days=1, status=Status.CONFIRMED
        )
        with working(cast.alice) as work:
            bookings.release_booking(work, booking_id=held[0].id, seen_version=1)
        bars = snapshot(cast.alice)["bars"]
        assert [bar[0] for bar in bars] == [str(b.id) for b in (firm, pencil, held[1], held[2])]
        assert [bar[5] for bar in bars] == [0, 0, 2, 3]

    def test_the_rank_counts_claims_outside_the_window_too(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST - 5 * DAY, days=2)
        long = create_booking(cast.alice, mara.id, start=FIRST - 5 * DAY, days=20)
        assert bar_of(snapshot(cast.alice), long.id)[5] == 2

    def test_a_lapsed_hold_is_gone_before_anybody_sweeps(
        self, cast: Cast, database: Database
    ) -> None:
        mara = create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST, days=2)
        second = create_booking(cast.alice, mara.id, start=FIRST, days=2)
        age_hold(database, first)
        board = snapshot(cast.alice)
        assert [bar[0] for bar in board["bars"]] == [str(second.id)]
        assert board["bars"][0][5] == 1

    def test_filters_narrow_rows_and_their_bars(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, name="Mara Lindt", department="Comp")
        ugo = create_artist(cast.alice, name="Ugo Ferri", department="FX")
        for artist in (mara, ugo):
            create_booking(cast.alice, artist.id, start=FIRST, days=1)
            create_booking(cast.alice, artist.id, start=FIRST, days=1, status=Status.PENCIL)
        fx = snapshot(cast.alice, BoardFilter(department="FX"))
        assert [row[1] for row in fx["rows"]] == ["Unassigned", "Ugo Ferri"]
        assert {bar[1] for bar in fx["bars"]} == {str(ugo.id)}
        firm = snapshot(cast.alice, BoardFilter(search="lindt", statuses=(Status.PENCIL,)))
        assert [(bar[1], bar[4]) for bar in firm["bars"]] == [(str(mara.id), "pencil")]
        assert snapshot(cast.alice, BoardFilter(search="100%"))["rows"] == [ROLES_ROW]

    def test_charlie_sees_nothing_of_it_and_bob_may_not(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST, days=1)
        board = snapshot(cast.charlie)
        assert (board["rows"], board["bars"]) == ([ROLES_ROW], [])
        with pytest.raises(NotAllowed):
            snapshot(cast.bob)

    @pytest.mark.parametrize("days", [0, -1, 900])
    def test_a_window_that_makes_no_sense_is_refused(self, cast: Cast, days: int) -> None:
        with pytest.raises(BadPeriod):
            snapshot(cast.alice, days=days)


class TestBoardChanges:
    def test_for_each_event_the_patched_board_equals_a_fresh_read(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo Ferri")
        project = create_project(cast.alice)
        rival = create_booking(cast.alice, mara.id, start=FIRST, days=5)
        board = snapshot(cast.alice)

        def catch_up() -> None:
            nonlocal board
            change = patch(cast.alice, board["seq"])
            assert change["prev"] == board["seq"]
            board = patched(board, change)
            assert same_board(board, snapshot(cast.alice))

        mine = create_booking(cast.alice, mara.id, start=FIRST + DAY, days=3)
        catch_up()
        assert bar_of(board, mine.id)[5] == 2
        for verb, arguments in [
            (bookings.change_booking, {"change": Change(end=FIRST + 3 * DAY)}),
            (bookings.move_booking, {"start": FIRST + 2 * DAY}),
            (bookings.move_booking, {"artist_id": ugo.id}),
            (bookings.change_booking, {"change": Change(title="roto", project_id=project.id)}),
            (bookings.pencil_booking, {}),
            (bookings.confirm_booking, {}),
            (bookings.step_back, {}),
            (bookings.step_back, {}),
            (bookings.move_booking, {"artist_id": mara.id}),
            (bookings.move_booking, {"start": FIRST + 300 * DAY}),
            (bookings.move_booking, {"start": FIRST + DAY}),
            (bookings.release_booking, {}),
        ]:
            with working(cast.alice) as work:
                mine = verb(work, booking_id=mine.id, seen_version=mine.version, **arguments)
            catch_up()
        with working(cast.alice) as work:
            bookings.confirm_booking(work, booking_id=rival.id, seen_version=1)
        catch_up()
        create_artist(cast.alice, name="Wim Aalto")
        catch_up()

    def test_more_than_a_patch_can_hold_is_read_again(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queries, "MANY_CHANGES", 3)
        mara, since = create_artist(cast.alice), snapshot(cast.alice)["seq"]
        for number in range(2):
            create_booking(cast.alice, mara.id, start=FIRST + number * DAY)
        assert len(patch(cast.alice, since)["bars"]) == 2
        create_booking(cast.alice, mara.id, start=FIRST + 2 * DAY)
        assert patch(cast.alice, since) == {"reset": True, "seq": since + 3}

    def test_several_changes_come_in_one_patch(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo Ferri")
        mine = create_booking(cast.alice, mara.id, start=FIRST, days=3)
        behind = create_booking(cast.alice, mara.id, start=FIRST, days=3)
        board = snapshot(cast.alice)
        for artist in (ugo, mara, ugo):
            with working(cast.alice) as work:
                mine = bookings.move_booking(
                    work, booking_id=mine.id, seen_version=mine.version, artist_id=artist.id
                )
        assert bar_of(board, behind.id)[5] == 2
        board = patched(board, patch(cast.alice, board["seq"]))
        assert bar_of(board, behind.id)[5] == 1
        assert same_board(board, snapshot(cast.alice))

    def test_a_patch_says_only_what_it_must(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST + 20 * DAY, days=3)
        seq = snapshot(cast.alice)["seq"]
        mine = create_booking(cast.alice, mara.id, start=FIRST, days=3)
        change = patch(cast.alice, seq)
        assert [bar[0] for bar in change["bars"]] == [str(mine.id)]
        assert (change["rows"], change["gone"]) == ([], [])

    def test_nothing_new_is_an_empty_patch(self, cast: Cast) -> None:
        seq = snapshot(cast.alice)["seq"]
        change = patch(cast.alice, seq)
        assert change == {"seq": seq, "prev": seq, "rows": [], "bars": [], "gone": [], "by": None}

    def test_what_a_patch_cannot_tell_is_read_again(self, cast: Cast) -> None:
        project = create_project(cast.alice)
        seq = snapshot(cast.alice)["seq"]
        assert patch(cast.alice, seq + 1) == {"reset": True, "seq": seq}
        with working(cast.alice) as work:
            projects.archive_project(work, project_id=project.id, seen_version=1)
        assert patch(cast.alice, seq) == {"reset": True, "seq": seq + 1}

    def test_the_clock_is_nobody_elses(self, cast: Cast) -> None:
        with reading(cast.charlie) as work:
            before = board_seq(work)
        create_artist(cast.alice)
        with reading(cast.charlie) as work:
            assert board_seq(work) == before
