"""Single properties of an iCalendar event, read with care."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Component, Event

from production_tool.domain.imports.dates import Moment
from production_tool.domain.imports.tables import Unreadable
from production_tool.services.imports.zones import known_zone

_LONGEST_UID = 300
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def text_of(component: Component, name: str) -> str:
    """A property as text without characters that are no text; empty when there is none."""
    value: Any = component.get(name)
    if isinstance(value, list):
        value = value[0] if value else None  # pyright: ignore[reportUnknownVariableType]
    text = "" if value is None else str(value)  # pyright: ignore[reportUnknownArgumentType]
    return "".join(c for c in text if c.isprintable() or c in "\n\t").strip()


def event_uid(event: Event) -> str:
    """What the event is known by, made from its start and title when it does not say."""
    uid = text_of(event, "UID")
    if uid and len(uid) <= _LONGEST_UID:
        return uid
    told = uid or f"{_raw(event, 'DTSTART')} {text_of(event, 'SUMMARY')}"
    return f"sha256:{hashlib.sha256(told.encode()).hexdigest()}"


def mark_of(event: Event) -> str:
    """Which repetition this is: its first start, in UTC where it has a zone."""
    moment = moment_of(event, "RECURRENCE-ID") or moment_of(event, "DTSTART", needed=True)
    if isinstance(moment, datetime):
        if moment.tzinfo is not None:
            return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        return moment.strftime("%Y%m%dT%H%M%S")
    return moment.strftime("%Y%m%d")


def moment_of(event: Event, name: str, *, needed: bool = False) -> Moment:
    """A local date, a floating local time, or an instant in its zone. Raises Unreadable.

    Without ``needed`` an absent property is None.
    """
    stated: Any = event.get(name)
    if stated is None:
        if needed:
            raise Unreadable(_missing(event, name))
        return None  # type: ignore[return-value]
    moment: Any = getattr(stated, "dt", None)
    if not isinstance(moment, date):
        raise Unreadable(f"its {name} “{_raw(event, name)}” cannot be read")
    _check_zone(stated, moment)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise Unreadable(f"the year {moment.year} is out of range")
    return moment


def zone_of(moment: Moment) -> object | None:
    """The zone of a time, None for dates and floating times."""
    return moment.tzinfo if isinstance(moment, datetime) else None


def _missing(event: Event, name: str) -> str:
    broken = [reason for where, reason in event.errors if str(where).upper() == name]
    if broken:
        return f"its {name} cannot be read: {broken[0]}"
    return "its start is missing" if name == "DTSTART" else f"its {name} is missing"


def _check_zone(stated: Any, moment: Moment) -> None:
    name = str(stated.params.get("TZID", ""))
    if name and isinstance(moment, datetime) and moment.tzinfo is None and not known_zone(name):
        raise Unreadable(f"the time zone “{name}” is not known and the calendar does not define it")


def _raw(event: Event, name: str) -> str:
    value: Any = event.get(name)
    try:
        return value.to_ical().decode()
    except (AttributeError, ValueError):
        return str(value or "")
