"""Who is on the board: told to the studio, forgotten when silent, absent without Redis."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from production_tool.domain.actor import Role
from production_tool.domain.ids import new_id
from production_tool.infra import bus, presence
from production_tool.state import live_people
from tests.factories import Cast, create_member
from tests.servers import Database
from tests.state.boards import Boards, cookie

BOOKING = str(new_id())


class Clock:
    """The seconds as the boards see them."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(live_people, "monotonic", made)
    return made


def tell(story: Callable[[], Awaitable[Any]]) -> Any:
    return asyncio.run(story())  # type: ignore[arg-type]


def names(boards: Boards, sid: str) -> list[str]:
    """Who this browser was told last is here."""
    told = boards.told("people", sid)
    return [each["name"] for each in told[-1]] if told else []


class TestComing:
    def test_everybody_of_the_studio_is_told_with_initials_and_colour(
        self, database: Database, cast: Cast
    ) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo Keller")

        async def story() -> list[dict[str, Any]]:
            boards = Boards()
            await boards.on_connect("alice", cookie(cast.alice))
            await boards.on_connect("mo", cookie(mo))
            await boards.on_here("mo", {"held": BOOKING})
            await boards.people.catch_up()
            return boards.told("people", "alice")[-1]

        alice, other = tell(story)
        assert (alice["name"], alice["you"], alice["held"]) == ("Alice", True, "")
        assert other == {
            "id": str(mo.user_id),
            "name": "Mo Keller",
            "initials": "MK",
            "colour": other["colour"],
            "held": BOOKING,
            "you": False,
        }
        assert other["colour"] in range(1, 7)

    def test_nobody_sees_people_of_another_studio(self, cast: Cast) -> None:
        async def story() -> Boards:
            boards = Boards()
            await boards.on_connect("alice", cookie(cast.alice))
            await boards.on_connect("charlie", cookie(cast.charlie))
            await boards.on_here("charlie", {"held": BOOKING})
            await boards.people.catch_up()
            return boards

        boards = tell(story)
        assert names(boards, "alice") == ["Alice"]
        assert names(boards, "charlie") == ["Charlie"]

    def test_two_tabs_are_one_person_who_holds_what_either_holds(self, cast: Cast) -> None:
        async def story() -> Boards:
            boards = Boards()
            await boards.on_connect("one", cookie(cast.alice))
            await boards.on_connect("two", cookie(cast.alice))
            await boards.on_here("one", {"held": BOOKING})
            await boards.on_here("two", {"held": ""})
            await boards.people.catch_up()
            return boards

        boards = tell(story)
        assert [each["held"] for each in boards.told("people", "two")[-1]] == [BOOKING]
        assert names(boards, "one") == ["Alice"]

    def test_nothing_is_told_twice(self, cast: Cast) -> None:
        async def story() -> Boards:
            boards = Boards()
            await boards.on_connect("alice", cookie(cast.alice))
            for _ in range(3):
                await boards.on_here("alice", {"held": BOOKING})
                await boards.people.renew()
            return boards

        assert len(tell(story).told("people")) == 1

    @pytest.mark.parametrize("nonsense", [None, "x", 7, {}, {"held": "<b>"}, {"held": ["x"]}])
    def test_only_a_booking_can_be_held(self, cast: Cast, nonsense: Any) -> None:
        async def story() -> Boards:
            boards = Boards()
            await boards.on_connect("alice", cookie(cast.alice))
            await boards.on_here("alice", nonsense)
            await boards.people.catch_up()
            return boards

        assert tell(story).told("people", "alice")[-1][0]["held"] == ""

    def test_a_freelancer_is_not_among_them(self, cast: Cast) -> None:
        async def story() -> Boards:
            boards = Boards()
            await boards.on_connect("alice", cookie(cast.alice))
            await boards.on_here("bob, who was not let in", {"held": BOOKING})
            await boards.people.catch_up()
            return boards

        assert cast.bob.role is Role.FREELANCER
        assert names(tell(story), "alice") == ["Alice"]


