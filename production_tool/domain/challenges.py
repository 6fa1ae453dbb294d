"""Challenges: a hold that is ready to book asks the first hold ahead of it to decide.

- Whoever holds further back may challenge the first hold, and no other; a pencil or a confirmed
  booking in the way cannot be challenged. A hold challenges one other at a time, and is
  challenged by one at a time.
- The window ends some hours after the challenge, but no later than either booking begins.
- *Lost*: the holder made the hold a pencil or confirmed within the window.
- *Won*: the holder let it go, it ran out, or it was moved so that it no longer stands ahead; or
  the window ended in silence. The challenger's hold becomes a pencil at once. A hold that was
  only silent stays in the queue at its old place, behind that pencil.
- *Void*: won, but somebody else is in the way by then (a firm booking, or under the policy
  ``ranked`` another better hold). The challenger stays a hold.
- *Dropped*: it was withdrawn, or the challenger ended, became firm or was moved away.
- From the instant the window ends the holder's answer comes too late, whether or not anybody
  has noticed yet: making the hold firm is refused.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from production_tool.domain.bookings import EXCLUSIVE, BookingRow, QueuePolicy, Status
from production_tool.domain.events import BookingEvent
from production_tool.domain.queue import Claim, ahead_of
from production_tool.domain.refusals import Conflict

C = TypeVar("C", bound=Claim)


class ChallengeStatus(StrEnum):
    """What has become of a challenge."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    DROPPED = "dropped"
    VOID = "void"


class Why(StrEnum):
    """What decided a challenge."""

    FIRM = "firm"
    ENDED = "ended"
    AWAY = "away"
    SILENCE = "silence"
    WITHDRAWN = "withdrawn"
    IN_THE_WAY = "in the way"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeRow:
    """One challenge as it stands; instants are UTC."""

    id: UUID
    challenger_id: UUID
    challenged_id: UUID
    status: ChallengeStatus
    ends_at: datetime
    created_at: datetime
    created_by: UUID | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a challenge, and why."""

    status: ChallengeStatus
    why: Why


class OnlyHoldsChallenge(Conflict):
    """The booking that is to challenge is no hold."""


class NothingToChallenge(Conflict):
    """No hold is ahead of it."""


class ChallengeOpen(Conflict):
    """One of the two holds has an open challenge already."""


class TooLateToChallenge(Conflict):
    """One of the two bookings has begun, so that nobody could answer."""


class AnsweredTooLate(Conflict):
    """The window is over; silence has decided."""


class NoOpenChallenge(Conflict):
    """There is nothing to withdraw."""


class ChallengeIssued(BookingEvent):
    """The hold challenged the first one, or was challenged."""


class ChallengeWon(BookingEvent):
    """The holder let go or kept silent."""


class ChallengeLost(BookingEvent):
    """The holder made the challenged hold firm."""


class ChallengeDropped(BookingEvent):
    """It was withdrawn, or came to nothing."""


_BECAME: dict[ChallengeStatus, type[BookingEvent]] = {
    ChallengeStatus.OPEN: ChallengeIssued,
    ChallengeStatus.WON: ChallengeWon,
    ChallengeStatus.LOST: ChallengeLost,
    ChallengeStatus.DROPPED: ChallengeDropped,
    ChallengeStatus.VOID: ChallengeDropped,
}


def first_hold(challenger: Claim, claims: Iterable[C]) -> C | None:
    """The best-ranked hold that stands ahead somewhere in its time."""
    standing = {claim.id: claim for claim in claims}
    ahead = ahead_of(challenger, standing.values())
    return next((standing[one.id] for one in ahead if one.status is Status.HOLD), None)


def window_end(
    *, now: datetime, window: timedelta, challenger: BookingRow, challenged: BookingRow
) -> datetime:
    """Until when the holder may answer. Raises TooLateToChallenge."""
    end = min(now + window, challenger.start, challenged.start)
    if end <= now:
        raise TooLateToChallenge(
            "One of the two bookings has begun, so nobody could answer in time; "
            "ask the holder, or choose other dates."
        )
    return end


def decided(
    challenger: BookingRow,
    challenged: BookingRow,
    *,
    now: datetime,
    ends_at: datetime,
    changed: Collection[UUID] = (),
) -> Verdict | None:
    """What the two bookings as they stand make of an open challenge; None: it stays open.

    ``changed`` are the bookings just changed: whoever moved away has given way.
    """
    if challenger.status is not Status.HOLD:
        why = Why.FIRM if challenger.status in EXCLUSIVE else Why.ENDED
        return Verdict(ChallengeStatus.DROPPED, why)
    if challenged.status in EXCLUSIVE:
        return Verdict(ChallengeStatus.LOST, Why.FIRM)
    if challenged.status is not Status.HOLD:
        return Verdict(ChallengeStatus.WON, Why.ENDED)
    if not stands_ahead(challenged, challenger):
        gone = challenger.id in changed
        return Verdict(ChallengeStatus.DROPPED if gone else ChallengeStatus.WON, Why.AWAY)
    if ends_at <= now:
        return Verdict(ChallengeStatus.WON, Why.SILENCE)
    return None


def stands_ahead(challenged: BookingRow, challenger: BookingRow) -> bool:
    """Whether it comes before the other, on the same artist, somewhere in its time."""
    same = challenged.artist_id == challenger.artist_id
    return same and bool(ahead_of(challenger, [challenged]))


def may_become_pencil(
    challenger: Claim, claims: Iterable[Claim], *, challenged_id: UUID, policy: QueuePolicy
) -> bool:
    """Whether nobody but the challenged hold is in the way of one that has won."""
    others = [one for one in claims if one.id not in {challenger.id, challenged_id}]
    mine = challenger.period
    if any(one.status in EXCLUSIVE and one.period.overlaps(mine) for one in others):
        return False
    return policy is QueuePolicy.FREE or first_hold(challenger, others) is None


def facts(challenge: ChallengeRow, verdict: Verdict | None = None) -> tuple[BookingEvent, ...]:
    """What happened to a challenge, told of both bookings."""
    kind = _BECAME[verdict.status if verdict else ChallengeStatus.OPEN]
    more: dict[str, Any] = {"challenge": str(challenge.id)}
    if verdict:
        more["why"] = verdict.why.value
    return (
        kind(challenge.challenger_id, {}, more | {"against": str(challenge.challenged_id)}),
        kind(challenge.challenged_id, {}, more | {"by": str(challenge.challenger_id)}),
    )
