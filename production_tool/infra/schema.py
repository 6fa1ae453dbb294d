"""Which schema a database has and which one the program needs, without the migration tool."""

from functools import cache
from pathlib import Path

import psycopg

from production_tool.infra.settings import libpq

_VERSIONS = Path(__file__).parents[2] / "alembic" / "versions"


@cache
def newest() -> str:
    """The newest revision; revisions are numbered, and their files begin with the number."""
    return max(path.stem.partition("_")[0] for path in _VERSIONS.glob("[0-9]*.py"))


def current(url: str) -> str | None:
    """The revision a database is at; None for one without any."""
    with psycopg.connect(libpq(url), connect_timeout=5) as connection:
        known = connection.execute("SELECT to_regclass('public.alembic_version')").fetchone()
        if known is None or known[0] is None:
            return None
        row = connection.execute("SELECT version_num FROM public.alembic_version").fetchone()
    return row[0] if row else None


def is_current(url: str) -> bool:
    """Whether nothing is left to migrate."""
    return current(url) == newest()
