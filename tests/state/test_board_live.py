"""From the bus to the rooms: who is let in, and what each room is sent."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from anyio import to_thread
from socketio.exceptions import ConnectionRefusedError as JoinRefused

from production_tool.domain.actor import Actor, Role
from production_tool.infra import bus
from production_tool.services import bookings, identity, members
from production_tool.services.queries.members import Member, list_members
from production_tool.services.work import Work, working
from production_tool.state import live
from tests.factories import Cast, create_artist, create_member
from tests.servers import Database
from tests.state.boards import Boards, cookie

START = datetime.combine(date(2031, 3, 3), time())


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


class TestRights:
    """What opened a board ends: its process hears of it, and closes the board."""

    def after(self, deed: Callable[[str], None], *tabs: Actor) -> list[str]:
        """Which of the tabs are turned out by the notice that the deed sends."""

        async def story() -> list[str]:
            boards, told = Boards(), asyncio.Queue[Any]()
            async with listening(told):
                handshakes = [cookie(each) for each in tabs]
                for number, handshake in enumerate(handshakes):
                    await boards.on_connect(f"{number}", handshake)
                token = identity.session_token(handshakes[0]["HTTP_COOKIE"])
                await to_thread.run_sync(deed, token)
                people = {each.user_id for each in tabs}
                while (notice := await asyncio.wait_for(told.get(), 10)) is not None:
                    if isinstance(notice, bus.RightsChanged) and notice.user_id in people:
                        await boards.heed(notice)
                        return boards.gone
            return []

        return asyncio.run(story())

    def test_a_session_that_ended(self, cast: Cast) -> None:
        assert self.after(identity.sign_out, cast.alice, cast.alice, cast.charlie) == ["0"]

    def test_all_sessions_of_somebody(self, cast: Cast) -> None:
        everywhere = partial(identity.sign_out, everywhere=True)
        assert self.after(everywhere, cast.alice, cast.alice, cast.charlie) == ["0", "1"]

    def test_a_manager_becomes_a_freelancer(self, database: Database, cast: Cast) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id)

        def demote(_: str) -> None:
            with working(cast.alice) as work:
                member = member_of(work, mo)
                members.change_role(
                    work, member_id=member.id, role=Role.FREELANCER, seen_version=member.version
                )

        assert self.after(demote, mo, cast.alice) == ["0"]

    def test_a_manager_is_let_go(self, database: Database, cast: Cast) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id)

        def let_go(_: str) -> None:
            with working(cast.alice) as work:
                member = member_of(work, mo)
                members.remove_member(work, member_id=member.id, seen_version=member.version)

        assert self.after(let_go, mo, cast.alice) == ["0"]

    def test_who_goes_to_another_of_their_studios(self, database: Database, cast: Cast) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id)
        with working(cast.charlie) as work:
            members.join(work, user_id=mo.user_id, role=Role.STUDIO_MANAGER)
            work.keep()

        def switch(token: str) -> None:
            seat = identity.find_seat(token)
            other = next(each for each in seat.studios() if each.slug != seat.slug)
            identity.switch_studio(token, slug=other.slug)

        assert self.after(switch, mo, cast.alice) == ["0"]

    def test_the_heartbeat_notices_it_as_well(self, cast: Cast) -> None:
        async def story() -> list[str]:
            boards, handshake = Boards(), cookie(cast.alice)
            await boards.on_connect("one", handshake)
            identity.sign_out(identity.session_token(handshake["HTTP_COOKIE"]))
            await boards.beat()
            return boards.gone

        assert asyncio.run(story()) == ["one"]

    def test_only_who_is_meant_goes(self, cast: Cast) -> None:
        async def story() -> list[str]:
            boards, handshakes = Boards(), [cookie(each) for each in (cast.alice, cast.charlie)]
            for number, handshake in enumerate(handshakes):
                await boards.on_connect(f"{number}", handshake)
                identity.sign_out(identity.session_token(handshake["HTTP_COOKIE"]))
            await boards.heed(bus.RightsChanged(cast.alice.user_id))
            return boards.gone

        assert asyncio.run(story()) == ["0"]


def member_of(work: Work, person: Actor) -> Member:
    return next(each for each in list_members(work) if each.user_id == person.user_id)


@asynccontextmanager
async def listening(told: asyncio.Queue[Any]) -> AsyncIterator[None]:
    """What the bus says from now on goes into the queue."""

    async def listen() -> None:
        async for notice in bus.listen():
            await told.put(notice)

    task = asyncio.create_task(listen())
    assert isinstance(await asyncio.wait_for(told.get(), 10), bus.Interrupted)
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


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

    @pytest.mark.parametrize("noticed", ["heartbeat", "the line to Redis was down"])
    def test_a_lost_notice_does_no_harm(self, cast: Cast, noticed: str) -> None:
        mara = create_artist(cast.alice)

        async def story() -> list[Any]:
            boards = Boards()
            await boards.on_connect("one", cookie(cast.alice))
            book(cast.alice, mara.id)  # and nobody says so here
            await (boards.beat() if noticed == "heartbeat" else boards.heed(bus.Interrupted()))
            return boards.told("patch")

        (patch,) = asyncio.run(story())
        assert len(patch["bars"]) == 1

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
