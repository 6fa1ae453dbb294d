"""The one process above all others: starts them in order, mends what dies, stops them in order."""

import contextlib
import signal
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from production_tool.infra import migrate
from production_tool.infra.datadir import held
from production_tool.infra.embedded import Embedded, embedded, use
from production_tool.infra.faults import StartError
from production_tool.infra.postgres import Postgres
from production_tool.infra.settings import Settings
from production_tool.infra.valkey import Valkey
from production_tool.infra.webserver import WebServer, refuse_taken_port

Child = Postgres | Valkey | WebServer
_NAMES = {Postgres: "PostgreSQL", Valkey: "Valkey", WebServer: "The web server"}
_LOOK_EVERY = 0.2
_GIVE_UP_AFTER = 60.0


@dataclass
class Supervisor:
    """One running installation; `say` gets each line that a person should see."""

    settings: Settings
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list[Child])

    def start(self, before_serving: Callable[[Embedded], None]) -> WebServer:
        """Bring everything up in order; `before_serving` runs when the database is ready."""
        refuse_taken_port(self.settings.host, self.settings.port)
        servers = embedded(self.settings)
        self.children += servers.servers
        self.say("starting the database")
        servers.start()
        settings = use(servers.environment())
        bring_up_to_date(settings, self.say)
        before_serving(servers)
        web = WebServer(servers.data, settings)
        self.children.append(web)
        self.say("starting the web server")
        web.start()
        return web

    def watch(self) -> None:
        """Start again whatever dies. Returns never; raises StartError when mending fails."""
        while True:
            for child in self.children:
                if child.child is not None and child.child.poll() is not None:
                    self._mend(child)
            time.sleep(_LOOK_EVERY)

    def stop(self) -> None:
        """Stop everything, the last started first."""
        for child in reversed(self.children):
            child.stop()

    def _mend(self, child: Child) -> None:
        self.say(f"{_NAMES[type(child)]} ended unexpectedly; starting it again")
        deadline = time.monotonic() + _GIVE_UP_AFTER
        while True:
            try:
                child.start()
            except StartError:
                # Sessions of a killed server take a moment to let go of its memory.
                if time.monotonic() > deadline:
                    raise
                time.sleep(_LOOK_EVERY)
            else:
                return self.say(f"{_NAMES[type(child)]} is back")


def bring_up_to_date(settings: Settings, say: Callable[[str], None]) -> None:
    """Migrate as the owner, or, where only the application's address is known, check."""
    if settings.database_owner_url is not None:
        say("bringing the database up to date")
        return migrate.upgrade(settings.database_owner_url)
    if migrate.current(settings.database_url or "") != migrate.newest():
        raise StartError(
            "The database is not up to date. Run `production-tool migrate` with "
            "PRODUCTION_TOOL_DATABASE_OWNER_URL set to the owner's address."
        )
    return None


def serve(
    settings: Settings,
    *,
    say: Callable[[str], None],
    before_serving: Callable[[Embedded], None],
    when_ready: Callable[[WebServer], None],
) -> None:
    """Run the installation until somebody stops it (Ctrl-C, SIGTERM, a closed terminal)."""
    supervisor = Supervisor(settings, say)
    with _signals_interrupt(), held(embedded(settings).data, "serve", wait=0.5):
        try:
            when_ready(supervisor.start(before_serving))
            supervisor.watch()
        except KeyboardInterrupt:
            say("stopping")
        finally:
            with _deaf():
                supervisor.stop()
            say("stopped")


@contextlib.contextmanager
def _signals_interrupt() -> Generator[None]:
    """Let every request to end arrive as KeyboardInterrupt."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.default_int_handler)
    yield


@contextlib.contextmanager
def _deaf() -> Generator[None]:
    """Do not let a second Ctrl-C interrupt the stopping."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    yield
