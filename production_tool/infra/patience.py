"""Waiting for what happens in another process, by looking again and again."""

import time
from collections.abc import Callable


def comes_true(claim: Callable[[], bool], *, within: float, every: float = 0.02) -> bool:
    """Look until the claim is true, at least once; False when it is not so many seconds later."""
    deadline = time.monotonic() + within
    while not claim():
        if time.monotonic() >= deadline:
            return False
        time.sleep(every)
    return True
