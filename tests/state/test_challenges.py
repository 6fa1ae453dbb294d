"""Challenges on the screen: offered, told to both sides, and said without an undo."""

from datetime import date
from typing import Any

from production_tool.domain.bookings import BookingRow, Status
from production_tool.services import bookings
from production_tool.state.board_menu import BoardMenu
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.deeds import Deeds
from tests.factories import Cast, create_artist, create_booking
from tests.services.deeds import change, now, take
from tests.state.conftest import Sit, run
from tests.state.test_board_menu import PLACE, enter

MONDAY = date(2031, 3, 3)


def two_holds(cast: Cast) -> tuple[BookingRow, BookingRow]:
    mara = create_artist(cast.alice).id
    first = create_booking(cast.alice, mara, start=MONDAY, title="Northlight")
    return first, create_booking(cast.alice, mara, start=MONDAY, title="Harbour")


def panel_of(sit: Sit, cast: Cast, booking: BookingRow) -> BookingPanel:
    panel = enter(sit(BookingPanel, cast.alice))
    run(panel, "select", str(booking.id))
    return panel


class TestOffered:
    def test_only_who_is_behind_is_offered_it(self, cast: Cast, sit: Sit) -> None:
        first, second = two_holds(cast)
        assert "challenge" not in [each.action for each in panel_of(sit, cast, first).buttons]
        (offered,) = [e for e in panel_of(sit, cast, second).buttons if e.action == "challenge"]
        assert (offered.label, offered.key) == ("Challenge", "X")
        menu = enter(sit(BoardMenu, cast.alice))
        where = {"bookingId": str(second.id), "artistId": str(second.artist_id)}
        run(menu, "open", {**PLACE, **where})
        assert "challenge" in [each.action for each in menu.entries]
        run(menu, "choose", "challenge")
        assert now(cast.alice, second).version == 2
        run(menu, "open", {**PLACE, **where})
        assert [each.action for each in menu.entries if each.group == 1][-1] == "withdraw"


class TestTold:
    def test_both_sides_and_their_history(self, cast: Cast, sit: Sit) -> None:
        first, second = two_holds(cast)
        take(cast.alice, bookings.challenge_hold, second)
        asked, waiting = (panel_of(sit, cast, each) for each in (first, second))
        assert asked.shown.challenge.startswith(
            "Challenged by Alice for Harbour: confirm or release by "
        )
        assert waiting.shown.challenge.startswith("Waits for Northlight, which may be ")
        assert "withdraw" in [each.action for each in waiting.buttons]
        latest = asked.history[0]
        assert (latest.what, latest.detail) == ("Challenge issued", "by Harbour")
        take(cast.alice, bookings.release_booking, now(cast.alice, first))
        won = panel_of(sit, cast, second)
        assert (won.shown.challenge, won.shown.status) == ("", Status.PENCIL)
        assert [(line.what, line.detail) for line in won.history][:2] == [
            ("Made a pencil", ""),
            ("Challenge won", "against Northlight"),
        ]

    def test_it_is_said_without_an_undo(self, cast: Cast, sit: Sit) -> None:
        _, second = two_holds(cast)
        deeds = enter(sit(Deeds, cast.alice))
        run(deeds, "step", asked("challenge", second))
        assert deeds.done.message.startswith("Challenge issued: Mara Lindt")
        assert deeds.done.back == ""
        run(deeds, "step", asked("challenge", now(cast.alice, second)))
        assert deeds.notice.message.startswith("This hold challenges Northlight already, until")
        run(deeds, "step", asked("withdraw", now(cast.alice, second)))
        assert deeds.done.message.startswith("Challenge withdrawn: Mara Lindt")

    def test_whoever_saw_an_old_version_looks_again(self, cast: Cast, sit: Sit) -> None:
        first, second = two_holds(cast)
        take(cast.alice, bookings.challenge_hold, second)
        deeds = enter(sit(Deeds, cast.alice))
        for action, booking in (("confirm", first), ("challenge", second)):
            run(deeds, "step", asked(action, booking))
            assert deeds.both.shown
        assert deeds.both.keeps == ""  # it challenges already

    def test_where_it_can_stand_it_is_kept(self, cast: Cast, sit: Sit) -> None:
        _, second = two_holds(cast)
        seen = change(cast.alice, second, title="Pier")
        deeds = enter(sit(Deeds, cast.alice))
        run(deeds, "step", asked("challenge", second))
        assert deeds.both.keeps.startswith("Both can stand")
        told = {row.what: (row.yours, row.theirs) for row in deeds.both.rows}
        assert told["Challenge"] == ("Issued", "None")
        run(deeds, "keep_mine")
        assert deeds.done.message.startswith("Challenge issued")
        run(deeds, "step", asked("withdraw", seen))
        run(deeds, "keep_mine")
        assert deeds.done.message.startswith("Challenge withdrawn")


def asked(action: str, *seen: BookingRow) -> dict[str, Any]:
    """What the board sends for a key."""
    items = [{"bookingId": str(each.id), "version": each.version} for each in seen]
    return {"action": action, "items": items}
