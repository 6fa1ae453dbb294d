"""Challenges of the first hold, and how long a studio gives its holder to answer."""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0008"
down_revision = "0007"

SQL = Path(__file__).parents[1] / "sql"


def upgrade() -> None:
    """Forward."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    connection: Any = op.get_bind().connection.driver_connection
    connection.execute((SQL / "0008_challenges.sql").read_text("utf-8"))


def downgrade() -> None:
    """Back; used by the tests only."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    # Only the doorkeeper that owns the functions can drop them.
    op.execute("SET LOCAL ROLE app_jobs")
    op.execute("DROP FUNCTION app.due_challenges(integer), app.next_challenge_end()")
    op.execute("RESET ROLE")
    op.execute("REVOKE SELECT (id) ON app.booking FROM app_jobs")
    op.execute("DROP TABLE app.challenge")
    op.execute("ALTER TABLE app.tenant DROP COLUMN challenge_hours")
