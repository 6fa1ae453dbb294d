"""Many bookings moved at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.bookable import Known, artist_to_book
from production_tool.domain.bookings import (
    EXCLUSIVE,
    KEEP,
    BookingRow,
    Keep,
    NoSuchBooking,
    check_live,
    check_version,
    or_kept,
)
from production_tool.domain.moments import Moment
from production_tool.domain.periods import Period
from production_tool.domain.placing import changed_period
from production_tool.domain.refusals import Invalid, Refusal
from production_tool.services.bookings.bulk import (
    ItemReport,
    OnConflict,
    busy_with,
    hull,
    reported,
    tried,
)
from production_tool.services.bookings.changing import (
    happened,
    place_values,
)
from production_tool.services.bookings.later import Wanted, next_time_for_all
from production_tool.services.bookings.settling import settle
from production_tool.services.bookings.together import Placing, store_together
from production_tool.services.queries.desk import ClaimRow, Studio, find_studio
from production_tool.services.queries.ledger import (
    Ledger,
    find_bookings,
    known_artists,
    open_ledger,
)
from production_tool.services.work import Work


class MovedTwice(Invalid):
    """One bulk names the same booking twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A booking to be moved, as move_booking does."""

    booking_id: UUID
    seen_version: int
    artist_id: UUID | Keep = KEEP
    start: Moment | Keep = KEEP


@dataclass(frozen=True, slots=True)
class _Wish:
    """A booking and the place it is to have."""

    before: BookingRow
    artist_id: UUID
    artist: str
    answers: bool
    period: Period

    @property
    def firm(self) -> bool:
        return self.before.status in EXCLUSIVE

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            booking_id=self.before.id,
            artist_id=self.artist_id,
            artist=self.artist,
            period=self.period,
            firm=self.firm,
        )

    @property
    def stays(self) -> bool:
        return self.artist_id == self.before.artist_id and self.period == self.before.period


def move_bookings(
    work: Work, *, moves: Sequence[Move], on_conflict: OnConflict = OnConflict.FAIL
) -> list[ItemReport]:
    """Move many bookings as one: only where they end up counts, so two may change places.

    One entry a move comes back, in order. Raises NotAllowed, or BulkRefused with the report.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    studio = find_studio(work)
    wishes = _wishes(work, studio, moves)
    sound = [one for one in wishes if isinstance(one, _Wish)]
    clashes = _clashes(work, studio, sound)
    outcomes = [clashes.get(w.before.id, w) if isinstance(w, _Wish) else w for w in wishes]
    later = partial(next_time_for_all, work, studio, [one.wanted for one in sound])
    reported(outcomes, on_conflict, later=later)
    moved = _store(work, studio, [one for one in outcomes if isinstance(one, _Wish)])
    done = (moved[one.before.id] if isinstance(one, _Wish) else one for one in outcomes)
    return reported(done, on_conflict)


def _wishes(work: Work, studio: Studio, moves: Sequence[Move]) -> list[_Wish | Refusal]:
    bookings = find_bookings(work, [move.booking_id for move in moves])
    wanted = {m.artist_id for m in moves if isinstance(m.artist_id, UUID)}
    artists = known_artists(work, wanted | {b.artist_id for b in bookings.values()})
    seen: set[UUID] = set()

    def wish(move: Move) -> _Wish:
        if move.booking_id in seen:
            raise MovedTwice("This booking is in the list twice; leave one of them out.")
        seen.add(move.booking_id)
        return _wish(work, studio, move, bookings.get(move.booking_id), artists)

    return tried(moves, wish)


def _wish(
    work: Work,
    studio: Studio,
    move: Move,
    before: BookingRow | None,
    artists: dict[UUID, Known],
) -> _Wish:
    if before is None:
        raise NoSuchBooking
    check_version(before, move.seen_version)
    check_live(before)
    artist_id = or_kept(move.artist_id, before.artist_id)
    period = changed_period(before.period, studio.zone, start=move.start)
    known = artists.get(artist_id)
    name = artist_to_book(known)
    return _Wish(before, artist_id, name, known is not None and known.answers, period)


def _clashes(work: Work, studio: Studio, wishes: Sequence[_Wish]) -> dict[UUID, Refusal]:
    """The wishes that cannot come true, by booking: who is refused stays, and is in the way."""
    firm = [wish for wish in wishes if wish.firm]
    if not firm:
        return {}
    around = hull([wish.period for wish in firm] + [wish.before.period for wish in firm])
    artists = {wish.artist_id for wish in firm} | {wish.before.artist_id for wish in firm}
    ledger = open_ledger(work, artists=artists, period=around)
    claims = {
        w.before.id: claim
        for w in firm
        if (claim := ledger.remove(w.before.artist_id, w.before.id))
    }
    refused: dict[UUID, Refusal] = {}
    while new := _pass(ledger.copy(), studio, firm, claims, refused):
        refused |= new
    return refused


def _pass(
    ledger: Ledger,
    studio: Studio,
    firm: Iterable[_Wish],
    claims: dict[UUID, ClaimRow],
    refused: dict[UUID, Refusal],
) -> dict[UUID, Refusal]:
    new: dict[UUID, Refusal] = {}
    for wish in firm:
        if wish.before.id in refused:
            ledger.add(wish.before.artist_id, claims[wish.before.id])
    for wish in firm:
        if wish.before.id in refused:
            continue
        blocker = ledger.in_the_way(wish.artist_id, wish.period)
        if blocker is None:
            there = replace(claims[wish.before.id], period=wish.period)
            ledger.add(wish.artist_id, there)
        else:
            new[wish.before.id] = busy_with(
                blocker, artist_id=wish.artist_id, artist=wish.artist, studio=studio
            )
    return new


def _store(work: Work, studio: Studio, wishes: Sequence[_Wish]) -> dict[UUID, BookingRow]:
    placings = [
        Placing(
            wish.before,
            place_values(work, wish.before, wish.artist_id, wish.period),
            wish.answers,
        )
        for wish in wishes
        if not wish.stays
    ]
    moved = store_together(work, placings)
    if moved:
        work.record(*(happened(one.before, moved[one.before.id], studio) for one in placings))
        settle(work, *moved.values())
    return {wish.before.id: moved.get(wish.before.id, wish.before) for wish in wishes}
