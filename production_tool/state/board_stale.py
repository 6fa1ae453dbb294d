"""Two versions of one bar: what somebody wished for, and what another made of it meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from production_tool.domain.bookings import STEPS, BookingRow, StaleBooking, Status
from production_tool.domain.events import BookingEvent
from production_tool.domain.moments import to_utc
from production_tool.domain.periods import Period
from production_tool.domain.placing import moved
from production_tool.domain.role_events import RoleEvent
from production_tool.domain.roles import OpenRoleRow, RoleStatus, StaleRole
from production_tool.domain.undoing import ChangedSince, RoleChangedSince
from production_tool.services.bookings import Step
from production_tool.services.queries.bookings import BookingView, read_booking
from production_tool.services.queries.telling import Bar, Versions, place_named, versions_of
from production_tool.services.work import Work
from production_tool.state import dates
from production_tool.state.next_steps import steps_about_others
from production_tool.state.wish import Wish
from production_tool.state.wishes_of_roles import NOBODY

_LEADS_TO = {
    Step.PENCIL: Status.PENCIL,
    Step.CONFIRM: Status.CONFIRMED,
    Step.DECLINE: Status.DECLINED,
}
ASKS = {Step.CHALLENGE.value: "Issued", Step.WITHDRAW.value: "Withdrawn"}


@dataclass(frozen=True)
class Row:
    """One thing about the booking or role, in both versions."""

    what: str
    yours: str
    theirs: str
    differs: bool


@dataclass(frozen=True)
class Both:
    """Both versions as the screen shows them; ``keeps`` says what keeping one's own would do."""

    who: str = ""
    when: str = ""
    rows: list[Row] = field(default_factory=list[Row])
    keeps: str = ""
    shown: bool = False
    what: str = "booking"
    name: str = ""


def side_by_side(
    work: Work, *, wish: Wish, refusal: StaleBooking | StaleRole, zone: ZoneInfo
) -> tuple[Both, Wish | None]:
    """Both versions, and the wish to repeat on the current one, where both can stand.

    An undo that is refused says itself which columns it wants. Raises NotFound.
    """
    versions = versions_of(work, id=refusal.current.id, seen_version=wish.version)
    asks: list[Row] = []
    if isinstance(refusal, ChangedSince | RoleChangedSince):
        columns = refusal.wanted
        again = replace(wish, anyway=True) if refusal.stands else None
    elif wish.step in ASKS:  # it asks something of others, and changes no column
        columns, able = {}, _able(work, versions.now)
        again = replace(wish, version=versions.now.version) if wish.step in able else None
        asks = [Row("Challenge", ASKS[wish.step], "Open" if "withdraw" in able else "None", True)]
    else:
        columns = wanted_columns(wish, versions.seen, versions.now, zone)
        again = repeated(wish, versions.now, columns)
    yours = _columns(versions.now) | columns
    both = Both(
        what="role" if isinstance(versions.now, OpenRoleRow) else "booking",
        who="You, elsewhere" if versions.by_me else versions.by or "The clock",
        when=dates.moment_text(versions.at, zone),
        rows=[*_rows(work, versions, yours, zone), *asks],
        keeps="" if again is None else _keeping(versions, columns),
        shown=True,
    )
    return both, again


def wanted_columns(wish: Wish, seen: Bar | None, now: Bar, zone: ZoneInfo) -> dict[str, Any]:
    """The columns a wish asks for that are not as its author saw them."""
    base = seen or now
    asked = _place(wish, base, zone) | _words(wish) | _status(wish, base) | _told(wish, zone)
    was = _columns(base)
    return {name: value for name, value in asked.items() if was[name] != value}


def repeated(wish: Wish, now: Bar, columns: Mapping[str, Any]) -> Wish | None:
    """The wish on top of what is there now; none where the two cannot both stand."""
    if not now.is_live or not columns:
        return None
    if wish.kind == "step":
        able = STEPS[now.status] if isinstance(now, BookingRow) else {RoleStatus.WITHDRAWN}
        return replace(wish, version=now.version) if columns["status"] in able else None
    again = {name: value for name, value in columns.items() if name != "status"}
    if wish.kind == "move":  # as long as it is now
        again.pop("end_at", None)
    elif "start_at" in again:
        again.setdefault("end_at", now.end)
    return replace(wish, kind="repeat", version=now.version, columns=again) if again else None


