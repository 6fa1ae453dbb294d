"""Saved views of the board: a name for a set of filters, a zoom and a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from production_tool.domain.bookings import KEEP, Keep
from production_tool.domain.inputs import Faults, is_clean
from production_tool.domain.refusals import Conflict, Invalid, NotFound, Stale

LONGEST_NAME = 60
MOST_VIEWS = 100
FARTHEST_DAYS = 3660
# What a view remembers of the board's address, in the order it is written.
REMEMBERED = ("q", "department", "skill", "status", "group", "zoom")
_LONGEST_VALUE = 200
_LONGEST_QUERY = 2000  # as the database has it


class BadView(Invalid):
    """What was given makes no view; the fields say why."""


class NoSuchView(NotFound):
    """There is no such view, or it is somebody else's own."""


class ViewNameTaken(Conflict):
    """Another view that the actor sees has that name."""


class StaleView(Stale):
    """The view was changed since its author saw it."""


class TooManyViews(Conflict):
    """Nobody finds anything among so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRow:
    """One saved view as its reader sees it; ``days_ahead`` is None for a fixed day."""

    id: UUID
    name: str
    query: str
    days_ahead: int | None
    shared: bool
    opens_first: bool
    own: bool
    version: int
    created_at: datetime
    updated_at: datetime

    def address(self, today: date) -> str:
        """The query string that shows the view, when it is opened on that local day."""
        if self.days_ahead is None:
            return self.query
        day = today + timedelta(days=self.days_ahead)
        return urlencode([*parse_qsl(self.query), ("date", day.isoformat())])


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewChange:
    """What is to change; ``days_ahead`` None lets it open at the day that the query names."""

    name: str | Keep = KEEP
    query: str | Keep = KEEP
    days_ahead: int | Keep | None = KEEP
    shared: bool | Keep = KEEP
    opens_first: bool | Keep = KEEP


def remembered(query: str, *, today: date, relative: bool) -> tuple[str, int | None]:
    """What a view keeps of an address, and how many days ahead of today it opens.

    A fixed day stays in the query; a relative one becomes days, none of both when the address
    names no day. Raises BadView.
    """
    given = dict(parse_qsl(query))
    kept = [(name, given[name]) for name in REMEMBERED if given.get(name)]
    if any(len(value) > _LONGEST_VALUE or not is_clean(value) for _, value in kept):
        raise _too_long()
    if len(urlencode(kept)) > _LONGEST_QUERY - len("&date=2026-11-23"):
        raise _too_long()
    day = _day(given.get("date", ""))
    if relative:
        ahead = (day - today).days if day else 0
        return urlencode(kept), max(-FARTHEST_DAYS, min(ahead, FARTHEST_DAYS))
    return urlencode([*kept, ("date", (day or today).isoformat())]), None


def opening(query: str, days_ahead: int | None, *, today: date) -> tuple[str, int | None]:
    """The same for a view that opens so many days from today, or (None) at the query's day.

    Raises BadView.
    """
    if days_ahead is not None and abs(days_ahead) > FARTHEST_DAYS:
        raise BadView(
            f"A view opens at most {FARTHEST_DAYS} days from today; choose a fixed day instead.",
            fields={"daysAhead": "is too far away"},
        )
    kept, _ = remembered(query, today=today, relative=days_ahead is not None)
    return kept, days_ahead


def check_version(view: ViewRow, seen_version: int) -> None:
    """The author must have seen what is there now. Raises StaleView."""
    if view.version != seen_version:
        raise StaleView(
            f"{view.name} was changed after you opened it; look again and repeat.", current=view
        )


def checked_name(name: str) -> str:
    """The name, tidied. Raises BadView."""
    faults = Faults()
    tidy = faults.line("name", name, longest=LONGEST_NAME, required=True)
    faults.refuse(BadView)
    return tidy


def _too_long() -> BadView:
    return BadView(
        "This view's filters are too long to keep; use fewer words.",
        fields={"query": "is too long"},
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
