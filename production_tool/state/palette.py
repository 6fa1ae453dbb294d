"""The palette: finds what a few words mean, and does what is chosen."""

from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.finding import words_of
from production_tool.domain.refusals import Kind, Refusal
from production_tool.services.queries.finding import find_by_words
from production_tool.state.actions import actions_for
from production_tool.state.address import today
from production_tool.state.asked import Command, Item, understood
from production_tool.state.board_menu import BoardMenu
from production_tool.state.board_past import Past
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.forms import as_id
from production_tool.state.next_steps import Button
from production_tool.state.palette_deeds import BOARD, deed_of
from production_tool.state.palette_lines import (
    Line,
    Section,
    action_lines,
    best_first,
    found_lines,
    step_lines,
    ways_on,
)
from production_tool.state.roles import RolePanel
from production_tool.state.session import Session, look, to_sign_in


class Palette(rx.State):
    """What one tab's palette offers; nothing while it is closed."""

    words: str = ""
    sections: rx.Field[list[Section]] = rx.field(default_factory=list)
    told: str = ""
    problem: str = ""
    _open: bool = False
    _meant: Command | None = None
    _about: str = ""
    _steps: rx.Field[list[Button]] = rx.field(default_factory=list)

    @rx.event
    async def open(self):
        """It was opened: what can be done here, and with the bar that is selected."""
        self._open = True
        return await self._answer("", selected=True)

    @rx.event
    async def mean(self, sent: dict[str, Any]):
        """The board says which bars its keys are for; before or after the browser opened it."""
        try:
            asked = understood(Command, sent)
        except Refusal:
            return None  # who dispatches commands says so
        if asked.action != "palette":
            return None
        self._meant = asked
        return await self._answer(self.words, selected=True) if self._open else None

    @rx.event
    async def search(self, words: str):
        """Words were typed."""
        return await self._answer(words)

    @rx.event
    async def choose(self, key: str, words: str):
        """Do what a line says; where more was typed since, what comes first for all of it."""
        if words_of(words) != words_of(self.words):
            failed = await self._answer(words)
            if failed or not self.sections:
                return failed
            key = self.sections[0].lines[0].key
        chosen = [line for section in self.sections for line in section.lines if line.key == key]
        return await self._do(chosen[0]) if chosen else None

    @rx.event
    def leave(self):
        """It was closed."""
        self.reset()

    async def _do(self, line: Line) -> Any:
        shown = self.router.url.query_parameters.get("date", "")
        day = shown if self.router.url.path == BOARD else ""
        return deed_of(line, self, day or f"{await today(self)}")

    async def _answer(self, words: str, *, selected: bool = False) -> Any:
        self.words, self.problem = words, ""
        try:
            if selected:
                await self._consider()
            await self._find(words)
        except Refusal as refusal:
            if refusal.kind is Kind.UNAUTHENTICATED:
                return to_sign_in(self)
            self.sections, self.told, self.problem = [], "", refusal.message
        return None

    async def _consider(self) -> None:
        """The bar in focus, the open one, or all that are selected."""
        self._about, self._steps = "", []
        bar, items = await self._selected()
        if self.router.url.path == BOARD and (bar or items):
            menu = await self.get_state(BoardMenu)
            await menu.consider(bar, items)
            self._about, self._steps = menu.about, menu.entries

    async def _selected(self) -> tuple[UUID | Literal[""], list[Item]]:
        meant, self._meant = self._meant, None
        if meant and (meant.booking_id or meant.items):
            return meant.booking_id, meant.items
        role = (await self.get_state(RolePanel)).selected
        id = role or (await self.get_state(BookingPanel)).selected
        return as_id(id) if id else "", []

    async def _find(self, words: str) -> None:
        session = await self.get_state(Session)
        me = session.me if session.ready else await session.know()
        found = await look(self, find_by_words, words=words)
        past = (await self.get_state(Past)).at != ""
        on_board = me.plans and self.router.url.path == BOARD
        wanted = words_of(words)
        self.sections = best_first(
            wanted,
            [
                step_lines(wanted, self._about, self._steps),
                *found_lines(found, ZoneInfo(me.zone), datetime.now(UTC), plans=me.plans),
                action_lines(wanted, actions_for(me, on_board=on_board, past=past)),
            ],
        )
        count = sum(len(section.lines) for section in self.sections)
        self.told = f"{count} found" if count else "Nothing found; try fewer or other words."
        if not wanted:
            self.told = "Type a name, or choose with the arrows."
        if not count and me.plans:
            self.sections = [ways_on(words)]
