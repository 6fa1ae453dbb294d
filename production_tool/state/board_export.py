"""The visible board as a file: which window the address shows, and whether it can be exported."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import reflex as rx

from production_tool.domain.bookings import Status
from production_tool.domain.refusals import Invalid
from production_tool.services.board_export import Format, prepare_export
from production_tool.services.queries.board import BoardFilter, Group
from production_tool.state.address import today
from production_tool.state.session import answering, look

# How many days each zoom shows, around the day that the address names.
SPANS = {"day": 1, "week": 7, "fortnight": 14, "month": 31, "quarter": 92}
# Kinds of files, their names, and their pictures.
FILES = [
    ("pdf", "PDF", "file_text"),
    ("png", "Picture (PNG)", "image"),
    ("xlsx", "Excel (XLSX)", "sheet"),
]
_WHERE = "/api/v1/board/export"
_PASSED_ON = ("q", "department", "skill", "status", "group", "at")


class BoardExport(rx.State):
    """Hands out what is on the screen; keeps nothing."""

    @rx.event
    @answering
    async def save(self, kind: str):
        """A file of it, refused here already when it would be too large."""
        return rx.download(url=await self._address(kind))

    @rx.event
    @answering
    async def print_it(self):
        """Its pages in a window of their own, where the browser prints them."""
        return rx.redirect(f"{await self._address('pdf')}&inline=true", is_external=True)

    async def _address(self, kind: str) -> str:
        asked = self.router.url.query_parameters
        first, last = window(asked.get("date", ""), asked.get("zoom", ""), await today(self))
        given = {name: value for name in _PASSED_ON if (value := asked.get(name, ""))}
        wanted = _wanted(kind, given)
        await look(self, prepare_export, first=first, last=last, **wanted)
        days = {"from": first.isoformat(), "to": last.isoformat()}
        return f"{_WHERE}?{urlencode({'format': kind, **days, **given})}"


def window(day: str, zoom: str, now: date) -> tuple[date, date]:
    """From a day up to, not including, another: what that zoom shows around that day."""
    try:
        middle = date.fromisoformat(day)
    except ValueError:
        middle = now
    days = SPANS.get(zoom, SPANS["month"])
    first = middle - timedelta(days=days // 2)
    return first, first + timedelta(days=days)


def _wanted(kind: str, given: dict[str, str]) -> dict[str, Any]:
    try:
        narrowed = BoardFilter(
            department=given.get("department", ""),
            skill=given.get("skill", ""),
            statuses=tuple(Status(each) for each in given.get("status", "").split(",") if each),
            search=given.get("q", ""),
            group=Group(given.get("group") or Group.DEPARTMENT),
        )
        at = datetime.fromisoformat(given["at"]) if "at" in given else None
        return {"kind": Format(kind), "narrowed": narrowed, "at": at}
    except ValueError as nonsense:
        raise Invalid("The address cannot be read; load the board again.") from nonsense
