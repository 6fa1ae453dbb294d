"""What the board says after a wish: done, with the way back; or not, with what is free instead."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from production_tool.domain.bookings import Alternative
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Refusal
from production_tool.domain.zones import to_local
from production_tool.services.bookings import BulkRefused
from production_tool.state import dates

_BACK = {"undo": "Redo", "challenge": "", "withdraw": ""}


def way_back(deed: str) -> str:
    """What the button beside a deed says that takes it back; nothing where undo has no part."""
    return _BACK.get(deed, "Undo")


@dataclass(frozen=True)
class Offer:
    """Something free instead, as a button."""

    label: str
    key: int


@dataclass(frozen=True)
class Notice:
    """What was not done: what is in the way, and what to do instead, or why each was not."""

    message: str = ""
    advice: str = ""
    lines: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class Done:
    """What was done last, and the way back; ``nonce`` tells two equal ones apart."""

    message: str = ""
    back: str = ""
    nonce: str = ""


def refused(refusal: Refusal, *, offered: bool) -> Notice:
    """The notice of one refusal; buttons are the advice where there are any."""
    told, _, advice = refusal.message.partition("; ")
    if offered:
        advice = "Nothing was changed. Free instead:"
    return Notice(told, advice[:1].upper() + advice[1:])


def ways_on(refusal: BulkRefused, zone: ZoneInfo) -> list[Offer]:
    """What could be done instead of a bulk, as buttons, in the order of WishForMany.instead."""
    refused = sum(1 for item in refusal.report if item.refusal)
    labels: list[str] = []
    if refused < len(refusal.report):
        labels.append(f"Do it without the refused {'ones' if refused > 1 else 'one'}")
    if refusal.later:
        first = min(place.start for place in refusal.later.places)
        when = dates.day_text(to_local(first, zone))
        labels.append(f"Move all to the next time everybody can: from {when}")
    return [Offer(label, key) for key, label in enumerate(labels)]


def offers(free: Sequence[Alternative], zone: ZoneInfo) -> list[Offer]:
    """What is free instead, as buttons: Mara, Mon 16 - Fri 20 Mar."""
    return [
        Offer(f"{one.artist}, {dates.period_text(Period(one.start, one.end), zone)}", key)
        for key, one in enumerate(free)
    ]
