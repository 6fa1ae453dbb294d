"""Two versions of each of several bars that others changed while one wish was made for them all."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from production_tool.domain.bookings import StaleBooking
from production_tool.domain.placing import moved
from production_tool.domain.roles import OpenRoleRow, StaleRole
from production_tool.domain.zones import to_local
from production_tool.services.bookings import BulkRefused
from production_tool.services.queries.telling import Bar, names_of
from production_tool.services.work import Work
from production_tool.state.asked import Change, Item
from production_tool.state.board_stale import Both, side_by_side
from production_tool.state.telling import called, done_to
from production_tool.state.wish import Wish
from production_tool.state.wishes_many import WishForMany
from production_tool.state.wishes_of_roles import NOBODY

Stale = StaleBooking | StaleRole
Items = Sequence[Change | Item]


@dataclass(frozen=True)
class Several:
    """Both versions of each, and what either answer does; ``keeps`` is empty where none can."""

    pairs: list[Both] = field(default_factory=list[Both])
    keeps: str = ""
    leaves: str = ""


@dataclass(frozen=True)
class WaysOn:
    """The wish on top of what others changed, and without it; None where nothing is left."""

    keep: WishForMany | None
    leave: WishForMany | None


def is_outdated(refusal: BulkRefused) -> bool:
    """Whether somebody changed any of them meanwhile."""
    return any(isinstance(each.refusal, Stale) for each in refusal.report)


def each_side_by_side(
    work: Work, *, wish: WishForMany, refusal: BulkRefused, zone: ZoneInfo
) -> tuple[Several, WaysOn]:
    """Both versions of whatever others changed, and the ways on. Raises NotFound."""
    pairs: list[Both] = []
    kept: list[Change | Item] = []
    rest: list[Change | Item] = []
    names = names_of(work, [item.booking_id for item in wish.items])
    for item, told in zip(wish.items, refusal.report, strict=True):
        if not isinstance(told.refusal, Stale):
            rest.append(item)
            kept.append(item)
            continue
        now: Bar = told.refusal.current
        both, again = side_by_side(work, wish=wish.of(item), refusal=told.refusal, zone=zone)
        name = called(names[now.id]) if now.id in names else f"Role {now.title}"
        pairs.append(replace(both, name=name))
        if again is not None:
            kept.append(_on_top(item, again, now, timedelta(days=wish.days), zone))
    keeps = any(pair.keeps for pair in pairs)
    ways = WaysOn(_with(wish, kept) if keeps else None, _with(wish, rest))
    return Several(pairs, *_told(wish, ways)), ways


def _with(wish: WishForMany, items: Items) -> WishForMany | None:
    return replace(wish, items=tuple(items)) if items else None


def _on_top(
    item: Change | Item, again: Wish, now: Bar, later: timedelta, zone: ZoneInfo
) -> Change | Item:
    """What was wished of a bar, with all the rest of it as it is now."""
    if not isinstance(item, Change):
        return item.model_copy(update={"version": again.version})
    whose = NOBODY if isinstance(now, OpenRoleRow) else now.artist_id
    period = moved(now.period, again.columns.get("start_at", now.start), zone)
    place = {
        "artist_id": again.columns.get("artist_id", whose),
        "start": to_local(period.start, zone) - later,
        "end": to_local(period.end, zone) - later,
    }
    return item.model_copy(update={**place, "version": again.version})


def _told(wish: WishForMany, ways: WaysOn) -> tuple[str, str]:
    """What keeping one's own does, and what leaving theirs as it is does."""
    keeps = ""
    if ways.keep is not None:
        number = len(ways.keep.items)
        keeps = f"Keep mine: {number} are {done_to(wish.action)}, on top of what others changed."
        if number == 1:
            keeps = f"Keep mine: it is {done_to(wish.action)}, on top of what others changed."
    leaves = "Take theirs: nothing is done."
    if ways.leave is not None:
        number = len(ways.leave.items)
        others = "the other one is" if number == 1 else f"the other {number} are"
        leaves = f"Take theirs: they stay as they are, and {others} {done_to(wish.action)}."
    return keeps, leaves
