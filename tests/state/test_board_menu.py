"""Menus, keys and the window that moves a booking: what each leads to."""

import asyncio
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from production_tool.components.board.rules import KEYS
from production_tool.components.board_help import key_text, keys_of
from production_tool.domain.bookings import Status
from production_tool.services import bookings, roles
from production_tool.services.queries.booking_details import booking_details
from production_tool.services.queries.bookings import read_booking
from production_tool.services.queries.roles import find_role
from production_tool.services.undo import undo_last
from production_tool.services.work import reading, working
from production_tool.state.board_commands import Commands
from production_tool.state.board_menu import BoardMenu
from production_tool.state.board_move import MoveForm
from production_tool.state.board_past import Past
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.dates import DASH
from production_tool.state.history_lines import ARROW, lines
from production_tool.state.next_steps import steps_from
from production_tool.state.session import Session
from production_tool.state.verbs import ABOUT
from tests.factories import Cast, create_artist, create_booking, create_role
from tests.state.bars import item
from tests.state.conftest import Sit, run
from tests.state.test_board_words import BERLIN

MONDAY = date(2031, 3, 3)
PLACE = {"x": 10, "y": 20, "start": "2031-03-05T00:00"}


def enter(tab: Any) -> Any:
    """The tab of somebody whose session was looked at, as each page does first."""
    run(asyncio.run(tab.get_state(Session)), "enter")
    return tab


def name_of(event: Any) -> str:
    """The handler an event leads to."""
    return event.handler.fn.__qualname__ if hasattr(event, "handler") else event.fn.__qualname__


class TestMenu:
    @pytest.mark.parametrize(
        ("status", "first", "last"),
        [
            (Status.HOLD, "confirm", "end"),
            (Status.PENCIL, "confirm", "end"),
            (Status.CONFIRMED, "pencil", "end"),
        ],
    )
    def test_a_booking_offers_its_own_steps(
        self, cast: Cast, sit: Sit, status: Status, first: str, last: str
    ) -> None:
        row = create_booking(
            cast.alice, create_artist(cast.alice).id, start=MONDAY, status=status, title="Roto"
        )
        menu = enter(sit(BoardMenu, cast.alice))
        run(menu, "open", {**PLACE, "bookingId": str(row.id), "artistId": str(row.artist_id)})
        actions = [entry.action for entry in menu.entries]
        assert (menu.shown, menu.x, menu.about) == (True, 10, "Roto, Mon 3 Mar")
        assert (actions[0], actions[-1]) == (first, last)
        assert {"open", "move", "copy", "edit", "history"} < set(actions)

    def test_an_entry_does_it(self, cast: Cast, sit: Sit) -> None:
        row = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        menu = enter(sit(BoardMenu, cast.alice))
        run(menu, "open", {**PLACE, "bookingId": str(row.id), "artistId": str(row.artist_id)})
        assert name_of(run(menu, "choose", "move")) == "MoveForm.move"
        run(menu, "choose", "confirm")
        assert not menu.shown
        with reading(cast.alice) as work:
            assert read_booking(work, row.id).status is Status.CONFIRMED

    def test_what_it_does_not_offer_is_not_done(self, cast: Cast, sit: Sit) -> None:
        row = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        menu = enter(sit(BoardMenu, cast.alice))
        run(menu, "open", {**PLACE, "bookingId": str(row.id), "artistId": str(row.artist_id)})
        assert run(menu, "choose", "decline") is None
        with reading(cast.alice) as work:
            assert read_booking(work, row.id).version == 1

    def test_an_empty_place_is_booked(self, cast: Cast, sit: Sit) -> None:
        mara = create_artist(cast.alice)
        menu = enter(sit(BoardMenu, cast.alice))
        run(menu, "open", {**PLACE, "bookingId": "", "artistId": str(mara.id)})
        assert menu.about == "Wed 5 Mar"
        booked = run(menu, "choose", "book")
        assert name_of(booked) == "BookingForm.draw"
        assert str(mara.id) in str(booked.args)

    def test_bob_and_charlie_are_offered_nothing(self, cast: Cast, sit: Sit) -> None:
        row = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        asked = {**PLACE, "bookingId": str(row.id), "artistId": str(row.artist_id)}
        for nobody in (cast.bob, cast.charlie):
            menu = enter(sit(BoardMenu, nobody))
            run(menu, "open", asked)
            assert (menu.shown, menu.entries) == (False, [])


