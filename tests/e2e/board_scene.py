"""A studio that looks the same on every day: fixed names, days, and a fixed now on the board."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import Status
from production_tool.domain.working_hours import ExceptionKind
from production_tool.domain.zones import whole_days, zone_named
from production_tool.services import bookings, roles
from production_tool.services.absences import NewAbsence, note_absences
from production_tool.services.work import working
from tests.factories import create_artist, create_project

# Whatever the server says, it is that minute of the studio's wall time.
_AS_OF_THEN = """
const ask = window.fetch;
window.fetch = async (url, more) => {
  const answer = await ask(url, more);
  if (!answer.ok || !`${url}`.includes("/api/v1/board?")) return answer;
  const body = await answer.json();
  body.data.now = %d;
  return new Response(JSON.stringify(body), answer);
};"""
# A Wednesday in a month in which the clocks change.
TODAY = date(2031, 3, 12)
NOW = datetime(2031, 3, 12, 10, 40, tzinfo=UTC)  # 11:40 in the studio
PEOPLE = {
    "Ana Duarte": ("Animation", "Animator"),
    "Mara Lindt": ("Animation", "Lead animator"),
    "Jonas Beck": ("Lighting", "Lighter"),
    "Pavel Ivanov": ("Lighting", "Compositor"),
    "Rosa Wojcik": ("Lighting", "Lighter"),
}
WORKS = {"NOR100": ("Northlight", "#6366F1"), "KES200": ("Kestrel", "#0D9488")}
# Who, what, as what, from which day of that week on, for how many days.
PLAN = [
    ("Mara Lindt", "NOR100", Status.CONFIRMED, -9, 9),
    ("Mara Lindt", "KES200", Status.HOLD, 2, 6),
    ("Mara Lindt", "NOR100", Status.HOLD, 3, 6),
    ("Mara Lindt", "KES200", Status.HOLD, 5, 3),
    ("Ana Duarte", "KES200", Status.PENCIL, -2, 5),
    ("Ana Duarte", "NOR100", Status.HOLD, 6, 10),
    ("Jonas Beck", "NOR100", Status.CONFIRMED, 0, 3),
    ("Jonas Beck", "KES200", Status.PENCIL, 7, 5),
    ("Pavel Ivanov", "KES200", Status.CONFIRMED, -30, 60),
    ("Rosa Wojcik", "NOR100", Status.PENCIL, -12, 8),
    ("Rosa Wojcik", "KES200", Status.PENCIL, 10, 4),  # over her leave
]
EXPIRES = datetime.combine(TODAY + timedelta(days=1), time(12))
AWAY = ("Rosa Wojcik", 5, 10)
ROLE = ("KES200", "Compositor", "nuke", 1, 6)


def furnish(alice: Actor) -> None:
    """Everything that a board can show, in weeks that are always the same."""
    people = {
        name: create_artist(alice, name=name, department=department, title=title)
        for name, (department, title) in PEOPLE.items()
    }
    works = {
        code: create_project(alice, code=code, title=title, colour=colour)
        for code, (title, colour) in WORKS.items()
    }
    for name, code, status, first, days in PLAN:
        _book(alice, people[name].id, works[code].id, status, first, days)
    name, first, days = AWAY
    period = whole_days(_day(first), _day(first + days), zone_named("Europe/Berlin"))
    leave = NewAbsence(
        artist_id=people[name].id, period=period, title="Leave", kind=ExceptionKind.LEAVE
    )
    code, title, skill, first, days = ROLE
    with working(alice) as work:
        note_absences(work, items=[leave])
    with working(alice) as work:
        roles.open_role(
            work,
            title=title,
            skill=skill,
            project_id=works[code].id,
            start=_day(first),
            end=_day(first + days),
        )


def open_scene(page: Page, *, zoom: str = "month") -> None:
    """The board around that day, as it stands then; it does not move by itself."""
    page.clock.set_fixed_time(NOW)
    page.add_init_script(_AS_OF_THEN % (NOW.timestamp() // 60 + 60))
    page.goto(f"/?zoom={zoom}&date={TODAY.isoformat()}")
    board = page.locator(".pb")
    expect(board).to_have_attribute("aria-busy", "false")
    expect(board).to_have_attribute("data-live", "on")
    expect(page.locator(".pb-group small").last).to_contain_text("booked")  # it is at rest
    page.evaluate("document.fonts.ready.then(() => true)")


def _book(
    alice: Actor, artist_id: Any, project_id: Any, status: Status, first: int, days: int
) -> None:
    with working(alice) as work:
        bookings.create_booking(
            work,
            artist_id=artist_id,
            project_id=project_id,
            start=_day(first),
            end=_day(first + days),
            status=status,
            expires_at=EXPIRES if status is Status.HOLD else None,
        )


def _day(number: int) -> date:
    return TODAY + timedelta(days=number)
