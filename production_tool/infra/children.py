"""Starting child processes that never outlive this one, as a user that may not be root."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from production_tool.infra.faults import StartError
from production_tool.infra.patience import comes_true

_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
_LARGEST_LOG = 10_000_000


@dataclass(frozen=True)
class Identity:
    """Whom servers run as: this user, another one (uid set), or nobody special in a namespace."""

    uid: int | None = None
    gid: int | None = None
    namespace: bool = False

    def own(self, path: Path) -> None:
        """Give a path and all below it to that user, if somebody else has it."""
        uid, gid = (os.getuid(), os.getgid()) if self.uid is None else (self.uid, self.gid or 0)
        if os.getuid() or path.lstat().st_uid == uid:
            return
        for each in [path, *path.rglob("*")]:
            os.chown(each, uid, gid, follow_symlinks=False)


def choose_identity(binary: Path, folder: Path) -> Identity:
    """Whom to run a server as: PostgreSQL refuses root, so root needs another user.

    An ordinary user when that one can reach the program and its data, else a user namespace.
    Raises StartError when neither works.
    """
    if os.getuid() != 0:
        return Identity()
    user = _ordinary_user()
    other = Identity(uid=user.pw_uid, gid=user.pw_gid)
    if _can_reach(binary, folder, other):
        return other
    inside = Identity(namespace=True)
    if _can_reach(binary, folder, inside):
        return inside
    raise StartError(
        f"PostgreSQL does not run as root, and user {user.pw_name} cannot reach {binary} and "
        f"{folder}. Start the program as an ordinary user, or move it out of a private folder."
    )


def _ordinary_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise StartError("This machine has no user `nobody`; start the program as an ordinary user.")


def _can_reach(binary: Path, folder: Path, identity: Identity) -> bool:
    # Tried by the shell, since Python would enter the folder before it changes the user.
    script = 'cd "$1" && exec "$2" --version'
    try:
        run_as(["/bin/sh", "-c", script, "sh", str(folder), str(binary)], identity, Path("/"))
    except (StartError, OSError, subprocess.SubprocessError):
        return False
    return True


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    identity: Identity | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    death_signal: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own; it gets `death_signal` when this process dies.

    Must be called from the main thread: the kernel ties the signal to the thread that forked.
    """
    identity = identity or Identity()
    _turn_over(log)
    with log.open("ab") as output:
        return subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            cwd=cwd,
            user=identity.uid,
            group=identity.gid,
            extra_groups=[] if identity.uid is not None else None,
            start_new_session=True,
            preexec_fn=_prepare(identity, death_signal, os.getpid()),
        )


def _turn_over(log: Path) -> None:
    """Keep one older log, and none that grows for ever."""
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_suffix(".old.log"))


def run_as(command: Sequence[str], identity: Identity, cwd: Path) -> None:
    """Run a command to its end. Raises StartError with the last line it said when it fails."""
    done = subprocess.run(
        list(command),
        cwd=cwd,
        user=identity.uid,
        group=identity.gid,
        extra_groups=[] if identity.uid is not None else None,
        preexec_fn=_leave_root if identity.namespace else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise StartError(f"{Path(command[0]).name} failed: {said[-1] if said else 'no message'}")


def stop(child: subprocess.Popen[bytes], sig: int, *, patience: float) -> None:
    """Ask a child to end, wait, and end its whole session by force if it does not."""
    if child.poll() is None:
        child.send_signal(sig)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def wait_until(
    answers: Callable[[], bool],
    child: subprocess.Popen[bytes],
    *,
    name: str,
    log: Path,
    patience: float,
) -> None:
    """Wait until a server answers. Raises StartError when it ends, or does not in that time."""
    if not comes_true(lambda: answers() or child.poll() is not None, within=patience):
        raise StartError(f"{name} did not answer in {patience:.0f} s: {last_lines(log)}")
    if child.poll() is not None:
        raise StartError(f"{name} did not start: {last_lines(log)}")


def last_lines(log: Path, count: int = 3) -> str:
    """The end of a log file on one line, for messages."""
    if not log.exists():
        return "it left no log"
    return " / ".join(log.read_text("utf-8", errors="replace").strip().splitlines()[-count:])


def die_with_parent(sig: int = signal.SIGTERM) -> None:
    """Have the kernel send `sig` to this process when its parent dies (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, sig, 0, 0, 0)


def _prepare(identity: Identity, death_signal: int, parent: int) -> Callable[[], None]:
    def in_child() -> None:
        if identity.namespace:
            _leave_root()
        die_with_parent(death_signal)
        if os.getppid() != parent:
            os._exit(1)

    return in_child


def _leave_root() -> None:
    """Enter a user namespace in which root's own files belong to an ordinary user."""
    uid, gid = os.getuid(), os.getgid()
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "no user namespace")
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"1 {uid} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"1 {gid} 1", encoding="ascii")
