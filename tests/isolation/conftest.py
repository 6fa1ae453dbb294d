"""Two seeded studios, and connections as the program and as an administrator have them."""

from collections.abc import Iterator

import psycopg
import pytest

from production_tool.domain.ids import new_id
from production_tool.infra.settings import libpq
from tests.isolation.studios import Studio, seed_studio
from tests.servers import Database


@pytest.fixture(scope="module")
def admin(database: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.admin_url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def alice(admin: psycopg.Connection) -> Studio:
    return seed_studio(admin, f"alice-{new_id().hex[-8:]}")


@pytest.fixture(scope="module")
def charlie(admin: psycopg.Connection) -> Studio:
    return seed_studio(admin, f"charlie-{new_id().hex[-8:]}")


@pytest.fixture
def program(database: Database) -> Iterator[psycopg.Connection]:
    """Signed in as the program signs in; nothing is kept."""
    with psycopg.connect(libpq(database.url)) as connection:
        yield connection
        connection.rollback()
