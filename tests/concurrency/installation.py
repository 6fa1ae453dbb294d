"""A whole installation as `make run` starts it, with servers of its own, to be hurt."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from production_tool.infra import frontend
from tests.concurrency.processes import ROOT, free_port

PROGRAM = [sys.executable, "-m", "production_tool.cli"]
EMAIL, PASSWORD = "alice@studio.example", "the early train to the sea"


@dataclass
class Installation:
    """A running supervisor and everything below it."""

    folder: Path
    port: int
    demo: bool = False
    supervisor: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v1"

    def start(self) -> None:
        """Start it and wait until it is ready. Raises AssertionError with its last words."""
        with (self.folder / "output").open("ab") as output:
            self.supervisor = subprocess.Popen(
                [*PROGRAM, "serve", "--port", str(self.port)],
                env=self._environment(),
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        for _ in range(600):
            if self.is_ready():
                return
            try:
                self.supervisor.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            break
        raise AssertionError((self.folder / "output").read_text("utf-8")[-3000:])

    def is_ready(self) -> bool:
        """Whether database, Redis, migrations and jobs are all well."""
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=3).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def stop(self) -> None:
        """As Ctrl-C does."""
        if self.supervisor is not None and self.supervisor.poll() is None:
            self.supervisor.send_signal(signal.SIGINT)
            self.supervisor.wait(timeout=40)

    def kill(self, name: str) -> None:
        """`kill -9` the processes below the supervisor whose program has that name."""
        assert self.supervisor is not None
        hit = [each for each in self.processes() if name in " ".join(each.cmdline()[:3])]
        assert hit, f"there is no {name} to kill"
        for each in hit:
            each.kill()

    def kill_everything_at_once(self) -> None:
        """`kill -9` the supervisor; what is below must notice by itself."""
        assert self.supervisor is not None
        below = self.processes()
        self.supervisor.kill()
        self.supervisor.wait()
        gone, alive = psutil.wait_procs(below, timeout=20)
        assert not alive, f"{[each.cmdline() for each in alive]} outlived the supervisor"
        assert gone

    def processes(self) -> list[psutil.Process]:
        """Everything below the supervisor."""
        return self.top().children(recursive=True)

    def top(self) -> psutil.Process:
        """The supervisor itself."""
        assert self.supervisor is not None
        return psutil.Process(self.supervisor.pid)

    def run(self, *arguments: str, stdin: str = "") -> str:
        """One of the program's commands, beside the running server."""
        done = subprocess.run(
            [*PROGRAM, *arguments],
            env=self._environment(),
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sign_in(self) -> str:
        """An access token of the studio's owner."""
        answer = httpx.post(
            f"{self.url}/auth/token", json={"email": EMAIL, "password": PASSWORD}, timeout=10
        )
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()["data"]["accessToken"]

    def _environment(self) -> dict[str, str]:
        mine = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("PRODUCTION_TOOL_") and name not in {"DATABASE_URL", "REDIS_URL"}
        }
        more: dict[str, Any] = {
            "PRODUCTION_TOOL_DATA": self.folder / "data",
            "PRODUCTION_TOOL_DEMO": str(self.demo).lower(),
            "PRODUCTION_TOOL_ACCESS_TOKEN_MINUTES": "60",
        }
        return mine | {name: str(value) for name, value in more.items()}


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    """A ready installation with one studio, stopped at the end."""
    frontend.build()
    folder.chmod(0o711)
    installation = Installation(folder, free_port())
    installation.start()
    try:
        installation.run(
            *("create-studio", "--name", "Alder", "--slug", "alder"),
            *("--owner-email", EMAIL, "--password-stdin"),
            stdin=PASSWORD,
        )
        yield installation
    finally:
        installation.stop()
