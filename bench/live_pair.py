"""A key in one browser until the bar stands elsewhere in another's DOM, through two processes."""

from contextlib import ExitStack

from playwright.sync_api import Browser, Page

from bench.pair import a_chromium, board_of, program
from bench.stage import Stage
from production_tool.infra import frontend
from production_tool.services.studio import create_studio
from tests.concurrency.processes import serving
from tests.e2e.board_hands import bar, book
from tests.e2e.conftest import PASSWORD
from tests.factories import create_artist

_CHANGES, _WARM_UP = 100, 10
_PAUSE_MS = 100
_EMAIL = "alice@live.example"
FLOOR = "bench.live_floor:create_app"
_NOW = "performance.timeOrigin + performance.now()"
_LISTEN = f"() => addEventListener('keydown', () => {{ window.pressed = {_NOW}; }}, true)"
# The bar's own style: asking where it is would make the browser lay out the page.
_WATCH = f"""() => {{
  const bars = () => [...document.querySelectorAll(".pb-row .pb-bar")];
  const wanderer = () => bars().find((each) => each.textContent.includes("Wanderer"));
  const place = () => wanderer()?.style.transform;
  let last = place();
  window.seen = 0;
  new MutationObserver(() => {{
    const now = place();
    if (now && now !== last) {{ last = now; window.seen = {_NOW}; }}
  }}).observe(document.querySelector(".pb"),
    {{ subtree: true, childList: true, attributes: true, attributeFilter: ["style"] }});
}}"""
# The same way without a program: a key, a bare Socket.IO server, an element in another browser.
_JOIN = f"""(url) => new Promise((joined) => {{
  const mark = document.body.appendChild(document.createElement("i"));
  const line = new WebSocket(url);
  let number = 0;
  window.seen = 0;
  line.onmessage = ({{ data }}) => {{
    if (data[0] === "0") line.send("40");
    else if (data === "2") line.send("3");
    else if (data.startsWith("40")) joined();
    else mark.style.left = JSON.parse(data.slice(2))[1].left + "px";
  }};
  addEventListener("keydown", () => {{
    window.pressed = {_NOW};
    const patch = {{ left: ++number, filling: "x".repeat(260) }};
    line.send("42" + JSON.stringify(["say", patch]));
  }}, true);
  new MutationObserver(() => {{ window.seen = {_NOW}; }}).observe(mark, {{ attributes: true }});
}})"""


def waits(stage: Stage) -> tuple[list[float], list[float]]:
    """Milliseconds of each change, and of each on the floor; they take turns."""
    alice = create_studio(
        name="Live", slug="live", owner_email=_EMAIL, owner_name="Alice", password=PASSWORD
    )
    stage.furnish(alice, artists=200, bookings=2_000)
    book(alice, create_artist(alice, name="Aaron First").id, 2, 2, title="Wanderer")
    frontend.build()
    with ExitStack() as stack:
        urls = [stack.enter_context(program(stage, name)) for name in ("pair-a", "pair-b")]
        log = stage.folder / "pair-floor.log"
        bare = stack.enter_context(serving(stage.environment, log, FLOOR)).url
        browser = stack.enter_context(a_chromium())
        a, b = (board_of(browser, url, _EMAIL) for url in urls)
        c, d = (_bare(browser, bare) for _ in range(2))
        a.evaluate(_LISTEN)
        b.evaluate(_WATCH)
        bar(a, "Wanderer").click()
        a.keyboard.press("Escape")
        a.locator(".pb").focus()
        found = [(_wait(a, b, turn), _wait(c, d, turn)) for turn in range(_WARM_UP + _CHANGES)]
    changes, floors = zip(*found[_WARM_UP:], strict=True)
    return sorted(changes), sorted(floors)


def _wait(a: Page, b: Page, turn: int) -> float:
    a.wait_for_timeout(_PAUSE_MS)  # as long as a hand takes at least
    before = b.evaluate("window.seen")
    a.keyboard.press("Alt+ArrowRight" if turn % 2 == 0 else "Alt+ArrowLeft")
    b.wait_for_function("(before) => window.seen !== before", arg=before, polling=40)
    return b.evaluate("window.seen") - a.evaluate("window.pressed")


def _bare(browser: Browser, url: str) -> Page:
    page = browser.new_context(base_url=url).new_page()
    page.goto("/")
    page.evaluate(_JOIN, f"{url.replace('http', 'ws', 1)}/_event/?EIO=4&transport=websocket")
    return page
