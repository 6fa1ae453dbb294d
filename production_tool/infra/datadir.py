"""The data directory: what lies where, who may hold it, and its secrets."""

import fcntl
import hashlib
import os
import secrets
import stat
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from production_tool.infra.faults import StartError
from production_tool.infra.patience import comes_true

# The longest Unix socket path a kernel takes, less the longest name we put into the folder.
_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")


class DataDirBusyError(StartError):
    """Another process holds the data directory; `purpose` is `serve` or `command`."""

    def __init__(self, path: Path, purpose: str) -> None:
        what = "server" if purpose == "serve" else "command"
        super().__init__(
            f"Another {what} already runs on {path}. "
            "Wait for it or stop it, or set PRODUCTION_TOOL_DATA to another folder."
        )
        self.purpose = purpose


@dataclass(frozen=True)
class DataDir:
    """Paths below one data directory."""

    path: Path

    @property
    def postgres(self) -> Path:
        return self.path / "pg"

    @property
    def valkey(self) -> Path:
        return self.path / "valkey"

    @property
    def log(self) -> Path:
        return self.path / "log"

    @property
    def secret_file(self) -> Path:
        return self.path / "secret.env"

    @property
    def demo_file(self) -> Path:
        """The demo studio's logins; there once it is loaded."""
        return self.path / "demo.txt"

    @property
    def lock_file(self) -> Path:
        return self.path / "supervisor.lock"

    @property
    def run(self) -> Path:
        """Where the sockets are: here, or in a short folder when this path is too long for one."""
        own = self.path / "run"
        if len(os.fsencode(own)) <= _SOCKET_FOLDER:
            return own
        mark = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"production-tool-{os.getuid()}-{mark}"


def open_data_dir(path: Path) -> DataDir:
    """Make the directory if it is missing. Raises StartError when it cannot be used."""
    data = DataDir(path.expanduser().resolve())
    try:
        # Root's servers run as another user, who must be able to walk through (not list) it.
        data.path.mkdir(mode=0o711, parents=True, exist_ok=True)
        data.path.chmod(0o711 if os.getuid() == 0 else 0o700)
        for folder in (data.log, data.run):
            _own_folder(folder)
    except OSError as error:
        raise StartError(
            f"Cannot use the data directory {data.path}: {error.strerror}. "
            "Set PRODUCTION_TOOL_DATA to a folder you may write to."
        ) from error
    return data


def _own_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or (os.getuid() and found.st_uid != os.getuid()):
        raise StartError(f"{folder} belongs to somebody else; remove it and start again.")


@contextmanager
def held(data: DataDir, purpose: str, *, wait: float = 0) -> Generator[None]:
    """Hold the directory for this process; the kernel lets go when the process ends, however.

    Raises DataDirBusyError when another process still has it after `wait` seconds.
    """
    with data.lock_file.open("a+", encoding="utf-8") as file:
        _take(file, data, wait)
        file.truncate(0)
        file.write(f"{purpose} {os.getpid()}\n")
        file.flush()
        yield


def _take(lock: TextIO, data: DataDir, wait: float) -> None:
    if not comes_true(lambda: _is_free(lock), within=wait):
        lock.seek(0)
        raise DataDirBusyError(data.path, lock.read().partition(" ")[0] or "serve")


def _is_free(lock: TextIO) -> bool:
    """Whether it could be locked, and is now."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def read_secrets(data: DataDir, names: tuple[str, ...]) -> dict[str, str]:
    """The directory's passwords and signing key, made once and kept readable by the owner only."""
    kept = _parse(data.secret_file.read_text("utf-8")) if data.secret_file.exists() else {}
    missing = [name for name in names if name not in kept]
    if missing:
        kept |= {name: secrets.token_urlsafe(32) for name in missing}
        _write_private(data.secret_file, "".join(f"{k}={v}\n" for k, v in kept.items()))
    return kept


def _parse(text: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def _write_private(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
