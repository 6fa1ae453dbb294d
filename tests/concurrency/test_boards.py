"""Many boards, many writers, four processes: in the end all show what a fresh read shows."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID

import httpx
import pytest

from production_tool.domain.actor import Actor
from production_tool.services import identity
from production_tool.services.identity.sessions import open_session
from production_tool.services.work import at_the_door
from tests.concurrency.processes import WHOLE, Process, serving, serving_many
from tests.concurrency.viewers import Viewer
from tests.factories import Cast, create_artist, create_booking, create_member
from tests.servers import Database

pytestmark = pytest.mark.xdist_group("many-processes")

FIRST, LAST = date(2029, 3, 5), date(2029, 5, 7)
MONDAY = datetime(2029, 3, 5, tzinfo=UTC)
EDITS, VIEWERS, ARTISTS = 40, 8, 4


@pytest.fixture(scope="module")
def processes(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Process]]:
    """Four, behind one database and one Redis."""
    folder = tmp_path_factory.mktemp("four")
    with serving_many(4, database.environment, folder, WHOLE) as four:
        yield four


def session_of(actor: Actor) -> str:
    with at_the_door(user_id=actor.user_id) as work:
        return open_session(
            work, user_id=actor.user_id, studio_id=actor.tenant_id, user_agent="", address=""
        )


async def watched(
    urls: list[str], actors: list[Actor], story: Callable[[list[Viewer]], Awaitable[Any]]
) -> Any:
    """The story with a board open for each of the actors, in turns with each of the processes."""
    viewers = [
        Viewer(url, session_of(actor), FIRST, LAST)
        for url, actor in zip(cycle(urls), actors, strict=False)
    ]
    try:
        for viewer in viewers:
            await viewer.open()
        return await asyncio.wait_for(story(viewers), 90)
    finally:
        for viewer in viewers:
            await viewer.close()


def names(viewer: Viewer) -> list[str]:
    return [each["name"] for each in viewer.people]


class TestMany:
    def test_after_many_edits_at_once_every_board_equals_a_fresh_read(
        self, processes: list[Process], cast: Cast
    ) -> None:
        people = [create_artist(cast.alice, name=f"Artist {n}").id for n in range(ARTISTS)]
        bookings = [
            create_booking(cast.alice, people[n % ARTISTS], start=FIRST, days=5)
            for n in range(EDITS)
        ]

        async def story(viewers: list[Viewer]) -> None:
            answers = await asyncio.gather(
                *(
                    viewer.ask("PATCH", f"/bookings/{each.id}", moved(people[n % 3], n, each))
                    for n, (viewer, each) in enumerate(zip(cycle(viewers), bookings, strict=False))
                )
            )
            assert {each.status_code for each in answers} == {httpx.codes.OK}
            seq, bars = await viewers[0].fresh()
            assert len({bar[1] for bar in bars.values()}) == 3
            for viewer in viewers:
                await viewer.until(lambda board: board.seq == seq)
                assert viewer.bars == bars

        asyncio.run(watched([each.url for each in processes], [cast.alice] * VIEWERS, story))


def moved(artist_id: UUID, number: int, booking: Any) -> dict[str, Any]:
    start = MONDAY + timedelta(days=number)
    return {
        "artistId": str(artist_id),
        "startTime": start.isoformat(),
        "endTime": (start + timedelta(days=3)).isoformat(),
        "version": booking.version,
    }


class TestPresence:
    def test_people_of_all_processes_see_each_other_and_nobody_else(
        self, database: Database, processes: list[Process], cast: Cast
    ) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")
        held = str(create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST).id)

        async def story(viewers: list[Viewer]) -> None:
            alice, elsewhere, stranger = viewers
            for viewer in (alice, elsewhere):
                await viewer.until(lambda board: names(board) == ["Alice", "Mo"])
            await elsewhere.hold(held)
            await alice.until(lambda board: board.people[1]["held"] == held)
            await elsewhere.hold()
            await alice.until(lambda board: board.people[1]["held"] == "")
            assert names(stranger) == ["Charlie"]
            await elsewhere.close()
            await alice.until(lambda board: names(board) == ["Alice"])

        urls = [each.url for each in processes]
        asyncio.run(watched(urls, [cast.alice, mo, cast.charlie], story))

    def test_people_of_a_killed_process_are_gone_in_time(
        self, database: Database, processes: list[Process], cast: Cast, tmp_path: Any
    ) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")
        with serving(database.environment, tmp_path / "log", WHOLE) as short_lived:

            async def story(viewers: list[Viewer]) -> None:
                alice, other = viewers
                await alice.until(lambda board: names(board) == ["Alice", "Mo"])
                short_lived.kill()
                await other.until(lambda board: not board.is_open)
                here = asyncio.create_task(stay(alice))
                await alice.until(lambda board: names(board) == ["Alice"], seconds=20)
                here.cancel()

            asyncio.run(watched([processes[0].url, short_lived.url], [cast.alice, mo], story))


async def stay(viewer: Viewer) -> None:
    """Say that one is here, as an open board does."""
    while True:
        await viewer.hold()
        await asyncio.sleep(5)


class TestRights:
    def test_who_signs_out_loses_the_board_in_every_process(
        self, processes: list[Process], cast: Cast
    ) -> None:
        async def story(viewers: list[Viewer]) -> None:
            await asyncio.to_thread(identity.sign_out, viewers[0].session, everywhere=True)
            for viewer in viewers[:2]:
                await viewer.until(lambda board: not board.is_open)
            assert viewers[2].is_open

        urls = [each.url for each in processes]
        asyncio.run(watched(urls, [cast.alice, cast.alice, cast.charlie], story))
