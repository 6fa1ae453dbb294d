"""What an enemy's socket sends: refused in a line of the log, and nothing is changed by it."""

import json
from typing import Any

from playwright.sync_api import expect

from production_tool.state.booking_panel import BookingPanel
from tests.e2e.board_hands import Visit, bar, book, open_board
from tests.e2e.conftest import Program, Studio
from tests.e2e.lossy import Line
from tests.factories import create_artist
from tests.program import eventually

SELECT = f"{BookingPanel.get_full_name()}.select"
MADE_UP: list[Any] = [
    {"name": SELECT, "payload": {"booking_id": 7}},
    {"name": SELECT, "payload": {}},
    {"name": SELECT, "payload": [1]},
    {"name": SELECT, "payload": {"booking_id": ""}, "router_data": {"pathname": 5}},
    {"name": "nothing.of.ours"},
    "nonsense",
    None,
]


def test_they_are_refused_in_a_line_each_and_the_page_goes_on(
    visit: Visit, studio: Studio, second_program: Program
) -> None:
    mara = create_artist(studio.alice, name="Mara Lindt")
    book(studio.alice, mara.id, 0, 3)
    page = visit(studio.mo_email, at=second_program.url)
    line = Line(page)
    open_board(page)
    log = second_program.data / "log" / "web.log"
    before = log.read_text()
    for each in MADE_UP:
        line.say(f"42/_event,{json.dumps(['event', each])}")
    line.say('42/_event,["event"]')
    expect(page.get_by_text("This page sent something unreadable").first).to_be_visible()

    def told() -> str:
        return log.read_text().removeprefix(before)

    refused = len(MADE_UP) + 1
    eventually(lambda: told().count("An event was refused") == refused, "all are refused")
    bar(page, "Northlight").click()
    expect(page.get_by_role("complementary", name="Booking")).to_contain_text("Northlight")
    assert len(told().splitlines()) == refused, told()
