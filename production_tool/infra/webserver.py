"""The web server: Granian with Reflex's production application, as a child process."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from production_tool.infra import frontend
from production_tool.infra.children import spawn, stop, wait_until
from production_tool.infra.datadir import DataDir
from production_tool.infra.faults import StartError
from production_tool.infra.settings import Settings

APP = "production_tool.infra.worker:create_app"


def refuse_taken_port(host: str, port: int) -> None:
    """Raise StartError when another program listens there.

    Granian would share the port silently, and then the other program answers for us.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartError(
                f"Port {port} on {host} cannot be used: {error.strerror}. "
                "Stop the other program, or choose another port with PORT=…"
            ) from error


@dataclass
class WebServer:
    """The workers that answer on the one port."""

    data: DataDir
    settings: Settings
    child: subprocess.Popen[bytes] | None = None
    _nonce: str = ""

    @property
    def log(self) -> Path:
        return self.data.log / "web.log"

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        host = self.settings.host
        name = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host  # noqa: S104
        return self.settings.public_url or f"http://{name}:{self.settings.port}"

    def start(self) -> None:
        """Start it and wait until it says that it is ready, and that it is this start."""
        refuse_taken_port(self.settings.host, self.settings.port)
        self._nonce = secrets.token_hex(8)
        self.child = spawn(
            self._command(), log=self.log, env=self._environment(), cwd=frontend.ROOT
        )
        wait_until(self.is_ready, self.child, name="The web server", log=self.log, patience=60)

    def stop(self) -> None:
        """Let the requests that are being answered finish, for a few seconds."""
        if self.child is not None:
            stop(self.child, signal.SIGTERM, patience=12)

    def _command(self) -> list[str]:
        options = {
            "interface": "asgi",
            "host": self.settings.host,
            "port": str(self.settings.port),
            "workers": str(self.settings.workers),
            "log-level": self.settings.log_level,
            "workers-kill-timeout": "8",
            "respawn-interval": "0.2",
        }
        named = [part for name, value in options.items() for part in (f"--{name}", value)]
        return [
            sys.executable,
            "-m",
            "granian",
            *named,
            "--factory",
            "--respawn-failed-workers",
            APP,
        ]

    def _environment(self) -> dict[str, str]:
        return frontend.environment(os.environ) | {
            "PRODUCTION_TOOL_START_NONCE": self._nonce,
            "REFLEX_ENV_MODE": "prod",
            "__REFLEX_SKIP_COMPILE": "true",
            "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
            # Each worker keeps what its own tabs show, so none needs Redis to answer them.
            "REFLEX_STATE_MANAGER_MODE": "memory",
        }

    def is_ready(self) -> bool:
        """Whether this very start answers and can work."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.settings.host, self.settings.host)  # noqa: S104
        url = f"http://{host}:{self.settings.port}/api/v1/health/ready"
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                found: dict[str, Any] = json.load(answer)
        except (urllib.error.URLError, OSError, ValueError):
            return False
        return found["data"]["start"] == self._nonce
