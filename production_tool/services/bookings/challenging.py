"""Challenging the first hold, and thinking better of it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert, text

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import (
    BookingRow,
    Status,
    article,
    check_live,
    check_version,
)
from production_tool.domain.challenges import (
    ChallengeOpen,
    ChallengeRow,
    ChallengeStatus,
    NoOpenChallenge,
    NothingToChallenge,
    OnlyHoldsChallenge,
    Verdict,
    Why,
    facts,
    first_hold,
    window_end,
)
from production_tool.domain.ids import new_id
from production_tool.domain.wording import moment
from production_tool.models import Challenge
from production_tool.services.bookings.judging import refuse_if_busy
from production_tool.services.bookings.settling import close, touch
from production_tool.services.queries.challenges import called, open_challenges
from production_tool.services.queries.desk import Studio, lay_out, stored_booking
from production_tool.services.queries.ledger import find_bookings
from production_tool.services.queries.telling import names_of
from production_tool.services.work import Work

_HOURS = text("SELECT challenge_hours FROM app.tenant WHERE id = :tenant_id")


def challenge_hold(work: Work, *, booking_id: UUID, seen_version: int) -> BookingRow:
    """Ask the holder of the first hold ahead to decide; the challenger's hold, as it is then.

    Raises NotAllowed, NotFound, StaleBooking, BookingEnded, OnlyHoldsChallenge, ChallengeOpen,
    NothingToChallenge, TooLateToChallenge, ArtistBusy or ArtistArchived.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    challenger, studio = stored_booking(work, booking_id=booking_id)
    check_version(challenger, seen_version)
    _check_can_challenge(challenger)
    challenged = _first_ahead(work, challenger)
    _check_none_open(work, studio, challenger, challenged)
    ends_at = window_end(
        now=work.now, window=_window(work), challenger=challenger, challenged=challenged
    )
    challenge = _insert(work, challenger, challenged, ends_at)
    touch(work, challenged)
    after = touch(work, challenger)
    work.record(*facts(challenge))
    return after


def withdraw_challenge(work: Work, *, booking_id: UUID, seen_version: int) -> BookingRow:
    """Take back the open challenge of a hold; both holds stay where they are.

    Raises NotAllowed, NotFound, StaleBooking or NoOpenChallenge.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    challenger, _ = stored_booking(work, booking_id=booking_id)
    check_version(challenger, seen_version)
    own = [c for c in open_challenges(work, [booking_id]) if c.challenger_id == booking_id]
    if not own:
        raise NoOpenChallenge(
            "This booking has no open challenge; there is nothing to withdraw.",
            current=challenger,
        )
    challenged = find_bookings(work, [own[0].challenged_id])[own[0].challenged_id]
    withdrawn = Verdict(ChallengeStatus.DROPPED, Why.WITHDRAWN)
    return close(work, own[0], withdrawn, touched=[challenger, challenged])[0]


def _check_can_challenge(challenger: BookingRow) -> None:
    check_live(challenger)
    if challenger.status is not Status.HOLD:
        raise OnlyHoldsChallenge(
            f"Only a hold challenges; this booking is {article(challenger.status)} already.",
            current=challenger,
        )


def _first_ahead(work: Work, challenger: BookingRow) -> BookingRow:
    """The hold to challenge. Raises ArtistBusy, NothingToChallenge or ArtistArchived."""
    desk = lay_out(
        work, artist_id=challenger.artist_id, period=challenger.period, ignoring=challenger.id
    )
    # Winning would make it a pencil, which a firm booking keeps out.
    refuse_if_busy(work, desk, challenger.period, Status.PENCIL)
    first = first_hold(challenger, desk.claims)
    if first is None:
        raise NothingToChallenge(
            f"No hold of {desk.artist} is ahead of this one; make it a pencil or confirm it.",
            current=challenger,
        )
    return find_bookings(work, [first.id])[first.id]


def _check_none_open(
    work: Work, studio: Studio, challenger: BookingRow, challenged: BookingRow
) -> None:
    for each in open_challenges(work, [challenger.id, challenged.id]):
        if each.challenger_id == challenger.id:
            whom, way_on = each.challenged_id, "wait for the answer, or withdraw it"
            message = f"This hold challenges {_called(work, whom)} already"
        elif each.challenged_id == challenged.id:
            whom, way_on = each.challenged_id, "wait until it is decided"
            message = f"{_called(work, whom)} is challenged already"
        else:
            continue
        until = moment(each.ends_at, studio.zone)
        raise ChallengeOpen(f"{message}, until {until}; {way_on}.", current=challenger)


def _insert(
    work: Work, challenger: BookingRow, challenged: BookingRow, ends_at: datetime
) -> ChallengeRow:
    row = ChallengeRow(
        id=new_id(),
        challenger_id=challenger.id,
        challenged_id=challenged.id,
        status=ChallengeStatus.OPEN,
        ends_at=ends_at,
        created_at=work.now,
        created_by=work.actor.user_id,
    )
    columns = {
        "tenant_id": work.tenant_id,
        "id": row.id,
        "challenger_id": row.challenger_id,
        "challenged_id": row.challenged_id,
        "ends_at": ends_at,
        "created_at": work.now,
        "created_by": row.created_by,
    }
    work.connection.execute(insert(Challenge).values(**columns))
    return row


def _called(work: Work, booking_id: UUID) -> str:
    return called(names_of(work, [booking_id]).get(booking_id))


def _window(work: Work) -> timedelta:
    hours = work.connection.scalar(_HOURS, {"tenant_id": work.tenant_id})
    return timedelta(hours=hours or 0)
