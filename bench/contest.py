"""A page with one way to show a board, and what can be measured of it."""

import gzip
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Route

from bench.boards import DAYS, FIRST, MONTH, SHOWN
from bench.yardstick import daypilot
from production_tool.components.board import rules
from production_tool.components.theme import STYLESHEETS, css_variables, read_tokens
from production_tool.infra import frontend
from tests.browsing import DESK

OURS, DAYPILOT, FLOOR = "ours", "DayPilot Lite", "floor"
CELL = 39
_HERE = Path(__file__).parent / "page"
_BUILT = frontend.ROOT / ".web" / "bench"
_AT = "http://board.test"
_PROPS = {
    "src": "/api/v1/board",
    "filters": {},
    "zoom": "month",
    "at": "",
    "free": {},
    "selected": "",
    "editable": True,
    "verdicts": [],
    "locale": "en-GB",
    "zooms": rules.ZOOMS,
    "keys": rules.KEYS,
    "levels": rules.LEVELS,
    "words": rules.WORDS,
}


@dataclass(frozen=True)
class Kit:
    """Everything the pages are made of."""

    sheet: str
    scripts: dict[str, list[str]]
    size: dict[str, float]

    @classmethod
    def packed(cls) -> "Kit":
        """Made from the sources as they are; needs the packages of the built front end."""
        tool = frontend.ROOT / ".web" / "node_modules" / ".bin" / "rolldown"
        subprocess.run(  # noqa: S603 - our own file
            [str(tool), "-c", str(_HERE / "rolldown.config.js")],
            cwd=_HERE,
            env=frontend.environment(os.environ),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        sheets = {name: _sheet(name) for name in STYLESHEETS}
        board = "".join(text for name, text in sheets.items() if "/board" in name)
        yardstick = daypilot()
        return cls(
            css_variables(read_tokens()) + "".join(sheets.values()),
            {
                OURS: [(_BUILT / "ours.js").read_text("utf-8")],
                DAYPILOT: [yardstick, (_HERE / "daypilot.js").read_text("utf-8")],
                FLOOR: [(_HERE / "floor.js").read_text("utf-8")],
            },
            {
                OURS: _kilobytes((_BUILT / "size.js").read_text("utf-8") + board),
                DAYPILOT: _kilobytes(yardstick),
            },
        )


@dataclass(frozen=True)
class Board:
    """A board to show; ``places`` is where ours has rows and bars, known after its first turn."""

    data: str
    places: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def middle(self) -> str | None:
        """A bar that everybody has in view, with room for a day more; None before the first turn.

        StopIteration: nothing that can be measured is in view.
        """
        if not self.places:
            return None
        return next(b["id"] for b in self.places["bars"] if 350 < b["x"] < 700 and b["w"] < 400)


class Shown:
    """A contestant in a fresh page; the board is there, its data is not handed over yet."""

    def __init__(self, page: Page, tools: CDPSession) -> None:
        self.page, self._tools = page, tools
        self._empty = 0.0

    def fill(self, scripts: list[str], board: Board) -> None:
        """Load the contestant and the data; what is on the heap so far is nobody's."""
        self._empty = self._heap()
        for script in scripts:
            self.page.add_script_tag(content=script)
        self.page.evaluate("(bar) => watch.load('/data.json', bar)", board.middle)
        given = {"first": FIRST, "days": DAYS, "shown": SHOWN, "month": MONTH, "cell": CELL}
        self.page.evaluate(
            "(given) => contestant.mount(document.getElementById('host'), given)",
            {**given, "props": _PROPS, "places": board.places},
        )
        self.page.wait_for_timeout(300)

    def slow_down(self, times: int) -> None:
        """Make the processor that many times slower."""
        self._tools.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def paint(self) -> float:
        return self.page.evaluate("watch.paint()")

    def updates(self, times: int) -> list[float]:
        return self.page.evaluate("(times) => watch.updates(times)", times)

    def scroll(self, axis: str, way: int = 0) -> list[float]:
        """Frame times in 3 s: all rows, or that many pixels of time around the middle."""
        return self.page.evaluate("([axis, way]) => watch.scroll(axis, 3, way)", [axis, way])

    def places(self) -> dict[str, Any]:
        return self.page.evaluate("watch.places()")

    def nodes(self) -> int:
        return self.page.evaluate("watch.nodes()")

    def heap(self) -> float:
        """Megabytes that the contestant and its data hold."""
        return self._heap() - self._empty

    def _heap(self) -> float:
        self._tools.send("HeapProfiler.collectGarbage")
        found = self._tools.send("Runtime.getHeapUsage")
        return (found["usedSize"] + found["backingStorageSize"]) / 2**20


@contextmanager
def shown(browser: Browser, kit: Kit, who: str, board: Board) -> Iterator[Shown]:
    """A fresh page of a fresh context."""
    context = browser.new_context(viewport=DESK)  # pyright: ignore[reportArgumentType]
    page = context.new_page()
    bodies = {"/": (_page(kit), "text/html"), "/data.json": (board.data, "application/json")}

    def answer(route: Route) -> None:
        body, kind = bodies.get(route.request.url.removeprefix(_AT), ("", "text/plain"))
        route.fulfill(body=body, content_type=kind)

    page.route("**/*", answer)
    page.goto(_AT)
    page.add_script_tag(content=(_HERE / "watch.js").read_text("utf-8"))
    it = Shown(page, context.new_cdp_session(page))
    it.fill(kit.scripts[who], board)
    yield it
    context.close()


def _page(kit: Kit) -> str:
    place = "position:fixed;inset:60px 0 0 0;display:flex;flex-direction:column"
    return (
        f"<!doctype html><meta charset=utf-8><style>{kit.sheet}</style>"
        f'<div style="{place}"><div id="host"></div></div>'
    )


def _sheet(name: str) -> str:
    return (frontend.ROOT / "assets" / name.lstrip("/")).read_text("utf-8")


def _kilobytes(text: str) -> float:
    return len(gzip.compress(text.encode(), 9)) / 1000


def board_of(year: dict[str, Any]) -> Board:
    return Board(json.dumps(year))
