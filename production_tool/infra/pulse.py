"""Signs of life of what runs in the background of this process."""

import time

_beats: dict[str, float] = {}


def beat(name: str) -> None:
    """Say that the named work is alive and doing its rounds."""
    _beats[name] = time.monotonic()


def silent_for(name: str) -> float | None:
    """Seconds since its last sign of life; None when it never gave one here."""
    last = _beats.get(name)
    return None if last is None else time.monotonic() - last
