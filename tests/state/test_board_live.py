"""From the bus to the rooms: who is let in, and what each room is sent."""

import asyncio
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from socketio.exceptions import ConnectionRefusedError as JoinRefused

from production_tool.domain.actor import Actor
from production_tool.services import bookings, identity
from production_tool.services.identity.sessions import open_session
from production_tool.services.work import at_the_door, working
from production_tool.state import live
from production_tool.state.live import BoardNamespace
from tests.factories import Cast, create_artist

START = datetime.combine(date(2031, 3, 3), time())


class Boards(BoardNamespace):
    """The namespace with a wire that keeps what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, Any, str]] = []
        self.gone: list[str] = []

    async def emit(self, event: str, data: Any = None, *, room: str = "", **_: Any) -> None:  # type: ignore[override]
        self.sent.append((event, data, room))

    async def enter_room(self, sid: str, room: str, **_: Any) -> None:  # type: ignore[override]
        pass

    async def disconnect(self, sid: str, **_: Any) -> None:  # type: ignore[override]
        self.gone.append(sid)


def cookie(actor: Actor) -> dict[str, Any]:
    """What a signed-in browser's handshake carries."""
    with at_the_door(user_id=actor.user_id) as work:
        token = open_session(
            work,
            user_id=actor.user_id,
            studio_id=actor.tenant_id,
            user_agent="test",
            address="127.0.0.1",
        )
    return {"HTTP_COOKIE": f"{identity.COOKIE_NAME}={token}"}


def book(actor: Actor, artist_id: UUID) -> Any:
    with working(actor) as work:
        return bookings.create_booking(
            work, artist_id=artist_id, start=START, end=START.replace(day=6), title="Spot"
        )


class TestJoining:
    def test_planners_only(self, cast: Cast) -> None:
        async def join(handshake: dict[str, Any]) -> None:
            await Boards().on_connect("one", handshake)

        asyncio.run(join(cookie(cast.alice)))
        for handshake in ({}, {"HTTP_COOKIE": "production_tool=guess"}, cookie(cast.bob)):
            with pytest.raises(JoinRefused):
                asyncio.run(join(handshake))

    def test_who_signed_out_is_turned_out(self, cast: Cast) -> None:
        async def story() -> list[str]:
            boards, handshake = Boards(), cookie(cast.alice)
            await boards.on_connect("one", handshake)
            identity.sign_out(identity.session_token(handshake["HTTP_COOKIE"]))
            await boards.beat()
            return boards.gone

        assert asyncio.run(story()) == ["one"]


class TestPatches:
    def test_each_studio_hears_of_its_own(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)

        async def story() -> list[tuple[str, Any, str]]:
            boards = Boards()
            await boards.on_connect("one", cookie(cast.alice))
            await boards.on_connect("two", cookie(cast.charlie))
            made = book(cast.alice, mara.id)
            await boards.catch_up()
            assert [bar[0] for _, patch, _ in boards.sent for bar in patch["bars"]] == [
                str(made.id)
            ]
            return boards.sent

        sent = asyncio.run(story())
        assert [(event, room.split()[0]) for event, _, room in sent] == [
            ("patch", str(cast.alice.tenant_id))
        ]

    def test_seqs_join_without_a_gap_and_nothing_is_sent_twice(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)

        async def story() -> list[Any]:
            boards = Boards()
            await boards.on_connect("one", cookie(cast.alice))
            for _ in range(3):
                book(cast.alice, mara.id)
                await asyncio.gather(*(boards.catch_up(cast.alice.tenant_id) for _ in range(4)))
            return [patch for _, patch, _ in boards.sent]

        patches = asyncio.run(story())
        assert len(patches) == 3
        assert [p["prev"] for p in patches[1:]] == [p["seq"] for p in patches[:-1]]

    def test_an_empty_room_is_forgotten(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)

        async def story() -> list[Any]:
            boards = Boards()
            await boards.on_connect("one", cookie(cast.alice))
            await boards.on_disconnect("one", "client disconnect")
            book(cast.alice, mara.id)
            await boards.catch_up()
            return boards.sent

        assert asyncio.run(story()) == []


class TestLasting:
    def test_a_loop_that_breaks_begins_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live, "AFTER_A_BREAK", 0)
        begun: list[int] = []
        again = asyncio.Event()

        async def loop() -> None:
            begun.append(1)
            if len(begun) == 1:
                raise ValueError("one odd message")
            again.set()
            await asyncio.Event().wait()

        async def watch() -> None:
            task = asyncio.create_task(live.lasting(loop))
            await asyncio.wait_for(again.wait(), 5)
            task.cancel()

        asyncio.run(watch())
        assert len(begun) == 2
