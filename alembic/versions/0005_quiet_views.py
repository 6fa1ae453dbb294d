"""Personal views and kept answers are their owner's, in the history as well."""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0005"
down_revision = "0004"

SQL = Path(__file__).parents[1] / "sql"


def upgrade() -> None:
    """Forward."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    connection: Any = op.get_bind().connection.driver_connection
    connection.execute((SQL / "0005_quiet_views.sql").read_text("utf-8"))


def downgrade() -> None:
    """Back; used by the tests only. What was taken out of the history stays out."""
    op.execute("SET LOCAL lock_timeout = '3s'")
    for verb, rows in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD")):
        op.execute(f"DROP TRIGGER z_log_{verb} ON app.saved_view")
        op.execute(
            f"CREATE TRIGGER z_log_{verb} AFTER {verb} ON app.saved_view"
            f" REFERENCING {rows} TABLE AS rows_written"
            " FOR EACH STATEMENT EXECUTE FUNCTION app.log_change()"
        )
    op.execute("DROP FUNCTION app.log_view_change()")
    op.execute("DROP POLICY own_rows ON app.idempotency")
    mine = "tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid"
    op.execute(
        f"CREATE POLICY tenant_rows ON app.idempotency TO app_rw USING ({mine}) WITH CHECK ({mine})"
    )
