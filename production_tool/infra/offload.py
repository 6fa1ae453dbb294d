"""Heavy work in a process of its own, which keeps nothing and may not go astray."""

import subprocess
import sys
from threading import BoundedSemaphore

_SECONDS, _WAIT = 60, 20
# Each takes a core for a moment; more at once would only take it from everybody.
_SEATS = BoundedSemaphore(2)


class OffloadError(Exception):
    """The process broke down, took far too long, or never had its turn."""


def run_offloaded(module: str, *arguments: str, given: bytes) -> bytes:
    """What ``python -m module`` makes of its input. Raises OffloadError.

    So its code and memory are not kept in a web worker, and other requests go on meanwhile.
    """
    if not _SEATS.acquire(timeout=_WAIT):
        raise OffloadError("too many processes are being run")
    try:
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        ).stdout
    except subprocess.CalledProcessError as failure:
        raise OffloadError(failure.stderr.decode(errors="replace")[-2000:]) from failure
    except subprocess.TimeoutExpired as failure:
        raise OffloadError(f"{module} took more than {_SECONDS} s") from failure
    finally:
        _SEATS.release()
