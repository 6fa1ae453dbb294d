"""A list that the address narrows, page by page; and the form at its side."""

from typing import Any, ClassVar
from urllib.parse import urlencode

import reflex as rx

from production_tool.services.queries.paging import Ask
from production_tool.state import showing
from production_tool.state.session import loading

A_PAGE = 100


class Listing(rx.State, mixin=True):
    """What every such list has; the screen's own state says how to ``_fill`` it."""

    PATH: ClassVar[str]
    wanted: rx.Field[dict[str, str]] = rx.field(default_factory=dict)  # by filter, all of them
    total: int = 0
    page: int = 1
    pages: int = 1
    filtered: bool = False
    ready: bool = False
    problem: str = ""

    @rx.event
    @loading
    async def load(self):
        """Read the list that the address asks for."""
        asked = self.router.url.query_parameters
        self.wanted = {name: asked.get(name, "") for name in self.wanted}
        self.filtered = any(self.wanted.values())
        self.page = showing.page_number(asked.get("page", ""))
        self.total = await self._fill(Ask(limit=A_PAGE, page=self.page))
        self.pages = -(-self.total // A_PAGE) or 1

    @rx.event
    def narrow(self, name: str, value: str) -> Any:
        """Change one filter; it goes into the address, so that the view can be sent on."""
        return self._go({**self.wanted, name: value})

    @rx.event
    def turn(self, step: int) -> Any:
        """Go to the page before or after this one."""
        return self._go({**self.wanted, "page": str(self.page + step)})

    @rx.event
    def clear(self) -> Any:
        """Drop all filters."""
        return self._go({})

    async def _fill(self, ask: Ask) -> int:
        """Read the lines asked for; how many there are in all. Raises Refusal.

        Each list has its own; without one it is empty.
        """
        return 0

    def _go(self, wanted: dict[str, str]) -> Any:
        query = urlencode({name: value for name, value in wanted.items() if value})
        return rx.redirect(f"{self.PATH}?{query}" if query else self.PATH, replace=True)


class SideForm(rx.State, mixin=True):
    """What every form at the side of a list has: open or not, the question, the faults."""

    shown: bool = False
    asking: bool = False
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)

    @rx.event
    def close(self):
        """Put the form away; what was typed is dropped."""
        self.shown = self.asking = False

    @rx.event
    def ask(self, asking: bool):
        """Ask before something is archived."""
        self.asking = asking

    def _moved(self, name: str, *, back: bool) -> Any:
        """The form after its row was archived or brought back."""
        self.shown = False
        return rx.toast.success(f"{name} {'is back' if back else 'is archived'}.")