class TestOtherProcesses:
    def test_they_are_told_once_of_what_changed_and_that_when_redis_has_it(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[bus.Notice] = []
        monkeypatch.setattr(bus, "publish", said.append)
        note = presence.note

        async def story() -> None:
            boards = Boards()
            await boards.on_connect("alice", cookie(cast.alice))
            monkeypatch.setattr(presence, "note", lambda *_: False)
            await boards.people.catch_up()
            assert said == []
            monkeypatch.setattr(presence, "note", note)
            for _ in range(3):
                await boards.people.renew()

        tell(story)
        assert said == [bus.PeopleChanged(cast.alice.tenant_id)]


class TestGoing:
    def test_who_closes_the_board_is_gone_at_once(self, database: Database, cast: Cast) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")

        async def story() -> Boards:
            boards = Boards()
            await boards.on_connect("alice", cookie(cast.alice))
            await boards.on_connect("mo", cookie(mo))
            await boards.people.catch_up()
            assert names(boards, "alice") == ["Alice", "Mo"]
            await boards.on_disconnect("mo")
            await boards.people.catch_up()
            return boards

        assert names(tell(story), "alice") == ["Alice"]

    def test_who_says_nothing_is_gone_with_a_heartbeat_and_may_come_back(
        self, database: Database, cast: Cast, clock: Clock
    ) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")

        async def story() -> None:
            boards = Boards()
            await boards.on_connect("alice", cookie(cast.alice))
            await boards.on_connect("mo", cookie(mo))
            await boards.people.catch_up()
            clock.now += presence.LASTS + 1
            await boards.on_here("alice")
            await boards.people.renew()
            assert names(boards, "alice") == ["Alice"]
            await boards.on_here("mo")
            await boards.people.catch_up()
            assert names(boards, "alice") == ["Alice", "Mo"]

        tell(story)

    def test_a_process_that_died_is_forgotten(self, database: Database, cast: Cast) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")
        keys: Any = redis.Redis.from_url(database.redis_url)

        async def story() -> Boards:
            here, there = Boards(), Boards()
            await here.on_connect("alice", cookie(cast.alice))
            await there.on_connect("mo", cookie(mo))
            await there.people.catch_up()
            await here.people.catch_up()
            assert names(here, "alice") == ["Alice", "Mo"]
            found = keys.keys(f"production-tool:people:{cast.alice.tenant_id}*")
            assert len(found) == 3
            assert all(0 < keys.ttl(each) <= 15 for each in found)
            keys.delete(*found)  # as their time to live does
            await here.people.renew()
            return here

        assert names(tell(story), "alice") == ["Alice"]


class TestAway:
    def test_without_redis_nobody_is_shown_until_it_is_back(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = bus.client()
        away = redis.Redis(host="127.0.0.1", port=1, retry=Retry(NoBackoff(), 0))

        async def story() -> None:
            boards = Boards()
            await boards.on_connect("alice", cookie(cast.alice))
            await boards.people.catch_up()
            monkeypatch.setattr(bus, "client", lambda: away)
            await boards.beat()
            assert boards.told("people", "alice")[-1] == []
            assert boards.told("beat")[-1]["live"] is False
            monkeypatch.setattr(bus, "client", lambda: real)
            await boards.beat()
            assert names(boards, "alice") == ["Alice"]
            assert boards.told("beat")[-1]["live"] is True

        tell(story)

    def test_it_may_also_go_between_two_heartbeats(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        away = redis.Redis(host="127.0.0.1", port=1, retry=Retry(NoBackoff(), 0))

        async def story() -> None:
            boards = Boards()
            await boards.on_connect("alice", cookie(cast.alice))
            await boards.people.catch_up()
            monkeypatch.setattr(bus, "client", lambda: away)
            await boards.on_here("alice", {"held": BOOKING})
            await boards.people.catch_up()
            assert boards.told("people", "alice")[-1] == []

        tell(story)
