"""What a booking is: its status, its steps, and why a step is refused."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TypeVar
from uuid import UUID

from production_tool.domain.answers import Answer, Counter
from production_tool.domain.inputs import is_clean
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Conflict, Invalid, NotFound, Stale

T = TypeVar("T")


class Status(StrEnum):
    HOLD = "hold"
    PENCIL = "pencil"
    CONFIRMED = "confirmed"
    RELEASED = "released"
    EXPIRED = "expired"
    DECLINED = "declined"
    CANCELLED = "cancelled"


LIVE = frozenset({Status.HOLD, Status.PENCIL, Status.CONFIRMED})
LONGEST_WORDS = {"title": 200, "notes": 4000}
EXCLUSIVE = frozenset({Status.PENCIL, Status.CONFIRMED})
ENDS = frozenset(Status) - LIVE

# From each status, where a person may take it. Steps back are in it; `expired` is nobody's
# step, for time alone takes a hold there.
STEPS: dict[Status, frozenset[Status]] = {
    Status.HOLD: frozenset({Status.PENCIL, Status.CONFIRMED, Status.RELEASED}),
    Status.PENCIL: frozenset({Status.HOLD, Status.CONFIRMED, Status.RELEASED, Status.DECLINED}),
    Status.CONFIRMED: frozenset({Status.PENCIL, Status.CANCELLED, Status.DECLINED}),
}

_INSTEAD: dict[tuple[Status, Status], str] = {
    (Status.CONFIRMED, Status.RELEASED): "Cancel it instead.",
    (Status.HOLD, Status.CANCELLED): "Release it instead.",
    (Status.PENCIL, Status.CANCELLED): "Release it instead.",
    (Status.HOLD, Status.DECLINED): "A hold asks the artist nothing; release it instead.",
    (Status.CONFIRMED, Status.HOLD): "Step back to a pencil first.",
}


class Keep(Enum):
    """Stands for what a change leaves as it is, where None means something of its own."""

    KEEP = "keep"


KEEP = Keep.KEEP


def or_kept(wish: T | Keep, kept: T) -> T:
    """What a change asks for, or what there is."""
    return kept if isinstance(wish, Keep) else wish


class QueuePolicy(StrEnum):
    """Whether a hold must wait for the better-ranked ones (a studio's setting)."""

    RANKED = "ranked"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRow:
    """One booking as it stands; `status` is the effective one, instants are UTC.

    ``answer`` is what the artist says to it, where a question was asked; ``day_rate`` is one agreed
    for this booking, instead of the artist's own.
    """

    id: UUID
    artist_id: UUID
    project_id: UUID | None
    status: Status
    start: datetime
    end: datetime
    title: str
    notes: str
    queued_at: datetime
    expires_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime
    answer: Answer | None = None
    counter: Counter | None = None
    day_rate: Decimal | None = None

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    @property
    def is_live(self) -> bool:
        return self.status in LIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocking:
    """The booking in the way, as far as the actor may see it; instants are UTC."""

    id: UUID
    artist_id: UUID
    artist: str
    status: Status
    start: datetime
    end: datetime
    project_id: UUID | None
    project: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What is free instead: the same artist later, or another one with such skills then."""

    artist_id: UUID
    artist: str
    start: datetime
    end: datetime
    skills: tuple[str, ...] = ()


class ArtistBusy(Conflict):
    """Somebody else has the artist firmly in that time."""


class BehindAnotherHold(Conflict):
    """A better-ranked hold comes first, and the studio ranks its holds."""


class BadWords(Invalid):
    """A title or note that cannot be stored."""


class NoSuchBooking(NotFound):
    """The studio has no booking of that id; those of other studios are not there either."""

    def __init__(self) -> None:
        super().__init__(
            "There is no such booking in this studio; look on the board for those there are."
        )


class StaleBooking(Stale):
    """The booking has changed since its author saw it."""


class BookingEnded(Conflict):
    """The booking is over; an end has no way back."""


class NotAStep(Conflict):
    """From where the booking stands there is no such step."""


class BadStatus(Invalid):
    """A booking cannot begin in that status."""


def check_first_status(status: Status) -> None:
    """A booking begins alive. Raises BadStatus."""
    if status not in LIVE:
        raise BadStatus(
            f"A booking cannot be made {status}; make it a hold, a pencil or confirmed.",
            fields={"status": "must be hold, pencil or confirmed"},
        )


def check_words(**texts: str) -> None:
    """Titles and notes as people may write them, keyed by field. Raises BadWords."""
    for field, words in texts.items():
        if len(words) > LONGEST_WORDS[field]:
            wrong = f"is longer than {LONGEST_WORDS[field]} characters"
        elif not is_clean(words):
            wrong = "has a character that cannot be stored"
        else:
            continue
        raise BadWords(f"The {field} {wrong}; write it differently.", fields={field: wrong})


def check_live(booking: BookingRow) -> None:
    """Only what is alive can change. Raises BookingEnded."""
    if not booking.is_live:
        raise BookingEnded(
            f"This booking is {booking.status} and can no longer change; make a new one instead.",
            current=booking,
        )


def check_step(booking: BookingRow, to: Status) -> None:
    """Whether a person may take the booking there. Raises BookingEnded or NotAStep."""
    check_live(booking)
    if to in STEPS[booking.status]:
        return
    if to is booking.status:
        raise NotAStep(
            f"This booking is {article(to)} already; nothing was changed, and nothing need be.",
            current=booking,
        )
    instead = _INSTEAD.get((booking.status, to), "")
    sentence = f"{article(booking.status).capitalize()} booking cannot become {to}."
    raise NotAStep(f"{sentence} {instead}".strip(), current=booking)


def check_version(booking: BookingRow, seen_version: int) -> None:
    """The author must have seen what is there now. Raises StaleBooking."""
    if booking.version != seen_version:
        raise StaleBooking(
            "Somebody changed this booking after you opened it; look at it again and repeat.",
            current=booking,
        )


def article(status: Status) -> str:
    """'a hold', 'a pencil', 'confirmed': how a sentence names a status."""
    return f"a {status}" if status in {Status.HOLD, Status.PENCIL} else str(status)
