"""Many at one board: how long until the last of them sees each change."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import cycle
from time import perf_counter
from typing import Any

import aiohttp
import socketio

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import BookingRow
from production_tool.services.identity.sessions import open_session
from production_tool.services.work import at_the_door
from tests.concurrency.viewers import ID, VERSION, Viewer
from tests.factories import create_artist, create_booking

FIRST, LAST = date(2027, 3, 1), date(2027, 5, 1)
_PATIENCE = 60.0
Say = Callable[[int], Awaitable[None]]
Read = Callable[[], None]


@dataclass
class Watch:
    """When each client saw each change, and when each was asked for."""

    clients: int
    asked: dict[int, float] = field(default_factory=dict[int, float])
    seen: dict[int, list[float]] = field(default_factory=dict[int, list[float]])
    done: asyncio.Event = field(default_factory=asyncio.Event)
    total: int = 0

    def note(self, change: int) -> None:
        """One client saw it."""
        self.seen.setdefault(change, []).append(perf_counter())
        if len(self.seen) == self.total and all(
            len(each) >= self.clients for each in self.seen.values()
        ):
            self.done.set()

    def note_all(self, changes: Iterable[int]) -> None:
        """One client saw them."""
        for change in changes:
            self.note(change)

    def waits(self) -> list[float]:
        """Milliseconds from each request until the last client saw it."""
        return sorted((max(self.seen[n]) - asked) * 1000 for n, asked in self.asked.items())

    def settled(self) -> float:
        """Milliseconds from the first request until everybody had seen everything."""
        last = max(max(each) for each in self.seen.values())
        return (last - min(self.asked.values())) * 1000

    async def run(self, say: Say, changes: int, *, a_second: float | None) -> None:
        """Ask for changes at a steady pace, or for all at once; until all saw all."""
        self.total = changes
        begun, tasks = perf_counter(), list[asyncio.Task[None]]()
        for number in range(changes):
            if a_second:
                await asyncio.sleep(max(0.0, begun + number / a_second - perf_counter()))
            self.asked[number] = perf_counter()
            tasks.append(asyncio.ensure_future(say(number)))
        await asyncio.gather(*tasks)
        await asyncio.wait_for(self.done.wait(), _PATIENCE)


class Board:
    """Bookings of a studio that are moved to and fro, none in the way of another."""

    def __init__(self, owner: Actor, size: int) -> None:
        people = [create_artist(owner, name=f"Mover {n:03}") for n in range(size)]
        self.session = session_of(owner)
        self.bookings = [create_booking(owner, each.id, start=FIRST, days=3) for each in people]
        self._place = {f"{each.id}": n for n, each in enumerate(self.bookings)}
        self._versions = [each.version for each in self.bookings]
        self._asked: dict[tuple[int, int], int] = {}

    def next(self, change: int) -> tuple[BookingRow, dict[str, Any]]:
        """What to ask for: one of the bookings, a day further or back again."""
        place = change % len(self.bookings)
        booking, version = self.bookings[place], self._versions[place]
        self._versions[place] += 1
        self._asked[place, version + 1] = change
        start = booking.start + timedelta(days=version % 2)
        return booking, {
            "startTime": _iso(start),
            "endTime": _iso(start + timedelta(days=3)),
            "version": version,
        }

    def changes(self, bars: Iterable[Sequence[Any]]) -> Iterator[int]:
        """Which of the changes these bars show."""
        for bar in bars:
            known = (self._place.get(bar[ID], -1), bar[VERSION])
            if known in self._asked:
                yield self._asked[known]


def _nothing() -> None:
    """Nobody wants to know what it costs."""


async def watch_board(
    urls: Sequence[str],
    board: Board,
    *,
    viewers: int,
    changes: int,
    a_second: float | None,
    meter: Read = _nothing,
) -> tuple[Watch, int]:
    """What the viewers saw, and how many ended with what a fresh read shows."""
    watch = Watch(viewers)
    open_boards = [
        Viewer(url, board.session, FIRST, LAST)
        for url, _ in zip(cycle(urls), range(viewers), strict=False)
    ]
    for viewer in open_boards:
        await viewer.open()
        viewer.on_bars = lambda bars: watch.note_all(board.changes(bars))
    cookies = aiohttp.DummyCookieJar()  # the cookie is a header, as the viewers send it
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(cookie_jar=cookies, connector=connector) as client:
        headers = open_boards[0].cookie

        async def say(change: int) -> None:
            url = urls[change % len(urls)]
            booking, body = board.next(change)
            path = f"{url}/api/v1/bookings/{booking.id}"
            async with client.patch(path, json=body, headers=headers | {"Origin": url}) as answer:
                if answer.status != 200:
                    raise RuntimeError(await answer.text())

        for url in urls:  # the way there is open before the first change is timed
            async with client.get(f"{url}/api/v1/health/live"):
                pass
        meter()
        await watch.run(say, changes, a_second=a_second)
        meter()
    _, fresh = await open_boards[0].fresh()
    equal = sum(viewer.bars == fresh for viewer in open_boards)
    for viewer in open_boards:
        await viewer.close()
    return watch, equal


async def watch_floor(
    url: str,
    patch: dict[str, Any],
    *,
    clients: int,
    changes: int,
    a_second: float | None,
    meter: Read = _nothing,
) -> Watch:
    """The same number of clients of a bare server that repeats a message of the same size."""
    watch = Watch(clients)
    joined = [await _join(url, watch) for _ in range(clients)]

    async def say(change: int) -> None:
        await joined[0].emit("say", patch | {"change": change})

    meter()
    await watch.run(say, changes, a_second=a_second)
    meter()
    for client in joined:
        await client.disconnect()
    return watch


async def _join(url: str, watch: Watch) -> Any:
    client: Any = socketio.AsyncClient(reconnection=False)
    client.on("patch", lambda patch: watch.note(patch["change"]))
    await client.connect(url, socketio_path="_event", transports=["websocket"])
    return client


def session_of(actor: Actor) -> str:
    """A session of somebody, as a browser would hold it."""
    with at_the_door(user_id=actor.user_id) as work:
        return open_session(
            work, user_id=actor.user_id, studio_id=actor.tenant_id, user_agent="", address=""
        )


def _iso(instant: datetime) -> str:
    return instant.isoformat()