class TestThePast:
    def test_nothing_is_changed_in_it(self, cast: Cast, sit: Sit) -> None:
        row = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        menu = enter(sit(BoardMenu, cast.alice))
        asyncio.run(menu.get_state(Past)).at = "2031-01-01T12:00"
        run(menu, "open", {**PLACE, "bookingId": str(row.id), "artistId": str(row.artist_id)})
        assert [entry.action for entry in menu.entries] == ["open", "history"]
        run(menu, "open", {**PLACE, "bookingId": "", "artistId": str(row.artist_id)})
        assert not menu.shown
        keys = asyncio.run(menu.get_state(Commands))
        assert "past" in str(run(keys, "run", {"action": "undo", "bookingId": ""}).args)


class TestCommands:
    def test_each_word_leads_somewhere(self, cast: Cast, sit: Sit) -> None:
        row = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        keys = enter(sit(Commands, cast.alice))
        there = {"bookingId": str(row.id)}
        led = {
            does.removeprefix("say:"): run(keys, "run", {**there, "action": does[4:]})
            for does in KEYS["page"].values()
            if does.startswith("say:")
        }
        assert {word: name_of(event) for word, event in led.items() if event} == {
            "undo": "Deeds.undo",
            "redo": "Deeds.redo",
            "move": "MoveForm.move",
            "edit": "BookingForm.edit",
            "free": "WhoIsFree.turn",
            "print": "BoardExport.print_it",
        }
        assert keys.help

    def test_with_several_selected_all_of_them_move(self, cast: Cast, sit: Sit) -> None:
        mara = create_artist(cast.alice).id
        rows = [create_booking(cast.alice, mara, start=MONDAY) for _ in range(2)]
        keys = enter(sit(Commands, cast.alice))
        several = {"bookingId": str(rows[0].id), "items": [item(row) for row in rows]}
        asked = run(keys, "run", {**several, "action": "move"})
        assert name_of(asked) == "MoveMany.move"
        assert all(str(row.id) in str(asked.args) for row in rows)

    def test_with_several_selected_one_is_to_be_chosen_to_edit(self, cast: Cast, sit: Sit) -> None:
        mara = create_artist(cast.alice).id
        rows = [create_booking(cast.alice, mara, start=MONDAY) for _ in range(2)]
        keys = enter(sit(Commands, cast.alice))
        several = {"bookingId": str(rows[0].id), "items": [item(row) for row in rows]}
        told = run(keys, "run", {**several, "action": "edit"})
        assert "2 are selected, and the form is for one" in str(told)

    def test_without_a_booking_there_is_nothing_to_move(self, cast: Cast, sit: Sit) -> None:
        keys = enter(sit(Commands, cast.alice))
        assert run(keys, "run", {"action": "move", "bookingId": ""}) is None

    def test_the_list_of_keys_tells_of_every_key(self) -> None:
        told = {verb for verbs in ABOUT.values() for verb in verbs}
        assert told == {*KEYS["page"].values(), *KEYS["board"].values()}
        assert keys_of("say:undo") == ["Ctrl Z"]
        assert [key_text(key) for key in ("alt+shift+ArrowLeft", "+", "shift+ ")] == [
            "Alt Shift ←",
            "+",
            "Shift Space",
        ]


class TestMoveForm:
    def test_a_booking_goes_elsewhere_without_a_drag(self, cast: Cast, sit: Sit) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        row = create_booking(cast.alice, mara.id, start=MONDAY, days=3, title="Roto")
        form = enter(sit(MoveForm, cast.alice))
        run(form, "move", str(row.id))
        span = form.draft.span
        assert (span.first, span.last, span.starts) == ("2031-03-03", "2031-03-05", "")
        sent = {"artistId": str(ugo.id), "first": "2031-03-10", "last": "2031-03-11"}
        run(form, "save", sent)
        with reading(cast.alice) as work:
            moved = read_booking(work, row.id)
        assert (moved.artist, moved.whole_days, moved.end - moved.start) == (
            "Ugo",
            True,
            timedelta(days=2),
        )

    def test_its_days_are_the_studios_before_the_page_knows_who_is_here(
        self, cast: Cast, sit: Sit
    ) -> None:
        row = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        form = sit(MoveForm, cast.alice)
        run(form, "move", str(row.id))
        assert (form.draft.span.first, form.draft.span.starts) == (MONDAY.isoformat(), "")

    def test_a_copy_for_part_of_a_day(self, cast: Cast, sit: Sit) -> None:
        mara = create_artist(cast.alice)
        row = create_booking(cast.alice, mara.id, start=MONDAY, title="Roto")
        form = enter(sit(MoveForm, cast.alice))
        run(form, "copy", str(row.id))
        sent = {
            "artistId": str(mara.id),
            "first": "2031-03-10",
            "starts": "10:00",
            "last": "2031-03-10",
            "ends": "12:30",
        }
        run(form, "save", sent)
        with working(cast.alice) as work:
            copy = undo_last(work).bookings[0]
        assert (copy.title, copy.end - copy.start) == ("Roto", timedelta(hours=2, minutes=30))

    def test_faults_stay_beside_their_fields(self, cast: Cast, sit: Sit) -> None:
        row = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        form = enter(sit(MoveForm, cast.alice))
        run(form, "move", str(row.id))
        run(form, "save", {"artistId": "", "first": "2031-03-10", "last": "2031-03-09"})
        assert form.shown
        assert set(form.faults) == {"artistId", "last"}


