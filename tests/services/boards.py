"""The board as tests read it, and as a screen keeps it up to date."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import text

from production_tool.domain.actor import Actor
from production_tool.services.queries.board import BoardFilter, board_changes, board_snapshot
from production_tool.services.work import reading

FIRST = date(2031, 3, 10)  # a Monday; the clocks change twenty days later
DAY = timedelta(days=1)
ROLES_ROW = ["roles", "Unassigned", "", "", [], []]
PARTS = ("seq", "rows", "bars", "shades", "holidays", "exceptions")


def snapshot(
    actor: Actor,
    narrowed: BoardFilter | None = None,
    days: int = 60,
    *,
    first: date = FIRST,
    at: datetime | None = None,
) -> dict[str, Any]:
    """Sixty days of the board, now or as they were."""
    last = first + days * DAY
    with reading(actor) as work:
        found = board_snapshot(work, first=first, last=last, narrowed=narrowed, at=at)
    board = json.loads(found.body)
    assert board["seq"] == found.seq
    return board


def patch(actor: Actor, since: int, *, everywhere: bool = False) -> dict[str, Any]:
    """What changed since then, in the sixty days or on all days."""
    window = {} if everywhere else {"first": FIRST, "last": FIRST + 60 * DAY}
    with reading(actor) as work:
        return json.loads(board_changes(work, since=since, **window).body)


def patched(board: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """What a screen does with a patch: whole bars are put, if they lie in its window."""
    rows = {row[0]: row for row in board["rows"]} | {row[0]: row for row in change["rows"]}
    bars = {bar[0]: bar for bar in board["bars"]} | {bar[0]: bar for bar in change["bars"]}
    first, last = (_midnight(board[edge]) for edge in ("from", "to"))
    left = [
        bar
        for id, bar in bars.items()
        if id not in change["gone"] and bar[2] < last and bar[3] > first
    ]
    return board | {"seq": change["seq"], "bars": left, "rows": list(rows.values())}


def _midnight(day: str) -> int:
    return (date.fromisoformat(day) - date(1970, 1, 1)).days * 1440


def same_board(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two boards show the same, in whatever order."""
    return all(_in_order(one[part]) == _in_order(other[part]) for part in PARTS)


def _in_order(part: Any) -> Any:
    return sorted(part) if isinstance(part, list) else part


def bar_of(board: dict[str, Any], id: object) -> list[Any]:
    """The bar of that id."""
    return next(bar for bar in board["bars"] if bar[0] == str(id))


def dated(actor: Actor, narrowed: BoardFilter | None = None) -> tuple[datetime, dict[str, Any]]:
    """The board, and the instant of the database that it was read at."""
    with reading(actor) as work:
        at = work.connection.execute(text("SELECT now()")).scalar_one()
        last = FIRST + 60 * DAY
        found = board_snapshot(work, first=FIRST, last=last, narrowed=narrowed)
    return at, json.loads(found.body)
