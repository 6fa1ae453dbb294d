"""How often somebody may try; counted for all processes in Redis, or here while it is away."""

import hashlib
import ipaddress
import logging
import math
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter

from production_tool.domain.refusals import Throttled
from production_tool.infra import bus
from production_tool.infra.settings import get_settings

log = logging.getLogger(__name__)
T = TypeVar("T")

# Whoever tries from everywhere, or at everybody, may try so much oftener in all.
_WIDER = 10


class TooManyTries(Throttled):
    """Wrong too often; waiting helps, and nothing else."""


def check_tries(*, account: str, address: str) -> None:
    """Count a try at an account from an address. Raises TooManyTries.

    The pair may fail so many times; the account from anywhere and the address at anybody
    ten times as often, so that one neighbour cannot lock another out.
    """
    pair, wider = _limits()
    if not _ask(lambda limiter: limiter.hit(pair, *_pair(account, address))):
        raise _too_many(pair, _pair(account, address))
    for key in _each(account, address):
        if not _ask(lambda limiter, key=key: limiter.test(wider, *key)):
            raise _too_many(wider, key)


def note_failure(*, account: str, address: str) -> None:
    """Count a failed try against the account and the address at large."""
    _, wider = _limits()
    for key in _each(account, address):
        _ask(lambda limiter, key=key: limiter.hit(wider, *key))


def note_success(*, account: str, address: str) -> None:
    """Whoever knew the password begins anew from where they are."""
    pair, _ = _limits()
    _ask(lambda limiter: limiter.clear(pair, *_pair(account, address)))


def _limits() -> tuple[RateLimitItem, RateLimitItem]:
    settings = get_settings()
    window = settings.sign_in_window_minutes * 60
    return (
        RateLimitItemPerSecond(settings.sign_in_attempts, window),
        RateLimitItemPerSecond(settings.sign_in_attempts * _WIDER, window),
    )


def _pair(account: str, address: str) -> tuple[str, ...]:
    return ("sign-in", _short(account), _network(address))


def _each(account: str, address: str) -> list[tuple[str, ...]]:
    return [("account", _short(account)), ("address", _network(address))]


def _short(account: str) -> str:
    # A hash: what is tried may be long, and need not be readable in Redis.
    return hashlib.sha256(account.strip().lower().encode("utf-8", "replace")).hexdigest()[:32]


def _network(address: str) -> str:
    """One household has one IPv4 address, or 2**64 of IPv6."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:60]
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network(f"{known}/64", strict=False))


def _too_many(limit: RateLimitItem, key: tuple[str, ...]) -> TooManyTries:
    free_at = _ask(lambda limiter: limiter.get_window_stats(limit, *key)).reset_time
    wait = max(1, math.ceil(free_at - time.time()))
    minutes = max(1, math.ceil(wait / 60))
    some = "a minute" if minutes == 1 else f"{minutes} minutes"
    return TooManyTries(f"That was wrong too often; try again in {some}.", retry_after=wait)


class _Fallback:
    """Remembers for a moment that Redis is away, so that not everybody waits for it."""

    down_until = 0.0


def _ask(question: Callable[[MovingWindowRateLimiter], T]) -> T:
    if time.monotonic() >= _Fallback.down_until:
        try:
            return question(_shared())
        except StorageError as failure:
            _Fallback.down_until = time.monotonic() + 1
            log.warning("Redis is away, tries are counted in this process: %s", failure)
    return question(_own())


@cache
def _shared() -> MovingWindowRateLimiter:
    storage = RedisStorage(
        get_settings().redis_url or "",
        connection_pool=bus.client().connection_pool,
        wrap_exceptions=True,
        key_prefix="production-tool",
    )
    return MovingWindowRateLimiter(storage)


@cache
def _own() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())
