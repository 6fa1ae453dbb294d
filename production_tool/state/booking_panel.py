"""The panel beside the board: one booking, its history, and what can be done with it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.bookings import Status
from production_tool.domain.periods import Period
from production_tool.domain.queue import RankOnDay
from production_tool.domain.refusals import NotFound
from production_tool.domain.wording import named
from production_tool.services.queries.booking_details import (
    BookingDetails,
    booking_details,
)
from production_tool.services.queries.bookings import BookingView
from production_tool.services.queries.challenges import ChallengeView
from production_tool.state import dates, showing
from production_tool.state.answer_words import answer_text
from production_tool.state.deeds import Deeds
from production_tool.state.forms import as_id
from production_tool.state.history_lines import Line, lines
from production_tool.state.next_steps import Button, steps_from, steps_in_queue
from production_tool.state.roles import RolePanel
from production_tool.state.session import answering, look, zone_of
from production_tool.state.wish import Wish


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
    challenge: str = ""
    answer: str = ""
    countered: bool = False
    expires: str = ""
    rate: str = ""
    notes: str = ""


class BookingPanel(rx.State):
    """The booking that is open beside the board, if any."""

    selected: str = ""
    shown: Shown = Shown()
    buttons: rx.Field[list[Button]] = rx.field(default_factory=list)
    ends: rx.Field[list[Button]] = rx.field(default_factory=list)
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
    @answering
    async def step(self, action: str):
        """Do what a button says."""
        deeds = await self.get_state(Deeds)
        wish = Wish(
            kind="step",
            booking_id=as_id(self.shown.id),
            version=self.shown.version,
            step=action,
        )
        return await deeds.try_for(wish) or BookingPanel.select(self.selected)

    @rx.event
    @answering
    async def settle(self, how: str):
        """Take what the artist suggests, or drop it."""
        deeds = await self.get_state(Deeds)
        about = {"booking_id": as_id(self.shown.id), "version": self.shown.version}
        wish = Wish(kind="suggestion", step=how, **about)
        return await deeds.try_for(wish) or BookingPanel.select(self.selected)

    async def _open(self, booking_id: str) -> None:
        self.selected, self.shown = "", Shown()
        role = await self.get_state(RolePanel)
        role.put_away()
        if not booking_id:
            return
        zone = await zone_of(self)
        try:
            details = await look(self, booking_details, booking_id=as_id(booking_id))
        except NotFound:
            if await role.opens(booking_id):
                return
            raise
        self.shown = _shown(details, zone)
        waits = any(each.challenger_id == details.booking.id for each in details.challenges)
        steps = steps_from(details.booking.status)
        steps += steps_in_queue(details.booking.rank, challenges=waits)
        self.buttons = [step for step in steps if step.look != "danger"]
        self.ends = [step for step in steps if step.look == "danger"]
        self.history = lines(details.events, details.booking.period, details.names, zone)
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
        hours=_effort(details),
        queue=queue_text(details.ranks) if details.ranks else "",
        challenge=" ".join(challenge_text(each, booking, zone) for each in details.challenges),
        answer=answer_text(details, zone),
        countered=booking.is_live and booking.counter is not None,
        expires=dates.moment_text(expires, zone) if expires else "",
        rate=_rate(details),
        notes=booking.notes,
    )


def challenge_text(challenge: ChallengeView, booking: BookingView, zone: ZoneInfo) -> str:
    """Who asks whom, what for, and until when; in the challenger's panel the other way round."""
    end = dates.moment_text(challenge.ends_at, zone)
    if challenge.challenger_id == booking.id:
        return f"Waits for {challenge.challenged}, which may be confirmed or released until {end}."
    end = dates.moment_text(min(challenge.ends_at, booking.expires_at or challenge.ends_at), zone)
    by = " for ".join(filter(None, (challenge.issued_by, challenge.challenger)))
    told = f"Challenged by {by}: confirm or release by {end}"
    return f"{told}, or {challenge.challenger} becomes a pencil."


def _rate(details: BookingDetails) -> str:
    """What it costs, for those whom it is told: a day, and all its days."""
    rate, days = details.rate, details.working_days
    if rate is None:
        return ""
    a_day = f"{showing.money(rate.day, rate.currency)} a day"
    if days < 2:
        return a_day
    return f"{a_day}, {days} days: {showing.money(rate.day * days, rate.currency)}"


def _effort(details: BookingDetails) -> str:
    """Working days, as on the board; hours where it is not whole days."""
    days = details.working_days
    if not details.booking.whole_days:
        hours = details.working_minutes / 60
        return "1 working hour" if hours == 1 else f"{hours:g} working hours"
    return "1 working day" if days == 1 else f"{days} working days"


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
