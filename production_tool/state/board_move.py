"""The window in which a bar is moved or copied without a drag: by key or from a menu."""

from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.roles import OpenRoleRow
from production_tool.domain.wording import named
from production_tool.services.queries.bookings import BookingView
from production_tool.services.queries.telling import read_bar
from production_tool.state.asked import ROLES
from production_tool.state.board_window import BoardWindow
from production_tool.state.choices import Choice, artists_to_book
from production_tool.state.forms import Form, as_id, still_open
from production_tool.state.session import answering, look, zone_of
from production_tool.state.spans import Span, read_span, span_of
from production_tool.state.wish import Wish
from production_tool.state.wishes_of_roles import NOBODY

NOBODY_YET = Choice(ROLES, "Nobody yet")


@dataclass(frozen=True)
class Moving:
    """What the window starts from; ``opening`` counts, so that each opening is a fresh form."""

    opening: int = 0
    copies: bool = False
    waits: bool = False
    id: str = ""
    version: int = 0
    about: str = ""
    artist_id: str = ""
    span: Span = field(default_factory=Span)


class MoveForm(BoardWindow, rx.State):
    """A small window: whose it is to be, and from when to when."""

    draft: Moving = Moving()
    artists: rx.Field[list[Choice]] = rx.field(default_factory=list)

    @rx.event
    @answering
    async def move(self, booking_id: str):
        """Ask where a booking is to go, or a role that waits."""
        await self._open(booking_id, copies=False)

    @rx.event
    @answering
    async def copy(self, booking_id: str):
        """Ask where the same is to be booked, or wanted, as well."""
        await self._open(booking_id, copies=True)

    @rx.event
    @answering
    async def save(self, sent: dict[str, Any]):
        """Do it; a refusal is told with what is free instead."""
        still_open(self)
        self.faults = {}
        return await self._try_for(_wish(Form(sent), self.draft))

    async def _open(self, booking_id: str, *, copies: bool) -> None:
        zone = await zone_of(self)
        bar = await look(self, read_bar, id=as_id(booking_id))
        self.draft = replace(_draft(bar, zone), opening=self.draft.opening + 1, copies=copies)
        able = [] if copies and self.draft.waits else await look(self, artists_to_book)
        self.artists = [NOBODY_YET, *able] if self.draft.waits else able
        await self._show()


def _draft(bar: BookingView | OpenRoleRow, zone: ZoneInfo) -> Moving:
    waits = isinstance(bar, OpenRoleRow)
    words = (
        (bar.project, bar.title, bar.skill)
        if waits
        else (named(bar.project_code, bar.project_title), bar.title, bar.artist)
    )
    return Moving(
        id=str(bar.id),
        version=bar.version,
        waits=waits,
        about=" · ".join(filter(None, words)),
        artist_id=ROLES if waits else str(bar.artist_id),
        span=span_of(bar.period, zone),
    )


def _wish(form: Form, draft: Moving) -> Wish:
    nobody = draft.waits and form.text("artistId") == ROLES
    artist_id = NOBODY if nobody else form.id("artistId")
    if artist_id is None:
        form.say("artistId", "is not chosen")
    start, end = read_span(form)
    return Wish(
        kind="copy" if draft.copies else "place",
        booking_id=as_id(draft.id),
        version=draft.version,
        artist_id=artist_id,
        start=start,
        end=end,
    )
