"""What an open tab shows: kept by its process, and handed over when it comes to another."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State
from reflex_base.event import Event

from production_tool.domain.ids import new_id
from production_tool.infra import bus
from production_tool.infra.tab_store import TabStore
from production_tool.state.booking_form import BookingDraft, BookingForm
from production_tool.state.deeds import Deeds
from production_tool.state.tabs import Tabs
from production_tool.state.wish import Wish

pytestmark = pytest.mark.usefixtures("database")

CONNECTED = Event(name=f"{State.get_full_name()}.hydrate_and_load")
COOKIE = "pt_session=secret"


def tell(story: Callable[[], Awaitable[Any]]) -> Any:
    return asyncio.run(story())  # type: ignore[arg-type]


class Tab:
    """A tab by its token, with whichever process it is."""

    def __init__(self) -> None:
        self.token = BaseStateToken(ident=str(new_id()), cls=State)

    async def comes_to(self, process: Tabs) -> str:
        """Connect; the title in its open form, empty when none is open."""
        async with process.modify_state(self.token, event=CONNECTED) as root:
            root.router_data = {"headers": {"cookie": COOKIE}}
            form = await root.get_state(BookingForm)
            return form.draft.title if form.shown else ""

    async def opens(self, process: Tabs, title: str) -> None:
        """Do what an event does, and what the process does a moment later."""
        async with process.modify_state(self.token) as root:
            form = await root.get_state(BookingForm)
            form.draft, form.shown = BookingDraft(opening=1, title=title), True
        await process.put_away()


def process(version: str = "1") -> Tabs:
    return Tabs(TabStore(version))


class TestHandedOver:
    def test_another_process_goes_on_and_the_first_again_after_it(self) -> None:
        async def story() -> None:
            tab, one, two = Tab(), process(), process()
            assert await tab.comes_to(one) == ""
            await tab.opens(one, "Northlight")
            assert await tab.comes_to(two) == "Northlight"
            await tab.opens(two, "Kestrel")
            assert await tab.comes_to(one) == "Kestrel"
            assert await Tab().comes_to(two) == ""

        tell(story)

    def test_what_was_not_put_away_yet_is_known_to_its_own_process(self) -> None:
        async def story() -> None:
            tab, one = Tab(), process()
            await tab.opens(one, "Northlight")
            async with one.modify_state(tab.token) as root:
                (await root.get_state(BookingForm)).draft = BookingDraft(title="Kestrel")
            assert await tab.comes_to(one) == "Kestrel"

        tell(story)

    def test_hidden_parts_go_along(self) -> None:
        async def story() -> None:
            tab, one, two = Tab(), process(), process()
            wish = Wish(kind="step", booking_id=new_id(), version=3, step="confirm")
            async with one.modify_state(tab.token) as root:
                (await root.get_state(Deeds))._again = wish
            await one.put_away()
            async with two.modify_state(tab.token, event=CONNECTED) as root:
                deeds = await root.get_state(Deeds)
                assert deeds._again == wish
                assert deeds.parent_state is root

        tell(story)

    def test_a_busy_tab_is_put_away_when_its_event_ends(self) -> None:
        async def story() -> None:
            tab, one, two = Tab(), process(), process()
            await tab.comes_to(one)
            async with one.modify_state(tab.token) as root:
                await one.put_away()
                (await root.get_state(BookingForm)).shown = True
                assert await tab.comes_to(two) == ""
            keeping = asyncio.create_task(one.keep_up())
            kept = TabStore("1")
            while kept.find(tab.token.ident) is None:
                await asyncio.sleep(0.01)
            keeping.cancel()

        asyncio.run(asyncio.wait_for(story(), 30))


class TestNotHandedOver:
    def test_to_another_version_or_after_somebody_changed_it(self, database: Any) -> None:
        keys: Any = redis.Redis.from_url(database.redis_url)

        async def story() -> None:
            tab, one = Tab(), process()
            await tab.opens(one, "Northlight")
            assert await tab.comes_to(process("2")) == ""
            name = f"production-tool:tab:1:{tab.token.ident}"
            assert 0 < keys.ttl(name) <= 3600
            keys.set(name, keys.get(name)[:-1] + b"!")
            assert await tab.comes_to(process()) == ""

        tell(story)

    def test_redis_reads_nothing_and_the_session_stays_here(self, database: Any) -> None:
        keys: Any = redis.Redis.from_url(database.redis_url)

        async def story() -> None:
            tab, one = Tab(), process()
            await tab.comes_to(one)
            await tab.opens(one, "Northlight")
            kept = keys.get(f"production-tool:tab:1:{tab.token.ident}")
            assert b"Northlight" not in kept
            found = TabStore("1").find(tab.token.ident) or b""
            assert b"Northlight" in found
            assert COOKIE.encode() not in found

        tell(story)

    def test_without_redis_it_begins_afresh_and_loses_nothing_of_its_own(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        away = redis.Redis(host="127.0.0.1", port=1, retry=Retry(NoBackoff(), 0))

        async def story() -> None:
            tab, one, two = Tab(), process(), process()
            await tab.opens(one, "Northlight")
            monkeypatch.setattr(bus, "client", lambda: away)
            await tab.opens(one, "Kestrel")
            assert await tab.comes_to(two) == ""
            assert await tab.comes_to(one) == "Kestrel"

        tell(story)
