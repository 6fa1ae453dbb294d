"""An iCalendar file into occurrences: its own zones, repetitions, exceptions and moves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, cast

from icalendar import Calendar, Component, Event
from icalendar.timezone import tzp

from production_tool.domain.imports.calendars import Certainty, Diary, LeftOut, Occurrence
from production_tool.domain.imports.dates import Moment
from production_tool.domain.imports.spans import make_span
from production_tool.domain.imports.tables import Problem, Unreadable
from production_tool.services.imports.calendar_words import (
    event_uid,
    mark_of,
    moment_of,
    text_of,
    zone_of,
)
from production_tool.services.imports.charset import read_text
from production_tool.services.imports.reading import SourceFile, check_size
from production_tool.services.imports.recurrence import check_rules, expand, is_series
from production_tool.services.imports.zones import known_zone

PAST, AHEAD = timedelta(days=366), timedelta(days=731)
_MOST_EVENTS = 20_000
_ALONE = Lock()
_MOST_TITLE, _MOST_NOTES = 200, 4000


@dataclass
class _Reading:
    """What has been read so far."""

    now: datetime
    occurrences: list[Occurrence] = field(default_factory=list[Occurrence])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    notes: list[str] = field(default_factory=list[str])
    whole: set[str] = field(default_factory=set[str])


def read_calendar(file: SourceFile, *, now: datetime) -> Diary:
    """Every occurrence from a year before ``now`` to two years after. Raises Unreadable."""
    check_size(file)
    with _ALONE:
        # The package keeps zones that a calendar defines for whoever comes next: another studio.
        tzp.use_zoneinfo()
        return _read(file, now)


def _read(file: SourceFile, now: datetime) -> Diary:
    calendar = _parsed(file)
    events = list(_events(calendar))
    if len(events) > _MOST_EVENTS:
        raise Unreadable(f"it has {len(events):,} events; at most {_MOST_EVENTS:,} come in at once")
    zones = [part for part in calendar.subcomponents if part.name == "VTIMEZONE"]
    reading = _Reading(now)
    sound = [one for one in events if _check(reading, one)]
    kept = {one.number for one in sound}
    broken = {event_uid(one.event) for one in events if one.number not in kept}
    for uid, group in _grouped(sound, reading).items():
        if _read_series(reading, uid, group, zones) and uid not in broken:
            reading.whole.add(uid)
    written = b"".join(zone.to_ical() for zone in zones).decode()
    return Diary(
        source=file.name,
        zone=known_zone(text_of(calendar, "X-WR-TIMEZONE")),
        known_from=now - PAST,
        known_to=now + AHEAD,
        occurrences=reading.occurrences,
        left_out=sorted(reading.left_out, key=lambda left: left.number),
        notes=reading.notes,
        zones=written,
        whole=frozenset(reading.whole),
    )


@dataclass(frozen=True)
class NumberedEvent:
    """An event and its place in the file, from 1."""

    number: int
    event: Event


def _parsed(file: SourceFile) -> Calendar:
    text, _ = read_text(file.content)
    if "END:VCALENDAR" not in text.upper():
        raise Unreadable("it is cut off: the end of the calendar is missing")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(f"it is not a well-formed calendar: {error}") from None
    if not calendars:
        raise Unreadable("it holds no calendar")
    first, *more = calendars
    for other in more:
        first.subcomponents.extend(other.subcomponents)
    return first


def _events(calendar: Calendar) -> Iterator[NumberedEvent]:
    parts: list[Any] = cast("Any", calendar).walk("VEVENT")  # the package's type is incomplete
    found = (part for part in parts if isinstance(part, Event))
    for number, event in enumerate(found, start=1):
        yield NumberedEvent(number, event)


def _grouped(events: list[NumberedEvent], reading: _Reading) -> dict[str, list[NumberedEvent]]:
    """Events by UID; of two that say the same one, the later version counts."""
    groups: dict[str, dict[str, NumberedEvent]] = {}
    for one in events:
        uid = event_uid(one.event)
        if not text_of(one.event, "UID"):
            reading.notes.append(
                f"Event {one.number} has no UID; it is known again by its start and title."
            )
        group = groups.setdefault(uid, {})
        which = mark_of(one.event) if "RECURRENCE-ID" in one.event else ""
        if which not in group or _sequence(one.event) >= _sequence(group[which].event):
            group[which] = one
    return {uid: list(group.values()) for uid, group in groups.items()}


def _sequence(event: Event) -> int:
    try:
        return int(text_of(event, "SEQUENCE") or 0)
    except ValueError:
        return 0


def _read_series(
    reading: _Reading, uid: str, group: list[NumberedEvent], zones: list[Component]
) -> bool:
    """One UID: an event, or a series with the repetitions that were moved or called off."""
    master = next((one for one in group if is_series(one.event)), None)
    if master is None:
        for one in group:
            _take(reading, uid, one.number, one.event, repeated="RECURRENCE-ID" in one.event)
        return not any("RECURRENCE-ID" in one.event for one in group)
    try:
        found = expand(
            [one.event for one in group], zones, start=reading.now - PAST, end=reading.now + AHEAD
        )
    except Unreadable as wrong:
        _refuse(reading, master, str(wrong))
        return False
    numbers = {mark_of(one.event): one.number for one in group if "RECURRENCE-ID" in one.event}
    for event in found.events:
        _take(reading, uid, numbers.get(mark_of(event), master.number), event, repeated=True)
    if found.note:
        reading.notes.append(f"“{text_of(master.event, 'SUMMARY')}” {found.note}")
    return True


def _check(reading: _Reading, one: NumberedEvent) -> bool:
    try:
        moment_of(one.event, "DTSTART", needed=True)
        for name in ("DTEND", "RECURRENCE-ID"):
            moment_of(one.event, name)
        _length(one.event)
        check_rules(one.event)
    except Unreadable as wrong:
        _refuse(reading, one, str(wrong))
    except ValueError as wrong:  # what the package says of a property it could not read
        _refuse(reading, one, f"a property of it cannot be read: {wrong}")
    else:
        return True
    return False


def _refuse(reading: _Reading, one: NumberedEvent, reason: str, *, ignored: bool = False) -> None:
    source = _written(one.event)
    problem = Problem("", reason)
    reading.left_out.append(
        LeftOut(one.number, text_of(one.event, "SUMMARY"), problem, source, ignored)
    )


def _take(reading: _Reading, uid: str, number: int, event: Event, *, repeated: bool) -> None:
    if len(reading.occurrences) >= _MOST_EVENTS:
        raise Unreadable(f"it repeats to more than {_MOST_EVENTS:,} events")
    title = " ".join(text_of(event, "SUMMARY").split())[:_MOST_TITLE] or "Busy"
    certainty = _certainty(event)
    if text_of(event, "TRANSP").upper() == "TRANSPARENT" and certainty is not Certainty.CANCELLED:
        reading.left_out.append(
            LeftOut(number, title, Problem("TRANSP", "it takes no time (transparent)"), "", True)
        )
        return
    start, end = _length(event)
    reading.occurrences.append(
        Occurrence(
            number=number,
            uid=uid,
            mark=f"{uid} {mark_of(event)}" if repeated else uid,
            title=title,
            notes=text_of(event, "DESCRIPTION")[:_MOST_NOTES],
            span=make_span(start, end, inclusive=False),
            certainty=certainty,
            written=lambda: _written(event),
        )
    )


def _length(event: Event) -> tuple[Moment, Moment]:
    start = moment_of(event, "DTSTART", needed=True)
    try:
        end = event.end
    except (ValueError, AttributeError, TypeError) as error:
        raise Unreadable(f"its end cannot be read: {error}") from None
    if zone_of(end) is None and zone_of(start) is not None and isinstance(start, datetime):
        raise Unreadable("only its start names a time zone")
    make_span(start, end, inclusive=False)
    return start, end


def _written(event: Event) -> str:
    return event.to_ical().decode(errors="replace")


def _certainty(event: Event) -> Certainty:
    try:
        return Certainty(text_of(event, "STATUS").lower())
    except ValueError:
        return Certainty.CONFIRMED
