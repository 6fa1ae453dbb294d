"""Repetitions of an event, never more than a studio can use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from icalendar import Calendar, Component, Event
from recurring_ical_events import of as _of  # pyright: ignore[reportMissingTypeStubs]

from production_tool.domain.imports.tables import Unreadable

MOST_REPETITIONS = 1200
_query: Any = _of  # the package has no types
_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_INSIDE_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")


@dataclass(frozen=True, slots=True)
class Expanded:
    """The repetitions inside the window, and a remark when there are more."""

    events: list[Event]
    note: str = ""


def is_series(event: Event) -> bool:
    """It repeats, and is not itself a repetition that was moved."""
    return ("RRULE" in event or "RDATE" in event) and "RECURRENCE-ID" not in event


def check_rules(event: Event) -> None:
    """Refuse rules that repeat within a day, or not forward. Raises Unreadable."""
    for rule in _rules(event):
        often = str(_first(rule, "FREQ") or "").upper()
        if not often:
            raise Unreadable("its repetition does not say how often")
        if often in _TOO_OFTEN:
            raise Unreadable(f"it repeats {often.lower()}; daily is the most often possible")
        if any(len(rule.get(name, [])) > 1 for name in _INSIDE_A_DAY):
            raise Unreadable("it repeats several times a day")
        interval = _first(rule, "INTERVAL")
        if interval is not None and int(interval) < 1:
            raise Unreadable("its repetition has no step (INTERVAL is below 1)")


def expand(
    group: Sequence[Event], zones: Sequence[Component], *, start: datetime, end: datetime
) -> Expanded:
    """A series between two instants, with its exceptions and moves. Raises Unreadable."""
    calendar = Calendar()
    for part in (*zones, *group):
        calendar.add_component(part)
    endless = any(_is_endless(rule) for event in group for rule in _rules(event))
    try:
        found = [part for part in _query(calendar).between(start, end) if isinstance(part, Event)]
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        raise Unreadable(f"its repetition cannot be read: {error}") from None
    if len(found) > MOST_REPETITIONS:
        raise Unreadable(f"it repeats more than {MOST_REPETITIONS} times in three years")
    note = f"repeats for ever; it was taken until {end:%Y-%m-%d}." if endless else ""
    return Expanded(found, note)


def _rules(event: Event) -> list[Any]:
    stated: Any = event.get("RRULE")
    if stated is None:
        return []
    return stated if isinstance(stated, list) else [stated]  # pyright: ignore[reportUnknownVariableType]


def _first(rule: Any, name: str) -> Any:
    values: Any = rule.get(name)
    return values[0] if isinstance(values, list) and values else values  # pyright: ignore[reportUnknownVariableType]


def _is_endless(rule: Any) -> bool:
    return "COUNT" not in rule and "UNTIL" not in rule
