"""The board's widget, DayPilot Lite and plain DOM: the same data, in turns, in one browser."""

from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.boards import year
from bench.contest import CELL, DAYPILOT, FLOOR, OURS, Board, Kit, board_of, shown
from bench.report import Figure, figure, p95
from bench.stage import Stage
from production_tool.infra import frontend
from tests.browsing import chromium

_SIZES = ((50, 500), (200, 5_000), (1_000, 20_000))
_TURNS = 5
_UPDATES = 7
_LONG_MS = 50.0
_UNITS = {"paint": "ms", "update": "ms", "heap": "MB", "nodes": "", "jank": "frames"}
_GOALS = {
    (200, "paint"): "<= 3 x floor, <= 100 ms",
    (1_000, "paint"): "<= 120 ms",
    (1_000, "nodes"): "< 600",
    (1_000, "heap"): "< 10 MB",
}
_USED = (200, 5_000)
_ACROSS = 4 * 31 * CELL

Row = dict[str, float]


def figures(_stage: Stage) -> Iterator[Figure]:
    """Each column of the contest at each size; then ours in use, and on a slow machine."""
    frontend.build()
    kit = Kit.packed()
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for artists, bookings in _SIZES:
            yield from _table(artists, bookings, _contest(browser, kit, artists, bookings))
        for who in (OURS, DAYPILOT):
            goal = f"less than {DAYPILOT}" if who == OURS else ""
            yield figure(f"board's script and sheet: {who}", kit.size[who], "kB gz", goal=goal)
        for times in (1, 4):
            yield from _used(browser, kit, times)
        browser.close()


def _contest(browser: Browser, kit: Kit, artists: int, bookings: int) -> dict[str, Row]:
    """The median turn of everybody, column by column."""
    board = board_of(year(artists, bookings))
    with shown(browser, kit, OURS, board) as first:
        first.paint()
        board = replace(board, places=first.places())
    turns: dict[str, list[Row]] = {OURS: [], DAYPILOT: [], FLOOR: []}
    for _ in range(_TURNS):
        for who, rows in turns.items():
            rows.append(_turn(browser, kit, who, board))
    return {
        who: {name: median(row[name] for row in rows) for name in _UNITS}
        for who, rows in turns.items()
    }


def _turn(browser: Browser, kit: Kit, who: str, board: Board) -> Row:
    with shown(browser, kit, who, board) as it:
        found: Row = {"paint": it.paint()}
        found["heap"] = it.heap()
        found["nodes"] = it.nodes()
        found["update"] = median(it.updates(_UPDATES))
        found["jank"] = sum(frame > _LONG_MS for frame in it.scroll("y"))
        return found


def _table(artists: int, bookings: int, found: dict[str, Row]) -> Iterator[Figure]:
    for name, unit in _UNITS.items():
        for who in (OURS, DAYPILOT):
            known = [_GOALS[artists, name]] if (artists, name) in _GOALS else []
            wanted = ", ".join([*known, _beats(name)]) if who == OURS else ""
            line = f"board {artists:,} x {bookings:,}, {name}: {who}"
            yield figure(line, found[who][name], unit, floor=found[FLOOR][name], goal=wanted)


def _beats(name: str) -> str:
    return f"{'no more' if name == 'jank' else 'less'} than {DAYPILOT}"


def _used(browser: Browser, kit: Kit, times: int) -> Iterator[Figure]:
    """First sight, a change, and frames of both ways of scrolling, beside a screen's frame."""
    board = board_of(year(*_USED))
    with shown(browser, kit, OURS, board) as first:
        first.paint()
        board = replace(board, places=first.places())
    how, frame = ("" if times == 1 else f", {times} x slower"), 1000 / 60
    strict = times == 1
    with shown(browser, kit, FLOOR, board) as it:
        it.slow_down(times)
        floor = it.paint(), median(it.updates(_UPDATES))
    with shown(browser, kit, OURS, board) as it:
        it.slow_down(times)
        seen, changed = it.paint(), median(it.updates(_UPDATES))
        if not strict:
            yield figure(f"board painted{how}", seen, "ms", floor=floor[0])
        yield figure(
            f"patch to its frame{how}",
            changed,
            "ms",
            floor=floor[1],
            goal="<= 10 ms" if strict else "",
        )
        for axis, name in (("y", "down all rows"), ("x", "across 4 months")):
            frames = it.scroll(axis, _ACROSS)
            goal = ("<= 20 ms", "<= 50 ms") if strict else ("", "")
            yield figure(
                f"scrolling {name}: frame p95{how}", p95(frames), "ms", floor=frame, goal=goal[0]
            )
            yield figure(
                f"scrolling {name}: longest{how}", max(frames), "ms", floor=frame, goal=goal[1]
            )
