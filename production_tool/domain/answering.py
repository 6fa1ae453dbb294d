"""When a booking asks its artist, what the artist may answer, and what the studio makes of it.

- A pencil, or a booking confirmed directly, asks an artist who has a login, unless it is over.
- Other dates or another artist ask anew; other words do not. A hold asks nothing.
- An answer may be given anew while the booking stands; a no ends it.
- What ends takes an open question with it; an acceptance stays, and counts if the end is undone.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from production_tool.domain.answers import LONGEST_WORDS, UNSETTLED, Answer, Counter
from production_tool.domain.bookings import EXCLUSIVE, BookingRow, Status, check_live
from production_tool.domain.events import BookingEvent
from production_tool.domain.inputs import is_clean
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Conflict, Invalid, NotAllowed


class NotAsked(Conflict):
    """The booking asks its artist nothing."""


class NotTheirs(NotAllowed):
    """Only the artist answers."""


class AnsweredSo(Conflict):
    """That answer stands already."""


class AllOver(Conflict):
    """The time of the booking has passed."""


class BadCounter(Invalid):
    """What is suggested makes no sense, or is what stands already."""


class NothingSuggested(Conflict):
    """The artist suggests nothing that could be settled."""


class NotAccepted(Conflict):
    """The studio confirms only what the artist has accepted."""


class BookingAccepted(BookingEvent):
    """The artist said yes."""


class BookingCountered(BookingEvent):
    """The artist suggested other dates or another rate."""


class CounterAccepted(BookingEvent):
    """The studio took what the artist suggested."""


class CounterDropped(BookingEvent):
    """The studio did not; the question stands again."""


def first_answer(status: Status, end: datetime, *, now: datetime, answers: bool) -> Answer | None:
    """What a booking begins with; ``answers`` says whether its artist has a login."""
    return Answer.PENDING if status in EXCLUSIVE and now < end and answers else None


def answer_to(
    before: BookingRow, after: BookingRow, *, now: datetime, answers: Callable[[], bool]
) -> Answer | None:
    """What becomes of the answer by a change.

    ``answers`` is asked only when a question would be: whether the artist has a login.
    """
    if not after.is_live:
        return None if after.answer in UNSETTLED else after.answer
    if after.status is Status.HOLD:
        return None
    if _stands(before, after):
        return before.answer
    return first_answer(after.status, after.end, now=now, answers=answers())


def _stands(before: BookingRow, after: BookingRow) -> bool:
    """Whether what was said to it was said to just this."""
    same = before.artist_id == after.artist_id and before.period == after.period
    return same and (before.status in EXCLUSIVE or before.answer is Answer.ACCEPTED)


def check_can_answer(booking: BookingRow, *, now: datetime) -> None:
    """Raises BookingEnded, NotAsked or AllOver."""
    check_live(booking)
    if booking.answer is None:
        raise NotAsked(
            "This booking asks you nothing; call the studio if something about it is wrong.",
            current=booking,
        )
    if booking.end <= now:
        raise AllOver("This booking is over; call the studio about it.", current=booking)


def check_new_answer(booking: BookingRow) -> None:
    """Raises AnsweredSo."""
    if booking.answer is Answer.ACCEPTED:
        raise AnsweredSo(
            "You have accepted this already; nothing was changed, and nothing need be.",
            current=booking,
        )


def checked_counter(
    booking: BookingRow, counter: Counter, period: Period, *, now: datetime
) -> Counter:
    """The same, with the period where it is another one. Raises BadCounter."""
    other = period != booking.period
    if other and period.end <= now:
        raise _bad("startTime", "is over", "Those dates are over; suggest later ones.")
    if counter.day_rate is not None and not 0 <= counter.day_rate < 10**10:
        raise _bad("dayRate", "is no rate", "That is no rate; give an amount a day.")
    words = counter.words.strip()
    if len(words) > LONGEST_WORDS or not is_clean(words):
        longest = f"Write at most {LONGEST_WORDS} characters of text"
        raise _bad("words", "cannot be stored", f"That cannot be sent; {longest.lower()}.")
    if not other and counter.day_rate is None and not words:
        raise _bad(
            "startTime", "is as it was", "Nothing is different; give other dates or another rate."
        )
    start, end = (period.start, period.end) if other else (None, None)
    return Counter(start=start, end=end, day_rate=counter.day_rate, words=words)


def suggested(booking: BookingRow) -> Counter:
    """What the artist suggests. Raises BookingEnded or NothingSuggested."""
    check_live(booking)
    if booking.counter is None:
        raise NothingSuggested(
            "Nothing is suggested for this booking any more; look at it again.", current=booking
        )
    return booking.counter


def check_accepted(booking: BookingRow, artist: str = "The artist") -> None:
    """Raises NotAccepted while the question is open, for studios that wait for the answer."""
    if booking.answer in UNSETTLED:
        raise NotAccepted(
            f"{artist} has not accepted this booking yet, and this studio confirms only what is "
            "accepted; wait for the answer, or choose somebody else.",
            current=booking,
        )


def not_asked_yet(artist: str) -> NotAccepted:
    """The refusal of a booking that would be confirmed before its artist was asked."""
    return NotAccepted(
        f"{artist} has not been asked yet, and this studio confirms only what is accepted; "
        "make it a pencil first, which asks.",
        fields={"status": "must wait for the artist's answer"},
    )


def _bad(field: str, fault: str, message: str) -> BadCounter:
    return BadCounter(message, fields={field: fault})


def answered(answer: Answer | None, counter: Counter | None = None) -> dict[str, Any]:
    """The columns of an answer."""
    return {"answer": answer, "counter": counter}
