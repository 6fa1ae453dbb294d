"""What an artist answers on the own screen: yes, no, or what would suit instead."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from production_tool.domain.answers import Counter
from production_tool.domain.bookings import BookingRow
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Kind, Refusal
from production_tool.services import bookings
from production_tool.services.queries.bookings import BookingView, read_booking
from production_tool.services.work import Work
from production_tool.state import dates, showing
from production_tool.state.forms import Form, as_id, still_open
from production_tool.state.session import act, answering, look, show, zone_of
from production_tool.state.spans import Span, read_span, span_of
from production_tool.state.today import Today, called

_ACCEPTED = "Accepted. You can answer anew while the booking stands."
_DECLINED = "Declined. The studio sees it at once."
# The service names instants, the form has days and times.
_FIELDS = {"startTime": "first", "endTime": "last"}
_SUGGESTED = "Sent to the studio. Until it decides, the booking stays as it is."


@dataclass(frozen=True)
class Asked:
    """The booking that a window is about; ``opening`` counts, so that each form is a fresh one."""

    opening: int = 0
    id: str = ""
    version: int = 0
    about: str = ""
    span: Span = field(default_factory=Span)
    rate: str = ""
    words: str = ""


class Replies(rx.State):
    """The answers, and the two windows around them."""

    asked: Asked = Asked()
    shown: bool = False
    declines: bool = False
    refused: str = ""
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)

    @rx.event
    @answering
    async def accept(self, booking_id: str, version: int):
        """Say yes."""
        about = {"booking_id": as_id(booking_id), "seen_version": version}
        return await self._answer(bookings.accept_booking, _ACCEPTED, about)

    @rx.event
    @answering
    async def ask_decline(self, booking_id: str):
        """Ask whether one means no, which ends it."""
        await self._open(booking_id)
        self.declines = True

    @rx.event
    @answering
    async def decline(self):
        """Say no."""
        if not self.declines:
            return None
        self.declines = False
        return await self._answer(bookings.decline_booking, _DECLINED, self._about)

    @rx.event
    @answering
    async def ask_suggest(self, booking_id: str):
        """Open the window for what would suit instead."""
        await self._open(booking_id)
        self.shown = True

    @rx.event
    async def suggest(self, sent: dict[str, Any]):
        """Send it; what is wrong with it is told in the window, and nothing typed is lost."""
        self.faults, self.refused = {}, ""
        try:
            still_open(self)
            await act(self, _suggest, sent=sent, about=self._about)
        except Refusal as refusal:
            if refusal.kind is Kind.UNAUTHENTICATED:
                return show(self, refusal)
            self.faults = {_FIELDS.get(name, name): told for name, told in refusal.fields.items()}
            self.refused = refusal.message
            return Today.load if refusal.kind is Kind.STALE else None
        self.shown = False
        return [rx.toast.success(_SUGGESTED), Today.load]

    @rx.event
    def close(self):
        """Leave things as they are."""
        self.shown = self.declines = False

    @property
    def _about(self) -> dict[str, Any]:
        return {"booking_id": as_id(self.asked.id), "seen_version": self.asked.version}

    async def _open(self, booking_id: str) -> None:
        booking = await look(self, _own, booking_id=booking_id)
        zone = await zone_of(self)
        counter = booking.counter or Counter()  # what was suggested before is there to be changed
        period = Period(counter.start or booking.start, counter.end or booking.end)
        self.faults, self.refused = {}, ""
        self.asked = Asked(
            opening=self.asked.opening + 1,
            id=str(booking.id),
            version=booking.version,
            about=f"{called(booking)}, {dates.period_text(booking.period, zone)}",
            span=span_of(period, zone),
            rate=showing.plain(counter.day_rate),
            words=counter.words,
        )

    async def _answer(
        self, service: Callable[..., BookingRow], told: str, about: dict[str, Any]
    ) -> Any:
        """Give it and say so; what a refusal says, the list then shows as well."""
        try:
            await act(self, service, **about)
        except Refusal as refusal:
            return [show(self, refusal), Today.load]
        return [rx.toast.success(told), Today.load]


def _own(work: Work, *, booking_id: str) -> BookingView:
    return read_booking(work, as_id(booking_id))


def _suggest(work: Work, *, sent: dict[str, Any], about: dict[str, Any]) -> BookingRow:
    form = Form(sent)
    start, end = read_span(form)
    rate = form.amount("dayRate")
    form.refuse()
    return bookings.counter_booking(
        work, **about, start=start, end=end, day_rate=rate, words=form.text("words")
    )
