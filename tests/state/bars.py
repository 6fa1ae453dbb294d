"""Bars as the widget speaks of them, from a Monday in March on."""

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any

from production_tool.domain.bookings import BookingRow
from production_tool.domain.roles import OpenRoleRow
from production_tool.services.queries.roles import list_roles
from production_tool.services.work import reading
from tests.factories import Cast
from tests.services.deeds import change as change
from tests.services.deeds import now as now

MONDAY = date(2031, 3, 3)


def a_day(number: int) -> str:
    return (datetime.combine(MONDAY, time()) + timedelta(days=number)).isoformat()


def let_go(id: Any, row: Any, *, first: int = 0, days: int = 2, version: int = 1) -> dict[str, Any]:
    """A bar of two days let go on somebody's row."""
    where = {"bookingId": str(id), "artistId": str(row), "version": version}
    return where | {"start": a_day(first), "end": a_day(first + days)}


def sent(row: BookingRow, *, to: Any = None, first: int = 0, days: int = 1) -> dict[str, Any]:
    """A booking of a day let go somewhere."""
    return let_go(row.id, to or row.artist_id, first=first, days=days, version=row.version)


def item(row: BookingRow) -> dict[str, Any]:
    return {"bookingId": str(row.id), "version": row.version}


def only_role(cast: Cast) -> OpenRoleRow:
    with reading(cast.alice) as work:
        (role,) = list_roles(work).rows
    return role


def beside(tab: Any, kind: Any) -> Any:
    """Another state of the same tab."""
    return asyncio.run(tab.get_state(kind))
