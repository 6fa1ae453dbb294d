"""Two studios with a row in every table, written past every service."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg import errors

from production_tool.domain.ids import new_id

SEED = (Path(__file__).parent / "seed.sql").read_text("utf-8")

OWNED = [
    "api_token",
    "artist",
    "artist_skill",
    "availability",
    "booking",
    "booking_event",
    "challenge",
    "change",
    "idempotency",
    "invitation",
    "membership",
    "open_role",
    "project",
    "role_event",
    "saved_view",
    "studio_holiday",
    "tenant_clock",
]
GLOBAL = ["session", "tenant", "user_account"]
REFUSED = (errors.InsufficientPrivilege,)


@dataclass(frozen=True)
class Studio:
    """One seeded studio; every row of it but the tenant and the user has the same ``row_id``."""

    tenant_id: UUID
    user_id: UUID
    row_id: UUID


def seed_studio(admin: psycopg.Connection, slug: str) -> Studio:
    """A studio with one row in each table; ``admin`` is in autocommit."""
    studio = Studio(new_id(), new_id(), new_id())
    values = {
        "tenant": studio.tenant_id,
        "user": studio.user_id,
        "id": studio.row_id,
        "slug": slug,
        "email": f"{slug}@example.org",
        "hash": studio.row_id.bytes,
    }
    with admin.transaction():
        admin.execute("SELECT set_config('app.current_tenant', %s, true)", [str(studio.tenant_id)])
        for statement in SEED.strip().split(";\n"):
            admin.execute(statement.removesuffix(";").encode(), values)
    return studio


def act_as(program: psycopg.Connection, tenant: UUID | None, user: UUID | None = None) -> None:
    program.execute(
        "SELECT set_config('app.current_tenant', %s, true),"
        " set_config('app.current_user', %s, true)",
        [str(tenant or ""), str(user or "")],
    )
