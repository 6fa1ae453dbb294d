"""How long a hold lives."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from production_tool.domain.refusals import Invalid


@dataclass(frozen=True, slots=True)
class ExpiryPolicy:
    """A studio's rule for holds whose maker names no end."""

    after_made: timedelta = timedelta(days=14)
    before_start: timedelta = timedelta(hours=48)
    at_least: timedelta = timedelta(hours=1)


class ExpiryInThePast(Invalid):
    """A hold must live for a while."""


class FirmBookingsLast(Invalid):
    """A pencil or a confirmed booking has no expiry."""


def default_expiry(
    *, now: datetime, start: datetime, policy: ExpiryPolicy | None = None
) -> datetime:
    """The earlier of a while after it was made and a while before it starts, but never at once."""
    policy = policy or ExpiryPolicy()
    soonest = min(now + policy.after_made, start - policy.before_start)
    return max(soonest, now + policy.at_least)


def expiry_for(
    wished: datetime | None, *, now: datetime, start: datetime, policy: ExpiryPolicy | None = None
) -> datetime:
    """The expiry its maker wished, else the studio's default. Raises ExpiryInThePast."""
    if wished is None:
        return default_expiry(now=now, start=start, policy=policy)
    if wished <= now:
        raise ExpiryInThePast(
            "A hold cannot expire in the past; choose a later time or leave it empty.",
            fields={"expiresAt": "must be in the future"},
        )
    return wished


def is_overdue(expires_at: datetime | None, *, now: datetime) -> bool:
    """From the very instant of its expiry a hold counts for nothing."""
    return expires_at is not None and expires_at <= now


def refuse_expiry_of_firm(wished: datetime | None) -> None:
    """Only holds run out. Raises FirmBookingsLast."""
    if wished is not None:
        raise FirmBookingsLast(
            "Only a hold expires; leave the expiry empty for a pencil or a confirmed booking.",
            fields={"expiresAt": "must be empty unless the booking is a hold"},
        )
