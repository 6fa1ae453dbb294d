"""What the address asks of the board, sense or not."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from production_tool.state.board import Board
from production_tool.state.session import Session
from tests.factories import Cast
from tests.state.conftest import Sit, run

BERLIN = ZoneInfo("Europe/Berlin")  # where studios are unless they say otherwise


def opened(sit: Sit, cast: Cast, address: str) -> Board:
    tab = sit(Board, cast.alice, address)
    run(asyncio.run(tab.get_state(Session)), "enter")
    run(tab, "load")
    return tab


def test_a_day_and_a_zoom(sit: Sit, cast: Cast) -> None:
    tab = opened(sit, cast, "/?date=2031-03-10&zoom=week&skill=nuke")
    assert (tab.date, tab.zoom, tab.query) == ("2031-03-10", "week", "skill=nuke")


@pytest.mark.parametrize(
    "day", ["", "x", "9999-99-99", "9999-12-31", "0001-01-01", "2199-06-01", "1971-06-01"]
)
def test_where_there_is_no_board_it_opens_today(sit: Sit, cast: Cast, day: str) -> None:
    """A browser that counts minutes to the year 9999 is busy for good."""
    before = datetime.now(BERLIN).date()
    tab = opened(sit, cast, f"/?date={day}&zoom=century")
    assert tab.date in {f"{before}", f"{datetime.now(BERLIN).date()}"}
    assert tab.zoom == "month"


def test_what_no_board_understands_is_left_out(sit: Sit, cast: Cast) -> None:
    tab = opened(sit, cast, f"/?status=hold,gone&group=moon&q=mara&department={81 * 'x'}")
    assert tab.filters == {
        "q": "mara",
        "department": "",
        "skill": "",
        "status": "hold",
        "group": "",
    }
