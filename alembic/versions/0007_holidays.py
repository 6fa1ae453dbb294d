"""Public holidays of a studio."""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0007"
down_revision = "0006"

SQL = Path(__file__).parents[1] / "sql"


def upgrade() -> None:
    """Forward."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    connection: Any = op.get_bind().connection.driver_connection
    connection.execute((SQL / "0007_holidays.sql").read_text("utf-8"))


def downgrade() -> None:
    """Back; used by the tests only."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    # Only the doorkeeper that owns the function can drop it.
    op.execute("SET LOCAL ROLE app_jobs")
    op.execute("DROP FUNCTION app.studios_short_of_holidays(integer)")
    op.execute("RESET ROLE")
    op.execute("DROP TABLE app.studio_holiday")
