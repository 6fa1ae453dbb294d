"""From the bus to the open boards: rooms, patches and the heartbeat.

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
from time import monotonic
from typing import Any
from uuid import UUID

import reflex as rx
from socketio import AsyncNamespace
from socketio.exceptions import ConnectionRefusedError as JoinRefused

from production_tool.domain.actor import Actor, Permission
from production_tool.domain.refusals import Refusal
from production_tool.infra import bus
from production_tool.infra.threads import in_thread
from production_tool.services import identity
from production_tool.services.queries.board import board_changes, board_seq
from production_tool.services.work import reading
from production_tool.state.live_people import People

log = logging.getLogger(__name__)

Loop = Callable[[], Coroutine[Any, Any, None]]

NAMESPACE = "/board"
HEARTBEAT = 5.0
AFTER_A_BREAK = 1.0
# A board alone is sent each change at once; in a rush, what comes within this many seconds of
# the last patch travels together.
REST = 0.02


@dataclass
class Room:
    """The boards of one studio that show the same; ``actor`` stands for everybody in it."""

    name: str
    actor: Actor
    seq: int
    members: set[str] = field(default_factory=set)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    rests_until: float = 0.0


@dataclass(frozen=True)
class Tab:
    """One open board, and by which right it is open."""

    sid: str
    token: str
    actor: Actor
    room: Room


class BoardNamespace(AsyncNamespace):
    """Rooms of open boards on the connection that Reflex keeps.

    A browser listens, and says of itself only that it is here and which booking it holds.
    """

    def __init__(self) -> None:
        super().__init__(NAMESPACE)
        self._rooms: dict[str, Room] = {}
        self._tabs: dict[str, Tab] = {}
        self.people = People(self._tell)

    async def on_connect(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> None:
        """Let somebody in whose session may see the board."""
        token = identity.session_token(environ.get("HTTP_COOKIE", ""))
        actor, seq = await in_thread(partial(_admitted, token))
        name = _room_of(actor)
        await self.enter_room(sid, name)  # raises for a board that went while it was let in
        room = self._rooms.setdefault(name, Room(name, actor, seq))
        room.members.add(sid)
        self._tabs[sid] = Tab(sid, token, actor, room)
        self.people.came(sid, actor)

    async def on_here(self, sid: str, said: Any = None, *_more: Any) -> None:
        """The browser is there, and holds a booking or none."""
        self.people.said(sid, said)

    async def on_disconnect(self, sid: str, *_reason: Any) -> None:
        """Forget them, and the room when it is empty."""
        self.people.left(sid)
        tab = self._tabs.pop(sid, None)
        if tab is None:
            return
        tab.room.members.discard(sid)
        if not tab.room.members and self._rooms.get(tab.room.name) is tab.room:
            del self._rooms[tab.room.name]

    async def heed(self, notice: bus.Notice | bus.Interrupted) -> None:
        """Do what a notice from the bus asks for."""
        match notice:
            case bus.Moved(tenant_id, seq):
                await self.catch_up(tenant_id, seq)
            case bus.RightsChanged(user_id):
                await self.turn_out(user_id)
            case bus.PeopleChanged(tenant_id):
                self.people.look_again(tenant_id)
            case bus.Interrupted():
                await asyncio.gather(self.turn_out(), self.catch_up(), self.people.renew())

    async def catch_up(self, tenant_id: UUID | None = None, seq: int | None = None) -> None:
        """Send every room of a studio (or of all) what it has not had yet, up to ``seq``."""
        rooms = [r for r in self._rooms.values() if tenant_id in (None, r.actor.tenant_id)]
        await asyncio.gather(*(self._send(room, seq) for room in rooms))

    async def turn_out(self, user_id: UUID | None = None) -> None:
        """Close the boards of somebody (or of all) whose session no longer opens them."""
        tabs = [t for t in self._tabs.values() if user_id in (None, t.actor.user_id)]
        for sid in await in_thread(partial(_no_longer_in, tabs)) if tabs else []:
            await self.disconnect(sid)

    async def beat(self) -> None:
        """Say where the clock stands, so that silence is noticed; turn out who left."""
        live = await in_thread(bus.answers)
        people = self.people.renew() if live else self.people.hide()
        await asyncio.gather(self.turn_out(), self.catch_up(), people)
        for room in list(self._rooms.values()):
            await self.emit("beat", {"seq": room.seq, "live": live}, room=room.name)

    async def _send(self, room: Room, seq: int | None) -> None:
        async with room.reading:  # notices that came meanwhile find nothing left to read
            if seq is not None and seq <= room.seq:
                return
            await asyncio.sleep(room.rests_until - monotonic())
            try:
                patch = await in_thread(partial(_changes, room.actor, room.seq))
            except Refusal as refusal:
                log.warning("A board waits: %s", refusal.message)
                return
            if patch["seq"] == room.seq:
                return
            room.seq, room.rests_until = patch["seq"], monotonic() + REST
        await self.emit("patch", patch, room=room.name)

    async def _tell(self, sid: str, people: list[dict[str, Any]]) -> None:
        await self.emit("people", people, room=sid)


def _room_of(actor: Actor) -> str:
    return f"{actor.tenant_id} {actor.role}"


def _admitted(token: str) -> tuple[Actor, int]:
    try:
        seat = identity.find_actor_by_session(token)
        if seat is None or not seat.actor.may(Permission.SEE_BOARD):
            raise JoinRefused(
                "You may not see this board any more; load the page, or ask an owner of the studio."
            )
        with reading(seat.actor) as work:
            return seat.actor, board_seq(work)
    except Refusal as refusal:  # any other exception would leave the browser without an answer
        raise JoinRefused(refusal.message) from refusal


def _no_longer_in(tabs: list[Tab]) -> list[str]:
    return [tab.sid for tab in tabs if not _still_in(tab)]


def _still_in(tab: Tab) -> bool:
    try:
        seat = identity.find_actor_by_session(tab.token)
    except Refusal:
        return True  # the database is away: nothing can be shown, so nobody need go
    return seat is not None and _room_of(seat.actor) == tab.room.name


def _changes(actor: Actor, since: int) -> dict[str, Any]:
    with reading(actor) as work:
        return json.loads(board_changes(work, since=since).body)


async def _listen(boards: BoardNamespace) -> None:
    async with asyncio.TaskGroup() as heeding:  # no studio waits for another one's reading
        async for notice in bus.listen():
            heeding.create_task(boards.heed(notice))


async def _pulse(boards: BoardNamespace) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT)
        await boards.beat()


def keep_running(app: rx.App, *loops: Loop, at_last: Loop | None = None) -> None:
    """Run loops for as long as this process serves, and something when they have ended."""

    @asynccontextmanager
    async def serving() -> AsyncIterator[None]:
        tasks = [asyncio.create_task(lasting(each)) for each in loops]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            if at_last is not None:
                await at_last()

    app.register_lifespan_task(serving)


async def lasting(loop: Loop) -> None:
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
    if app.sio is not None:
        app.sio.register_namespace(boards)
    keep_running(app, partial(_listen, boards), partial(_pulse, boards), boards.people.keep_up)
