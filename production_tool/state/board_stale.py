"""Two versions of one booking: what somebody wished for, and what another made of it meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from production_tool.domain.bookings import STEPS, BookingRow, Status
from production_tool.domain.events import columns_of
from production_tool.domain.moments import to_utc
from production_tool.domain.periods import Period
from production_tool.domain.placing import moved
from production_tool.services.bookings import Step
from production_tool.services.queries.telling import Versions, booking_versions, place_named
from production_tool.services.work import Work
from production_tool.state import dates
from production_tool.state.wishes import Wish

_LEADS_TO = {
    Step.PENCIL: Status.PENCIL,
    Step.CONFIRM: Status.CONFIRMED,
    Step.DECLINE: Status.DECLINED,
}


@dataclass(frozen=True)
class Row:
    """One thing about the booking, in both versions."""

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


def side_by_side(
    work: Work, *, wish: Wish, booking_id: UUID, wanted: Mapping[str, Any], zone: ZoneInfo
) -> tuple[Both, Wish | None]:
    """Both versions, and the wish to repeat on the current one, where both can stand.

    ``wanted`` are the columns an undo asks for; of other wishes they follow. Raises NotFound.
    """
    versions = booking_versions(work, booking_id=booking_id, seen_version=wish.version)
    columns = dict(wanted) or wanted_columns(wish, versions.seen, versions.now, zone)
    yours = columns_of(versions.now) | columns
    again = repeated(wish, versions.now, columns)
    both = Both(
        who="You, elsewhere" if versions.by_me else versions.by or "The clock",
        when=dates.moment_text(versions.at, zone),
        rows=_rows(work, versions, yours, zone),
        keeps="" if again is None else _keeping(versions, columns),
        shown=True,
    )
    return both, again


def wanted_columns(
    wish: Wish, seen: BookingRow | None, now: BookingRow, zone: ZoneInfo
) -> dict[str, Any]:
    """The columns a wish asks for that are not as its author saw them."""
    base = seen or now
    asked = _place(wish, base, zone) | _words(wish) | _status(wish, base)
    was = columns_of(base)
    return {name: value for name, value in asked.items() if was[name] != value}


def repeated(wish: Wish, now: BookingRow, columns: Mapping[str, Any]) -> Wish | None:
    """The wish on top of what is there now; none where the two cannot both stand."""
    if wish.turns:
        return replace(wish, anyway=True)
    if not now.is_live or not columns:
        return None
    if wish.kind == "step":
        to = Status(columns["status"])
        return replace(wish, version=now.version) if to in STEPS[now.status] else None
    again = {name: value for name, value in columns.items() if name != "status"}
    if wish.kind == "move":  # as long as it is now
        again.pop("end_at", None)
    elif "start_at" in again:
        again.setdefault("end_at", now.end)
    return replace(wish, kind="repeat", version=now.version, columns=again) if again else None


def _place(wish: Wish, base: BookingRow, zone: ZoneInfo) -> dict[str, Any]:
    if wish.start is None or wish.kind == "step":
        return {}
    start = to_utc(wish.start, zone, field="start")
    if wish.kind == "move":
        period = moved(base.period, start, zone)
    else:
        period = Period(start, to_utc(wish.end or wish.start, zone, field="end"))
    place: dict[str, Any] = {"start_at": period.start, "end_at": period.end}
    return place if wish.kind == "resize" else place | {"artist_id": wish.artist_id}


def _words(wish: Wish) -> dict[str, Any]:
    if wish.kind != "edit":
        return {}
    return {"project_id": wish.project_id, "title": wish.title, "notes": wish.notes}


def _status(wish: Wish, base: BookingRow) -> dict[str, Any]:
    if wish.kind != "step":
        return {}
    step, firm = Step(wish.step), base.status is Status.CONFIRMED
    if step is Step.END:
        return {"status": (Status.CANCELLED if firm else Status.RELEASED).value}
    if step is Step.HOLD:
        return {"status": (Status.PENCIL if firm else Status.HOLD).value}
    return {"status": _LEADS_TO[step].value} if step in _LEADS_TO else {}


def _rows(work: Work, versions: Versions, yours: Mapping[str, Any], zone: ZoneInfo) -> list[Row]:
    now = versions.now
    mine = place_named(work, artist_id=yours["artist_id"], project_id=yours["project_id"])
    theirs = place_named(work, artist_id=now.artist_id, project_id=now.project_id)
    pairs = [
        ("Artist", mine.artist, theirs.artist),
        ("When", _when(yours["start_at"], yours["end_at"], zone), _when(now.start, now.end, zone)),
        ("Status", yours["status"].capitalize(), now.status.value.capitalize()),
        ("Project", mine.project, theirs.project),
        ("Title", yours["title"], now.title),
        ("Notes", yours["notes"], now.notes),
    ]
    return [Row(what, a, b, a != b) for what, a, b in pairs if a or b]


def _when(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    return dates.period_text(Period(start, end), zone)


def _keeping(versions: Versions, columns: Mapping[str, Any]) -> str:
    """Whether keeping one's own takes back anything of theirs."""
    if versions.seen is None:
        return "Keeping yours puts it on top of theirs."
    was, now = columns_of(versions.seen), columns_of(versions.now)
    if any(was[name] != now[name] for name in columns):
        return "Keeping yours replaces what they changed in the same place."
    return "Both can stand: keeping yours leaves what they changed."
