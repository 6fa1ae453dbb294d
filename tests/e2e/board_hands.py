"""Hands on the board: what a person would look for, and where they would point."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from playwright.sync_api import FloatRect, Locator, Page, expect

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import BookingRow, Status
from production_tool.services import bookings
from production_tool.services.work import working
from tests.e2e.conftest import Studio
from tests.factories import create_artist

Visit = Callable[..., Page]
Point = tuple[float, float]


def coming_monday() -> date:
    """The Monday two weeks from now: far enough for holds to live."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=14 - today.weekday())


MONDAY = coming_monday()


def a_day(number: int) -> date:
    """The day so many days after that Monday."""
    return MONDAY + timedelta(days=number)


def book(actor: Actor, artist_id: UUID, first: int, days: int, **details: Any) -> BookingRow:
    """A booking made through the service, a hold unless told otherwise."""
    with working(actor) as work:
        start = datetime.combine(a_day(first), time())
        end = start + timedelta(days=days)
        return bookings.create_booking(
            work, artist_id=artist_id, start=start, end=end, **{"title": "Northlight", **details}
        )


def confirmed(actor: Actor, artist_id: UUID, first: int, days: int, **details: Any) -> BookingRow:
    return book(actor, artist_id, first, days, status=Status.CONFIRMED, **details)


def open_board(
    page: Page, *, zoom: str = "month", day: date = MONDAY + timedelta(days=7), search: str = ""
) -> None:
    """The board around a day, ready for hands and joined to the live updates."""
    page.goto(f"/?zoom={zoom}&date={day.isoformat()}&q={quote(search)}")
    expect(page.locator(".pb")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".pb")).to_have_attribute("data-live", "on")
    expect(page.locator(".pb-corner")).not_to_be_empty()  # what may wait is there too


def northlight(visit: Visit, studio: Studio) -> Page:
    """Mo's open board, on which Mara is held for Northlight from that Monday to the Wednesday."""
    mara = create_artist(studio.alice, name="Mara Lindt")
    book(studio.alice, mara.id, 0, 3)
    page = visit(studio.mo_email)
    open_board(page)
    return page


def row(page: Page, name: str) -> Locator:
    return page.locator(".pb-row").filter(has=page.get_by_text(name, exact=True))


def bar(page: Page, text: str) -> Locator:
    return page.locator(".pb-row .pb-bar").filter(has_text=re.compile(text))


def point(page: Page, name: str, number: int) -> Point:
    """The middle of a day in an artist's row."""
    head = page.locator(f'.pb-day[data-day="{a_day(number)}"]')
    across, down = box(head), box(row(page, name))
    return across["x"] + across["width"] / 2, down["y"] + 20


def box(thing: Locator) -> FloatRect:
    found = thing.bounding_box()
    assert found is not None
    return found


def days_wide(page: Page, thing: Locator) -> int:
    """How many days a bar covers on the screen."""
    one = box(page.locator(".pb-day").first)["width"]
    return round(box(thing)["width"] / one)


def drag(page: Page, start: Point, end: Point, *, let_go: bool = True) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
    page.mouse.move(*end, steps=4)
    if let_go:
        page.mouse.up()


def stands_on(page: Page, thing: Locator, name: str, number: int) -> None:
    """Wait until a bar begins on that day of that row."""
    expect(row(page, name).locator(".pb-bar").filter(has_text=thing_text(thing))).to_have_count(1)
    target = point(page, name, number)[0]
    page.wait_for_function(
        "([text, x]) => [...document.querySelectorAll('.pb-row .pb-bar')].some((n) => {"
        " const box = n.getBoundingClientRect();"
        " return n.textContent.includes(text) && box.left < x && x < box.left + 60; })",
        arg=[thing_text(thing), target],
    )


def thing_text(thing: Locator) -> str:
    return thing.locator("span").inner_text()
