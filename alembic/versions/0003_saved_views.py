"""Saved views of the board, personal and shared."""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0003"
down_revision = "0002"

SQL = Path(__file__).parents[1] / "sql"


def upgrade() -> None:
    """Forward."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    connection: Any = op.get_bind().connection.driver_connection
    connection.execute((SQL / "0003_saved_views.sql").read_text("utf-8"))


def downgrade() -> None:
    """Back; used by the tests only."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP TABLE app.saved_view")