def _able(work: Work, now: Bar) -> set[str]:
    """What it can ask of those ahead of it as it is now."""
    if not isinstance(now, BookingView):
        return set()
    return {button.action for button in steps_about_others(work, now)}


def _columns(bar: Bar) -> dict[str, Any]:
    """What is told of a bar; a role that waits is nobody's."""
    if isinstance(bar, BookingRow):
        return BookingEvent.columns(bar)
    return {"artist_id": NOBODY, **RoleEvent.columns(bar)}


def _place(wish: Wish, base: Bar, zone: ZoneInfo) -> dict[str, Any]:
    if wish.start is None or wish.kind == "step":
        return {}
    start = to_utc(wish.start, zone, field="start")
    if wish.kind == "move":
        period = moved(base.period, start, zone)
    else:
        period = Period(start, to_utc(wish.end or wish.start, zone, field="end"))
    return {"artist_id": wish.artist_id, "start_at": period.start, "end_at": period.end}


def _words(wish: Wish) -> dict[str, Any]:
    if wish.kind != "edit":
        return {}
    return {"project_id": wish.project_id, "title": wish.title, "notes": wish.notes}


def _told(wish: Wish, zone: ZoneInfo) -> dict[str, Any]:
    """The columns a wish names itself; a form's times are those of the wall."""
    return {
        name: to_utc(value, zone, field=name) if isinstance(value, datetime) else value
        for name, value in wish.columns.items()
    }


def _status(wish: Wish, base: Bar) -> dict[str, Any]:
    if wish.kind != "step":
        return {}
    if isinstance(base, OpenRoleRow):
        return {"status": RoleStatus.WITHDRAWN.value}  # no other step is its
    step, firm = Step(wish.step), base.status is Status.CONFIRMED
    if step is Step.END:
        return {"status": (Status.CANCELLED if firm else Status.RELEASED).value}
    if step is Step.HOLD:
        return {"status": (Status.PENCIL if firm else Status.HOLD).value}
    return {"status": _LEADS_TO[step].value} if step in _LEADS_TO else {}


def _rows(work: Work, versions: Versions, yours: Mapping[str, Any], zone: ZoneInfo) -> list[Row]:
    now = versions.now
    mine = place_named(work, artist_id=yours["artist_id"], project_id=yours["project_id"])
    theirs = place_named(work, artist_id=_whose(work, now), project_id=now.project_id)
    pairs = [
        ("Artist", mine.artist, theirs.artist),
        ("When", _when(yours["start_at"], yours["end_at"], zone), _when(now.start, now.end, zone)),
        ("Status", yours["status"].capitalize(), now.status.value.capitalize()),
        ("Project", mine.project, theirs.project),
        ("Title", yours["title"], now.title),
        ("Skill", yours.get("skill", ""), getattr(now, "skill", "")),
        ("Notes", yours["notes"], now.notes),
        ("Answer", _answer(yours), _answer(_columns(now))),
    ]
    return [Row(what, a, b, a != b) for what, a, b in pairs if a or b]


def _answer(columns: Mapping[str, Any]) -> str:
    """What the artist says to it; of a role there is nobody to say anything."""
    return (columns.get("answer") or "").capitalize()


def _whose(work: Work, bar: Bar) -> UUID:
    if isinstance(bar, BookingRow):
        return bar.artist_id
    return NOBODY if bar.booking_id is None else read_booking(work, bar.booking_id).artist_id


def _when(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    return dates.period_text(Period(start, end), zone)


def _keeping(versions: Versions, columns: Mapping[str, Any]) -> str:
    """Whether keeping one's own takes back anything of theirs."""
    if versions.seen is None:
        return "Keeping yours puts it on top of theirs."
    was, now = _columns(versions.seen), _columns(versions.now)
    if any(was[name] != now[name] for name in columns):
        return "Keeping yours replaces what they changed in the same place."
    return "Both can stand: keeping yours leaves what they changed."
