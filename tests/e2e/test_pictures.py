"""Pictures of the board in each zoom, look and condition, against those kept."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.board_hands import box, drag, row
from tests.e2e.board_scene import furnish, open_scene
from tests.e2e.conftest import PHONE, Studio
from tests.e2e.lossy import Line
from tests.e2e.pictures import STILL, compare

Visit = Callable[..., Page]
SIZE = {"width": 1440, "height": 640}
ZOOMS = ["day", "week", "fortnight", "month", "quarter"]
LOOKS = pytest.mark.parametrize("look", ["light", "dark"])


@pytest.fixture
def scene(studio: Studio) -> Studio:
    furnish(studio.alice)
    return studio


@LOOKS
def test_each_zoom_looks_as_it_did(visit: Visit, scene: Studio, look: str) -> None:
    for zoom in ZOOMS:
        page = visit(scene.mo_email, size=SIZE, color_scheme=look, **STILL)
        open_scene(page, zoom=zoom)
        compare(page, f"board-{zoom}-{look}")
        page.context.close()


@LOOKS
def test_a_phone_looks_as_it_did(visit: Visit, scene: Studio, look: str) -> None:
    more: dict[str, Any] = {"color_scheme": look, "has_touch": True}
    page = visit(scene.mo_email, size=PHONE, **more, **STILL)
    open_scene(page, zoom="week")
    compare(page, f"board-phone-{look}")


@LOOKS
def test_without_a_network_it_looks_as_it_did(visit: Visit, scene: Studio, look: str) -> None:
    page = visit(scene.mo_email, size=SIZE, color_scheme=look, **STILL)
    line = Line(page)
    open_scene(page)
    line.down()
    expect(page.get_by_text("Live updates paused")).to_be_visible()
    expect(page.get_by_text("No connection")).to_be_visible()
    compare(page, f"board-offline-{look}")


class TestBars:
    """Bars in each condition, side by side: two people at it, one of them not heard for a while."""

    @LOOKS
    def test_in_hand_refused_pending_and_selected(
        self, visit: Visit, scene: Studio, look: str
    ) -> None:
        mo, alice = (
            visit(email, size=SIZE, color_scheme=look, **STILL)
            for email in (scene.mo_email, scene.alice_email)
        )
        line = Line(mo)
        for page in (mo, alice):
            open_scene(page)
        pull(mo, one(mo, "Ana Duarte", "pencil"), 3, row(mo, "Jonas Beck"))
        refusal = mo.locator(".refusal")
        expect(one(mo, "Ana Duarte", "pencil")).to_have_class(re.compile("ring"))
        compare(refusal, f"board-refusal-{look}")
        refusal.get_by_role("button", name="Dismiss").click()
        expect(refusal).to_have_count(0)
        pull(alice, one(alice, "Mara Lindt", "confirmed"), 2, let_go=False)
        expect(one(mo, "Mara Lindt", "confirmed")).to_have_attribute("data-holder", "Alice Hart")
        line.hush()
        pull(mo, one(mo, "Jonas Beck", "pencil"), 2)
        expect(one(mo, "Jonas Beck", "pencil")).to_have_class(re.compile("pending"))
        for number in (0, 1):
            one(mo, "Mara Lindt", "hold", number).click(modifiers=["Shift"])
        expect(mo.locator(".pb-bar.picked")).to_have_count(2)
        mo.mouse.move(700, 620)
        compare(mo.locator(".pb-host"), f"board-conditions-{look}")
        compare(alice.locator(".pb-host"), f"board-lifted-{look}")

    @LOOKS
    def test_a_hold_that_expires_and_its_menu(self, visit: Visit, scene: Studio, look: str) -> None:
        page = visit(scene.mo_email, size=SIZE, color_scheme=look, **STILL)
        open_scene(page)
        one(page, "Mara Lindt", "hold", 2).click()
        panel = page.get_by_role("complementary", name="Booking")
        expect(panel).to_contain_text("Expires")
        compare(panel.locator(".facts"), f"board-hold-{look}")
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        one(page, "Mara Lindt", "hold", 1).click(button="right")
        menu = page.get_by_role("menu")
        expect(menu).to_be_visible()
        compare(menu, f"board-menu-{look}")


def one(page: Page, name: str, status: str, number: int = 0) -> Locator:
    """Somebody's bar of that status, the first in the order of the queue unless said otherwise."""
    return row(page, name).locator(f".pb-bar.{status}").nth(number)


def pull(
    page: Page, thing: Locator, days: int, onto: Locator | None = None, *, let_go: bool = True
) -> None:
    """Take a bar by its right half, which every one shows, so many days on."""
    day, place = box(page.locator(".pb-day").first)["width"], box(thing)
    here = (place["x"] + place["width"] - 20, place["y"] + 12)
    down = here[1] if onto is None else box(onto)["y"] + 20
    drag(page, here, (here[0] + days * day, down), let_go=let_go)
