"""A new studio, its files brought in, all of it on the board, and a change seen by another."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.board_hands import Visit, box, drag, open_board
from tests.e2e.conftest import Studio

DATA = Path(__file__).parents[1] / "data"
FIRM = {"pencil": 288, "confirmed": 590}


def bring_in(page: Page, *names: str) -> None:
    page.goto("/settings/import")
    page.get_by_label("Files").set_input_files([DATA / name for name in names])
    page.get_by_role("button", name="Check them").click()
    page.get_by_role("button", name=re.compile("^Import 1,?886 rows")).click(timeout=60_000)
    expect(page.get_by_text(re.compile("Imported: 1,?886 new"))).to_be_visible(timeout=60_000)


def whole_board(page: Page) -> dict[str, Any]:
    return page.request.get("/api/v1/board?from=2026-01-01&to=2028-01-01").json()["data"]


class TestRealInput:
    def test_1800_bookings_and_one_moved(
        self, visit: Visit, studio: Studio, second_app_url: str
    ) -> None:
        mo, alice = visit(studio.mo_email), visit(studio.alice_email, at=second_app_url)
        bring_in(mo, "artists.csv", "projects.csv", "bookings.csv")
        board = whole_board(mo)
        firm = [bar for bar in board["bars"] if bar[4] != "hold"]
        assert {status: sum(bar[4] == status for bar in firm) for status in FIRM} == FIRM
        last = max(firm, key=lambda bar: bar[3])  # nothing firm comes after it
        name = next(row[1] for row in board["rows"] if row[0] == last[1])
        day = date(1970, 1, 1) + timedelta(minutes=last[2])
        for page in (alice, mo):
            open_board(page, day=day, search=name)
        mine, theirs = mo.locator(f'[id="{last[0]}"]'), alice.locator(f'[id="{last[0]}"]')
        before, one_day = box(theirs)["x"], box(mo.locator(".pb-day").first)["width"]
        at = box(mine)
        start = (at["x"] + at["width"] / 2, at["y"] + 13)
        drag(mo, start, (start[0] + one_day, start[1]))
        alice.wait_for_function(
            "([id, x]) => document.getElementById(id)?.getBoundingClientRect().x > x",
            arg=[last[0], before + one_day / 2],
        )
        assert round(box(theirs)["x"] - before) == round(one_day)
