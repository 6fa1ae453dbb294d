"""The form of one booking: drawn on the board, asked for by key, or opened to change it."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.bookings import Status
from production_tool.services.queries.booking_details import BookingDetails, booking_details
from production_tool.state.asked import ROLES, Gap, understood
from production_tool.state.board_window import BoardWindow, drawn_space
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.choices import Choice, artists_to_book, projects_to_book_for
from production_tool.state.forms import Form, as_id, still_open
from production_tool.state.role_form import RoleForm
from production_tool.state.session import answering, look, zone_of
from production_tool.state.spans import Span, local_span, read_span, span_of
from production_tool.state.wish import Wish


@dataclass(frozen=True)
class BookingDraft:
    """What the form starts from; ``opening`` counts, so that each opening is a fresh form."""

    opening: int = 0
    id: str = ""
    version: int = 0
    artist_id: str = ""
    span: Span = field(default_factory=Span)
    project_id: str = ""
    title: str = ""
    notes: str = ""


class BookingForm(BoardWindow, rx.State):
    """A small window over the board while a booking is made or changed."""

    draft: BookingDraft = BookingDraft()
    artists: rx.Field[list[Choice]] = rx.field(default_factory=list)
    projects: rx.Field[list[Choice]] = rx.field(default_factory=list)

    @rx.event
    @answering
    async def draw(self, sent: dict[str, Any]):
        """Empty space was drawn into: ask what it is for."""
        gap = understood(Gap, sent)
        if gap.artist_id == ROLES:
            return RoleForm.draw(sent)
        span = local_span(gap.start, gap.end)
        async with drawn_space(self):
            await self._open(BookingDraft(artist_id=str(gap.artist_id), span=span))
        return None

    @rx.event
    @answering
    async def begin(self, day: str):
        """Ask for everything; it begins as one whole day."""
        await self._open(BookingDraft(span=Span(first=day, last=day)))

    @rx.event
    @answering
    async def edit(self, booking_id: str):
        """Change what is there."""
        details = await look(self, booking_details, booking_id=as_id(booking_id))
        await self._open(_draft(details, await zone_of(self)))

    @rx.event
    @answering
    async def save(self, sent: dict[str, Any]):
        """Make the booking, or change it."""
        still_open(self)
        self.faults = {}
        led = await self._try_for(_wish(Form(sent), self.draft))
        return led or (BookingPanel.select(self.draft.id) if self.draft.id else None)

    async def _open(self, draft: BookingDraft) -> None:
        self.artists = await look(self, artists_to_book)
        self.projects = await look(self, projects_to_book_for)
        self.draft = replace(draft, opening=self.draft.opening + 1)
        await self._show()


def _draft(details: BookingDetails, zone: ZoneInfo) -> BookingDraft:
    booking = details.booking
    return BookingDraft(
        id=str(booking.id),
        version=booking.version,
        artist_id=str(booking.artist_id),
        span=span_of(booking.period, zone),
        project_id=str(booking.project_id or ""),
        title=booking.title,
        notes=booking.notes,
    )


def _wish(form: Form, draft: BookingDraft) -> Wish:
    artist_id = form.id("artistId")
    if artist_id is None:
        form.say("artistId", "is not chosen")
    if not form.text("title") and not form.text("projectId"):
        form.say("title", "is missing; without a project it is all that the board can show")
    start, end = read_span(form)
    return Wish(
        kind="edit" if draft.id else "create",
        booking_id=UUID(draft.id) if draft.id else None,
        version=draft.version,
        artist_id=artist_id,
        start=start,
        end=end,
        status=form.choice("status", Status, otherwise=Status.HOLD),
        project_id=form.id("projectId"),
        title=form.text("title"),
        notes=form.text("notes"),
    )
