"""The API as a program on the network meets it: guards and all."""

import pytest
from starlette.testclient import TestClient

from production_tool.api.security import guarded
from production_tool.api.site import create_site
from tests.servers import Database

ORIGIN = "http://localhost:8000"


@pytest.fixture
def api(database: Database) -> TestClient:
    """A client that sends the origin a page of ours would send."""
    return TestClient(
        guarded(create_site()),
        base_url=ORIGIN,
        headers={"Origin": ORIGIN},
        follow_redirects=False,
        raise_server_exceptions=False,
    )
