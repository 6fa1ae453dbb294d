"""Open boards when something is away, comes in a rush, or ends."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from socketio.exceptions import ConnectionRefusedError as JoinRefused

from production_tool.domain.actor import Actor
from production_tool.domain.refusals import Unavailable
from production_tool.infra import bus, presence
from production_tool.services import identity
from production_tool.services.queries.board import board_seq
from production_tool.services.work import reading
from production_tool.state import live
from tests.factories import Cast, create_artist, create_booking
from tests.state.boards import Boards, cookie

START = date(2031, 3, 3)
Read = Callable[[Actor, int], dict[str, Any]]


def moved(actor: Actor) -> bus.Moved:
    """What the bus says of the latest write."""
    with reading(actor) as work:
        return bus.Moved(actor.tenant_id, board_seq(work))


def away(*_: object) -> Any:
    raise Unavailable("The database is away; try again.")


@pytest.fixture
def read() -> Read:
    """How a room reads what changed."""
    return live._changes  # pyright: ignore[reportPrivateUsage]


class TestTheDatabaseIsAway:
    def test_nobody_is_let_in_and_each_is_told_why(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(identity, "find_actor_by_session", away)
        with pytest.raises(JoinRefused, match="The database is away"):
            asyncio.run(Boards().on_connect("one", cookie(cast.alice)))

    def test_who_may_no_longer_look_cannot_be_known_so_nobody_goes(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def story() -> list[str]:
            boards = Boards()
            await boards.on_connect("one", cookie(cast.alice))
            monkeypatch.setattr(identity, "find_actor_by_session", away)
            await boards.heed(bus.RightsChanged(cast.alice.user_id))
            return boards.gone

        assert asyncio.run(story()) == []

    def test_a_room_that_cannot_be_read_waits_and_the_others_do_not(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch, read: Read
    ) -> None:
        def read_but_alices(actor: Actor, since: int) -> dict[str, Any]:
            return away() if actor.tenant_id == cast.alice.tenant_id else read(actor, since)

        async def story() -> list[UUID]:
            boards = Boards()
            for number, each in enumerate((cast.alice, cast.charlie)):
                await boards.on_connect(f"{number}", cookie(each))
                create_artist(each)
            monkeypatch.setattr(live, "_changes", read_but_alices)
            await boards.catch_up()
            monkeypatch.setattr(live, "_changes", read)
            await boards.catch_up()
            return [UUID(room.split()[0]) for _, _, room in boards.sent]

        assert asyncio.run(story()) == [cast.charlie.tenant_id, cast.alice.tenant_id]


class TestRedisIsAway:
    def test_it_is_asked_once_and_not_studio_by_studio(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def story() -> list[Any]:
            boards = Boards()
            for number, each in enumerate((cast.alice, cast.charlie)):
                await boards.on_connect(f"{number}", cookie(each))
            await boards.people.catch_up()
            monkeypatch.setattr(bus, "answers", lambda: False)
            for question in ("note", "find"):
                monkeypatch.setattr(presence, question, away)
            await boards.beat()
            return [boards.told("people", sid)[-1] for sid in ("0", "1")]

        assert asyncio.run(story()) == [[], []]

    def test_when_it_is_back_who_may_not_look_any_more_goes(self, cast: Cast) -> None:
        async def story() -> list[str]:
            boards, handshake = Boards(), cookie(cast.alice)
            await boards.on_connect("one", handshake)
            identity.sign_out(identity.session_token(handshake["HTTP_COOKIE"]))
            await boards.heed(bus.Interrupted())
            return boards.gone

        assert asyncio.run(story()) == ["one"]


class TestRush:
    def test_a_notice_is_read_once_by_the_studio_it_is_for(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch, read: Read
    ) -> None:
        asked: list[UUID] = []

        def counted(actor: Actor, since: int) -> dict[str, Any]:
            asked.append(actor.tenant_id)
            return read(actor, since)

        async def story() -> None:
            boards = Boards()
            for number, each in enumerate((cast.alice, cast.charlie)):
                await boards.on_connect(f"{number}", cookie(each))
            create_artist(cast.alice)
            notice = moved(cast.alice)
            await asyncio.gather(*(boards.heed(notice) for _ in range(3)))

        monkeypatch.setattr(live, "_changes", counted)
        asyncio.run(story())
        assert asked == [cast.alice.tenant_id]

    def test_what_comes_soon_after_a_patch_travels_together(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mara, sleep = create_artist(cast.alice).id, asyncio.sleep

        async def story() -> list[int]:
            boards, rests, rested = Boards(), asyncio.Event(), asyncio.Event()

            async def rest(seconds: float) -> None:
                if seconds <= 0:
                    return await sleep(0)
                rests.set()
                await rested.wait()
                return None

            def heard() -> Coroutine[Any, Any, None]:
                create_booking(cast.alice, mara, start=START)
                return boards.heed(moved(cast.alice))

            monkeypatch.setattr(asyncio, "sleep", rest)
            await boards.on_connect("one", cookie(cast.alice))
            await heard()
            second = asyncio.create_task(heard())
            await asyncio.wait_for(rests.wait(), 5)
            third = asyncio.create_task(heard())
            rested.set()
            await asyncio.gather(second, third)
            return [len(patch["bars"]) for patch in boards.told("patch")]

        assert asyncio.run(story()) == [1, 2]


class TestServing:
    def test_loops_run_as_long_as_the_process_serves(self) -> None:
        told: list[str] = []

        async def loop() -> None:
            told.append("runs")
            await asyncio.Event().wait()

        async def at_last() -> None:
            told.append("at last")

        class App:
            serving: Callable[[], AbstractAsyncContextManager[None]]

            def register_lifespan_task(self, serving: Any) -> None:
                self.serving = serving

        async def story() -> None:
            app: Any = App()
            live.keep_running(app, loop, at_last=at_last)
            async with asyncio.timeout(5) as patience, app.serving():
                while not told:
                    await asyncio.sleep(0)
            assert not patience.expired()

        asyncio.run(story())
        assert told == ["runs", "at last"]
