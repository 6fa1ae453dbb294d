"""What the board says after a wish: done, with the way back; or not, with what is free instead."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from production_tool.domain.bookings import Alternative
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Refusal
from production_tool.services.bookings import ItemReport
from production_tool.state import dates
from production_tool.state.telling import reasons, told_many

BACK = {"undo": "Redo"}


@dataclass(frozen=True)
class Offer:
    """Something free instead, as a button."""

    label: str
    key: int


@dataclass(frozen=True)
class Notice:
    """What was not done: what is in the way, and what is free instead, or why each was not."""

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


def partly(action: str, report: Sequence[ItemReport]) -> Notice:
    """The notice of a bulk of which some, or all, were not done."""
    return Notice(f"{told_many(action, report)}.", "", reasons(report))


def offers(free: Sequence[Alternative], zone: ZoneInfo) -> list[Offer]:
    """What is free instead, as buttons: Mara, Mon 16 - Fri 20 Mar."""
    return [
        Offer(f"{one.artist}, {dates.period_text(Period(one.start, one.end), zone)}", key)
        for key, one in enumerate(free)
    ]
