"""The one process above all others: starts them in order, mends what dies, stops them in order."""

import contextlib
import math
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from production_tool.infra import schema
from production_tool.infra.datadir import held
from production_tool.infra.embedded import embedded, use
from production_tool.infra.faults import StartError
from production_tool.infra.frontend import ROOT
from production_tool.infra.patience import comes_true
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

    def start(self) -> WebServer:
        """Bring everything up in order."""
        refuse_taken_port(self.settings.host, self.settings.port)
        servers = embedded(self.settings)
        self.children += servers.servers
        if servers.servers:
            self.say("starting the database")
        servers.start()
        settings = use(servers.environment())
        bring_up_to_date(settings, self.say)
        if settings.demo and servers.postgres is not None and not servers.data.demo_file.exists():
            self.say("loading the demo studio")
            run_command("demo")
        web = WebServer(servers.data, settings)
        self.children.append(web)
        self.say("starting the web server")
        web.start()
        return web

    def watch(self) -> None:
        """Start again whatever dies. Returns never; raises StartError when mending fails.

        Looks at each: waiting for any child would, in a container, wake for orphans of others too.
        """
        while comes_true(lambda: bool(self._dead()), within=math.inf, every=_LOOK_EVERY):
            for child in self._dead():
                self._mend(child)

    def _dead(self) -> list[Child]:
        return [each for each in self.children if each.child and each.child.poll() is not None]

    def stop(self) -> None:
        """Stop everything, the last started first."""
        for child in reversed(self.children):
            child.stop()

    def _mend(self, child: Child) -> None:
        self.say(f"{_NAMES[type(child)]} ended unexpectedly; starting it again")
        # Sessions of a killed server take a moment to let go of its memory.
        if not comes_true(lambda: _starts(child), within=_GIVE_UP_AFTER, every=_LOOK_EVERY):
            child.start()  # once more, to hear why not
        self.say(f"{_NAMES[type(child)]} is back")


def _starts(child: Child) -> bool:
    with contextlib.suppress(StartError):
        child.start()
        return True
    return False


def bring_up_to_date(settings: Settings, say: Callable[[str], None]) -> None:
    """Migrate as the owner, or, where only the application's address is known, refuse."""
    if schema.is_current(settings.database_url or ""):
        return
    if settings.database_owner_url is None:
        raise StartError(
            "The database is not up to date. Run `production-tool migrate` with "
            "PRODUCTION_TOOL_DATABASE_OWNER_URL set to the owner's address."
        )
    say("bringing the database up to date")
    run_command("migrate")


def run_command(*arguments: str) -> None:
    """Run one of our own commands in a process of its own.

    What it loads (the migration tool, the demo studio) would else stay in memory for good.
    """
    command = [sys.executable, "-m", "production_tool.cli", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise StartError(f"`production-tool {' '.join(arguments)}` failed; see above.")


def _welcome(web: WebServer) -> str:
    """The address, and how to sign in to the demo studio if there is one."""
    lines = [f"ready: {web.address}", ""]
    if web.data.demo_file.exists():
        lines += ["  Look around as", ""]
        lines += [f"    {line}" for line in web.data.demo_file.read_text("utf-8").splitlines()]
        lines += [""]
    return "\n".join([*lines, "  Ctrl-C stops it.", ""])


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Run the installation until somebody stops it (Ctrl-C, SIGTERM, a closed terminal)."""
    supervisor = Supervisor(settings, say)
    with _signals_interrupt(), held(embedded(settings).data, "serve", wait=0.5):
        try:
            web = supervisor.start()
            say(_welcome(web))
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
