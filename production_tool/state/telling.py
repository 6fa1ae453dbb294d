"""How the board says what was done: one sentence, with the way back beside it."""

from collections.abc import Mapping, Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from production_tool.domain.bookings import BookingRow, Status
from production_tool.domain.roles import OpenRoleRow
from production_tool.services.bookings import ItemReport
from production_tool.services.queries.telling import Named
from production_tool.state import dates
from production_tool.state.wish import Wish
from production_tool.state.wishes import Rows

NOBODY = Named("Somebody", "")
MOST_REASONS = 6
_MADE = {Status.HOLD: "Held", Status.PENCIL: "Pencilled", Status.CONFIRMED: "Confirmed"}
_TAKEN = {
    Status.HOLD: "Back to a hold: {}",
    Status.PENCIL: "Made a pencil: {}",
    Status.CONFIRMED: "Confirmed: {}",
    Status.RELEASED: "Released: {}",
    Status.CANCELLED: "Cancelled: {}",
    Status.DECLINED: "Declined: {}",
}
_ASKED = {
    "challenge": "Challenge issued: {}",
    "withdraw": "Challenge withdrawn: {}",
    "take": "Suggestion taken: {}",
    "drop": "Suggestion dropped, asked again: {}",
}
_OF_ROLE = {
    "create": "Role opened: {}",
    "copy": "Another role opened: {}",
    "move": "Role moved: {}",
    "place": "Role moved: {}",
    "resize": "Length of the role changed: {}",
    "edit": "Role changed: {}",
    "repeat": "Role changed: {}",
    "step": "Role withdrawn: {}",
}
_DONE_TO_MANY = {
    "move": "moved",
    "copy": "copied",
    "hold": "taken a step back",
    "pencil": "made pencils",
    "confirm": "confirmed",
    "end": "ended",
    "decline": "declined",
    "challenge": "challenging",
    "withdraw": "no longer challenging",
}


def told(wish: Wish, rows: Rows, names: Mapping[UUID, Named], zone: ZoneInfo) -> str:
    """What a wish that came true did."""
    if wish.turns:
        verb = "Undone" if wish.kind == "undo" else "Done again"
        return f"{verb}: {_as_they_are(rows, names, zone)}"
    row, named = rows[0], names.get(rows[0].id, NOBODY)
    when = dates.period_text(row.period, zone)
    if isinstance(row, OpenRoleRow):
        return _OF_ROLE[wish.kind].format(f"{row.title}, {when}")
    if row.version == 1 and wish.kind != "copy":  # made just now, be it from a role
        return f"{_MADE[row.status]} {named.artist} for {when}"
    match wish.kind:
        case "copy":
            return f"Copied to {named.artist}, {when}"
        case "move" | "place" | "repeat":
            return f"Moved {named.artist} to {when}"
        case "resize":
            return f"{named.artist} is now booked {when}"
        case "edit":
            return f"Changed: {named.artist}, {when}"
        case _:
            told = _ASKED.get(wish.step) or _TAKEN[row.status]
            return told.format(f"{named.artist}, {when}")


def _as_they_are(rows: Rows, names: Mapping[UUID, Named], zone: ZoneInfo) -> str:
    """Mara Lindt, Mon 3 Mar, released; role Compositor, Mon 3 Mar."""
    bookings = [
        _as_it_is(row, names.get(row.id, NOBODY).artist, zone)
        for row in rows
        if isinstance(row, BookingRow)
    ]
    roles = [
        _as_it_is(row, f"role {row.title}", zone) for row in rows if isinstance(row, OpenRoleRow)
    ]
    return "; ".join(filter(None, (_all_of(bookings, "bookings"), _all_of(roles, "roles"))))


def _all_of(those: Sequence[str], kind: str) -> str:
    return f"{len(those)} {kind}" if len(those) > 1 else "".join(those)


def _as_it_is(row: BookingRow | OpenRoleRow, name: str, zone: ZoneInfo) -> str:
    when = dates.period_text(row.period, zone)
    return f"{name}, {when}" + ("" if row.is_live else f", {row.status}")


def done_to(action: str) -> str:
    """Moved, made pencils: what an action for many comes to."""
    return _DONE_TO_MANY[action]


def told_many(action: str, number: int) -> str:
    """3 moved."""
    return f"{number} {_DONE_TO_MANY[action]}"


def refused_many(action: str, report: Sequence[ItemReport]) -> str:
    """Nothing was moved, because of how many."""
    number = sum(1 for item in report if item.refusal)
    be = "are" if number > 1 else "is"
    return f"Nothing was {_DONE_TO_MANY[action]}: {number} of {len(report)} {be} refused"


def reasons(
    report: Sequence[ItemReport], ids: Sequence[UUID], names: Mapping[UUID, Named]
) -> list[str]:
    """Of each that was refused: which one, and who has the place for what until when."""
    told = [
        (f"{called(names[id])}: " if id in names else "") + item.refusal.message.partition("; ")[0]
        for id, item in zip(ids, report, strict=True)
        if item.refusal
    ]
    more = len(told) - MOST_REASONS
    return told if more <= 1 else [*told[:MOST_REASONS], f"and {more} more"]


def called(named: Named) -> str:
    """Northlight of Mara Lindt."""
    return f"{named.project or named.title or 'Booking'} of {named.artist}"
