"""How migrations run: as the owner, in one transaction, never waiting long for a lock."""

from sqlalchemy import create_engine, pool, text
from sqlmodel import SQLModel

import production_tool.models  # noqa: F401 - registers the tables
from alembic import context
from production_tool.infra.db import driver_url
from production_tool.infra.settings import get_settings


def url() -> str:
    """The owner's address: given by the caller, else from the settings."""
    given = context.config.attributes.get("url")
    return driver_url(given or get_settings().database_owner_url or "")


def include(name: str | None, kind: str, parents: object) -> bool:
    """Only our own schema is compared."""
    return kind != "schema" or name == "app"


engine = create_engine(url(), poolclass=pool.NullPool)
with engine.connect() as connection:
    connection.execute(text("SET lock_timeout = '5s'"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_schemas=True,
        include_name=include,
        version_table_schema="public",
        compare_type=True,
    )
    connection.execute(text("CREATE SCHEMA IF NOT EXISTS app"))
    connection.commit()
    with context.begin_transaction():
        context.run_migrations()
