"""The cast, in studios nobody else uses."""

import pytest

from tests.factories import Cast, create_cast
from tests.servers import Database


@pytest.fixture
def cast(database: Database) -> Cast:
    """alice, bob and charlie."""
    return create_cast(database)
