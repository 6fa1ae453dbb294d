"""What a screen writes into the browser's address, so that it can be sent and restored."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.services.queries.views import first_view
from production_tool.state.session import Session, look


def note(name: str, value: str) -> Any:
    """Set one part of the address's query, or drop it when empty; nothing is loaded."""
    change = f"set({json.dumps(name)},{json.dumps(value)})"
    if not value:
        change = f"delete({json.dumps(name)})"
    return rx.call_script(
        f"(u=>{{u.searchParams.{change};history.replaceState(history.state,'',u)}})"
        "(new URL(location.href))"
    )


async def asked_for(state: rx.State) -> Mapping[str, str]:
    """What the address asks the board for; one that asks nothing means one's own first view."""
    given = state.router.url.query_parameters
    if given:
        return given
    first = await look(state, first_view)
    return {} if first is None else dict(parse_qsl(first.address(await today(state))))


async def today(state: rx.State) -> date:
    """The studio's day."""
    session = await state.get_state(Session)
    return datetime.now(ZoneInfo(session.me.zone)).date()
