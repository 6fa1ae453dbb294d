"""The database's roles: made once a server, before the first migration."""

from collections.abc import Mapping

from psycopg import Connection, sql

LOGINS = ("app_owner", "app_rw", "app_worker")
# Owners of definer functions: nobody signs in as one of them.
DOORKEEPERS = ("app_audit", "app_auth", "app_jobs")


def ensure_roles(admin: Connection, *, passwords: Mapping[str, str]) -> None:
    """Make or mend the roles; ``passwords`` maps each of LOGINS to its password.

    ``admin`` may create roles. Only the owner can become a doorkeeper, and only on purpose
    (NOINHERIT), to hand functions over during a migration.
    """
    for name in DOORKEEPERS:
        _ensure(admin, name, sql.SQL("NOLOGIN"))
    for name in LOGINS:
        how = sql.SQL("LOGIN NOINHERIT PASSWORD {}").format(sql.Literal(passwords[name]))
        _ensure(admin, name, how)
    for name in DOORKEEPERS:
        admin.execute(sql.SQL("GRANT {} TO app_owner").format(sql.Identifier(name)))
    for name in ("app_rw", "app_worker"):
        for setting in (
            "search_path = app, public",
            "timezone = 'UTC'",
            "lock_timeout = '5s'",
            "statement_timeout = '30s'",
            "idle_in_transaction_session_timeout = '60s'",
        ):
            admin.execute(
                sql.SQL("ALTER ROLE {} SET {}").format(sql.Identifier(name), sql.SQL(setting))
            )


def ensure_database(admin: Connection, name: str) -> None:
    """Make the database if it is missing, owned by app_owner; ``admin`` is in autocommit."""
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return
    admin.execute(
        sql.SQL("CREATE DATABASE {} OWNER app_owner ENCODING 'UTF8' TEMPLATE template0").format(
            sql.Identifier(name)
        )
    )


def _ensure(admin: Connection, name: str, how: sql.Composable) -> None:
    known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verb = sql.SQL("ALTER ROLE" if known else "CREATE ROLE")
    admin.execute(sql.SQL("{} {} {}").format(verb, sql.Identifier(name), how))
