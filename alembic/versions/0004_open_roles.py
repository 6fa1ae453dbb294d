"""Open roles: work that waits for a person."""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0004"
down_revision = "0003"

SQL = Path(__file__).parents[1] / "sql"


def upgrade() -> None:
    """Forward."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    connection: Any = op.get_bind().connection.driver_connection
    connection.execute((SQL / "0004_open_roles.sql").read_text("utf-8"))


def downgrade() -> None:
    """Back; used by the tests only."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP TABLE app.open_role")
