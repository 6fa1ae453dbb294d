"""The bus between processes: thin notices that something is to be read again.

A notice holds ids and numbers only, and a lost one does no harm.
"""

import asyncio
import logging
import math
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from threading import Lock, Thread
from typing import Any, cast
from uuid import UUID

import redis
import redis.asyncio
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from production_tool.infra.patience import comes_true
from production_tool.infra.settings import get_settings

log = logging.getLogger(__name__)

_CHANNEL = "production-tool:notices"
_MISSED = "missed"
_REST_AFTER_FAILURE = 1.0


@dataclass(frozen=True, slots=True)
class Moved:
    """A studio's clock stands at ``seq`` now, or later."""

    tenant_id: UUID
    seq: int


@dataclass(frozen=True, slots=True)
class RightsChanged:
    """What somebody may do changed, or a session of theirs ended."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class PeopleChanged:
    """Somebody came to a studio's boards or left them, took hold of a booking or let it go."""

    tenant_id: UUID


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A line was down: anything may have been missed, so everything is to be read again."""


Notice = Moved | RightsChanged | PeopleChanged


class _Line:
    """Sends at once and waits for no answer: a thread in between cost more than the sending.

    While Redis is away it does not even try, so that no writer ever waits for that.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._connection: Any = None
        self._away = False

    def publish(self, message: str) -> None:
        """Send; what cannot be sent is old news by the time Redis is back."""
        with self._lock:
            if self._away:
                return
            try:
                self._send(message)
            except (RedisError, OSError) as failure:
                log.warning("Redis is away, live screens catch up later: %s", failure)
                self._away = True
                Thread(target=self._come_back, name="bus", daemon=True).start()

    def _send(self, message: str) -> None:
        if self._connection is None:
            self._connection = _connected()
        try:
            _drain(self._connection)  # answers to what was sent before; or the line's end
        except (RedisError, OSError):
            self._connection = _connected()
        _send(self._connection, message)

    def _come_back(self) -> None:
        comes_true(self._is_back, within=math.inf, every=_REST_AFTER_FAILURE)

    def _is_back(self) -> bool:
        try:
            connection = _connected()
            _send(connection, _MISSED)
        except (RedisError, OSError):
            return False
        with self._lock:
            self._connection, self._away = connection, False
        return True


_line = _Line()


def _connected() -> Any:
    line: Any = client().connection_pool.make_connection()
    line.connect()
    return line


def _send(line: Any, message: str) -> None:
    # Packed by hand: a tenth of the client's own way.
    packed = (
        f"*3\r\n$7\r\nPUBLISH\r\n${len(_CHANNEL)}\r\n{_CHANNEL}\r\n${len(message)}\r\n{message}\r\n"
    )
    line.send_packed_command([packed.encode()], check_health=False)


def _drain(line: Any) -> None:
    while line.can_read(timeout=0):
        line.read_response()


@cache
def client() -> "redis.Redis":
    """The process's Redis client: short time-outs, no retries."""
    return redis.Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
        get_settings().redis_url or "",
        socket_timeout=0.5,
        socket_connect_timeout=0.5,
        retry=Retry(NoBackoff(), 0),
    )


def publish(notice: Notice) -> None:
    """Tell every process, this one too; never fails, never waits long."""
    _line.publish(_words(notice))


async def listen() -> AsyncIterator[Notice | Interrupted]:
    """Every notice, for as long as the process lives.

    Comes back by itself after Redis was away; then yields Interrupted first.
    """
    wait = 0.1
    while True:
        try:
            async with redis.asyncio.Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
                get_settings().redis_url or "", socket_connect_timeout=1
            ) as line:
                channel = line.pubsub(ignore_subscribe_messages=True)  # pyright: ignore
                await channel.subscribe(_CHANNEL)  # pyright: ignore[reportUnknownMemberType]
                yield Interrupted()
                wait = 0.1
                async for message in channel.listen():  # pyright: ignore
                    yield _heard(cast("bytes", message["data"]))
        except (RedisError, OSError) as failure:
            log.warning("Redis is away, live screens wait: %s", failure)
        await asyncio.sleep(wait)
        wait = min(wait * 2, 2.0)


def answers() -> bool:
    """Whether Redis answers a ping now."""
    try:
        return bool(client().ping())  # pyright: ignore[reportUnknownMemberType]
    except RedisError:
        return False


def _words(notice: Notice) -> str:
    match notice:
        case Moved(tenant_id, seq):
            return f"moved {tenant_id} {seq}"
        case RightsChanged(user_id):
            return f"rights {user_id}"
        case PeopleChanged(tenant_id):
            return f"people {tenant_id}"


def _heard(data: bytes) -> Notice | Interrupted:
    kind, *said = data.decode().split()
    match kind:
        case "moved":
            return Moved(UUID(said[0]), int(said[1]))
        case "rights":
            return RightsChanged(UUID(said[0]))
        case "people":
            return PeopleChanged(UUID(said[0]))
        case _:
            return Interrupted()
