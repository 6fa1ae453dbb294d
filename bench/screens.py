"""A change in one browser until it is on another's screen, through two processes."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from statistics import median

from playwright.sync_api import Browser, Page

from bench.pair import a_chromium, board_of, program
from bench.report import Figure, figure, p95
from bench.stage import Stage
from production_tool.infra import frontend
from production_tool.services.studio import create_studio
from tests.concurrency.processes import serving
from tests.e2e.board_hands import bar, book
from tests.e2e.conftest import DESK, PASSWORD
from tests.factories import create_artist

_CHANGES = 60
_WARM_UP = 5
_BEFORE = timedelta(days=20)
_EMAIL = "alice@bench.example"
# The instant of the key in A, and of the frame in B that shows the bar elsewhere.
_LISTEN = """() => addEventListener("keydown",
  () => { window.pressed = performance.timeOrigin + performance.now(); }, true)"""
_WATCH = """() => {
  const bars = () => [...document.querySelectorAll(".pb-bar")];
  const mine = () => bars().find((each) => each.textContent.includes("Wanderer"));
  const place = () => mine()?.getBoundingClientRect().x;
  let last = place();
  window.seen = 0;
  const look = () => {
    const now = place();
    if (now !== undefined && now !== last) {
      last = now;
      window.seen = performance.timeOrigin + performance.now();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
# The floor: a key says as many bytes to a bare Socket.IO server, which tells the other page, and
# that moves one box. The lines of Socket.IO's protocol are few enough to be spoken by hand.
_FLOOR = "bench.live_floor:create_app"
_BYTES = 250
_BARE = """(said) => {
  document.body.innerHTML = '<div class="pb-bar">Wanderer</div>';
  const line = new WebSocket(`ws://${location.host}/_event/?EIO=4&transport=websocket`);
  let turn = 0;
  line.onmessage = ({ data }) => {
    if (data[0] === "0") line.send("40");
    if (data === "2") line.send("3");
    if (data.startsWith("40")) document.body.dataset.live = "on";
    if (data.startsWith("42")) document.body.firstChild.style.marginLeft = `${++turn % 2 * 40}px`;
  };
  addEventListener("keydown", () => line.send(`42["say",{"text":"${said}"}]`));
}"""


def figures(stage: Stage) -> Iterator[Figure]:
    """Milliseconds from a key in A to the frame in B; 200 artists, 2,000 bookings."""
    waits, floor = _waits(stage)
    what = "change in A to pixels in B"
    yield figure(f"{what}, median", median(waits), "ms", floor=median(floor))
    yield figure(f"{what}, p95", p95(waits), "ms", floor=p95(floor), goal="<= 60 ms")


def _waits(stage: Stage) -> tuple[list[float], list[float]]:
    """Ours and the floor's, in turns."""
    alice = create_studio(
        name="Bench", slug="bench", owner_email=_EMAIL, owner_name="Alice", password=PASSWORD
    )
    begin = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - _BEFORE
    stage.furnish(alice, artists=200, bookings=2_000, start=begin.isoformat())
    mara = create_artist(alice, name="Aaron First")
    book(alice, mara.id, 2, 2, title="Wanderer")
    frontend.build()
    with ExitStack() as stack:
        urls = [stack.enter_context(program(stage, name)) for name in ("a", "b")]
        bare = stack.enter_context(serving({}, stage.folder / "floor.log", _FLOOR))
        browser = stack.enter_context(a_chromium())
        pages = board_of(browser, urls[0], _EMAIL), board_of(browser, urls[1], _EMAIL)
        plain = _plain(browser, bare.url), _plain(browser, bare.url)
        for a, b in (pages, plain):
            a.evaluate(_LISTEN)
            b.evaluate(_WATCH)
        bar(pages[0], "Wanderer").click()
        pages[0].keyboard.press("Escape")
        pages[0].locator(".pb").focus()
        turns = range(_CHANGES + _WARM_UP)
        keys = ["Alt+ArrowLeft" if turn % 2 else "Alt+ArrowRight" for turn in turns]
        both = [(_wait(*pages, key), _wait(*plain, "x")) for key in keys][_WARM_UP:]
        return [ours for ours, _ in both], [floor for _, floor in both]


def _wait(a: Page, b: Page, key: str) -> float:
    before = b.evaluate("window.seen")
    a.keyboard.press(key)
    b.wait_for_function("(before) => window.seen !== before", arg=before)
    return b.evaluate("window.seen") - a.evaluate("window.pressed")


def _plain(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport=DESK).new_page()  # pyright: ignore[reportArgumentType]
    page.goto(url)
    page.evaluate(_BARE, "." * _BYTES)
    page.wait_for_selector("[data-live=on]")
    return page
