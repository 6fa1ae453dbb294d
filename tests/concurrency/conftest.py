"""Two processes on one database, as a larger studio runs them."""

from collections.abc import Iterator

import pytest

from tests.concurrency.processes import serving
from tests.factories import Cast, create_cast
from tests.servers import Database


@pytest.fixture(scope="package")
def urls(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Where each of the two answers."""
    folder = tmp_path_factory.mktemp("two")
    with (
        serving(database.environment, folder / "one.log") as one,
        serving(database.environment, folder / "two.log") as two,
    ):
        yield [one.url, two.url]


@pytest.fixture
def cast(database: Database) -> Cast:
    """alice, bob and charlie, in studios nobody else uses."""
    return create_cast(database)
