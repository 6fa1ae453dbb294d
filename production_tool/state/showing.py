"""How amounts, people and hours are written on the screens, and read from them."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from production_tool.domain.colours import colour_of as colour_of
from production_tool.domain.periods import Period
from production_tool.domain.zones import to_local

SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
DASH = "\u2013"
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-\u2013\u2014]\s*(\d{1,2})(?:[:.](\d{2}))?")


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


def money(amount: Decimal | None, currency: str) -> str:
    """An amount without empty cents; nothing for none."""
    if amount is None:
        return ""
    cents = 0 if amount == amount.to_integral_value() else 2
    return f"{SYMBOLS.get(currency, currency)} {amount:,.{cents}f}"


def plain(amount: Decimal | None) -> str:
    """An amount as one types it."""
    if amount is None:
        return ""
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def days(first: date | None, last: date | None) -> str:
    """A range of days, both included; the first day's year only where it differs."""
    if first and last:
        year = "" if first.year == last.year else f" {first.year}"
        return f"{first.day} {first:%b}{year} {DASH} {last.day} {last:%b %Y}"
    if first:
        return f"from {first.day} {first:%b %Y}"
    return f"until {last.day} {last:%b %Y}" if last else ""


def period_text(period: Period, zone: ZoneInfo, *, whole: bool) -> str:
    """A period in the studio's days; with times when it is not whole days."""
    start, end = to_local(period.start, zone), to_local(period.end, zone)
    if whole:
        return _day_range(start.date(), end.date() - timedelta(days=1))
    times = f"{start:%H:%M}{DASH}{end:%H:%M}"
    if start.date() == end.date():
        return f"{_long_day(start.date())}, {times}"
    return f"{_long_day(start.date())} {start:%H:%M} {DASH} {_long_day(end.date())} {end:%H:%M}"


def ordinal(rank: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{'th' if rank % 100 in {11, 12, 13} else ending}"


def page_number(text: str) -> int:
    """A page of a list from an address; the first for nonsense."""
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def hours_text(spans: Sequence[Sequence[int]]) -> str:
    """Spans of minutes since midnight as one writes them: 9-13, 14:30-18."""
    return ", ".join(f"{_clock(start)}{DASH}{_clock(end)}" for start, end in spans)


def read_hours(text: str) -> list[list[int]]:
    """Spans of minutes since midnight from a text such as "9-13, 14:30-18".

    Raises ValueError for anything else; whether they make a day is for the domain to say.
    """
    return [_span(part.strip()) for part in re.split(r"[,;]", text) if part.strip()]


def _day_range(first: date, last: date) -> str:
    if first == last:
        return _long_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%a} {first.day} {DASH} {_long_day(last)}"
    return f"{first:%a} {first.day} {first:%b} {DASH} {last:%a} {last.day} {last:%b}"


def _long_day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%B}"


def _span(part: str) -> list[int]:
    match = _SPAN.fullmatch(part)
    if match is None:
        raise ValueError(part)
    hour, minute, end_hour, end_minute = (int(digits or 0) for digits in match.groups())
    return [hour * 60 + minute, end_hour * 60 + end_minute]


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}" if minute else str(hour)
