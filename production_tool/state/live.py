"""From the bus to the open boards: the only real-time code.

A notice names a studio and its clock; what changed is read again for each room, under the
rights of those in it. A lost notice does no harm: the heartbeat reads as well.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx
from anyio import to_thread
from socketio import AsyncNamespace
from socketio.exceptions import ConnectionRefusedError as JoinRefused

from production_tool.domain.actor import Actor, Permission
from production_tool.domain.refusals import Refusal
from production_tool.infra import bus
from production_tool.services import identity
from production_tool.services.queries.board import board_changes, board_seq
from production_tool.services.work import reading

log = logging.getLogger(__name__)

NAMESPACE = "/board"
HEARTBEAT = 10.0
AFTER_A_BREAK = 1.0


@dataclass
class Room:
    """The boards of one studio that show the same; ``actor`` stands for everybody in it."""

    name: str
    actor: Actor
    seq: int
    members: dict[str, str] = field(default_factory=dict)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)


class BoardNamespace(AsyncNamespace):
    """Rooms of open boards on the connection that Reflex keeps; a browser only listens."""

    def __init__(self) -> None:
        super().__init__(NAMESPACE)
        self._rooms: dict[str, Room] = {}

    async def on_connect(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> None:
        """Let somebody in whose session may see the board."""
        token = identity.session_token(environ.get("HTTP_COOKIE", ""))
        actor, seq = await to_thread.run_sync(_admitted, token)
        name = f"{actor.tenant_id} {actor.role}"
        room = self._rooms.setdefault(name, Room(name, actor, seq))
        room.members[sid] = token
        await self.enter_room(sid, name)

    async def on_disconnect(self, sid: str, *_reason: Any) -> None:
        """Forget them, and the room when it is empty."""
        for room in list(self._rooms.values()):
            room.members.pop(sid, None)
            if not room.members:
                self._rooms.pop(room.name, None)

    async def catch_up(self, tenant_id: UUID | None = None) -> None:
        """Send every room of a studio (or of all) what it has not had yet."""
        rooms = [r for r in self._rooms.values() if tenant_id in (None, r.actor.tenant_id)]
        await asyncio.gather(*(self._send(room) for room in rooms))

    async def beat(self) -> None:
        """Say where the clock stands, so that silence is noticed; turn out who left."""
        for room in list(self._rooms.values()):
            await self._turn_out(room)
        await self.catch_up()
        live = await to_thread.run_sync(bus.answers)
        for room in list(self._rooms.values()):
            await self.emit("beat", {"seq": room.seq, "live": live}, room=room.name)

    async def _send(self, room: Room) -> None:
        async with room.reading:  # notices that came meanwhile find nothing left to read
            try:
                patch = await to_thread.run_sync(_changes, room.actor, room.seq)
            except Refusal as refusal:
                log.warning("A board waits: %s", refusal.message)
                return
            if patch["seq"] == room.seq:
                return
            room.seq = patch["seq"]
        await self.emit("patch", patch, room=room.name)

    async def _turn_out(self, room: Room) -> None:
        for sid, token in list(room.members.items()):
            if not await to_thread.run_sync(_still_in, token, room.name):
                await self.disconnect(sid)


def _admitted(token: str) -> tuple[Actor, int]:
    try:
        seat = identity.find_actor_by_session(token)
        if seat is None or not seat.actor.may(Permission.SEE_BOARD):
            raise JoinRefused("Sign in to a studio whose board you may see.")
        with reading(seat.actor) as work:
            return seat.actor, board_seq(work)
    except Refusal as refusal:  # any other exception would leave the browser without an answer
        raise JoinRefused(refusal.message) from refusal


def _still_in(token: str, room_name: str) -> bool:
    try:
        seat = identity.find_actor_by_session(token)
    except Refusal:
        return True  # the database is away: nothing can be shown, so nobody need go
    return seat is not None and room_name == f"{seat.actor.tenant_id} {seat.actor.role}"


def _changes(actor: Actor, since: int) -> dict[str, Any]:
    with reading(actor) as work:
        return json.loads(board_changes(work, since=since).body)


async def _listen(boards: BoardNamespace) -> None:
    async for notice in bus.listen():
        tenant_id = notice.tenant_id if isinstance(notice, bus.Moved) else None
        await boards.catch_up(tenant_id)


async def _pulse(boards: BoardNamespace) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT)
        await boards.beat()


async def lasting(loop: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a loop that never ends, and begin it again should it break.

    One odd message or one bad moment must not leave every open board of the process silent.
    """
    while True:
        task = asyncio.create_task(loop())
        try:
            await asyncio.wait([task])
        finally:
            task.cancel()
        log.error("Live updates broke off and begin again", exc_info=task.exception())
        await asyncio.sleep(AFTER_A_BREAK)


def go_live(app: rx.App) -> None:
    """Serve open boards from this process: one subscription, one heartbeat."""
    boards = BoardNamespace()

    @asynccontextmanager
    async def live() -> AsyncIterator[None]:
        tasks = [asyncio.create_task(lasting(partial(each, boards))) for each in (_listen, _pulse)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    if app.sio is not None:
        app.sio.register_namespace(boards)
    app.register_lifespan_task(live)
