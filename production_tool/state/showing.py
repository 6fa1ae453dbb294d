"""How amounts, people and hours are written on the screens, and read from them."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
PEOPLE_COLOURS = 6
DASH = "\u2013"
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-\u2013\u2014]\s*(\d{1,2})(?:[:.](\d{2}))?")


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


def colour_of(name: str) -> int:
    """One of the colours for people (1 to 6), always the same for a name."""
    return sum(map(ord, name)) % PEOPLE_COLOURS + 1


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


def _span(part: str) -> list[int]:
    match = _SPAN.fullmatch(part)
    if match is None:
        raise ValueError(part)
    hour, minute, end_hour, end_minute = (int(digits or 0) for digits in match.groups())
    return [hour * 60 + minute, end_hour * 60 + end_minute]


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}" if minute else str(hour)
