"""Taking back one's own last change, and doing it again: new changes, by today's rules."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.answering import check_accepted
from production_tool.domain.bookings import EXCLUSIVE, BookingRow, Status
from production_tool.domain.events import BECAME, BookingEvent, BookingRestored
from production_tool.domain.expiry import expiry_for, is_overdue
from production_tool.domain.role_events import role_event
from production_tool.domain.roles import OpenRoleRow
from production_tool.domain.undoing import (
    ChangedSince,
    Effect,
    NothingToUndo,
    Standing,
    TooMuchToUndo,
    Turn,
    effects,
    trail,
)
from production_tool.services.bookings.changing import happened
from production_tool.services.bookings.judging import holds_overtaken, refuse_if_busy
from production_tool.services.bookings.settling import settle
from production_tool.services.bookings.together import Placing, store_together
from production_tool.services.queries.deeds import changed_by_others, facts_of, own_deeds
from production_tool.services.queries.desk import Studio, find_studio, lay_out
from production_tool.services.queries.ledger import find_bookings
from production_tool.services.undo_roles import RoleTurn, check_roles, role_turns, turn_roles
from production_tool.services.work import Work

MOST = 200

_OF_ANSWERS = frozenset({"answer", "counter", "day_rate"})

Mark = Literal["undid", "redid"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where to put the one booking instead, when it cannot go where it was; UTC instants."""

    artist_id: UUID
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Turned:
    """A deed that was taken back or done again: its number, and what it was about as it is now."""

    seq: int
    bookings: tuple[BookingRow, ...]
    roles: tuple[OpenRoleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """The deed to turn, with the bookings and roles it is about as they stand."""

    standing: Standing
    turns: list[tuple[Turn, BookingRow]]
    roles: list[RoleTurn]

    @property
    def ids(self) -> set[UUID]:
        return {row.id for _, row in self.turns} | {row.id for _, row in self.roles}


def undo_last(
    work: Work,
    *,
    leaving: Collection[int] = (),
    anyway: bool = False,
    place: Place | None = None,
) -> Turned:
    """Take back the actor's last change of bookings and open roles; a bulk is one.

    ``leaving`` names deeds to pass over, ``anyway`` takes back what others have changed since,
    ``place`` is where a single booking goes instead. Raises NotAllowed, NothingToUndo,
    TooMuchToUndo, StaleBooking, StaleRole, BookingEnded, ArtistArchived, ProjectArchived,
    BehindAnotherHold, ArtistBusy or NotAccepted.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    found = _find(work, leaving, again=False)
    return _turn(work, found, "undid", anyway=anyway, place=place)


def redo_last(
    work: Work,
    *,
    leaving: Collection[int] = (),
    anyway: bool = False,
    place: Place | None = None,
) -> Turned:
    """Do again what the actor undid last, unless something new was done since.

    Raises as undo_last does.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    found = _find(work, leaving, again=True)
    return _turn(work, found, "redid", anyway=anyway, place=place)


def next_to_turn(work: Work, *, again: bool, leaving: Collection[int] = ()) -> int:
    """The number of the deed that would be undone next, or (``again``) redone.

    Raises NotAllowed, NothingToUndo or TooMuchToUndo.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    return _find(work, leaving, again=again).standing.seq


def _find(work: Work, leaving: Collection[int], *, again: bool) -> _Found:
    """The last deed that still has something to turn.

    What stands on a deed passed over cannot be turned before it, so it is passed over too.
    """
    deeds = trail(own_deeds(work))
    turned = Effect.repeated if again else Effect.turned
    left: set[UUID] = set()
    for standing in reversed(deeds.undone if again else deeds.done):
        found = _found(work, standing, turned)
        if standing.seq in leaving or found.ids & left:
            left |= found.ids
        elif found.ids:
            return found
    raise NothingToUndo(
        f"There is no change of yours to {'do again' if again else 'undo'}; "
        "only those of the last 12 hours can be."
    )


def _found(work: Work, standing: Standing, turned: Callable[[Effect], Turn]) -> _Found:
    """A role that goes with a booking turns with it or not at all: it is never filled twice."""
    turns = _turns(work, standing, turned)
    roles = role_turns(work, standing.seq, turned, most=MOST)
    able = [(turn, row) for turn, row in roles if turns or turn.applies_to(row)]
    return _Found(standing, turns, able)


def _turns(
    work: Work, standing: Standing, turned: Callable[[Effect], Turn]
) -> list[tuple[Turn, BookingRow]]:
    found = [turned(effect) for effect in effects(facts_of(work, standing.seq, most=MOST + 1))]
    if len(found) > MOST:
        raise TooMuchToUndo(
            f"Your last change was of more than {MOST} bookings at once; change them one by one."
        )
    now = find_bookings(work, [turn.id for turn in found])
    return [(turn, row) for turn in found if turn.applies_to(row := now[turn.id])]


def _turn(work: Work, found: _Found, mark: Mark, *, anyway: bool, place: Place | None) -> Turned:
    if not anyway:
        _check_unchanged(work, found)
    check_roles(found.roles, anyway=anyway)
    studio = find_studio(work)
    placings = [_placing(work, studio, turn, row, anyway=anyway) for turn, row in found.turns]
    if place is not None and len(placings) == 1:
        placings = [_placed(work, placings[0], place)]
    mine = {one.before.id for one in placings}
    for one in placings:
        _judge(work, one, mine, again=mark == "redid")
        _check_accepted(studio, one)
    stored = store_together(work, placings)
    told = {mark: found.standing.seq}
    work.record(*(_fact(p.before, stored[p.before.id], studio, told) for p in placings))
    settle(work, *stored.values())
    roles = turn_roles(work, found.roles)
    before = (row for _, row in found.roles)
    work.record(*(role_event(*each, **told) for each in zip(before, roles, strict=True)))
    return Turned(found.standing.seq, tuple(stored[p.before.id] for p in placings), roles)


def _check_unchanged(work: Work, found: _Found) -> None:
    """Raises ChangedSince when somebody else has changed one of them since."""
    ids = [row.id for _, row in found.turns]
    others = changed_by_others(work, ids, after=found.standing.touched)
    for turn, row in found.turns:
        if row.id in others or not turn.finds(BookingEvent.columns(row)):
            raise ChangedSince(
                "Somebody changed this booking after you did; look at it before you undo.",
                current=row,
                wanted=turn.wanted,
            )


def _placing(work: Work, studio: Studio, turn: Turn, row: BookingRow, *, anyway: bool) -> Placing:
    """The columns it gets; a hold whose time has run out meanwhile starts anew in the queue."""
    values = _unanswered(turn.wanted) if anyway else dict(turn.wanted)
    status = values.get("status", row.status.value)
    expires_at = values.get("expires_at", row.expires_at)
    if status == Status.HOLD and (expires_at is None or is_overdue(expires_at, now=work.now)):
        start = values.get("start_at", row.start)
        values["expires_at"] = expiry_for(None, now=work.now, start=start, policy=studio.expiry)
        values["queued_at"] = work.now
    return Placing(row, values)


def _placed(work: Work, one: Placing, place: Place) -> Placing:
    there = {"artist_id": place.artist_id, "start_at": place.start, "end_at": place.end}
    values = _unanswered(one.values) | there | {"queued_at": work.now}
    return replace(one, values=values)


def _unanswered(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same without an answer, which was to other dates, or somebody else's."""
    return {column: to for column, to in values.items() if column not in _OF_ANSWERS}


def _judge(work: Work, one: Placing, mine: Collection[UUID], *, again: bool) -> None:
    """A place taken again is checked like a new booking; a step done again, like a step."""
    status = Status(one.values.get("status", one.before.status))
    project_id = one.values.get("project_id")
    claims = not one.before.is_live or not one.stays or _firmer(one.before, status)
    ends = status not in EXCLUSIVE and status is not Status.HOLD
    if ends or not (claims or project_id):
        return
    desk = lay_out(
        work,
        artist_id=one.artist_id,
        period=one.period,
        project_id=project_id,
        ignoring=one.before.id,
    )
    if not claims:
        return
    desk = replace(desk, claims=tuple(claim for claim in desk.claims if claim.id not in mine))
    refuse_if_busy(work, desk, one.period, status)
    if again and _firmer(one.before, status):
        holds_overtaken(work, desk, one.before)


def _check_accepted(studio: Studio, one: Placing) -> None:
    """What becomes confirmed again must be accepted, where the studio waits for that."""
    before = one.before
    confirms = one.values.get("status", before.status) == Status.CONFIRMED != before.status
    if studio.acceptance_required and confirms:
        check_accepted(replace(before, answer=one.values.get("answer", before.answer)))


def _firmer(before: BookingRow, status: Status) -> bool:
    return status in EXCLUSIVE and before.status is Status.HOLD


def _fact(
    before: BookingRow, after: BookingRow, studio: Studio, told: dict[str, Any]
) -> BookingEvent:
    if before.status is after.status:
        return happened(before, after, studio, **told)
    kind = BECAME[after.status] if before.is_live else BookingRestored
    return kind.of(before, after, **told)
