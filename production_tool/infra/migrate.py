"""Bringing a database to the newest schema."""

from pathlib import Path

import psycopg
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from alembic import command
from production_tool.infra.settings import Settings, libpq

_ROOT = Path(__file__).parents[2]
# One number for all processes that migrate; any constant does.
_LOCK = 7_300_114


def upgrade(owner_url: str, revision: str = "head") -> None:
    """Apply the missing migrations; several processes may call this at once, one works."""
    with psycopg.connect(libpq(owner_url), autocommit=True) as guard:
        guard.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        command.upgrade(config(owner_url), revision)


def downgrade(owner_url: str, revision: str = "base") -> None:
    """Take migrations back, by default all of them."""
    command.downgrade(config(owner_url), revision)


def newest() -> str | None:
    """The revision the program was written for."""
    return ScriptDirectory(str(_ROOT / "alembic")).get_current_head()


def current(url: str) -> str | None:
    """The revision a database is at."""
    engine = create_engine(_sqlalchemy(url), poolclass=NullPool)
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def config(url: str) -> Config:
    """Alembic's settings for one database."""
    found = Config()
    found.set_main_option("script_location", str(_ROOT / "alembic"))
    found.attributes["url"] = _sqlalchemy(url)
    return found


def _sqlalchemy(url: str) -> str:
    return Settings(database_url=url).database_url or url
