"""Studios, people, projects, bookings; the clock, history, and who may see what."""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0001"
down_revision = None

SQL = Path(__file__).parents[1] / "sql"


def upgrade() -> None:
    """Forward."""
    connection: Any = op.get_bind().connection.driver_connection
    for part in ("tables", "clock_and_history", "doors", "rights"):
        connection.execute((SQL / f"0001_{part}.sql").read_text("utf-8"))


def downgrade() -> None:
    """Back to nothing; used by the tests only."""
    op.execute("DROP SCHEMA app CASCADE")
    op.execute("CREATE SCHEMA app")
