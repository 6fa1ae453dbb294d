"""Lets a command use the servers of its data directory, whether they run already or not."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from production_tool.infra.datadir import DataDirBusyError, held
from production_tool.infra.embedded import Embedded, embedded, use
from production_tool.infra.faults import StartError
from production_tool.infra.patience import comes_true
from production_tool.infra.postgres import answers
from production_tool.infra.settings import Settings, libpq

_PATIENCE = 60.0


@contextmanager
def servers_for_command(
    settings: Settings, prepare: Callable[[Settings], None]
) -> Generator[Settings]:
    """Settings with the addresses of running servers, for as long as the command works.

    Servers of a running program are shared; else they are started, prepared, and stopped at
    the end.
    """
    if settings.database_url is not None and settings.redis_url is not None:
        prepare(settings)
        yield settings
        return
    servers = embedded(settings)
    try:
        with held(servers.data, "command", wait=0.5):
            yield from _own(servers, prepare)
    except DataDirBusyError as busy:
        if busy.purpose != "serve":
            raise
        yield _shared(servers)


def _own(servers: Embedded, prepare: Callable[[Settings], None]) -> Generator[Settings]:
    try:
        servers.start()
        settings = use(servers.environment())
        prepare(settings)
        yield settings
    finally:
        servers.stop()


def _shared(servers: Embedded) -> Settings:
    """The running program's servers, as soon as they answer: it may just be starting."""
    settings = use(servers.environment())
    if not comes_true(lambda: answers(libpq(settings.database_url or "")), within=_PATIENCE):
        raise StartError(f"The server on {servers.data.path} does not answer; see its folder log/.")
    return settings
