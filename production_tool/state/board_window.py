"""What the windows over the board have in common: they stay until what they ask for is done."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import reflex as rx

from production_tool.domain.refusals import Refusal
from production_tool.state.deeds import Deeds
from production_tool.state.wish import Wish
from production_tool.state.wishes_many import WishForMany


@asynccontextmanager
async def drawn_space(tab: rx.State) -> AsyncIterator[None]:
    """Space drawn on the board is free again when nothing may be made of it."""
    try:
        yield
    except Refusal:
        (await tab.get_state(Deeds)).judge("draft", ok=False)
        raise


class BoardWindow(rx.State, mixin=True):
    """A small window over the board; a refusal is told in it, and all that was typed stays."""

    shown: bool = False
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)

    @rx.event
    async def close(self):
        """Give it up: drawn space is freed, and what was refused of it is put away."""
        self.shown = False
        deeds = await self.get_state(Deeds)
        deeds.judge("draft", ok=False)
        return await deeds.dismiss()

    @rx.event
    async def taken(self):
        """Something that a refusal offered was taken: the window goes, unless not that either."""
        deeds = await self.get_state(Deeds)
        self.shown = self.shown and deeds.notice.message != ""

    async def _try_for(self, wish: Wish | WishForMany) -> Any:
        deeds = await self.get_state(Deeds)
        many = isinstance(wish, WishForMany)
        led = await (deeds.try_for_many(wish) if many else deeds.try_for(wish))
        self.shown = deeds.notice.message != ""
        return led

    async def _show(self) -> None:
        """Open with nothing said against what is typed now."""
        await (await self.get_state(Deeds)).dismiss()
        self.faults, self.shown = {}, True