class TestPanel:
    def test_what_it_costs_and_what_happened(self, cast: Cast, sit: Sit) -> None:
        mara = create_artist(cast.alice, name="Mara", day_rate=Decimal(480), currency="EUR")
        ugo = create_artist(cast.alice, name="Ugo", day_rate=Decimal(500), currency="EUR")
        row = create_booking(cast.alice, mara.id, start=MONDAY, days=7)
        with working(cast.alice) as work:
            bookings.move_booking(
                work,
                booking_id=row.id,
                seen_version=1,
                artist_id=ugo.id,
                start=MONDAY + timedelta(days=7),
            )
        with working(cast.alice) as work:
            undo_last(work)
        panel = enter(sit(BookingPanel, cast.alice))
        run(panel, "select", str(row.id))
        assert panel.shown.rate == "€ 480 a day, 5 days: € 2,400"
        with reading(cast.alice) as work:
            found = booking_details(work, row.id)
        told = lines(found.events, found.booking.period, found.names, BERLIN)
        assert [line.what for line in told] == ["Moved (undo)", "Moved", "Hold made"]
        assert told[1].detail == (
            f"Mara {ARROW} Ugo, Mon 3 {DASH} Sun 9 Mar {ARROW} Mon 10 {DASH} Sun 16 Mar"
        )
        assert told[2].detail == f"Mon 3 {DASH} Sun 9 Mar"


class TestRoles:
    def test_a_role_that_waits_has_a_menu_of_its_own(self, cast: Cast, sit: Sit) -> None:
        with working(cast.alice) as work:
            role = roles.open_role(
                work, start=MONDAY, end=MONDAY + timedelta(days=3), title="Animator"
            )
        menu = enter(sit(BoardMenu, cast.alice))
        run(menu, "open", {**PLACE, "bookingId": str(role.id), "artistId": "roles"})
        assert (menu.shown, menu.about) == (True, f"Animator, Mon 3 {DASH} Wed 5 Mar")
        assert name_of(run(menu, "choose", "edit")) == "RoleForm.edit"
        run(menu, "choose", "end")
        with reading(cast.alice) as work:
            assert find_role(work, role.id).status == "withdrawn"

    def test_several_are_offered_what_all_of_them_allow(self, cast: Cast, sit: Sit) -> None:
        role = create_role(cast.alice)
        mara = create_artist(cast.alice)
        hold = create_booking(cast.alice, mara.id, start=MONDAY)
        firm = create_booking(cast.alice, mara.id, start=MONDAY, status=Status.CONFIRMED)
        menu = enter(sit(BoardMenu, cast.alice))

        def offered(*rows: Any) -> list[tuple[str, str]]:
            items = [{"bookingId": str(row.id), "version": row.version} for row in rows]
            one = {"bookingId": str(rows[0].id), "artistId": str(mara.id), "items": items}
            run(menu, "open", {**PLACE, **one})
            return [(entry.action, entry.label) for entry in menu.entries]

        places = [("move", "Move…"), ("copy", "Copy…")]
        assert offered(hold, role) == [*places, ("end", "End")]
        assert menu.about == "2 selected"
        assert offered(hold, firm)[-1] == ("end", "End")
        *steps, last = [entry.action for entry in steps_from(Status.HOLD)]
        assert [action for action, _ in offered(hold, hold)] == [*steps, "move", "copy", last]
        offered(hold, role)
        for action, leads in (
            ("end", "Deeds.step"),
            ("move", "MoveMany.move"),
            ("copy", "MoveMany.copy"),
        ):
            offered(hold, role)
            asked = run(menu, "choose", action)
            assert name_of(asked) == leads
            assert str(role.id) in str(asked.args)
        assert run(menu, "choose", "confirm") is None

    def test_a_new_one_is_asked_for_anywhere(self, cast: Cast, sit: Sit) -> None:
        menu = enter(sit(BoardMenu, cast.alice))
        run(menu, "open", {**PLACE, "bookingId": "", "artistId": "roles"})
        assert "book" not in [entry.action for entry in menu.entries]
        assert '"roles"' in str(run(menu, "choose", "role").args)
