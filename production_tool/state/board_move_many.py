"""The window in which several bars are moved or copied at once, without a drag."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.bookings import BookingRow
from production_tool.domain.refusals import Invalid
from production_tool.domain.zones import to_local
from production_tool.services.queries.telling import Bar, Named, names_of, read_bars
from production_tool.services.work import Work
from production_tool.state import dates
from production_tool.state.asked import Change, Item, Several, understood
from production_tool.state.board_window import BoardWindow
from production_tool.state.choices import Choice, artists_to_book
from production_tool.state.forms import Form, still_open
from production_tool.state.session import answering, look, zone_of
from production_tool.state.telling import called
from production_tool.state.wishes_many import COPY, MOVE, WishForMany
from production_tool.state.wishes_of_roles import NOBODY

MOST_NAMES = 4


@dataclass(frozen=True)
class MovingMany:
    """What the window starts from; ``first`` is the first day of the earliest of them."""

    opening: int = 0
    action: str = MOVE
    number: int = 0
    about: str = ""
    begins: str = ""
    first: str = ""


class MoveMany(BoardWindow, rx.State):
    """A small window: how much later all of them are to be, and with whom."""

    draft: MovingMany = MovingMany()
    artists: rx.Field[list[Choice]] = rx.field(default_factory=list)
    _items: rx.Field[list[Item]] = rx.field(default_factory=list)

    @rx.event
    @answering
    async def move(self, sent: dict[str, Any]):
        """Ask where all of them are to go."""
        await self._open(understood(Several, sent).items, MOVE)

    @rx.event
    @answering
    async def copy(self, sent: dict[str, Any]):
        """Ask where all of them are to be booked, or wanted, as well."""
        await self._open(understood(Several, sent).items, COPY)

    @rx.event
    @answering
    async def save(self, sent: dict[str, Any]):
        """Do it for all; a refusal is told of each that cannot."""
        still_open(self)
        self.faults = {}
        days, artist_id = _asked(Form(sent), self.draft)
        rows = await look(self, read_bars, ids=[item.booking_id for item in self._items])
        items = _placed(self._items, rows, await zone_of(self), days=days, artist_id=artist_id)
        return await self._try_for(WishForMany(self.draft.action, items))

    async def _open(self, items: Sequence[Item], action: str) -> None:
        rows, names = await look(self, _named, ids=[item.booking_id for item in items])
        if not rows:
            raise Invalid("None of what was selected is there any more; select others.")
        self._items = [item for item in items if item.booking_id in rows]
        first = min(rows.values(), key=lambda row: row.start)
        day = to_local(first.start, await zone_of(self)).date()
        self.draft = MovingMany(
            opening=self.draft.opening + 1,
            action=action,
            number=len(rows),
            about=_about([_called(row, names) for row in rows.values()]),
            begins=f"{_called(first, names)} begins first, on {dates.day_text(day)}.",
            first=day.isoformat(),
        )
        self.artists = await look(self, artists_to_book)
        await self._show()


def _named(work: Work, *, ids: list[UUID]) -> tuple[dict[UUID, Bar], dict[UUID, Named]]:
    return read_bars(work, ids=ids), names_of(work, ids)


def _called(row: Bar, names: Mapping[UUID, Named]) -> str:
    return called(names[row.id]) if isinstance(row, BookingRow) else f"Role {row.title}"


def _about(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    shown = names if more <= 1 else [*names[:MOST_NAMES], f"and {more} more"]
    return " · ".join(shown)


def _asked(form: Form, draft: MovingMany) -> tuple[timedelta, UUID | None]:
    """How much later, and to whom, if to one person. Raises BadForm."""
    day, artist_id = form.day("first"), form.id("artistId")
    if day is None or not draft.first:
        form.say("first", "is missing")
        form.refuse()
        raise Invalid("Choose the first day.")
    if draft.action == MOVE and artist_id is None and day.isoformat() == draft.first:
        form.say("first", "is the same as now; choose another one, or an artist")
    form.refuse()
    return day - date.fromisoformat(draft.first), artist_id


def _placed(
    items: Sequence[Item],
    rows: Mapping[UUID, Bar],
    zone: ZoneInfo,
    *,
    days: timedelta,
    artist_id: UUID | None,
) -> tuple[Change, ...]:
    """Where each is to be, by the clock on the wall; the version is the one that was seen."""

    def placed(item: Item, row: Bar) -> Change:
        whose = row.artist_id if isinstance(row, BookingRow) else NOBODY
        return Change.model_validate(
            {
                "bookingId": item.booking_id,
                "artistId": artist_id or whose,
                "start": to_local(row.start, zone) + days,
                "end": to_local(row.end, zone) + days,
                "version": item.version,
            }
        )

    return tuple(placed(item, rows[item.booking_id]) for item in items)
