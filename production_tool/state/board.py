"""The board's view: what is looked at, as the address tells it."""

from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.bookings import Status
from production_tool.domain.moments import YEARS
from production_tool.services.queries.artists import list_departments, list_skills
from production_tool.services.queries.board import Group
from production_tool.services.work import Work
from production_tool.state.address import asked_for
from production_tool.state.session import Session, loading, look

FILTERS = ("q", "department", "skill", "status", "group")
_LONGEST = {"q": 200, "department": 80, "skill": 60}
ZOOMS = ("day", "week", "fortnight", "month", "quarter")


class Board(rx.State):
    """One tab's view of the board; the bookings themselves live in the widget."""

    filters: rx.Field[dict[str, str]] = rx.field(default_factory=lambda: dict.fromkeys(FILTERS, ""))
    query: str = ""
    date: str = ""
    zoom: str = "month"
    departments: rx.Field[list[str]] = rx.field(default_factory=list)
    skills: rx.Field[list[str]] = rx.field(default_factory=list)
    problem: str = ""
    ready: bool = False
    opening: int = 0

    @rx.event
    @loading
    async def load(self):
        """Take the view from the address."""
        await self._take()

    @rx.event
    @loading
    async def open_anew(self):
        """The same for an address written under an open board, wherever that has got to."""
        await self._take()
        self.opening += 1

    async def _take(self) -> None:
        asked = await asked_for(self)
        self.departments, self.skills = await look(self, _lists)
        session = await self.get_state(Session)
        self._view(_filters(asked))
        self.zoom = zoom if (zoom := asked.get("zoom", "")) in ZOOMS else "month"
        self.date = _day(asked.get("date", ""), ZoneInfo(session.me.zone))

    @rx.event
    def narrow(self, name: str, value: str):
        """Change one filter; the widget reads anew and writes it into the address."""
        if name in FILTERS:
            self._view({**self.filters, name: value})

    @rx.event
    def widen(self):
        """Drop all filters."""
        self._view(dict.fromkeys(FILTERS, ""))

    def _view(self, filters: dict[str, str]) -> None:
        self.filters = filters
        self.query = urlencode({name: value for name, value in filters.items() if value})


def _lists(work: Work) -> tuple[list[str], list[str]]:
    return list(list_departments(work)), list(list_skills(work))


def _filters(asked: Mapping[str, str]) -> dict[str, str]:
    """The filters asked for; what no board understands is left out."""
    found = {name: asked.get(name, "") for name in FILTERS}
    known = [status for status in found["status"].split(",") if status in set(Status)]
    group = found["group"] if found["group"] in set(Group) else ""
    short = {name: found[name] for name, most in _LONGEST.items() if len(found[name]) <= most}
    return {**dict.fromkeys(FILTERS, ""), **short, "status": ",".join(known), "group": group}


def _day(asked: str, zone: ZoneInfo) -> str:
    """The day asked for, if there is room for the board around it; today otherwise."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = date.min
    return (day if day.year in YEARS[1:-1] else datetime.now(zone).date()).isoformat()
