"""One's own latest deeds, as the studio's history tells them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text

from production_tool.domain.undoing import Deed
from production_tool.services.work import Work

REACH = timedelta(hours=12)
WRITES_BACK = 5000  # of the whole studio: history has no way in by person, so this bounds the look
MOST_DEEDS = 100

# Nowhere here does a challenge count: it changes no column, and is taken back by withdrawing it.
_MINE = (
    "SELECT seq, after FROM app.{}_event"
    " WHERE tenant_id = :tenant_id AND actor = :actor AND at > :since AND seq >"
    " (SELECT c.seq FROM app.tenant_clock c WHERE c.tenant_id = :tenant_id) - :writes"
    " AND name NOT LIKE 'Challenge%'"
)
_DEEDS = text(
    "SELECT e.seq, min(e.after ->> 'undid')::bigint AS undid,"  # noqa: S608
    " min(e.after ->> 'redid')::bigint AS redid"
    f" FROM ({_MINE.format('booking')} UNION ALL {_MINE.format('role')}) e"
    " GROUP BY e.seq ORDER BY e.seq DESC LIMIT :most"
)
_FACTS = (
    "SELECT e.{0}_id AS about, e.before, e.after FROM app.{0}_event e"
    " WHERE e.tenant_id = :tenant_id AND e.seq = :seq AND e.actor = :actor"
    " AND e.name NOT LIKE 'Challenge%' ORDER BY e.ordinal LIMIT :most"
)
_OF_BOOKINGS, _OF_ROLES = text(_FACTS.format("booking")), text(_FACTS.format("role"))
_OTHERS = text(
    "SELECT DISTINCT ON (e.booking_id) e.booking_id, e.actor, e.at FROM app.booking_event e"
    " WHERE e.tenant_id = :tenant_id AND e.booking_id = ANY(:ids) AND e.seq > :after"
    " AND e.actor <> :actor AND e.name NOT LIKE 'Challenge%'"
    " ORDER BY e.booking_id, e.seq DESC"
)


@dataclass(frozen=True, slots=True)
class ToldFact:
    """One fact of a deed, about a booking or a role."""

    about: UUID
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def own_deeds(work: Work) -> list[Deed]:
    """The actor's deeds of the last hours, the oldest first."""
    asked = _mine(work) | {
        "since": work.now - REACH,
        "writes": WRITES_BACK,
        "most": MOST_DEEDS,
    }
    rows = work.connection.execute(_DEEDS, asked).all()
    return [Deed(row.seq, row.undid, row.redid) for row in reversed(rows)]


def facts_of(work: Work, seq: int, *, most: int) -> list[ToldFact]:
    """What the actor did to bookings in one write, as it was told; no more than ``most``."""
    return _told(work, _OF_BOOKINGS, seq, most)


def facts_of_roles(work: Work, seq: int, *, most: int) -> list[ToldFact]:
    """The same of open roles."""
    return _told(work, _OF_ROLES, seq, most)


def _told(work: Work, of: TextClause, seq: int, most: int) -> list[ToldFact]:
    rows = work.connection.execute(of, _mine(work) | {"seq": seq, "most": most})
    return [ToldFact(row.about, row.before, row.after) for row in rows]


def changed_by_others(work: Work, ids: Sequence[UUID], *, after: int) -> dict[UUID, datetime]:
    """Which of these bookings anybody else has changed since a write, and when last."""
    asked = _mine(work) | {"ids": list(ids), "after": after}
    return {row.booking_id: row.at for row in work.connection.execute(_OTHERS, asked)}


def _mine(work: Work) -> dict[str, Any]:
    return {"tenant_id": work.actor.tenant_id, "actor": str(work.actor.user_id)}
