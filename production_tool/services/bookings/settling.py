"""What becomes of open challenges when one of the two bookings changes, or time runs out."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from production_tool.domain.bookings import BookingRow, Status
from production_tool.domain.challenges import (
    AnsweredTooLate,
    ChallengeRow,
    ChallengeStatus,
    Verdict,
    Why,
    decided,
    facts,
    may_become_pencil,
)
from production_tool.domain.events import BookingPencilled
from production_tool.services.bookings.store import update_booking
from production_tool.services.queries.challenges import open_challenges
from production_tool.services.queries.desk import claims_around, find_studio
from production_tool.services.queries.ledger import find_bookings
from production_tool.services.work import Work

_CLOSE = "UPDATE app.challenge SET status = %s, ended_at = %s WHERE tenant_id = %s AND id = %s"
_SHORTEN = "UPDATE app.challenge SET ends_at = %s WHERE tenant_id = %s AND id = %s"


def settle(work: Work, *changed: BookingRow) -> None:
    """Decide the challenges by or of bookings just changed, in the same transaction.

    Whatever changes where a booking stands calls this last.
    """
    ids = {row.id for row in changed}
    while ids and (won := _settle_one(work, open_challenges(work, list(ids)), ids)):
        ids.add(won)


def settle_due(work: Work) -> bool:
    """Decide what time has decided in the whole studio; whether there was anything."""
    any_settled = False
    while _settle_one(work, open_challenges(work), ()):
        any_settled = True
    return any_settled


def refuse_late_answer(work: Work, booking: BookingRow) -> None:
    """A hold whose window is over cannot become firm any more. Raises AnsweredTooLate."""
    for each in open_challenges(work, [booking.id]):
        if each.challenged_id == booking.id and each.ends_at <= work.now:
            raise AnsweredTooLate(
                "The time to answer the challenge of this hold is over, so the challenger takes "
                "the place; look at the booking again, or choose other dates.",
                current=booking,
            )


def close(
    work: Work,
    challenge: ChallengeRow,
    verdict: Verdict,
    *,
    touched: Sequence[BookingRow],
) -> list[BookingRow]:
    """End a challenge and tell it; the bookings it shows on, as they are then."""
    work.send(_CLOSE, (verdict.status.value, work.now, work.tenant_id, challenge.id))
    # A version of its own, so that open screens hear of it and nobody decides on the old one.
    after = [touch(work, row) for row in touched]
    work.record(*facts(challenge, verdict))
    return after


def touch(work: Work, row: BookingRow) -> BookingRow:
    """The booking with a new version: something about it changed that is no column of it."""
    return update_booking(work, row, status=row.status.value)


def _settle_one(
    work: Work, challenges: Sequence[ChallengeRow], changed: Collection[UUID]
) -> UUID | None:
    """Decide the first that can be; its challenger, who may have become firm by it."""
    parties = [id for each in challenges for id in (each.challenger_id, each.challenged_id)]
    rows = find_bookings(work, parties) if parties else {}
    for each in challenges:
        challenger, challenged = rows[each.challenger_id], rows[each.challenged_id]
        ends_at = min(each.ends_at, challenger.start, challenged.start)
        verdict = decided(challenger, challenged, now=work.now, ends_at=ends_at, changed=changed)
        if verdict is not None:
            _apply(work, each, verdict, challenger, challenged, changed)
            return each.challenger_id
        if ends_at < each.ends_at:
            work.send(_SHORTEN, (ends_at, work.tenant_id, each.id))
            work.keep()
    return None


def _apply(
    work: Work,
    challenge: ChallengeRow,
    verdict: Verdict,
    challenger: BookingRow,
    challenged: BookingRow,
    changed: Collection[UUID],
) -> None:
    if verdict.status is ChallengeStatus.WON:
        if _way_is_free(work, challenger, challenged):
            known = [] if challenged.id in changed else [challenged]
            close(work, challenge, verdict, touched=known)
            pencil: dict[str, Any] = {"status": Status.PENCIL.value, "expires_at": None}
            after = update_booking(work, challenger, **pencil)
            told = {"challenge": str(challenge.id)}
            work.record(BookingPencilled.of(challenger, after, **told))
            return
        verdict = Verdict(ChallengeStatus.VOID, Why.IN_THE_WAY)
    # Who changes a booking knows its new version already; another one would make it stale.
    known = [row for row in (challenger, challenged) if row.id not in changed]
    close(work, challenge, verdict, touched=known)


def _way_is_free(work: Work, challenger: BookingRow, challenged: BookingRow) -> bool:
    claims = claims_around(work, artist_id=challenger.artist_id, period=challenger.period)
    policy = find_studio(work).policy
    return may_become_pencil(challenger, claims, challenged_id=challenged.id, policy=policy)
