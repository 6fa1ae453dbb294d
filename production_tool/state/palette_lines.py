"""What the palette shows: lines under heads, the likeliest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from production_tool.domain.finding import begins
from production_tool.domain.periods import Period
from production_tool.domain.wording import named
from production_tool.domain.zones import to_local
from production_tool.services.queries.finding import (
    Found,
    FoundArtist,
    FoundBooking,
    FoundProject,
)
from production_tool.state import dates, showing
from production_tool.state.actions import STEP, Action
from production_tool.state.next_steps import Button


@dataclass(frozen=True)
class Line:
    """Something to choose; ``key`` says what is done, ``mark`` and ``colour`` what it looks like.

    ``hotkey`` does the same, of steps; those of actions stand in the board's table.
    """

    key: str
    kind: str
    label: str
    about: str = ""
    mark: str = ""
    colour: str = ""
    hotkey: str = ""


@dataclass(frozen=True)
class Section:
    """Lines of one kind under their head."""

    title: str
    lines: list[Line] = field(default_factory=list[Line])


def found_lines(found: Found, zone: ZoneInfo, now: datetime, *, plans: bool) -> list[Section]:
    """What was found, each kind under its head; who does not plan goes to the own days."""
    return [
        Section("Artists", [_artist(each) for each in found.artists]),
        Section("Projects", [_project(each) for each in found.projects]),
        Section("Bookings", [_booking(each, zone, now, plans=plans) for each in found.bookings]),
    ]


def step_lines(words: Sequence[str], about: str, steps: Iterable[Button]) -> Section:
    """What can be done with the bar that is selected, as its menu says it."""
    fitting = (each for each in steps if begins(words, each.label))
    lines = [
        Line(f"step:{each.action}", "action", each.label, mark=STEP, hotkey=each.key)
        for each in fitting
    ]
    return Section(about, lines)


def action_lines(words: Sequence[str], actions: Iterable[Action]) -> Section:
    """Those with the words in them; those called so come before those only known so."""
    fitting = [each for each in actions if begins(words, f"{each.label} {each.also}")]
    fitting.sort(key=lambda each: not begins(words, each.label))
    return Section(
        "Actions", [Line(each.key, "action", each.label, mark=each.picture) for each in fitting]
    )


def best_first(words: Sequence[str], sections: Iterable[Section]) -> list[Section]:
    """Sections with something in them; where the words begin a name comes first."""
    filled = [each for each in sections if each.lines]
    return sorted(filled, key=lambda each: not begins(words, each.lines[0].label))


def ways_on(words: str) -> Section:
    """Where to look when nothing has such a name: lists look at more than names."""
    asked = urlencode({"q": words.strip()})
    places = [
        (f"to:/artists?{asked}", "Look among skills and addresses of artists", "users"),
        (f"to:/projects?{asked}", "Look among all projects", "folder_kanban"),
    ]
    return Section(
        f"Nothing is called “{words.strip()}”",
        [Line(key, "action", label, mark=picture) for key, label, picture in places],
    )


def _artist(artist: FoundArtist) -> Line:
    about = " · ".join(filter(None, (artist.title, artist.department)))
    colour = f"{showing.colour_of(artist.name)}"
    mark = showing.initials(artist.name)
    return Line(f"artist:{artist.id}", "artist", artist.name, about, mark, colour)


def _project(project: FoundProject) -> Line:
    label = named(project.code, project.title)
    return Line(f"project:{project.id}", "project", label, project.client, colour=project.colour)


def _booking(booking: FoundBooking, zone: ZoneInfo, now: datetime, *, plans: bool) -> Line:
    start = to_local(booking.start, zone)
    when = dates.period_text(Period(booking.start, booking.end), zone)
    year = "" if start.year == to_local(now, zone).year else f" {start.year}"
    return Line(
        f"booking:{booking.id}:{start.date()}" if plans else f"mine:{booking.id}",
        "booking",
        booking.words or "Booking",
        f"{booking.artist} · {when}{year}",
        mark=booking.status.value,
    )
