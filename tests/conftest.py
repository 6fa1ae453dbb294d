"""What every test may ask for: running servers, and a migrated database of its own."""

import itertools
import os
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import settings

from production_tool.infra import db
from production_tool.infra.embedded import use
from production_tool.infra.settings import get_settings
from tests import examples  # noqa: F401 - the profiles of hypothesis
from tests.servers import Database, Servers, ServersForRun

# `--hypothesis-profile=search` has the last word: it is read after this file.
settings.load_profile("check")

_running = pytest.StashKey[ServersForRun]()
_numbers = itertools.count(1)


def _start_once(config: pytest.Config) -> Servers:
    if _running not in config.stash:
        config.stash[_running] = ServersForRun()
    return config.stash[_running].servers


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Under xdist one process starts the servers, and tells each worker where they are."""
    node.workerinput["servers"] = asdict(_start_once(node.config))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file together, in order, whichever process gets them."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the servers in the process that started them."""
    running = config.stash.get(_running, None)
    if running is not None:
        running.stop()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Forget the options of the person who runs the tests, but for which PostgreSQL to use."""
    ours = [name for name in os.environ if name.startswith("PRODUCTION_TOOL_")]
    for name in set(ours) - {"PRODUCTION_TOOL_POSTGRES_BIN"}:
        del os.environ[name]
    for name in ("DATABASE_URL", "REDIS_URL", "PORT"):
        os.environ.pop(name, None)
    # One build of the pages serves all tests: that with the gallery.
    os.environ["PRODUCTION_TOOL_GALLERY"] = "true"
    get_settings.cache_clear()


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> Servers:
    """One real PostgreSQL and one real Valkey for the whole run."""
    given = getattr(request.config, "workerinput", None)
    return _start_once(request.config) if given is None else Servers(**given["servers"])


@pytest.fixture(scope="session")
def database(servers: Servers, worker_number: int) -> Iterator[Database]:
    """A migrated database for this process; the settings point to it."""
    made = servers.clone(f"test_{worker_number}", redis=worker_number)
    use(made.environment)
    yield made
    db.dispose()
    servers.drop(made.name)


@pytest.fixture
def fresh_database(servers: Servers, worker_number: int) -> Iterator[Database]:
    """A migrated database for one test alone; the settings do not point to it."""
    made = servers.clone(f"fresh_{worker_number}_{next(_numbers)}", redis=worker_number)
    yield made
    servers.drop(made.name)


@pytest.fixture
def empty_database(servers: Servers, worker_number: int) -> Iterator[Database]:
    """A database without any migration, for one test alone."""
    made = servers.empty(f"empty_{worker_number}_{next(_numbers)}", redis=worker_number)
    yield made
    servers.drop(made.name)


@pytest.fixture(scope="session")
def worker_number() -> int:
    """1 for the first process of a parallel run, and 0 for a run in one process."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 1
