"""Saved views of the board: a name for a set of filters, a zoom and a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from production_tool.domain.inputs import Faults, is_clean
from production_tool.domain.refusals import Conflict, Invalid, NotFound

LONGEST_NAME = 60
MOST_VIEWS = 100
FARTHEST_DAYS = 3660
# What a view remembers of the board's address, in the order it is written.
REMEMBERED = ("q", "department", "skill", "status", "group", "zoom")
_LONGEST_VALUE = 200


class BadView(Invalid):
    """What was given makes no view; the fields say why."""


class NoSuchView(NotFound):
    """There is no such view, or it is somebody else's own."""


class ViewNameTaken(Conflict):
    """Another view that the actor sees has that name."""


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

    def address(self, today: date) -> str:
        """The query string that shows the view, when it is opened on that local day."""
        if self.days_ahead is None:
            return self.query
        day = today + timedelta(days=self.days_ahead)
        return urlencode([*parse_qsl(self.query), ("date", day.isoformat())])


def remembered(query: str, *, today: date, relative: bool) -> tuple[str, int | None]:
    """What a view keeps of an address, and how many days ahead of today it opens.

    A fixed day stays in the query; a relative one becomes days, none of both when the address
    names no day. Raises BadView.
    """
    given = dict(parse_qsl(query))
    kept = [(name, given[name]) for name in REMEMBERED if given.get(name)]
    if any(len(value) > _LONGEST_VALUE or not is_clean(value) for _, value in kept):
        raise BadView("This view's filters are too long to keep; use fewer words.")
    day = _day(given.get("date", ""))
    if relative:
        ahead = (day - today).days if day else 0
        return urlencode(kept), max(-FARTHEST_DAYS, min(ahead, FARTHEST_DAYS))
    return urlencode([*kept, ("date", (day or today).isoformat())]), None


def checked_name(name: str) -> str:
    """The name, tidied. Raises BadView."""
    faults = Faults()
    tidy = faults.line("name", name, longest=LONGEST_NAME, required=True)
    faults.refuse(BadView)
    return tidy


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
