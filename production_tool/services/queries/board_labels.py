"""A bar's label in whole: the board itself carries no more of it than a bar can show."""

from uuid import UUID

from sqlalchemy import text

from production_tool.domain.actor import Permission
from production_tool.domain.refusals import NotFound
from production_tool.services.queries.board_sql import BOOKING_WORDS, ROLE_WORDS
from production_tool.services.work import Work

_LABEL = text(
    f"SELECT {BOOKING_WORDS} AS words FROM app.booking b"  # noqa: S608
    " LEFT JOIN app.project p ON p.tenant_id = b.tenant_id AND p.id = b.project_id"
    " WHERE b.tenant_id = :tenant_id AND b.id = :id"
    f" UNION ALL SELECT {ROLE_WORDS} FROM app.open_role w"
    " LEFT JOIN app.project p ON p.tenant_id = w.tenant_id AND p.id = w.project_id"
    " WHERE w.tenant_id = :tenant_id AND w.id = :id"
)


def bar_label(work: Work, bar_id: UUID) -> str:
    """What a booking or an open role is called on the board. Raises NotAllowed or NotFound."""
    work.actor.must(Permission.SEE_BOARD)
    asked = {"tenant_id": work.actor.tenant_id, "id": bar_id}
    row = work.connection.execute(_LABEL, asked).one_or_none()
    if row is None:
        raise NotFound("There is no such booking or role in this studio; read the board again.")
    return row.words
