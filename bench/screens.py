"""A change in one browser until it is on another's screen, through two processes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from bench.report import Figure, figure, p95
from bench.stage import Stage
from production_tool.infra import frontend
from production_tool.services import identity
from production_tool.services.studio import create_studio
from tests.e2e.board_hands import bar, book, open_board
from tests.e2e.conftest import DESK, PASSWORD, chromium
from tests.factories import create_artist
from tests.program import running

_CHANGES = 60
_WARM_UP = 5
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
# The floor: two frames of the screen, one that was just missed and the one that shows it.
_FRAME_MS = 1000 / 60


def figures(stage: Stage) -> Iterator[Figure]:
    """Milliseconds from a key in A to the frame in B; 200 artists, 2,000 bookings."""
    waits = sorted(_waits(stage))
    yield figure("change in A to pixels in B, median", median(waits), "ms", floor=2 * _FRAME_MS)
    yield figure(
        "change in A to pixels in B, p95", p95(waits), "ms", floor=2 * _FRAME_MS, goal="<= 60 ms"
    )


def _waits(stage: Stage) -> list[float]:
    alice = create_studio(
        name="Bench", slug="bench", owner_email=_EMAIL, owner_name="Alice", password=PASSWORD
    )
    stage.furnish(alice, artists=200, bookings=2_000)
    mara = create_artist(alice, name="Aaron First")
    book(alice, mara.id, 2, 2, title="Wanderer")
    frontend.build()
    with ExitStack() as stack:
        urls = [stack.enter_context(_running(stage, name)) for name in ("a", "b")]
        browser = stack.enter_context(_chromium())
        a, b = (_board(browser, url) for url in urls)
        a.evaluate(_LISTEN)
        b.evaluate(_WATCH)
        bar(a, "Wanderer").click()
        a.keyboard.press("Escape")
        a.locator(".pb").focus()
        return [_wait(a, b, turn) for turn in range(_CHANGES + _WARM_UP)][_WARM_UP:]


def _wait(a: Page, b: Page, turn: int) -> float:
    before = b.evaluate("window.seen")
    a.keyboard.press("Alt+ArrowRight" if turn % 2 == 0 else "Alt+ArrowLeft")
    b.wait_for_function("(before) => window.seen !== before", arg=before)
    return b.evaluate("window.seen") - a.evaluate("window.pressed")


def _board(browser: Browser, url: str) -> Page:
    context = browser.new_context(viewport=DESK, base_url=url)  # pyright: ignore[reportArgumentType]
    token = identity.sign_in(email=_EMAIL, password=PASSWORD, address="127.0.0.1")
    context.add_cookies([{"name": identity.COOKIE_NAME, "value": token, "url": url}])
    page = context.new_page()
    open_board(page)
    return page


@contextmanager
def _running(stage: Stage, name: str) -> Iterator[str]:
    folder = stage.folder / name
    folder.mkdir()
    with running(folder, **stage.environment) as program:
        yield program.url


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()
