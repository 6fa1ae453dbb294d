"""The whole program in processes of its own, as somebody runs it: started, hurt, stopped."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from production_tool.infra.patience import comes_true

ROOT = Path(__file__).parents[1]
# What the console command does, whichever copy of the program is under test.
_COMMAND = "from production_tool.cli import main; main()"
_PATIENCE = 120.0
# Which pages there are; another value than the run's would build them anew.
_BUILD = "PRODUCTION_TOOL_GALLERY"


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(claim: Callable[[], bool], what: str, patience: float = _PATIENCE) -> None:
    """Wait until the claim is true; fail, naming it, when it never is."""
    assert comes_true(claim, within=patience, every=0.05), f"not within {patience:.0f} s: {what}"


class Program:
    """One installation: a data directory and a port. Several starts may follow one another.

    It has servers of its own, unless the options name others (``**database.environment``).
    """

    def __init__(self, folder: Path, **options: str) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = free_port()
        self.output = folder / "output"
        self._options = options
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api(self) -> str:
        return f"{self.url}/api/v1"

    @property
    def said(self) -> str:
        """All that it printed."""
        return self.output.read_text("utf-8") if self.output.exists() else ""

    @property
    def environment(self) -> dict[str, str]:
        ours = {"DATABASE_URL", "REDIS_URL", "PORT"}
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in ours and (name == _BUILD or not name.startswith("PRODUCTION_TOOL_"))
        }
        own = {"PRODUCTION_TOOL_DATA": str(self.data), "PORT": str(self.port)}
        return kept | {"PRODUCTION_TOOL_DEMO": "false"} | self._options | own

    def start(self) -> None:
        """Start it and wait until it is ready for work."""
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _COMMAND, "serve"],
                env=self.environment,
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        eventually(self._is_ready_or_gone, "the program is ready")
        assert self.process.poll() is None, self.said

    def is_ready(self) -> bool:
        """Whether it can work."""
        try:
            return httpx.get(f"{self.api}/health/ready", timeout=5).is_success
        except httpx.HTTPError:
            return False

    def _is_ready_or_gone(self) -> bool:
        assert self.process is not None
        return self.process.poll() is not None or self.is_ready()

    def stop(self) -> None:
        """As a service manager does; nothing when it does not run."""
        if self.process is not None and self.process.poll() is None:
            self.send(signal.SIGTERM)

    def family(self) -> list[psutil.Process]:
        """Every process of this start, the supervisor first."""
        assert self.process is not None
        above = psutil.Process(self.process.pid)
        return [above, *above.children(recursive=True)]

    def child(self, name: str) -> psutil.Process:
        """The direct child of that name: `postgres` or `valkey-server`."""
        above = self.family()[0]
        return next(each for each in above.children() if each.name().startswith(name))

    def kill(self, name: str) -> None:
        """`kill -9` all below the supervisor of that name: `granian`, `postgres`, `valkey`."""
        hit = [each for each in self.family()[1:] if name in " ".join(each.cmdline()[:3])]
        assert hit, f"there is no {name} to kill"
        for each in hit:
            each.kill()

    def kill_workers(self) -> None:
        """`kill -9` the processes that answer; the web server above them makes new ones."""
        above = next(each for each in self.family()[0].children() if "granian" in each.cmdline())
        for each in above.children():
            each.kill()

    def kill_everything_at_once(self) -> None:
        """`kill -9` the supervisor; what is below must notice by itself."""
        assert self.process is not None
        below = self.family()[1:]
        self.process.kill()
        self.process.wait()
        _, alive = psutil.wait_procs(below, timeout=_PATIENCE)
        assert not alive, f"{[each.cmdline() for each in alive]} outlived the supervisor"

    def send(self, number: signal.Signals) -> None:
        """Send the supervisor a signal and wait for its end."""
        assert self.process is not None
        self.process.send_signal(number)
        self.process.wait(_PATIENCE)

    def run(
        self, *arguments: str, given: str = "", **options: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command on the same installation."""
        return subprocess.run(
            [sys.executable, "-c", _COMMAND, *arguments],
            env=self.environment | options,
            cwd=ROOT,
            input=given,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )

    def token(self, email: str, password: str) -> str:
        """An access token of somebody who signs in."""
        person = {"email": email, "password": password}
        answer = httpx.post(f"{self.api}/auth/token", json=person, timeout=60)
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()["data"]["accessToken"]


@contextmanager
def running(folder: Path, **options: str) -> Iterator[Program]:
    """A started program that is stopped at the end, whatever happened to it."""
    program = Program(folder, **options)
    try:
        program.start()
        yield program
    finally:
        program.stop()
