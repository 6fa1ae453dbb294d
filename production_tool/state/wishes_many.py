"""One wish for many bookings: all of them in one transaction, or why not and what else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from production_tool.services import bookings
from production_tool.services.bookings import BulkRefused, ItemReport, Move, Seen
from production_tool.services.work import Work
from production_tool.state.asked import ActMany, Change, ChangeMany, Item
from production_tool.state.wishes import step_named

MOVE = "move"


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

    def instead(self, refused: BulkRefused) -> list["WishForMany"]:
        """What could be done instead of it: the rest of it, and all of it later."""
        rest = [item for item, told in zip(self.items, refused.report, strict=True) if _fine(told)]
        ways: list[WishForMany] = []
        if rest:
            ways.append(replace(self, items=tuple(rest)))
        if refused.later:
            ways.append(replace(self, days=self.days + refused.later.days))
        return ways


def to_move(asked: ChangeMany) -> WishForMany:
    """Bookings are to be where they were let go; each keeps its length."""
    return WishForMany(MOVE, tuple(asked.items))


def to_act(asked: ActMany) -> WishForMany:
    """Bookings are to take the same step. Raises Invalid."""
    return WishForMany(step_named(asked.action).value, tuple(asked.items))


def carry_out_for_many(work: Work, *, wish: WishForMany) -> list[ItemReport]:
    """Do it for all of them. Raises NotAllowed, or BulkRefused with the report."""
    if wish.action == MOVE:
        return bookings.move_bookings(work, moves=_moves(wish))
    step, items = step_named(wish.action), _seen(wish.items)
    if wish.days:
        return bookings.step_bookings_later(work, step=step, items=items, days=wish.days)
    return bookings.step_bookings(work, step=step, items=items)


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


def _seen(items: Sequence[Change | Item]) -> list[Seen]:
    return [Seen(booking_id=item.booking_id, seen_version=item.version) for item in items]
