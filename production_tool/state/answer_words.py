"""How the screens tell what an artist answered, and what is suggested instead."""

from zoneinfo import ZoneInfo

from production_tool.domain.answers import Answer, Counter
from production_tool.domain.periods import Period
from production_tool.services.queries.booking_details import BookingDetails
from production_tool.services.queries.facts import EventRow
from production_tool.state import dates, showing

_SAID = {
    "BookingAccepted": "Accepted",
    "CounterAccepted": "Suggestion taken",
    "BookingDeclined": "Declined",
    "BookingCountered": "Suggested",
    "CounterDropped": "Suggestion dropped, asked again",
}
_STANDS = {
    Answer.PENDING: "Asked",
    Answer.ACCEPTED: "Accepted",
    Answer.DECLINED: "Declined",
    Answer.COUNTERED: "Suggested",
}


def suggestion_text(counter: Counter, zone: ZoneInfo, currency: str = "") -> str:
    """Mon 16 - Fri 20 Mar, € 520 a day: "A week later?"."""
    parts: list[str] = []
    if counter.start and counter.end:
        parts.append(dates.period_text(Period(counter.start, counter.end), zone))
    if counter.day_rate is not None:
        parts.append(f"{showing.money(counter.day_rate, currency).strip()} a day")
    told = ", ".join(parts)
    words = f"“{counter.words}”" if counter.words else ""
    return ": ".join(filter(None, (told, words)))


def answer_text(details: BookingDetails, zone: ZoneInfo) -> str:
    """What the artist says to it, who said so and when; nothing where nobody was asked."""
    booking = details.booking
    if booking.answer is None:
        return ""
    told = _latest(details.events)
    head = _STANDS[booking.answer]
    if told is not None:
        # An undo brings an answer back, but gave none.
        by = told.by if told.name in _SAID or booking.answer is Answer.PENDING else ""
        head = f"{_SAID.get(told.name, head)}{f' by {by}' if by else ''}"
        head += f", {dates.moment_text(told.at, zone)}"
    if booking.counter is not None:
        currency = details.rate.currency if details.rate else ""
        return f"{suggestion_text(booking.counter, zone, currency)} · {head}"
    return f"Not answered yet. {head}" if booking.answer is Answer.PENDING else head


def _latest(events: tuple[EventRow, ...]) -> EventRow | None:
    """The latest fact that made the answer what it is."""
    return next((one for one in reversed(events) if "answer" in (one.after or {})), None)
