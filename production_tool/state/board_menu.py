"""The menu of a booking, of several, or of an empty place, where the hand or the cursor is."""

from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.roles import OpenRoleRow
from production_tool.services.queries.bookings import BookingView
from production_tool.services.queries.telling import read_bar, read_bars
from production_tool.services.work import Work
from production_tool.state import dates
from production_tool.state.asked import ROLES, Item, Menu, as_sent, understood
from production_tool.state.board_free import WhoIsFree
from production_tool.state.board_move import MoveForm
from production_tool.state.board_move_many import MoveMany
from production_tool.state.board_past import Past
from production_tool.state.booking_form import BookingForm
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.deeds import Deeds
from production_tool.state.next_steps import (
    EMPTY_PLACE,
    ROLE,
    Button,
    menu_of_all,
    steps_about_others,
    whole_menu,
)
from production_tool.state.role_form import RoleForm
from production_tool.state.session import Session, answering, look
from production_tool.state.wishes import Wish

HISTORY = "booking-history"  # the part of the panel that an entry leads to
LOOKS = {"open", "history"}  # what is left to do while the board shows the past
A_DAY = timedelta(days=1)


class BoardMenu(rx.State):
    """One tab's menu: what it is about, and what it offers."""

    shown: bool = False
    x: float = 0
    y: float = 0
    about: str = ""
    entries: rx.Field[list[Button]] = rx.field(default_factory=list)
    _booking: str = ""
    _waits: bool = False
    _items: rx.Field[list[Item]] = rx.field(default_factory=list)
    _version: int = 0
    _artist: str = ""
    _start: datetime | None = None

    @rx.event
    @answering
    async def open(self, sent: dict[str, Any]):
        """Offer what can be done where it was asked for."""
        asked = understood(Menu, sent)
        self._artist, self._start = f"{asked.artist_id}", asked.start or None
        await self.consider(asked.booking_id, asked.items)
        self.x, self.y = asked.x, asked.y
        self.shown = bool(self.entries)

    async def consider(self, bar: UUID | Literal[""], items: list[Item]) -> None:
        """Find what can be done with a bar, with several, or with the place without one."""
        session = await self.get_state(Session)
        self.about, self.entries = "", []
        if not session.me.plans:
            return
        self._items = items if len(items) > 1 else []
        if self._items:
            await self._of_several(self._items)
        elif bar:
            await self._of_bar(bar, ZoneInfo(session.me.zone))
        else:
            self._of_place()
        if (await self.get_state(Past)).at:
            self.entries = [entry for entry in self.entries if entry.action in LOOKS]

    @rx.event
    def turn(self, shown: bool):
        """It was closed, by a choice or without one."""
        self.shown = shown

    @rx.event
    @answering
    async def choose(self, action: str):
        """Do what an entry says; what it does not offer is not done."""
        self.shown = False
        if action not in [entry.action for entry in self.entries]:
            return None
        if self._items:
            return self._of_all(action)
        return await self._of(action) if self._booking else await self._at(action)

    def _of_all(self, action: str) -> Any:
        items = as_sent(self._items)
        place = {"move": MoveMany.move, "copy": MoveMany.copy}.get(action)
        return place(items) if place else Deeds.step({"action": action, **items})

    async def _of(self, action: str) -> Any:
        match action:
            case "open":
                return BookingPanel.select(self._booking)
            case "history":
                return [BookingPanel.select(self._booking), rx.scroll_to(HISTORY)]
            case "move":
                return MoveForm.move(self._booking)
            case "copy":
                return MoveForm.copy(self._booking)
            case "edit":
                return (RoleForm if self._waits else BookingForm).edit(self._booking)
            case step:
                deeds = await self.get_state(Deeds)
                return await deeds.try_for(
                    Wish(
                        kind="step",
                        booking_id=UUID(self._booking),
                        version=self._version,
                        step=step,
                    )
                )

    async def _at(self, action: str) -> Any:
        start = self._start
        if start is None:
            return None
        if action in {"book", "role"}:
            end = start + (A_DAY if start.time() == datetime.min.time() else timedelta(hours=1))
            row = ROLES if action == "role" else self._artist
            return BookingForm.draw({"artistId": row, "start": f"{start}", "end": f"{end}"})
        free = await self.get_state(WhoIsFree)
        day = start.date().isoformat()
        days = [WhoIsFree.change("first", day), WhoIsFree.change("last", day)]
        return days if free.asking else [WhoIsFree.turn, *days]

    async def _of_bar(self, id: UUID, zone: ZoneInfo) -> None:
        """A booking's bar, or that of a role that waits for a person."""
        bar, self.entries = await look(self, _bar_and_entries, id=id)
        self._waits = isinstance(bar, OpenRoleRow)
        self._booking, self._version = str(id), bar.version
        self.about = f"{bar.title or 'Booking'}, {dates.period_text(bar.period, zone)}"

    async def _of_several(self, items: list[Item]) -> None:
        """What all that are selected allow, be they bookings or roles."""
        rows = await look(self, read_bars, ids=[item.booking_id for item in items])
        self.entries = menu_of_all(row.status for row in rows.values()) if rows else []
        self.about = f"{len(rows)} selected"

    def _of_place(self) -> None:
        self._booking, self._version = "", 0
        self.about = dates.day_text(self._start) if self._start else ""
        able = [each for each in EMPTY_PLACE if each.action != "book" or self._artist != ROLES]
        self.entries = able if self._start else []


def _bar_and_entries(work: Work, *, id: UUID) -> tuple[BookingView | OpenRoleRow, list[Button]]:
    """A bar, and everything that can be done with it."""
    bar = read_bar(work, id)
    if isinstance(bar, OpenRoleRow):
        return bar, ROLE
    return bar, whole_menu(bar.status, steps_about_others(work, bar))
