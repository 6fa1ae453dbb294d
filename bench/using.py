"""The board as somebody uses it: real program, real database, real hands; 200 artists."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Route, sync_playwright

from bench.report import Figure, figure, p95
from bench.stage import Stage
from production_tool.infra import frontend
from production_tool.services import identity
from production_tool.services.studio import create_studio
from tests.browsing import DESK, chromium
from tests.e2e.board_hands import bar, book, box
from tests.e2e.conftest import PASSWORD
from tests.factories import create_artist
from tests.program import running

_EMAIL = "alice@bench.example"
_HERE = Path(__file__).parent / "page"
_WATCH = "\n".join((_HERE / name).read_text("utf-8") for name in ("watch.js", "using.js"))
_BARE = (_HERE / "bare.html").read_text("utf-8")
_BEFORE = timedelta(days=60)
_CELL = 39
_OPENED, _SWITCHED, _DROPS, _STEPS = 9, 9, 40, 60
_ACROSS = 4 * 31 * _CELL
_FRAME = 1000 / 60


def figures(stage: Stage) -> Iterator[Figure]:
    """Coming to the board, scrolling, dragging, dropping; 5,000 bookings in five months."""
    alice = create_studio(
        name="Bench", slug="bench", owner_email=_EMAIL, owner_name="Alice", password=PASSWORD
    )
    begin = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - _BEFORE
    stage.furnish(alice, artists=200, bookings=5_000, start=begin.isoformat())
    first = create_artist(alice, name="Aaron First", department="Department 0")
    book(alice, first.id, -12, 2, title="Wanderer")
    frontend.build()
    folder = stage.folder / "using"
    folder.mkdir()
    with running(folder, **stage.environment) as program, sync_playwright() as playwright:
        browser = chromium(playwright)
        yield from _coming(browser, program.url)
        with _signed_in(browser, program.url) as page:
            _open(page)
            yield from _dropping(page)
        for times in (1, 4):
            with _signed_in(browser, program.url, slower=times) as page:
                yield from _at_work(page, times)
        browser.close()


def _coming(browser: Browser, url: str) -> Iterator[Figure]:
    cold: list[float] = []
    bare: list[float] = []
    for _ in range(_OPENED):
        for path, found in (("/", cold), ("/bare", bare)):
            with _signed_in(browser, url) as page:
                if path == "/bare":  # only here: a route slows every request of its page down
                    page.route("**/bare", _bare)
                page.goto(path)
                found.append(_usable(page))
    floor = median(bare)
    yield figure(
        "navigation to usable board, cold", median(cold), "ms", floor=floor, goal="<= 900 ms"
    )
    yield figure("navigation to usable board, cold, p95", p95(cold), "ms", floor=floor)
    with _signed_in(browser, url) as page:
        switched = _switches(page)
    yield figure("switching to the board", median(switched), "ms", floor=floor, goal="<= 300 ms")
    yield figure("switching to the board, p95", p95(switched), "ms", floor=floor)


def _bare(route: Route) -> None:
    route.fulfill(body=_BARE, content_type="text/html")


def _switches(page: Page) -> list[float]:
    """From the click in the rail to the board's frame; the first one warms up."""
    _open(page)
    found: list[float] = []
    for _ in range(_SWITCHED + 1):
        page.get_by_role("link", name="Artists", exact=True).click()
        page.get_by_text("Aaron First").first.wait_for()
        page.evaluate("using.usableAfterClick()")
        page.get_by_role("link", name="Board", exact=True).click()
        found.append(_usable(page))
    return found[1:]


def _dropping(page: Page) -> Iterator[Figure]:
    """Let go until the own patch has confirmed it; the floor is an empty request and a frame."""
    heard: list[int] = []
    _ears(page, heard)
    thing = bar(page, "Wanderer")
    waits: list[float] = []
    frames: list[float] = []
    for turn in range(_DROPS):
        waits.append(_drop(page, thing, _CELL if turn % 2 == 0 else -_CELL))
        frames += page.evaluate("using.frames.splice(0)")
    floor = median(page.evaluate(f"using.empty({_DROPS})"))
    yield figure("drop to confirmed, median", median(waits), "ms", floor=floor)
    yield figure("drop to confirmed, p95", p95(waits), "ms", floor=floor, goal="<= 60 ms")
    yield figure("drag: frame p95", p95(frames), "ms", floor=_FRAME, goal="<= 18 ms")
    yield figure("one change on the wire", max(heard), "bytes", goal="<= 400")


def _drop(page: Page, thing: Locator, way: float) -> float:
    before = box(thing)
    _drag(page, before, way)
    page.evaluate("using.dropped = 0")
    page.mouse.up()
    wait = page.wait_for_function("using.dropped && using.confirmed - using.dropped").json_value()
    if abs(box(thing)["x"] - before["x"] - way) > 2:
        raise RuntimeError("the booking did not go where it was dropped")
    return wait


def _at_work(page: Page, times: int) -> Iterator[Figure]:
    """The same hands on this machine and on a slower one."""
    how = "" if times == 1 else f", {times} x slower"
    _open(page)
    for axis, name in (("y", "down all rows"), ("x", "across 4 months")):
        frames = page.evaluate("([axis, way]) => watch.scroll(axis, 3, way)", [axis, _ACROSS])
        yield figure(
            f"program: scrolling {name}, frame p95{how}",
            p95(frames),
            "ms",
            floor=_FRAME,
            goal="" if how else "<= 20 ms",
        )
        yield figure(
            f"program: scrolling {name}, longest{how}",
            max(frames),
            "ms",
            floor=_FRAME,
            goal="" if how else "<= 50 ms",
        )
    if not how:
        return
    _open(page)
    _drag(page, box(bar(page, "Wanderer")), 200)
    yield figure(f"drag: frame p95{how}", p95(page.evaluate("using.frames")), "ms", floor=_FRAME)
    page.keyboard.press("Escape")
    yield figure(f"switching to the board{how}", median(_switches(page)), "ms")


def _drag(page: Page, place: Any, way: float) -> None:
    """Take the bar, wander about with it at a hand's speed and come to rest so far to the right."""
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(_STEPS):
        page.mouse.move(x + way * step / _STEPS, y + 60 * (step % 20) / 20)
    page.mouse.move(x + way, y)


def _ears(page: Page, heard: list[int]) -> None:
    """Count the bytes of every patch that comes down the socket."""
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")

    def listen(event: dict[str, Any]) -> None:
        text = event["response"]["payloadData"]
        if '"patch"' in text[:40]:
            heard.append(len(text.encode()))

    tools.on("Network.webSocketFrameReceived", listen)


def _open(page: Page) -> None:
    page.goto("/")
    _usable(page)
    page.wait_for_function("document.querySelector('.pb').dataset.live === 'on'")
    page.evaluate("using.begin()")


def _usable(page: Page) -> float:
    return page.wait_for_function("using.usable").json_value()


@contextmanager
def _signed_in(browser: Browser, url: str, *, slower: int = 1) -> Iterator[Page]:
    """A browser that was never here before, but for its session."""
    context = browser.new_context(viewport=DESK, base_url=url)  # pyright: ignore[reportArgumentType]
    token = identity.sign_in(email=_EMAIL, password=PASSWORD, address="127.0.0.1")
    context.add_cookies([{"name": identity.COOKIE_NAME, "value": token, "url": url}])
    page = context.new_page()
    page.add_init_script(_WATCH)
    if slower > 1:
        tools = context.new_cdp_session(page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page
    context.close()
