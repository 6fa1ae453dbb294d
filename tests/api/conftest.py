"""The API as a program on the network meets it: guards and all."""

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from production_tool.api.security import guarded
from production_tool.api.site import create_site
from tests.api.callers import Callers, callers_of
from tests.factories import Cast, create_cast, letters
from tests.servers import Database

ORIGIN = "http://localhost:8000"


@pytest.fixture
def api(database: Database) -> TestClient:
    """A client that sends the origin a page of ours would send."""
    return TestClient(
        guarded(create_site()),
        base_url=ORIGIN,
        headers={"Origin": ORIGIN},
        # Tries are counted by address: each test comes from its own.
        client=(f"2001:db8:{letters()[-8:-4]}:{letters()[-4:]}::1", 50000),
        follow_redirects=False,
        raise_server_exceptions=False,
    )


@pytest.fixture(scope="session")
def site(database: Database) -> ASGIApp:
    """The guarded program, made once."""
    return guarded(create_site())


@pytest.fixture
def cast(database: Database) -> Cast:
    """alice, bob and charlie, in studios nobody else uses."""
    return create_cast(database)


@pytest.fixture
def callers(site: ASGIApp, cast: Cast) -> Callers:
    """The cast with their tokens."""
    return callers_of(site, cast)
