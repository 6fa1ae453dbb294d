"""Boards without a browser: each keeps what it is sent, as the widget does."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import httpx
import socketio

from production_tool.services import identity

NAMESPACE = "/board"
_DAY = 24 * 60
# Places in a bar's array.
ID, START, END, VERSION = 0, 2, 3, 7


class Viewer:
    """One open board of whoever holds the session; shows the days from one to another."""

    def __init__(self, url: str, session: str, first: date, last: date) -> None:
        self.bars: dict[str, list[Any]] = {}
        self.people: list[dict[str, Any]] = []
        self.seq = -1
        self.is_open = False
        self.reread = 0
        self.on_bars: Callable[[Iterable[list[Any]]], None] = lambda _: None
        self.session = session
        self._url, self._window = url, {"from": first.isoformat(), "to": last.isoformat()}
        self._edges = [(day - date(1970, 1, 1)).days * _DAY for day in (first, last)]
        self.cookie = {"Cookie": f"{identity.COOKIE_NAME}={session}"}
        self._rest = httpx.AsyncClient(base_url=f"{url}/api/v1", headers=self.cookie, timeout=30)
        self._news = asyncio.Condition()
        self._order = asyncio.Lock()
        self._socket = socketio.AsyncClient(reconnection=False)
        self._listen()

    async def open(self) -> None:
        """Join first and read then, so that nothing falls in between."""
        await self._socket.connect(
            self._url,
            headers=dict(self.cookie),  # the client empties it
            namespaces=[NAMESPACE],
            socketio_path="_event",
            transports=["websocket"],
            wait_timeout=20,
        )
        self.is_open = True
        async with self._order:
            await self._read()

    async def close(self) -> None:
        """Leave as a closed tab does."""
        await self._socket.disconnect()
        await self._rest.aclose()

    async def hold(self, booking_id: str = "") -> None:
        """Say that one is here, and holds a bar or none."""
        await self._socket.emit("here", {"held": booking_id}, namespace=NAMESPACE)

    async def until(self, true: Callable[["Viewer"], bool], seconds: float = 30) -> None:
        """Wait for the server to make it true. Raises TimeoutError."""
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: true(self)), seconds)

    async def fresh(self) -> tuple[int, dict[str, list[Any]]]:
        """What the server shows to somebody who opens the board now."""
        data = (await self._get("/board"))["data"]
        return data["seq"], {bar[ID]: bar for bar in data["bars"]}

    async def ask(self, method: str, path: str, body: dict[str, Any]) -> httpx.Response:
        """A request of the same person, to the same process."""
        return await self._rest.request(method, path, json=body, headers={"Origin": self._url})

    def _listen(self) -> None:
        on: Any = self._socket.on
        on("patch", self._patch, namespace=NAMESPACE)
        on("beat", self._beat, namespace=NAMESPACE)
        on("people", self._meet, namespace=NAMESPACE)
        on("disconnect", self._close, namespace=NAMESPACE)

    async def _patch(self, patch: dict[str, Any]) -> None:
        async with self._order:
            await self._apply(patch)
        await self._tell()

    async def _beat(self, beat: dict[str, Any]) -> None:
        async with self._order:
            if beat["seq"] > self.seq:
                await self._catch_up()
        await self._tell()

    async def _meet(self, people: list[dict[str, Any]]) -> None:
        self.people = people
        await self._tell()

    async def _close(self, *_: Any) -> None:
        self.is_open = False
        await self._tell()

    async def _apply(self, patch: dict[str, Any]) -> None:
        if patch["seq"] <= self.seq:
            return
        if patch.get("reset"):
            await self._read()
        elif patch["prev"] > self.seq:
            await self._catch_up()
        else:
            for gone in patch["gone"]:
                self.bars.pop(gone, None)
            self._put(patch["bars"])
            self.seq = patch["seq"]

    async def _catch_up(self) -> None:
        self.reread += 1
        found = (await self._get("/board/changes", since=self.seq))["data"]
        await self._apply(found if found.get("reset") else found | {"prev": self.seq})

    async def _read(self) -> None:
        self.seq, self.bars = await self.fresh()
        self.on_bars(self.bars.values())

    def _put(self, bars: list[list[Any]]) -> None:
        first, last = self._edges
        for bar in bars:
            self.bars.pop(bar[ID], None)
            if bar[END] > first and bar[START] < last:
                self.bars[bar[ID]] = bar
        self.on_bars(bars)

    async def _get(self, path: str, **asked: Any) -> dict[str, Any]:
        answer = await self._rest.get(path, params=self._window | asked)
        answer.raise_for_status()
        return answer.json()

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()
