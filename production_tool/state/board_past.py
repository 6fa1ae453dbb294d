"""The board as it was: at which instant it is looked at, and the steps through its history."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.zones import first_instant, to_local
from production_tool.services.queries.board_steps import (
    BoardHistory,
    Step,
    board_history,
    step_after,
    step_at,
    step_before,
)
from production_tool.state import address, dates
from production_tool.state.deeds import Deeds
from production_tool.state.history_lines import TOLD
from production_tool.state.session import answering, look, zone_of

TALLEST = 100


@dataclass(frozen=True)
class Moment:
    """The instant looked at, in words, for the slider and for the field."""

    words: str = ""
    change: str = ""
    minute: int = 0
    local: str = ""


class Past(rx.State):
    """One tab's instant; an empty ``at`` is now, where the board lives and can be changed."""

    at: str = ""
    shown: Moment = Moment()
    first: int = 0
    last: int = 1
    newest: str = ""
    marks: rx.Field[list[int]] = rx.field(default_factory=list)
    _first: float = 0.0  # seconds since 1970

    @rx.event
    @answering
    async def load(self):
        """Take the instant from the address, if it names one."""
        asked = _instant(self.router.url.query_parameters.get("at", ""))
        if asked is None:
            self.at = ""
            return None
        return await self._open(asked)

    @rx.event
    @answering
    async def turn(self):
        """The button: begin with the board as it stands, or come back to it."""
        return self._leave() if self.at else await self._open(datetime.now(UTC))

    @rx.event
    @answering
    async def back_to_now(self):
        """The living board again."""
        return self._leave()

    @rx.event
    @answering
    async def slide(self, minute: float):
        """The slider was let go at a minute since 1970."""
        try:
            wanted = datetime.fromtimestamp(int(minute) * 60, UTC)
        except (TypeError, ValueError, OverflowError, OSError):
            return None
        return await self._open(wanted + timedelta(minutes=1, milliseconds=-1))

    @rx.event
    @answering
    async def choose(self, local: str):
        """A local date and time was typed."""
        try:
            typed = datetime.fromisoformat(local).replace(tzinfo=None)
        except ValueError:
            return None  # half of a date; the rest is still being typed
        return await self._open(first_instant(typed, await zone_of(self)))

    @rx.event
    @answering
    async def earlier(self):
        """The board before the change that made it what is shown."""
        now_shown = _instant(self.at) or datetime.now(UTC)
        made = await look(self, step_at, at=now_shown)
        before = await look(self, step_before, at=made.at) if made else None
        if before is None:
            return rx.toast.info("This is the first change there is.")
        return await self._open(before.at)

    @rx.event
    @answering
    async def later(self):
        """The board after the next change."""
        step = await look(self, step_after, at=_instant(self.at) or datetime.now(UTC))
        return self._leave() if step is None else await self._open(step.at)

    async def _open(self, at: datetime) -> Any:
        zone = await zone_of(self)
        if not self.at:  # counted once: over a long history that takes a while
            self._take(await look(self, board_history), zone)
            (await self.get_state(Deeds)).put_away()
        first = datetime.fromtimestamp(self._first, UTC)
        at = max(min(at, datetime.now(UTC)), first)
        step = await look(self, step_at, at=at)
        self.last = max(self.last, _minute(at))
        self.at = at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        self.shown = _moment(at, step, zone)
        return address.note("at", self.at)

    def _take(self, history: BoardHistory, zone: ZoneInfo) -> None:
        self._first = history.first.timestamp()
        self.first, self.last = _minute(history.first), _minute(history.last)
        self.newest = to_local(history.last, zone).isoformat(timespec="minutes")
        most = max(*history.writes, 1)
        self.marks = [-(-each * TALLEST // most) for each in history.writes]

    def _leave(self) -> Any:
        self.at, self.shown = "", Moment()
        return address.note("at", "")


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _minute(instant: datetime) -> int:
    return int(instant.timestamp() // 60)


def _moment(at: datetime, step: Step | None, zone: ZoneInfo) -> Moment:
    local = to_local(at, zone)
    return Moment(
        words=f"{dates.day_text(local)} {local:%Y %H:%M}",
        change="" if step is None else _told(step, zone),
        minute=_minute(at),
        local=local.isoformat(timespec="minutes"),
    )


def _told(step: Step, zone: ZoneInfo) -> str:
    """Moved by Mo Keller, Tue 3 Nov, 14:05."""
    what = TOLD.get(step.fact, "Changed")
    who = f" by {step.by}" if step.by else ""
    return f"{what}{who}, {dates.moment_text(step.at, zone)}"
