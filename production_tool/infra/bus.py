"""The bus between processes: thin notices that something is to be read again.

A notice holds ids and numbers only, and a lost one does no harm.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, cast
from uuid import UUID

import redis
import redis.asyncio
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from production_tool.infra.settings import get_settings

log = logging.getLogger(__name__)

_CHANNEL = "production-tool:notices"
_REST_AFTER_FAILURE = 1.0
_MOST_AT_ONCE = 100


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
    """The line was down: anything may have been missed, so everything is to be read again."""


Notice = Moved | RightsChanged | PeopleChanged


class _Line:
    """Sends from a thread of its own, so that no writer ever waits for Redis."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[str] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._connection: Any = None

    def publish(self, message: str) -> None:
        """Send soon; starts the thread when there is none (first use, or after a fork)."""
        self._waiting.put(message)
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._send_all, name="bus", daemon=True)
                self._thread.start()

    def _send_all(self) -> None:
        while True:
            messages = [self._waiting.get()]
            with suppress(Empty):
                while len(messages) < _MOST_AT_ONCE:
                    messages.append(self._waiting.get_nowait())
            try:
                self._send(messages)
            except RedisError as failure:
                log.warning("Redis is away, live screens catch up later: %s", failure)
                self._forget()

    def _send(self, messages: list[str]) -> None:
        """All in one journey, on a connection of its own: a tenth of the client's own way."""
        kept, self._connection = self._connection, None
        try:
            connection = kept or _connected()
            _pass_on(connection, messages)
        except redis.ConnectionError:
            if kept is None:
                raise
            connection = _connected()  # an idle one may have been closed
            _pass_on(connection, messages)
        self._connection = connection

    def _forget(self) -> None:
        """What waited is old news: screens read everything anew once Redis is back."""
        time.sleep(_REST_AFTER_FAILURE)
        with suppress(Empty):
            while True:
                self._waiting.get_nowait()


def _connected() -> Any:
    connection: Any = client().connection_pool.make_connection()  # pyright: ignore
    connection.connect()
    return connection


def _pass_on(connection: Any, messages: list[str]) -> None:
    packed = [
        f"*3\r\n$7\r\nPUBLISH\r\n${len(_CHANNEL)}\r\n{_CHANNEL}\r\n${len(each)}\r\n{each}\r\n"
        for each in messages
    ]
    try:
        connection.send_packed_command(["".join(packed).encode()], check_health=False)
        for _ in messages:
            connection.read_response()
    except BaseException:
        connection.disconnect()
        raise


_line = _Line()


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


def _heard(data: bytes) -> Notice:
    kind, whom, *seq = data.decode().split()
    if kind == "moved":
        return Moved(UUID(whom), int(seq[0]))
    return RightsChanged(UUID(whom)) if kind == "rights" else PeopleChanged(UUID(whom))
