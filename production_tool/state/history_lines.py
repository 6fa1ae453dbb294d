"""The history of a booking or role as lines: what happened, from what to what, by whom, when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from production_tool.domain.answers import Counter
from production_tool.domain.events import as_values
from production_tool.domain.periods import Period
from production_tool.services.queries.facts import EventRow
from production_tool.state import dates, showing
from production_tool.state.answer_words import suggestion_text

ARROW = "\u2192"
TOLD = {
    "BookingHeld": "Hold made",
    "BookingPencilled": "Made a pencil",
    "BookingConfirmed": "Confirmed",
    "BookingMoved": "Moved",
    "BookingResized": "Length changed",
    "BookingReassigned": "Given to another artist",
    "BookingEdited": "Details changed",
    "BookingReleased": "Released",
    "HoldExpired": "Hold expired",
    "BookingDeclined": "Declined",
    "BookingCancelled": "Cancelled",
    "BookingAccepted": "Accepted",
    "BookingCountered": "Something else suggested",
    "CounterAccepted": "Suggestion taken",
    "CounterDropped": "Suggestion dropped",
    "BookingRestored": "Brought back",
    "ChallengeIssued": "Challenge issued",
    "ChallengeWon": "Challenge won",
    "ChallengeLost": "Challenge lost",
    "ChallengeDropped": "Challenge dropped",
    "RoleOpened": "Role opened",
    "RoleMoved": "Role moved",
    "RoleResized": "Length of the role changed",
    "RoleEdited": "Details of the role changed",
    "RoleFilled": "Role filled",
    "RoleWithdrawn": "Role withdrawn",
    "RoleReopened": "Role opened again",
}

WHY = {
    "silence": "no answer in time",
    "away": "it was moved away",
    "withdrawn": "withdrawn",
    "in the way": "somebody else is in the way",
}


@dataclass(frozen=True)
class Line:
    """Something that happened, as history tells it."""

    what: str
    detail: str
    who: str
    when: str
    initials: str
    colour: int


def lines(
    events: Sequence[EventRow], period: Period, names: Mapping[str, str], zone: ZoneInfo
) -> list[Line]:
    """The history of what stands at ``period`` now, the latest first.

    ``names`` says who had it, by the id of the artist, or of the booking that filled a role.
    """
    edges = {"start_at": period.start, "end_at": period.end}
    found: list[Line] = []
    for event in reversed(events):
        found.append(_line(event, edges, names, zone))
        edges |= as_values({k: v for k, v in (event.before or {}).items() if k in edges})
    return found


def _line(
    event: EventRow, edges: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo
) -> Line:
    by_time = event.name == "HoldExpired" or "challenge" in (event.after or {})
    who = event.by or ("The clock" if by_time else "Somebody")
    return Line(
        what=_what(event),
        detail=_detail(event, edges, names, zone),
        who=who,
        when=dates.moment_text(event.at, zone),
        initials=showing.initials(who),
        colour=showing.colour_of(who),
    )


def _what(event: EventRow) -> str:
    after = event.after or {}
    back = " (undo)" if "undid" in after else " (redo)" if "redid" in after else ""
    return f"{TOLD.get(event.name, event.name)}{back}"


def _detail(
    event: EventRow, edges: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo
) -> str:
    """From what to what; ``edges`` are those it had after the event."""
    before, after = event.before, event.after or {}
    if before is None:
        return dates.period_text(Period(edges["start_at"], edges["end_at"]), zone)
    parts: list[str] = []
    if "artist_id" in before:
        parts.append(_change(names.get(before["artist_id"]), names.get(after["artist_id"])))
    if "start_at" in before or "end_at" in before:
        was = dict(edges) | as_values({k: v for k, v in before.items() if k in edges})
        parts.append(_change(_period(was, zone), _period(edges, zone)))
    parts += [_change(before[word], after[word]) for word in ("title", "skill") if word in before]
    for side in ("by", "against"):
        if side in after:
            parts.append(f"{side} {names.get(after[side], 'another booking')}")
    counter = Counter.of(after.get("counter"))
    parts += [suggestion_text(counter, zone)] if counter else []
    parts += [WHY[why] for why in (after.get("why"),) if why in WHY]
    if after.get("booking_id"):
        parts.append(names.get(after["booking_id"], ""))
    return ", ".join(parts)


def _period(edges: Mapping[str, Any], zone: ZoneInfo) -> str:
    return dates.period_text(Period(edges["start_at"], edges["end_at"]), zone)


def _change(was: str | None, became: str | None) -> str:
    return f"{was or 'none'} {ARROW} {became or 'none'}"
