"""Notices between processes: sent at once, lost without harm, never waited for."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from production_tool.domain.ids import new_id
from production_tool.infra import bus
from tests.servers import Database

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> bus._Line:  # pyright: ignore[reportPrivateUsage]
    """A line of the test's own."""
    made = bus._Line()  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(bus, "_line", made)
    monkeypatch.setattr(bus, "_REST_AFTER_FAILURE", 0.01)
    return made


def heard(deed: Callable[[asyncio.Queue[Any]], Awaitable[Any]]) -> Any:
    """What the deed returns, given everything that is heard from the first line on."""

    async def story() -> Any:
        told: asyncio.Queue[Any] = asyncio.Queue()

        async def listen() -> None:
            async for notice in bus.listen():
                told.put_nowait(notice)

        task = asyncio.create_task(listen())
        assert await asyncio.wait_for(told.get(), 10) == bus.Interrupted()
        try:
            return await asyncio.wait_for(deed(told), 20)
        finally:
            task.cancel()

    return asyncio.run(story())


async def next_of(told: asyncio.Queue[Any], *wanted: Any) -> Any:
    """The next notice among these; other tests share the Redis."""
    while (notice := await told.get()) not in wanted:
        pass
    return notice


class TestNotices:
    @pytest.mark.parametrize(
        "notice",
        [bus.Moved(new_id(), 124), bus.RightsChanged(new_id()), bus.PeopleChanged(new_id())],
    )
    def test_arrive_as_they_were_sent(self, line: Any, notice: bus.Notice) -> None:
        async def story(told: asyncio.Queue[Any]) -> None:
            bus.publish(notice)
            assert await next_of(told, notice) == notice

        heard(story)

    def test_many_from_many_threads_all_arrive(self, line: Any) -> None:
        studio = new_id()
        notices = {bus.Moved(studio, seq) for seq in range(200)}

        async def story(told: asyncio.Queue[Any]) -> None:
            threads = [threading.Thread(target=bus.publish, args=[each]) for each in notices]
            for each in threads:
                each.start()
            assert {await next_of(told, *notices) for _ in notices} == notices

        heard(story)


class TestAway:
    def test_a_line_that_was_cut_is_made_anew(self, line: Any, database: Database) -> None:
        studio = new_id()

        async def story(told: asyncio.Queue[Any]) -> None:
            bus.publish(bus.Moved(studio, 1))
            await next_of(told, bus.Moved(studio, 1))
            redis.Redis.from_url(database.redis_url).client_kill_filter(_type="normal")
            bus.publish(bus.Moved(studio, 2))
            await next_of(told, bus.Moved(studio, 2))

        heard(story)

    def test_once_redis_is_back_everybody_reads_again(
        self, line: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = bus.client()
        away = redis.Redis(host="127.0.0.1", port=1, retry=Retry(NoBackoff(), 0))

        async def story(told: asyncio.Queue[Any]) -> None:
            monkeypatch.setattr(bus, "client", lambda: away)
            bus.publish(bus.Moved(new_id(), 1))
            monkeypatch.setattr(bus, "client", lambda: real)
            await next_of(told, bus.Interrupted())
            last = bus.Moved(new_id(), 2)
            while bus._line._away:  # pyright: ignore[reportPrivateUsage]
                await asyncio.sleep(0)
            bus.publish(last)
            assert await next_of(told, last) == last

        heard(story)
