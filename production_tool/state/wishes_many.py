"""One wish for many bars: all of them in one transaction, or why not and what else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from production_tool.domain.bookings import BookingRow
from production_tool.domain.refusals import Refusal
from production_tool.domain.roles import OpenRoleRow
from production_tool.services import bookings
from production_tool.services.bookings import BulkRefused, Copy, ItemReport, Move, Seen
from production_tool.services.queries.roles import find_roles
from production_tool.services.work import Work
from production_tool.state.asked import Act, Change, Changes, Item
from production_tool.state.wish import Wish
from production_tool.state.wishes import step_named
from production_tool.state.wishes_of_roles import carry_out_for_role

MOVE, COPY = "move", "copy"


@dataclass(frozen=True, slots=True)
class WishForMany:
    """What was asked of several bars; ``days`` is how much later than that all of it is to be."""

    action: str
    items: tuple[Change, ...] | tuple[Item, ...]
    days: int = 0

    @property
    def ids(self) -> list[str]:
        """The bars, as the board calls them."""
        return [str(item.booking_id) for item in self.items]

    def of(self, item: Change | Item) -> Wish:
        """The same wish for one of them alone."""
        bar: dict[str, Any] = item.model_dump()
        if not isinstance(item, Change):
            return Wish(kind="step", step=self.action, **bar)
        later = timedelta(days=self.days)
        bar |= {"start": item.start + later, "end": item.end + later}
        return Wish(kind=self.action, **bar)

    def instead(self, refused: BulkRefused) -> list["WishForMany"]:
        """What could be done instead of it: the rest of it, and all of it later."""
        rest = [item for item, told in zip(self.items, refused.report, strict=True) if _fine(told)]
        ways: list[WishForMany] = []
        if rest:
            ways.append(replace(self, items=tuple(rest)))
        if refused.later:
            ways.append(replace(self, days=self.days + refused.later.days))
        return ways


def to_place(asked: Changes) -> WishForMany:
    """Bars are to be where they were let go, or there as well; each keeps its length."""
    return WishForMany(asked.kind, tuple(asked.items))


def to_act(asked: Act) -> WishForMany:
    """Bars are to take the same step. Raises Invalid."""
    return WishForMany(step_named(asked.action).value, tuple(asked.items))


def carry_out_for_many(work: Work, *, wish: WishForMany) -> list[ItemReport]:
    """Do it for all of them, bookings and roles that wait.

    Raises NotAllowed, or BulkRefused with the report.
    """
    waiting = find_roles(work, [item.booking_id for item in wish.items])
    return _with_roles(work, wish, waiting) if waiting else _for_bookings(work, wish)


def _for_bookings(work: Work, wish: WishForMany) -> list[ItemReport]:
    if wish.action == MOVE:
        return bookings.move_bookings(work, moves=_moves(wish))
    if wish.action == COPY:
        return bookings.copy_bookings(work, copies=_copies(wish))
    step, items = step_named(wish.action), _seen(wish.items)
    if wish.days:
        return bookings.step_bookings_later(work, step=step, items=items, days=wish.days)
    return bookings.step_bookings(work, step=step, items=items)


def _with_roles(work: Work, wish: WishForMany, waiting: Collection[UUID]) -> list[ItemReport]:
    """The bookings among them first, then role by role; what is refused refuses them all."""
    rest = replace(wish, items=tuple(i for i in wish.items if i.booking_id not in waiting))
    later = None
    try:
        told = _for_bookings(work, rest) if rest.items else []
    except BulkRefused as refused:
        told, later = refused.report, refused.later
    of_bookings = iter(told)
    report = [
        _for_role(work, wish, index, item)
        if item.booking_id in waiting
        else replace(next(of_bookings), index=index)
        for index, item in enumerate(wish.items)
    ]
    refused = [item for item, one in zip(wish.items, report, strict=True) if one.refusal]
    if refused:
        of_roles = any(item.booking_id in waiting for item in refused)
        raise BulkRefused(report, None if of_roles else later)
    return report


def _for_role(work: Work, wish: WishForMany, index: int, item: Change | Item) -> ItemReport:
    try:
        return ItemReport.of(index, _done_to_role(work, wish, item))
    except Refusal as refusal:
        return ItemReport.of(index, refusal)


def _done_to_role(work: Work, wish: WishForMany, item: Change | Item) -> BookingRow | OpenRoleRow:
    """Moved or copied with the others, or given to whom it was let go on; of steps its end."""
    return carry_out_for_role(work, wish=wish.of(item))


def _fine(told: ItemReport) -> bool:
    return told.refusal is None


def _moves(wish: WishForMany) -> list[Move]:
    return [
        Move(
            booking_id=item.booking_id,
            seen_version=item.version,
            artist_id=item.artist_id,
            start=item.start + timedelta(days=wish.days),
        )
        for item in wish.items
        if isinstance(item, Change)
    ]


def _copies(wish: WishForMany) -> list[Copy]:
    return [
        Copy(booking_id=item.booking_id, artist_id=item.artist_id, start=item.start, end=item.end)
        for item in wish.items
        if isinstance(item, Change)
    ]


def _seen(items: Sequence[Change | Item]) -> list[Seen]:
    return [Seen(booking_id=item.booking_id, seen_version=item.version) for item in items]
