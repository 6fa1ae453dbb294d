"""The form of one booking: drawn on the board, asked for by key, or opened to change it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.bookings import Status
from production_tool.domain.refusals import Invalid
from production_tool.domain.zones import to_local
from production_tool.services.queries.artists import list_artists
from production_tool.services.queries.booking_details import BookingDetails, booking_details
from production_tool.services.queries.paging import MOST, Ask
from production_tool.services.queries.projects import list_projects
from production_tool.services.work import Work
from production_tool.state.asked import ROLES, Gap, understood
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.deeds import Deeds
from production_tool.state.forms import Form, as_id
from production_tool.state.role_form import RoleForm
from production_tool.state.session import Session, answering, look
from production_tool.state.wishes import Wish

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Choice:
    """Something to choose, by id."""

    id: str
    name: str


@dataclass(frozen=True)
class BookingDraft:
    """What the form starts from; ``opening`` counts, so that each opening is a fresh form."""

    opening: int = 0
    id: str = ""
    version: int = 0
    artist_id: str = ""
    first: str = ""
    last: str = ""
    project_id: str = ""
    title: str = ""
    notes: str = ""


class BookingForm(rx.State):
    """A small window over the board while a booking is made or changed."""

    shown: bool = False
    draft: BookingDraft = BookingDraft()
    artists: rx.Field[list[Choice]] = rx.field(default_factory=list)
    projects: rx.Field[list[Choice]] = rx.field(default_factory=list)
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)

    @rx.event
    @answering
    async def draw(self, sent: dict[str, Any]):
        """Empty space was drawn into: ask what it is for."""
        gap = understood(Gap, sent)
        if gap.artist_id == ROLES:
            return RoleForm.draw(sent)
        last = max(gap.start.date(), gap.end.date() - A_DAY)
        await self._open(
            BookingDraft(
                artist_id=str(gap.artist_id),
                first=gap.start.date().isoformat(),
                last=last.isoformat(),
            )
        )
        return None

    @rx.event
    @answering
    async def edit(self, booking_id: str):
        """Change what is there."""
        session = await self.get_state(Session)
        details = await look(self, booking_details, booking_id=as_id(booking_id))
        await self._open(_draft(details, ZoneInfo(session.me.zone)))

    @rx.event
    async def close(self):
        """Give it up; the drawn space is freed."""
        self.shown = False
        deeds = await self.get_state(Deeds)
        deeds.judge("draft", ok=False)

    @rx.event
    @answering
    async def save(self, sent: dict[str, Any]):
        """Make the booking, or change it."""
        self.faults = {}
        wish = _wish(Form(sent), self.draft)
        self.shown = False
        deeds = await self.get_state(Deeds)
        refused = await deeds.try_for(wish)
        return [refused, BookingPanel.select(self.draft.id)] if self.draft.id else refused

    async def _open(self, draft: BookingDraft) -> None:
        self.artists, self.projects = await look(self, _choices)
        self.draft = replace(draft, opening=self.draft.opening + 1)
        self.faults = {}
        self.shown = True


def _choices(work: Work) -> tuple[list[Choice], list[Choice]]:
    most = Ask(limit=MOST)
    artists = [Choice(str(each.id), each.name) for each in list_artists(work, ask=most).rows]
    projects = [
        Choice(str(each.id), f"{each.code} {each.title}".strip())
        for each in list_projects(work, ask=most).rows
    ]
    return artists, projects


def _draft(details: BookingDetails, zone: ZoneInfo) -> BookingDraft:
    booking = details.booking
    start, end = to_local(booking.start, zone), to_local(booking.end, zone)
    last = (end - timedelta(microseconds=1)).date()
    return BookingDraft(
        id=str(booking.id),
        version=booking.version,
        artist_id=str(booking.artist_id),
        first=start.date().isoformat(),
        last=last.isoformat(),
        project_id=str(booking.project_id or ""),
        title=booking.title,
        notes=booking.notes,
    )


def _wish(form: Form, draft: BookingDraft) -> Wish:
    first, last = _days(form)
    artist_id = form.id("artistId")
    if artist_id is None:
        form.say("artistId", "choose an artist")
    form.refuse()
    return Wish(
        kind="edit" if draft.id else "create",
        booking_id=UUID(draft.id) if draft.id else None,
        version=draft.version,
        artist_id=artist_id,
        start=datetime.combine(first, time()),
        end=datetime.combine(last + A_DAY, time()),
        status=form.choice("status", Status, otherwise=Status.HOLD),
        project_id=form.id("projectId"),
        title=form.text("title"),
        notes=form.text("notes"),
    )


def _days(form: Form) -> tuple[date, date]:
    first, last = form.day("first"), form.day("last")
    if first is None or last is None:
        form.say("first" if first is None else "last", "choose a day")
    elif last < first:
        form.say("last", "is before the first day")
    form.refuse()
    if first is None or last is None:
        raise Invalid("Choose the first and the last day.")
    return first, last
