"""The board: everything in a window, and what changed since, as JSON made by PostgreSQL.

Minutes on the board are those of the studio's wall clock since 1970, so that every day has 24
hours on the screen.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import text

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import LIVE, Status
from production_tool.domain.colours import colour_of
from production_tool.domain.inputs import searchable
from production_tool.domain.moments import YEARS, Moment
from production_tool.domain.periods import BadPeriod
from production_tool.domain.refusals import Invalid, NotFound
from production_tool.services.queries.board_changes_sql import CHANGES
from production_tool.services.queries.board_past_sql import PAST
from production_tool.services.queries.board_sql import PRESENT, in_driver_words, snapshot
from production_tool.services.queries.desk import instants
from production_tool.services.work import Work

LONGEST_DAYS = 800
MANY_CHANGES = 500
LONGEST_NAME = 40


class NotYet(Invalid):
    """Only what was can be shown as it was."""


class Group(StrEnum):
    """What the rows stand together by."""

    DEPARTMENT = "department"
    SKILL = "skill"
    PROJECT = "project"


_SNAPSHOTS = {group: text(snapshot(PRESENT, group)) for group in Group}
_PAST_SNAPSHOTS = {group: text(snapshot(PAST, group)) for group in Group}
# How many rows stood in history nobody can estimate; expecting one, PostgreSQL would compare
# each hold with every booking, which took ten times as long.
_BY_HASHES = text("SET LOCAL enable_nestloop = off")
_CHANGES = in_driver_words(CHANGES)
_SEQ = "SELECT seq FROM app.tenant_clock WHERE tenant_id = %(tenant_id)s"


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which artists are rows, and which of their bookings are bars; every part narrows.

    ``group`` says what the rows stand together by; by a skill it is the strongest one, by a
    project that of the booking nearest the window's middle.
    """

    department: str = ""
    skill: str = ""
    statuses: tuple[Status, ...] = ()
    search: str = ""
    group: Group = Group.DEPARTMENT


@dataclass(frozen=True, slots=True)
class BoardSnapshot:
    """The board as it stood at ``seq``; ``body`` is a JSON object."""

    seq: int
    body: bytes


@dataclass(frozen=True, slots=True)
class BoardPatch:
    """What takes a board from ``prev`` to ``seq``; on ``reset`` it is to be read anew."""

    seq: int
    prev: int
    reset: bool
    body: bytes


def board_snapshot(
    work: Work,
    *,
    first: date,
    last: date,
    narrowed: BoardFilter | None = None,
    at: Moment | None = None,
) -> BoardSnapshot:
    """Rows, bars and shades from one local day up to, not including, another.

    With ``at`` as they were at that past instant: ``seq`` is the clock's number then, and a hold
    counts if it had not run out. Raises NotAllowed, BadPeriod, NoSuchLocalTime or NotYet.
    """
    work.actor.must(Permission.SEE_BOARD)
    _check_window(first, last)
    wanted = narrowed or BoardFilter()
    search = searchable(wanted.search)
    asked = _window(work, first, last) | {
        "department": searchable(wanted.department),
        "skill": searchable(wanted.skill),
        "search": f"%{_literally(search)}%" if search else "",
        "statuses": sorted(status.value for status in wanted.statuses or LIVE),
    }
    statements = _SNAPSHOTS
    if at is not None:
        statements, asked["at"] = _PAST_SNAPSHOTS, _past(work, at)
        work.connection.execute(_BY_HASHES)
    found = work.connection.execute(statements[wanted.group], asked).one_or_none()
    if found is None:
        raise NotFound("There is no such studio; sign in again.")
    return BoardSnapshot(found.seq, found.body.encode())


def board_changes(
    work: Work, *, since: int, first: date | None = None, last: date | None = None
) -> BoardPatch:
    """What changed after the clock stood at ``since``: whole bars to put, and ids to take away.

    Without a window (local days, as in a snapshot) all bars concerned are told, wherever they are.
    Raises NotAllowed or BadPeriod.
    """
    work.actor.must(Permission.SEE_BOARD)
    if first is not None and last is not None:
        _check_window(first, last)
    asked = _window(work, first, last) | {
        "since": max(0, min(since, 2**62)),
        "enough": MANY_CHANGES,
    }
    rows = work.ask(_CHANGES, asked, plan_once=True)
    if not rows:
        raise NotFound("There is no such studio; sign in again.")
    found = rows[0]
    body = _signed(found.body, found.by_name)
    if found.reset:
        body = f'{{"reset":true,"seq":{found.seq}}}'
    return BoardPatch(found.seq, since, found.reset, body.encode())


def board_seq(work: Work) -> int:
    """The number of the studio's latest write. Raises NotAllowed."""
    work.actor.must(Permission.SEE_BOARD)
    rows = work.ask(_SEQ, {"tenant_id": work.actor.tenant_id})
    return rows[0].seq if rows else 0


def _past(work: Work, at: Moment) -> datetime:
    instant = instants(work, at=at)[0]
    if instant > work.now:
        raise NotYet(
            "The board can be shown as it was, not as it will be; choose a time in the past.",
            fields={"at": "is in the future"},
        )
    return instant


def _signed(patch: str, name: str | None) -> str:
    """The patch with who made it, when it was one person."""
    by = None if name is None else {"name": name[:LONGEST_NAME], "colour": colour_of(name)}
    return f'{patch.removesuffix("}")},"by":{json.dumps(by, ensure_ascii=False)}}}'


def _window(work: Work, first: date | None, last: date | None) -> dict[str, Any]:
    return {
        "tenant_id": work.actor.tenant_id,
        "first": (first or date(YEARS.start - 1, 1, 1)).isoformat(),
        "last": (last or date(YEARS.stop + 1, 1, 1)).isoformat(),
    }


def _check_window(first: date, last: date) -> None:
    if first.year not in YEARS or last.year not in YEARS:
        raise BadPeriod(
            f"Choose days from {YEARS.start} to {YEARS.stop - 1}.", fields={"from": "out of range"}
        )
    if not first < last:
        raise BadPeriod(
            "The window must end after it begins; choose a later end.",
            fields={"to": "is not after from"},
        )
    if (last - first).days > LONGEST_DAYS:
        raise BadPeriod(
            f"The board shows {LONGEST_DAYS} days at most; choose a shorter window.",
            fields={"to": f"is more than {LONGEST_DAYS} days after from"},
        )


def _literally(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
