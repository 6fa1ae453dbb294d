"""Two processes on one database, as a larger studio runs them."""

from collections.abc import Iterator

import pytest

from tests.concurrency.installation import installed
from tests.concurrency.processes import serving_many
from tests.factories import Cast, create_cast
from tests.program import Program
from tests.servers import Database


@pytest.fixture(scope="package")
def urls(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Where each of the two answers."""
    folder = tmp_path_factory.mktemp("two")
    with serving_many(2, database.environment, folder) as two:
        yield [each.url for each in two]


@pytest.fixture(scope="package")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A whole program with servers of its own, and one studio."""
    # Reachable for the user the database runs as.
    folder = tmp_path_factory.mktemp("whole")
    for place in (folder, folder.parent, folder.parent.parent):
        place.chmod(0o711)
    with installed(folder) as running:
        yield running


@pytest.fixture
def cast(database: Database) -> Cast:
    """alice, bob and charlie, in studios nobody else uses."""
    return create_cast(database)
