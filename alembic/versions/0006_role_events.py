"""Open roles have named facts, as bookings do."""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0006"
down_revision = "0005"

SQL = Path(__file__).parents[1] / "sql"


def upgrade() -> None:
    """Forward."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    connection: Any = op.get_bind().connection.driver_connection
    connection.execute((SQL / "0006_role_events.sql").read_text("utf-8"))


def downgrade() -> None:
    """Back; used by the tests only."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP TABLE app.role_event")
