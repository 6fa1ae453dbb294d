"""The panel beside the board: one booking, its history, and what can be done with it."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.bookings import STEPS, Status
from production_tool.domain.periods import Period
from production_tool.domain.queue import RankOnDay
from production_tool.domain.refusals import NotFound
from production_tool.domain.wording import named
from production_tool.services.queries.booking_details import (
    BookingDetails,
    EventRow,
    booking_details,
)
from production_tool.services.queries.bookings import BookingView
from production_tool.state import dates, showing
from production_tool.state.deeds import Deeds
from production_tool.state.forms import as_id
from production_tool.state.roles import RolePanel
from production_tool.state.session import Session, answering, look
from production_tool.state.wishes import Wish

# What a button says and does, by the status it leads to; the keys are those of the board.
_LEADS = {
    Status.CONFIRMED: ("confirm", "Confirm", "C"),
    Status.PENCIL: ("pencil", "To pencil", "P"),
    Status.HOLD: ("hold", "To hold", "H"),
    Status.RELEASED: ("end", "Release", "Del"),
    Status.CANCELLED: ("end", "Cancel booking", "Del"),
    Status.DECLINED: ("decline", "Declined", ""),
}
TOLD = {
    "BookingHeld": "Hold made",
    "BookingPencilled": "Made a pencil",
    "BookingConfirmed": "Confirmed",
    "BookingMoved": "Moved",
    "BookingResized": "Length changed",
    "BookingReassigned": "Given to another artist",
    "BookingEdited": "Details changed",
    "BookingReleased": "Released",
    "HoldExpired": "Hold expired",
    "BookingDeclined": "Declined",
    "BookingCancelled": "Cancelled",
}


@dataclass(frozen=True)
class Button:
    """A next step of the booking."""

    action: str
    label: str
    key: str
    look: str


@dataclass(frozen=True)
class Line:
    """Something that happened, as history tells it."""

    what: str
    who: str
    when: str
    initials: str
    colour: int


@dataclass(frozen=True)
class Shown:
    """The booking in the panel."""

    id: str = ""
    version: int = 0
    status: str = ""
    status_words: str = ""
    title: str = ""
    artist: str = ""
    when: str = ""
    hours: str = ""
    queue: str = ""
    expires: str = ""
    notes: str = ""


class BookingPanel(rx.State):
    """The booking that is open beside the board, if any."""

    selected: str = ""
    shown: Shown = Shown()
    buttons: rx.Field[list[Button]] = rx.field(default_factory=list)
    history: rx.Field[list[Line]] = rx.field(default_factory=list)

    @rx.event
    @answering
    async def restore(self):
        """Open the booking that the address names."""
        await self._open(self.router.url.query_parameters.get("booking", ""))

    @rx.event
    @answering
    async def select(self, booking_id: str):
        """Open a booking, read it again when it is open, or close with an empty id."""
        await self._open(booking_id)

    @rx.event
    async def step(self, action: str):
        """Do what a button says."""
        deeds = await self.get_state(Deeds)
        wish = Wish(
            kind="step",
            booking_id=UUID(self.shown.id),
            version=self.shown.version,
            step=action,
        )
        refused = await deeds.try_for(wish)
        return [refused, BookingPanel.select(self.selected)] if self.selected else refused

    async def _open(self, booking_id: str) -> None:
        self.selected, self.shown = "", Shown()
        role = await self.get_state(RolePanel)
        role.put_away()
        if not booking_id:
            return
        session = await self.get_state(Session)
        zone = ZoneInfo(session.me.zone)
        try:
            details = await look(self, booking_details, booking_id=as_id(booking_id))
        except NotFound:
            if await role.opens(booking_id):
                return
            raise
        self.shown = _shown(details, zone)
        self.buttons = _buttons(details.booking.status)
        self.history = [_line(event, zone) for event in reversed(details.events)]
        self.selected = booking_id


def _shown(details: BookingDetails, zone: ZoneInfo) -> Shown:
    booking = details.booking
    project = named(booking.project_code, booking.project_title)
    expires = booking.expires_at if booking.status is Status.HOLD else None
    return Shown(
        id=str(booking.id),
        version=booking.version,
        status=booking.status.value,
        status_words=_status_words(booking),
        title=" · ".join(filter(None, (project, booking.title))) or "Booking",
        artist=booking.artist,
        when=dates.period_text(Period(booking.start, booking.end), zone),
        hours=_hours(details.working_minutes),
        queue=queue_text(details.ranks) if details.ranks else "",
        expires=dates.moment_text(expires, zone) if expires else "",
        notes=booking.notes,
    )


def _hours(minutes: int) -> str:
    return f"{minutes / 60:g} working hours"


def _status_words(booking: BookingView) -> str:
    name = booking.status.value.capitalize()
    return f"{_ordinal(booking.rank)} hold" if booking.rank else name


def queue_text(ranks: tuple[RankOnDay, ...]) -> str:
    """First on all days, or runs of days with the place on each."""
    runs: list[tuple[int, RankOnDay, RankOnDay]] = []
    for each in ranks:
        if runs and runs[-1][0] == each.rank:
            runs[-1] = (each.rank, runs[-1][1], each)
        else:
            runs.append((each.rank, each, each))
    if len(runs) == 1:
        return f"{_ordinal(runs[0][0])} on all days"
    return ", ".join(f"{_ordinal(rank)} {_run(a, b)}" for rank, a, b in runs)


def _run(first: RankOnDay, last: RankOnDay) -> str:
    end = f"{last.day.day} {last.day:%b}"
    if first.day == last.day:
        return end
    begin = (
        first.day.day if first.day.month == last.day.month else f"{first.day.day} {first.day:%b}"
    )
    return f"{begin}{dates.DASH}{end}"


def _ordinal(rank: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(rank, f"{rank}th")


def _buttons(status: Status) -> list[Button]:
    able = STEPS.get(status, frozenset())
    return [
        Button(action, label, key, "confirm" if to is Status.CONFIRMED else "")
        for to, (action, label, key) in _LEADS.items()
        if to in able
    ]


def _line(event: EventRow, zone: ZoneInfo) -> Line:
    who = event.by or ("The clock" if event.name == "HoldExpired" else "Somebody")
    return Line(
        what=TOLD.get(event.name, event.name),
        who=who,
        when=dates.moment_text(event.at, zone),
        initials=showing.initials(who),
        colour=showing.colour_of(who),
    )
