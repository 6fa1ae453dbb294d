"""When the board changed: how far back its history goes, and the steps through it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import TextClause, text

from production_tool.domain.actor import Permission
from production_tool.services.work import Work

MARKS = 96

# What the board shows; a write of anything else leaves it as it is.
_SHOWN = (
    "('booking', 'artist', 'artist_skill', 'project', 'availability', 'studio_holiday',"
    " 'open_role', 'tenant')"
)
_FIRST = text(
    f'SELECT at FROM app.change WHERE tenant_id = :tenant_id AND "table" IN {_SHOWN}'  # noqa: S608
    " ORDER BY seq, ordinal LIMIT 1"
)
_MARKS = text(
    "SELECT width_bucket(extract(epoch FROM at), :first, :last, :marks) AS place,"  # noqa: S608
    " count(DISTINCT seq) AS writes FROM app.change"
    f' WHERE tenant_id = :tenant_id AND "table" IN {_SHOWN} GROUP BY 1'
)
# All of one write carries one number, and it stood when its last row was written.
_STEP = (
    "SELECT c.seq, c.at, c.actor,"  # noqa: S608
    " coalesce("
    "  (SELECT e.name FROM app.booking_event e WHERE e.tenant_id = :tenant_id AND e.seq = c.seq"
    "   ORDER BY e.ordinal LIMIT 1),"
    "  (SELECT e.name FROM app.role_event e WHERE e.tenant_id = :tenant_id AND e.seq = c.seq"
    "   ORDER BY e.ordinal LIMIT 1)) AS fact"
    " FROM app.change c WHERE c.tenant_id = :tenant_id"
    " AND NOT EXISTS (SELECT FROM app.change d"
    "   WHERE d.tenant_id = :tenant_id AND d.seq = c.seq AND d.ordinal > c.ordinal)"
    " AND EXISTS (SELECT FROM app.change d"
    f'   WHERE d.tenant_id = :tenant_id AND d.seq = c.seq AND d."table" IN {_SHOWN})'
)
_BEFORE = text(f"{_STEP} AND c.at < :at ORDER BY c.seq DESC LIMIT 1")
_AT = text(f"{_STEP} AND c.at <= :at ORDER BY c.seq DESC LIMIT 1")
_AFTER = text(f"{_STEP} AND c.at > :at ORDER BY c.seq LIMIT 1")
_NAMES = text("SELECT user_id, name FROM app.members()")


@dataclass(frozen=True, slots=True)
class BoardHistory:
    """From the first write on; ``writes`` counts them in equal parts of the time since."""

    first: datetime
    last: datetime
    writes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A write: the instant from which it stood, by whom, and what happened in it, told once."""

    at: datetime
    by: str
    fact: str


def board_history(work: Work) -> BoardHistory:
    """How far back the board goes, and when it changed much. Raises NotAllowed."""
    work.actor.must(Permission.SEE_BOARD)
    of = {"tenant_id": work.actor.tenant_id}
    first: datetime = work.connection.scalar(_FIRST, of) or work.now
    last = max(work.now, first)
    asked = of | {"first": first.timestamp(), "last": last.timestamp() + 1, "marks": MARKS}
    counted = {row.place: row.writes for row in work.connection.execute(_MARKS, asked)}
    return BoardHistory(first, last, tuple(counted.get(n, 0) for n in range(1, MARKS + 1)))


def step_before(work: Work, *, at: datetime) -> Step | None:
    """The latest write before an instant, if there is one. Raises NotAllowed."""
    return _step(work, _BEFORE, at)


def step_at(work: Work, *, at: datetime) -> Step | None:
    """The write that made the board what it was at an instant. Raises NotAllowed."""
    return _step(work, _AT, at)


def step_after(work: Work, *, at: datetime) -> Step | None:
    """The next write after an instant, if there is one. Raises NotAllowed."""
    return _step(work, _AFTER, at)


def _step(work: Work, which: TextClause, at: datetime) -> Step | None:
    work.actor.must(Permission.SEE_BOARD)
    asked = {"tenant_id": work.actor.tenant_id, "at": at}
    row = work.connection.execute(which, asked).one_or_none()
    if row is None:
        return None
    names = {str(each.user_id): each.name for each in work.connection.execute(_NAMES)}
    return Step(row.at.astimezone(UTC), names.get(row.actor, ""), row.fact or "")
