"""Who is on a studio's boards, and which booking each holds: told to the others there."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import UUID

from anyio import to_thread

from production_tool.domain.actor import Actor
from production_tool.domain.ids import new_id
from production_tool.infra import bus, presence
from production_tool.state import showing

# Comings and goings within this many seconds are told as one.
PAUSE = 0.05


@dataclass
class Guest:
    """One open board; ``heard`` is when its browser last said that it is here."""

    actor: Actor
    held: str
    heard: float
    told: list[dict[str, Any]]

    @property
    def is_silent(self) -> bool:
        """Whether its browser, or the way to it, died without a word."""
        return monotonic() - self.heard > presence.LASTS


class People:
    """The open boards of this process, noted in Redis, and everybody's told to each of them."""

    def __init__(self, tell: Callable[[str, list[dict[str, Any]]], Awaitable[None]]) -> None:
        self._tell = tell
        self._process = new_id().hex
        self._guests: dict[str, Guest] = {}
        self._noted: dict[UUID, presence.People] = {}
        self._asked: set[UUID] = set()
        self._news = asyncio.Event()

    def came(self, sid: str, actor: Actor) -> None:
        """A board was opened."""
        self._guests[sid] = Guest(actor, "", monotonic(), [])
        self.look_again(actor.tenant_id)

    def said(self, sid: str, words: Any) -> None:
        """Its browser says that it is here, and which booking it holds."""
        guest = self._guests.get(sid)
        if guest is None:
            return
        was_silent, held = guest.is_silent, _booking(words)
        guest.heard = monotonic()
        if was_silent or held != guest.held:
            guest.held = held
            self.look_again(guest.actor.tenant_id)

    def left(self, sid: str) -> None:
        """A board was closed."""
        guest = self._guests.pop(sid, None)
        if guest is not None:
            self.look_again(guest.actor.tenant_id)

    def look_again(self, tenant_id: UUID) -> None:
        """Something changed here or in another process: tell it soon."""
        self._asked.add(tenant_id)
        self._news.set()

    async def keep_up(self) -> None:
        """Tell what changes, for as long as the process lives."""
        while True:
            await self._news.wait()
            await asyncio.sleep(PAUSE)
            await self.catch_up()

    async def renew(self) -> None:
        """Let nobody here be forgotten, and notice who went without a word."""
        here = {guest.actor.tenant_id for guest in self._guests.values()}
        await self.catch_up(also=here)

    async def hide(self) -> None:
        """Show nobody while Redis is away; asking it studio by studio would hold up the rest."""
        self._noted.clear()
        for sid, guest in list(self._guests.items()):
            if guest.told:
                guest.told = []
                await self._tell(sid, [])

    async def catch_up(self, also: Collection[UUID] = ()) -> None:
        """Note and tell what changed; ``also`` are studios to be noted again in any case."""
        asked, self._asked = self._asked, set()
        self._news.clear()
        for tenant_id in asked.union(also):
            await self._note(tenant_id, again=tenant_id in also)
            await self._show(tenant_id)

    async def _note(self, tenant_id: UUID, *, again: bool) -> None:
        mine, before = self._mine(tenant_id), self._noted.pop(tenant_id, {})
        if mine != before or (again and mine):
            kept = await to_thread.run_sync(presence.note, tenant_id, self._process, mine)
            if not kept:
                return  # the next heartbeat tries again
        if mine:
            self._noted[tenant_id] = mine
        if mine != before:
            bus.publish(bus.PeopleChanged(tenant_id))

    async def _show(self, tenant_id: UUID) -> None:
        found = await to_thread.run_sync(presence.find, tenant_id)
        shown = sorted((_shown(*each) for each in found.items()), key=lambda each: each["name"])
        for sid, guest in list(self._guests.items()):
            if guest.actor.tenant_id != tenant_id:
                continue
            people = [each | {"you": each["id"] == str(guest.actor.user_id)} for each in shown]
            if people != guest.told:
                guest.told = people
                await self._tell(sid, people)

    def _mine(self, tenant_id: UUID) -> presence.People:
        found: presence.People = {}
        for guest in self._guests.values():
            if guest.actor.tenant_id == tenant_id and not guest.is_silent:
                person = str(guest.actor.user_id)
                held = guest.held or found.get(person, ("", ""))[1]
                found[person] = (guest.actor.name, held)
        return found


def _booking(words: Any) -> str:
    """The id of the booking somebody says to hold; empty for none, and for nonsense."""
    held = words.get("held") if isinstance(words, dict) else None
    try:
        return str(UUID(held)) if isinstance(held, str) else ""
    except ValueError:
        return ""


def _shown(person: str, said: tuple[str, str]) -> dict[str, Any]:
    name, held = said
    return {
        "id": person,
        "name": name,
        "initials": showing.initials(name),
        "colour": showing.colour_of(name),
        "held": held,
    }
