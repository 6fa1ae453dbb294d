"""A freelancer's own days: where one is booked now, and next."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.answers import Answer
from production_tool.domain.artists import ArtistRow
from production_tool.domain.bookings import LIVE, Status
from production_tool.domain.periods import Period
from production_tool.domain.zones import to_local, zone_named
from production_tool.services.queries.artists import find_artist
from production_tool.services.queries.bookings import BookingFilter, BookingView, list_bookings
from production_tool.services.queries.paging import Ask
from production_tool.services.queries.studio import find_studio
from production_tool.services.work import Work
from production_tool.state import showing
from production_tool.state.answer_words import suggestion_text
from production_tool.state.session import loading, look

MOST = 100


@dataclass(frozen=True)
class OwnBooking:
    """One booking as its artist sees it; ``answer`` is what became of the question, if any."""

    id: str
    name: str
    dates: str
    place: str
    status: str
    label: str
    told: str
    notes: str
    rate: str = ""
    version: int = 0
    answer: str = ""
    answered: str = ""


@dataclass(frozen=True)
class OwnDays:
    """The local day, and what lies on it and after it, earliest first."""

    at: datetime
    zone: ZoneInfo
    studio: str
    artist: ArtistRow | None
    bookings: tuple[BookingView, ...]


class Today(rx.State):
    """The first screen of a freelancer."""

    heading: str = ""
    summary: str = ""
    linked: bool = True
    asking: rx.Field[list[OwnBooking]] = rx.field(default_factory=list)
    now: rx.Field[list[OwnBooking]] = rx.field(default_factory=list)
    later: rx.Field[list[OwnBooking]] = rx.field(default_factory=list)
    ready: bool = False
    problem: str = ""

    @rx.event
    @loading
    async def load(self):
        """Read the own bookings from today on."""
        days = await look(self, _own_days)
        self.linked = days.artist is not None
        local = to_local(days.at, days.zone)
        self.heading = f"{local:%A} {local.day} {local:%B}"
        today = [
            each for each in days.bookings if to_local(each.start, days.zone).date() <= local.date()
        ]
        asking = [each for each in days.bookings if each.answer is Answer.PENDING]
        rest = [each for each in days.bookings if each not in asking]
        self.asking = [_own(each, days) for each in asking]
        self.now = [_own(each, days) for each in rest if each in today]
        self.later = [_own(each, days) for each in rest if each not in today]
        firm = any(each.status is not Status.HOLD for each in today)
        told = "You are booked today" if firm else "You are not booked today"
        self.summary = told if self.linked else ""  # whom nobody can book needs to know just that


def _own_days(work: Work) -> OwnDays:
    studio = find_studio(work)
    zone = zone_named(studio.details.zone)
    mine = work.actor.artist_id
    artist = None if mine is None else find_artist(work, mine)
    found: tuple[BookingView, ...] = ()
    if mine is not None:
        narrowed = BookingFilter(
            artist_id=mine, start=to_local(work.now, zone).date(), statuses=tuple(LIVE)
        )
        found = list_bookings(work, narrowed=narrowed, ask=Ask(limit=MOST)).rows
    return OwnDays(work.now, zone, studio.details.name, artist, found)


def _own(booking: BookingView, days: OwnDays) -> OwnBooking:
    period = Period(booking.start, booking.end)
    return OwnBooking(
        id=str(booking.id),
        name=called(booking),
        dates=showing.period_text(period, days.zone, whole=booking.whole_days),
        place=days.studio,
        status=booking.status.value,
        label=_label(booking),
        told=_told(booking, days.at),
        notes=booking.notes,
        rate=_rate(booking, days),
        version=booking.version,
        answer=booking.answer or "",
        answered=_answered(booking, days),
    )


def called(booking: BookingView) -> str:
    """What a booking is called by whom it is about."""
    return " · ".join(filter(None, [booking.project_title, booking.title])) or "Booking"


def _rate(booking: BookingView, days: OwnDays) -> str:
    """What was agreed for it, or what is usual; a hold promises nothing."""
    if days.artist is None or booking.status is Status.HOLD:
        return ""
    rate = days.artist.day_rate if booking.day_rate is None else booking.day_rate
    return "" if rate is None else f"{showing.money(rate, days.artist.currency)} a day"


def _answered(booking: BookingView, days: OwnDays) -> str:
    """What one has said to it."""
    if booking.counter is not None:
        currency = days.artist.currency if days.artist else ""
        told = suggestion_text(booking.counter, days.zone, currency)
        return f"You suggested {told} · The studio has not decided yet."
    return "You accepted this." if booking.answer is Answer.ACCEPTED else ""


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
