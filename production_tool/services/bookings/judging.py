"""Whether a booking may stand where it is wanted, and what to say when it may not."""

from collections.abc import Iterable, Sequence

from production_tool.domain.actor import Permission
from production_tool.domain.answering import not_asked_yet
from production_tool.domain.bookings import (
    EXCLUSIVE,
    ArtistBusy,
    BehindAnotherHold,
    BookingRow,
    QueuePolicy,
    Status,
)
from production_tool.domain.periods import Period
from production_tool.domain.queue import ahead_of
from production_tool.domain.wording import until
from production_tool.services.queries.availability import alternatives
from production_tool.services.queries.desk import ClaimRow, Desk, Studio
from production_tool.services.work import Work

_HOW = {
    Status.CONFIRMED: "confirmed",
    Status.PENCIL: "pencilled",
    Status.HOLD: "held before you",
}


def refuse_if_busy(work: Work, desk: Desk, period: Period, status: Status) -> None:
    """Two firm bookings of one artist cannot overlap. Raises ArtistBusy."""
    if status not in EXCLUSIVE:
        return
    firm = [claim for claim in desk.claims if claim.status in EXCLUSIVE]
    if firm:
        raise artist_busy(work, desk, period, firm)


def refuse_unasked(studio: Studio, status: Status, artist: str, *, answers: bool) -> None:
    """Nobody who can be asked is booked firmly without, where the studio wants it so.

    Raises NotAccepted.
    """
    if studio.acceptance_required and answers and status is Status.CONFIRMED:
        raise not_asked_yet(artist)


def holds_overtaken(work: Work, desk: Desk, booking: BookingRow) -> list[ClaimRow]:
    """The better-ranked holds a hold would overtake by becoming firm.

    Raises BehindAnotherHold where the studio ranks its holds. A booking that is firm already,
    or from its making, stands in no queue.
    """
    better = [claim for claim in _better(desk, booking) if claim.status is Status.HOLD]
    if booking.status is not Status.HOLD or not better:
        return []
    if desk.studio.policy is QueuePolicy.RANKED:
        raise _behind(work, desk, booking.period, better)
    return better


def artist_busy(work: Work, desk: Desk, period: Period, firm: Sequence[ClaimRow]) -> ArtistBusy:
    """The refusal that names the first firm booking in the way, and offers what is free."""
    offers = alternatives(work, desk, period)
    first = min(firm, key=lambda claim: claim.period, default=None)
    if first is None:  # it went away between the database's refusal and asking who it was
        return ArtistBusy(f"{desk.artist} was busy just now; try again.", alternatives=offers)
    way_on = "choose other dates or one of the alternatives." if offers else "choose other dates."
    return ArtistBusy(
        f"{_who_has(work, desk, first)}; {way_on}",
        blocking=_shown(work, desk, first),
        alternatives=offers,
    )


def _behind(work: Work, desk: Desk, period: Period, better: list[ClaimRow]) -> BehindAnotherHold:
    first = better[0]
    return BehindAnotherHold(
        f"{_who_has(work, desk, first)}; challenge that hold, wait until it is "
        "released or expires, or choose other dates.",
        blocking=_shown(work, desk, first),
        alternatives=alternatives(work, desk, period),
    )


def _better(desk: Desk, booking: BookingRow) -> Iterable[ClaimRow]:
    standing = {claim.id: claim for claim in desk.claims}
    return [standing[claim.id] for claim in ahead_of(booking, desk.claims)]


def _who_has(work: Work, desk: Desk, claim: ClaimRow) -> str:
    end = until(claim.period, desk.studio.zone)
    if not work.actor.may(Permission.SEE_BOARD):
        return f"{desk.artist} is taken until {end}"
    what = claim.project or claim.title or "another booking"
    return f"{desk.artist} is {_HOW[claim.status]} for {what} until {end}"


def _shown(work: Work, desk: Desk, claim: ClaimRow) -> object:
    seen = work.actor.may(Permission.SEE_BOARD)
    return claim.blocking(desk.artist_id, desk.artist) if seen else None
