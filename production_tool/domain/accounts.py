"""Accounts and studios: what an address, a password and a short name must be."""

import re
import unicodedata
from dataclasses import dataclass, field

from email_validator import EmailNotValidError, validate_email

from production_tool.domain.actor import Role
from production_tool.domain.inputs import Faults, is_clean
from production_tool.domain.refusals import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn
from production_tool.domain.refusals import Stale as StaleRow

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
LONGEST_NAME = 120
_SLUG = re.compile(r"[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?")
# Words of our own addresses, so that a studio's short name can become part of one.
_RESERVED = {"api", "auth", "assets", "admin", "welcome", "sign-in", "settings"}
_FEWEST_LETTERS = 4


class BadAccount(Invalid):
    """What was given makes no account; the fields say why."""


class BadPassword(Invalid):
    """Nobody should use this password."""


class BadStudio(Invalid):
    """What was given makes no studio; the fields say why."""


class SlugTaken(Conflict):
    """Another studio has this short name."""


class WrongCredentials(NotSignedIn):
    """No account has this address and this password; never says which was wrong."""


class NoStudio(NotAllowed):
    """The account belongs to no studio any more."""


class NoSuchMember(NotFound):
    """Nobody of that kind is in this studio."""


class StaleMember(StaleRow):
    """The membership was changed since its author saw it."""


class AlreadyMember(Conflict):
    """The person is in the studio already."""


class NoSuchInvitation(NotFound):
    """The link was used, taken back, is over, or never was one."""


class LastOwner(Conflict):
    """A studio always has an owner."""


@dataclass(frozen=True, slots=True)
class StudioDetails:
    """What a studio decides about itself; ``labels`` renames statuses on its screens."""

    name: str
    zone: str
    queue_policy: str = "ranked"
    hold_days: int = 14
    hold_hours_before_start: int = 48
    challenge_hours: int = 24
    acceptance_required: bool = False
    labels: dict[str, str] = field(default_factory=dict[str, str])


def checked_email(value: str) -> str:
    """The address as it is kept: tidied and in small letters. Raises BadAccount."""
    try:
        # Studios also use names that only their own network knows.
        found = validate_email(
            value.strip(), check_deliverability=False, globally_deliverable=False
        )
    except EmailNotValidError as wrong:
        raise BadAccount(
            "That is not an email address; it looks like name@studio.com.",
            fields={"email": "is not an email address"},
        ) from wrong
    return found.normalized.lower()


def checked_name(value: str, *, email: str) -> str:
    """A person's name; without one, what stands before the @. Raises BadAccount."""
    faults = Faults()
    name = faults.line("name", value or email.partition("@")[0], longest=LONGEST_NAME)
    faults.refuse(BadAccount)
    return name


def tidy_password(password: str) -> str:
    """The same password however its letters were composed on the keyboard."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, *, email: str) -> None:
    """Length is what counts; only what everybody tries first is refused. Raises BadPassword."""
    if len(password) < SHORTEST_PASSWORD:
        raise _bad(f"is shorter than {SHORTEST_PASSWORD} characters")
    if len(password) > LONGEST_PASSWORD:
        raise _bad(f"is longer than {LONGEST_PASSWORD} characters")
    if not is_clean(password):
        raise _bad("holds characters that are no text")
    if len(set(password.lower())) < _FEWEST_LETTERS:
        raise _bad("repeats the same few characters")
    if password.lower() in {email.lower(), email.partition("@")[0].lower() * 2}:
        raise _bad("is the email address")


def checked_studio(details: StudioDetails) -> StudioDetails:
    """The same, tidied. Raises BadStudio naming every fault."""
    faults = Faults()
    name = faults.line("name", details.name, longest=LONGEST_NAME, required=True)
    zone = faults.zone("zone", details.zone)
    if details.queue_policy not in {"ranked", "free"}:
        faults.say("queuePolicy", "is neither ranked nor free")
    if not 1 <= details.hold_days <= 365:
        faults.say("holdDays", "is not between 1 and 365")
    if not 0 <= details.hold_hours_before_start <= 8760:
        faults.say("holdHoursBeforeStart", "is not between 0 and 8760")
    if not 1 <= details.challenge_hours <= 720:
        faults.say("challengeHours", "is not between 1 and 720")
    labels = _checked_labels(faults, details.labels)
    faults.refuse(BadStudio)
    return StudioDetails(
        name=name,
        zone=zone,
        queue_policy=details.queue_policy,
        hold_days=details.hold_days,
        hold_hours_before_start=details.hold_hours_before_start,
        challenge_hours=details.challenge_hours,
        acceptance_required=details.acceptance_required,
        labels=labels,
    )


def checked_slug(value: str) -> str:
    """A studio's short name, part of commands and addresses. Raises BadStudio."""
    slug = value.strip().lower()
    if not _SLUG.fullmatch(slug) or slug in _RESERVED:
        raise BadStudio(
            f"“{slug[:60]}” cannot be a studio's short name: use small letters, digits and "
            "hyphens, 48 at most, such as north-studio.",
            fields={"slug": "is not a short name such as north-studio"},
        )
    return slug


def check_owner_stays(*, before: Role, after: Role | None, owners: int) -> None:
    """Raises LastOwner when the change would leave the studio without an owner."""
    if before is Role.STUDIO_OWNER and after is not Role.STUDIO_OWNER and owners < 2:
        raise LastOwner("This is the studio's only owner; make somebody else an owner first.")


def _checked_labels(faults: Faults, labels: dict[str, str]) -> dict[str, str]:
    known = {"hold", "pencil", "confirmed", "released", "expired", "declined", "cancelled"}
    for code in labels.keys() - known:
        faults.say("labels", f"names no status “{code[:40]}”")
    tidy = {code: faults.line("labels", label, longest=40) for code, label in labels.items()}
    return {code: label for code, label in tidy.items() if label}


def _bad(what: str) -> BadPassword:
    return BadPassword(
        f"This password {what}; take a few words that nobody would guess.",
        fields={"password": what},
    )
