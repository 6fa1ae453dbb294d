"""A freelancer's own days: where one is booked now, and next."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.bookings import LIVE, Status
from production_tool.domain.periods import Period
from production_tool.domain.zones import to_local, zone_named
from production_tool.services.queries.bookings import BookingFilter, BookingView, list_bookings
from production_tool.services.queries.paging import Ask
from production_tool.services.queries.studio import find_studio
from production_tool.services.work import Work
from production_tool.state import showing
from production_tool.state.session import loading, look

MOST = 100


@dataclass(frozen=True)
class OwnBooking:
    """One booking as its artist sees it."""

    id: str
    name: str
    dates: str
    place: str
    status: str
    label: str
    told: str
    notes: str


@dataclass(frozen=True)
class OwnDays:
    """The local day, and what lies on it and after it, earliest first."""

    at: datetime
    zone: ZoneInfo
    studio: str
    linked: bool
    bookings: tuple[BookingView, ...]


class Today(rx.State):
    """The first screen of a freelancer."""

    heading: str = ""
    summary: str = ""
    linked: bool = True
    now: rx.Field[list[OwnBooking]] = rx.field(default_factory=list)
    later: rx.Field[list[OwnBooking]] = rx.field(default_factory=list)
    ready: bool = False
    problem: str = ""

    @rx.event
    @loading
    async def load(self):
        """Read the own bookings from today on."""
        days = await look(self, _own_days)
        self.linked = days.linked
        local = to_local(days.at, days.zone)
        self.heading = f"{local:%A} {local.day} {local:%B}"
        today = [
            each for each in days.bookings if to_local(each.start, days.zone).date() <= local.date()
        ]
        self.now = [_own(each, days) for each in today]
        self.later = [_own(each, days) for each in days.bookings if each not in today]
        firm = any(each.status is not Status.HOLD for each in today)
        told = "You are booked today" if firm else "You are not booked today"
        self.summary = told if days.linked else ""  # whom nobody can book needs to know just that


def _own_days(work: Work) -> OwnDays:
    studio = find_studio(work)
    zone = zone_named(studio.details.zone)
    mine = work.actor.artist_id
    found: tuple[BookingView, ...] = ()
    if mine is not None:
        narrowed = BookingFilter(
            artist_id=mine, start=to_local(work.now, zone).date(), statuses=tuple(LIVE)
        )
        found = list_bookings(work, narrowed=narrowed, ask=Ask(limit=MOST)).rows
    return OwnDays(work.now, zone, studio.details.name, mine is not None, found)


def _own(booking: BookingView, days: OwnDays) -> OwnBooking:
    period = Period(booking.start, booking.end)
    return OwnBooking(
        id=str(booking.id),
        name=" · ".join(filter(None, [booking.project_title, booking.title])) or "Booking",
        dates=showing.period_text(period, days.zone, whole=booking.whole_days),
        place=days.studio,
        status=booking.status.value,
        label=_label(booking),
        told=_told(booking, days.at),
        notes=booking.notes,
    )


def _label(booking: BookingView) -> str:
    if booking.status is Status.HOLD:
        return f"{showing.ordinal(booking.rank)} hold"
    return booking.status.value.capitalize()


def _told(booking: BookingView, at: datetime) -> str:
    """How long a hold still stands; nothing for the firm ones."""
    if booking.status is not Status.HOLD or booking.expires_at is None:
        return ""
    left = booking.expires_at - at
    hours = int(left.total_seconds() // 3600)
    if hours >= 48:
        return f"{left.days} days left"
    return f"{hours} hours left" if hours > 1 else "ends within two hours"
