"""The studio's clock on the board, whatever the browser's says, and the day on which it changes."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from production_tool.services import bookings
from production_tool.services.studio import create_studio
from production_tool.services.work import working
from tests.e2e.board_hands import Visit, bar, box, days_wide, drag, open_board, row
from tests.e2e.conftest import PASSWORD, Studio
from tests.factories import create_artist, letters

# Twenty-six hours apart: never the same day.
STUDIO, BROWSER = ZoneInfo("Pacific/Kiritimati"), "Etc/GMT+12"
SPRING = date(2031, 3, 30)  # when clocks in Berlin jump from 2 to 3


def column(page: Page, moment: str) -> float:
    """Where a day or an hour begins."""
    return box(page.locator(f'.pb-day[data-day="{moment}"]'))["x"]


def test_today_is_the_studios(visit: Visit) -> None:
    slug = f"s{letters()}"
    email = f"lani@{slug}.example"
    lani = create_studio(
        name="Far East", slug=slug, owner_email=email, password=PASSWORD, zone=STUDIO.key
    )
    create_artist(lani, name="Mara Lindt")
    page = visit(email, timezone_id=BROWSER)
    page.goto("/?zoom=week")
    expect(page.locator(".pb")).to_have_attribute("data-live", "on")
    expect(page.locator(".pb-corner")).not_to_be_empty()  # the days stand in order by then
    today = datetime.now(STUDIO).date()
    left, line = column(page, f"{today}"), box(page.locator(".pb-today"))["x"]
    assert left <= line <= left + box(page.locator(".pb-day").first)["width"]
    page.locator(".pb").focus()
    for key in ("ArrowDown", "ArrowDown", "n"):
        page.keyboard.press(key)
    form = page.get_by_role("dialog", name="New booking")
    expect(form.get_by_label("First day")).to_have_value(f"{today}")
    form.get_by_label("Title").fill("Now")
    page.keyboard.press("Enter")
    made = bar(page, "Now")
    expect(made).to_have_class(re.compile("hold"))
    assert abs(box(made)["x"] - left) < 3
    assert days_wide(page, made) == 1


class TestClocksChange:
    def test_a_day_that_lasts_23_hours_is_as_wide_as_any(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        with working(studio.alice) as work:
            first = SPRING - timedelta(days=1)
            end = SPRING + timedelta(days=2)
            bookings.create_booking(work, artist_id=mara.id, start=first, end=end, title="Wrap")
        page = visit(studio.mo_email, timezone_id="America/New_York")
        open_board(page, zoom="fortnight", day=SPRING)
        one = column(page, f"{end}") - column(page, f"{first}")
        assert abs(box(bar(page, "Wrap"))["width"] - one) < 4
        assert abs(box(bar(page, "Wrap"))["x"] - column(page, f"{first}")) < 3

    def test_the_hour_that_is_not_there_is_said_so_and_nothing_typed_is_lost(
        self, visit: Visit, studio: Studio
    ) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email, timezone_id="America/New_York")
        open_board(page, zoom="day", day=SPRING)
        left, down = column(page, f"{SPRING}T02:00"), box(row(page, "Mara Lindt"))["y"] + 20
        hour = column(page, f"{SPRING}T03:00") - left
        drag(page, (left + 4, down), (left + 2.8 * hour, down))
        form = page.get_by_role("dialog", name="New booking")
        expect(form.get_by_label("From")).to_have_value("02:00")
        form.get_by_label("Title").fill("Night shoot")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("02:00 on 30 March 2031 does not exist")
        form.get_by_label("From").fill("03:00")
        form.get_by_role("button", name="Book").click()
        expect(form).to_have_count(0)
        made = bar(page, "Night shoot")
        assert abs(box(made)["x"] - left - hour) < 3
        assert abs(box(made)["width"] - 2 * hour) < 4
