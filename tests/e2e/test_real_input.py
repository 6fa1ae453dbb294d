"""A new studio brings its files along, and works with them at once."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from production_tool.domain.actor import Actor
from production_tool.services.imports import ImportOptions, SourceFile, import_files
from production_tool.services.queries.board import board_snapshot
from production_tool.services.queries.bookings import list_bookings
from production_tool.services.work import reading
from tests.e2e.board_hands import Visit, box, drag, open_board
from tests.e2e.conftest import Studio

DATA = Path(__file__).parents[1] / "data"
FIRST, LAST = date(2026, 6, 1), date(2027, 6, 1)
MINUTES_A_DAY = 24 * 60
ROOM = 8


def bring_in(alice: Actor) -> None:
    names = ("artists.csv", "projects.csv", "bookings.csv")
    files = [SourceFile(name, (DATA / name).read_bytes()) for name in names]
    report = import_files(alice, files=files, options=ImportOptions())
    assert report.written, [line for line in report.lines if line.reason][:5]


def movable(alice: Actor) -> tuple[str, date]:
    """A firm booking with free days behind it, so that a move of one day must succeed."""
    with reading(alice) as work:
        bars: list[Any] = json.loads(board_snapshot(work, first=FIRST, last=LAST).body)["bars"]
    firm = sorted((bar[1], bar[2], bar) for bar in bars if bar[4] in {"pencil", "confirmed"})
    for (artist, _, bar), (following, start, _) in pairwise(firm):
        long = (bar[3] - bar[2]) / MINUTES_A_DAY
        if artist == following and 3 <= long <= ROOM and start - bar[3] >= ROOM * MINUTES_A_DAY:
            began = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=bar[2])
            return bar[0], began.date()
    raise AssertionError("the sample has no firm booking with room behind it")


def left_of(page: Page, booking_id: str) -> float:
    return box(page.locator(f"[id='{booking_id}']"))["x"]


def test_1800_bookings_come_in_and_one_moves_before_everybodys_eyes(
    visit: Visit, studio: Studio
) -> None:
    bring_in(studio.alice)
    with reading(studio.alice) as work:
        assert list_bookings(work).total == 1800
    booking_id, day = movable(studio.alice)
    mo, alice = visit(studio.mo_email), visit(studio.alice_email)
    for page in (mo, alice):
        open_board(page, day=day)
        page.locator(".pb").evaluate(
            "async (board, id) => {"
            " for (let y = 0; !document.getElementById(id) && y < 9000; y += 300) {"
            " board.scrollTop = y; await new Promise(requestAnimationFrame); } }",
            booking_id,
        )
        expect(page.locator(f"[id='{booking_id}']")).to_be_visible()
    before = left_of(alice, booking_id)
    bar = box(mo.locator(f"[id='{booking_id}']"))
    wide = box(mo.locator(".pb-day").first)["width"]
    middle = (bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    drag(mo, middle, (middle[0] + wide, middle[1]))
    alice.wait_for_function(
        "([id, x]) => Math.abs(document.getElementById(id).getBoundingClientRect().x - x) < 2",
        arg=[booking_id, before + wide],
    )
