"""What a booking asks of its artist, and what the artist answers."""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0010"
down_revision = "0009"

SQL = Path(__file__).parents[1] / "sql"
_COLUMNS = ("answer", "counter", "day_rate")


def upgrade() -> None:
    """Forward."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    connection: Any = op.get_bind().connection.driver_connection
    connection.execute((SQL / "0010_answers.sql").read_text("utf-8"))


def downgrade() -> None:
    """Back; used by the tests only."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP VIEW app.booking_effective")
    op.execute(f"ALTER TABLE app.booking {', '.join(f'DROP COLUMN {c}' for c in _COLUMNS)}")
    op.execute("ALTER TABLE app.tenant DROP COLUMN acceptance_required")
    tables = (SQL / "0001_tables.sql").read_text("utf-8")
    op.execute(tables[tables.index("CREATE VIEW app.booking_effective") :])
    op.execute("GRANT SELECT ON app.booking_effective TO app_rw")
