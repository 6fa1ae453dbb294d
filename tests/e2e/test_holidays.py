"""Public holidays: kept in Settings, seen on the board, on a phone too."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from production_tool.services.holidays import take_holidays
from production_tool.services.work import working
from tests.e2e.board_hands import a_day, open_board
from tests.e2e.conftest import PHONE, Studio
from tests.e2e.reading import violations
from tests.factories import create_artist, create_holiday

Visit = Callable[..., Page]
YEAR = datetime.now(UTC).year


def test_a_day_added_in_settings_is_seen_on_an_open_board(visit: Visit, studio: Studio) -> None:
    create_artist(studio.alice, name="Mara Lindt", department="Animation")
    board = visit(studio.mo_email)
    open_board(board)
    closed = a_day(8).isoformat()
    settings = visit(studio.alice_email)
    settings.goto("/settings/studio")
    settings.get_by_role("button", name="Add a day").click()
    expect(settings.get_by_text("Day is missing")).to_be_visible()
    settings.get_by_label("Day", exact=True).fill(closed)
    settings.get_by_label("Name of the day").fill("Studio birthday")
    settings.get_by_role("button", name="Add a day").click()
    expect(settings.get_by_text("is a holiday: Studio birthday.")).to_be_visible()
    expect(settings.get_by_label("Day", exact=True)).to_be_focused()
    expect(settings.get_by_label("Day", exact=True)).to_have_value("")
    head = board.locator(f'.pb-day[data-day="{closed}"]')
    expect(head).to_have_attribute("title", "Studio birthday")
    expect(head).to_have_attribute("aria-label", re.compile("· Studio birthday$"))
    expect(board.locator(".pb-group .pb-shade.holiday")).to_have_text("Studio birthday")
    expect(board.locator(".pb-row .pb-shade.holiday")).to_have_count(2)  # group, Mara
    settings.get_by_role("button", name="Remove Studio birthday").click()
    expect(settings.get_by_text("is an ordinary day again")).to_be_visible()
    expect(board.locator(".pb-shade.holiday")).to_have_count(0)
    expect(head).to_have_attribute("title", "")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_countrys_days_are_taken_on_a_phone(visit: Visit, studio: Studio, look: str) -> None:
    page = visit(studio.alice_email, size=PHONE, color_scheme=look)
    page.goto("/settings/studio")
    expect(page.get_by_text("No public holidays in")).to_be_visible()
    page.get_by_role("button", name="Take its days").click()
    expect(page.get_by_text("Country is missing")).to_be_visible()
    page.get_by_role("combobox", name="Country").select_option("DE")
    page.get_by_role("combobox", name="Region").select_option("BE")
    page.get_by_role("button", name="Take its days").click()
    said = page.get_by_text("days added.")
    expect(said).to_be_visible()
    listed = page.get_by_role("list", name="Public holidays")
    expect(listed.get_by_text("German Unity Day")).to_be_visible()
    page.get_by_role("button", name="Next year").click()
    expect(page.get_by_role("group", name="Year", exact=True)).to_contain_text(f"{YEAR + 1}")
    expect(listed.get_by_text("Women's Day")).to_be_visible()
    expect(said).to_have_count(0)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_day_is_renamed_and_a_calendar_dropped_on_an_open_board(
    visit: Visit, studio: Studio
) -> None:
    create_artist(studio.alice, name="Mara Lindt", department="Animation")
    create_holiday(studio.alice, a_day(8), "Closed")
    with working(studio.alice) as work:
        years = {a_day(8).year, YEAR}
        taken = take_holidays(work, country="DE", region="BE", years=years)
    board = visit(studio.mo_email)
    open_board(board)
    head = board.locator(f'.pb-day[data-day="{a_day(8)}"]')
    expect(head).to_have_attribute("title", "Closed")
    page = visit(studio.alice_email)
    page.goto("/settings/studio")
    while page.get_by_role("group", name="Year", exact=True).inner_text() != f"{a_day(8).year}":
        page.get_by_role("button", name="Next year").click()
    page.get_by_role("button", name="Rename Closed").press("Enter")
    window = page.get_by_role("dialog", name="Rename")
    window.get_by_label("Name").fill(" ")
    page.keyboard.press("Enter")
    expect(window.get_by_text("Name is missing")).to_be_visible()
    window.get_by_label("Name").fill("Moving house")
    page.keyboard.press("Enter")
    expect(window).to_have_count(0)
    expect(page.get_by_role("button", name="Rename Moving house")).to_be_focused()
    expect(head).to_have_attribute("title", "Moving house")
    page.get_by_role("button", name="Drop Germany, Berlin").press("Enter")
    question = page.get_by_role("dialog", name="Drop Germany, Berlin?")
    expect(question).to_contain_text(f"Its {len(taken.added)} days in")
    question.get_by_role("button", name="Drop the calendar").press("Enter")
    said = f"Germany, Berlin is dropped: {len(taken.added)} days are ordinary ones again."
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_role("combobox", name="Country")).to_be_focused()
    rows = page.get_by_role("list", name="Public holidays").get_by_role("listitem")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Moving house")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_text(f"{len(taken.added)} days are holidays again.")).to_be_visible()
    expect(page.get_by_text(said)).to_have_count(0)
    expect(page.get_by_role("button", name="Drop Germany, Berlin")).to_be_visible()
    assert rows.count() > 1
    page.get_by_role("button", name="Remove Moving house").press("Enter")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("button", name="Remove Moving house")).to_be_focused()


def test_by_keys_one_goes_on_at_the_next_day_and_then_at_the_field(
    visit: Visit, studio: Studio
) -> None:
    for month, name in ((5, "May Day"), (6, "Moving"), (7, "Summer party")):
        create_holiday(studio.alice, date(YEAR, month, 2), name)
    page = visit(studio.alice_email)
    page.goto("/settings/studio")
    page.get_by_role("button", name="Remove Moving").press("Enter")
    for name in ("Summer party", "May Day"):
        expect(page.get_by_role("button", name=f"Remove {name}")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
