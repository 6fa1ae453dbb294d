"""The gallery: every component in every state, as pictures, and readable by everybody."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from production_tool.components.gallery.bars import BARS
from tests.e2e.pictures import STILL, compare
from tests.e2e.reading import violations

ROOT = Path(__file__).parents[2]
SECTIONS = ["bars", "buttons", "fields", "marks", "notices", "lists", "windows"]
Visit = Callable[..., Page]
SIZE = {"width": 1000, "height": 800}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_component_looks_as_it_did(visit: Visit, look: Literal["light", "dark"]) -> None:
    page = visit(size=SIZE, color_scheme=look, **STILL)
    page.goto("/gallery")
    expect(page.get_by_role("heading", name="Gallery")).to_be_visible()
    expect(page.get_by_role("complementary", name="Booking")).to_be_visible()
    page.evaluate("document.fonts.ready.then(() => true)")
    assert violations(page) == []
    sections = page.locator("[data-section]")
    expect(sections).to_have_count(len(SECTIONS))
    for name in SECTIONS:
        compare(page.locator(f'[data-section="{name}"]'), f"gallery-{name}-{look}")
    page.get_by_role("button", name="Open", exact=True).click()
    both = page.get_by_role("dialog")
    expect(both).to_be_visible()
    assert violations(page) == []
    compare(both, f"gallery-versions-{look}")
    page.keyboard.press("Escape")
    views = page.get_by_role("button", name="Views")
    views.evaluate("(button) => button.scrollIntoView({ block: 'center' })")
    views.click()
    menu = page.locator("#gallery-menu")
    expect(menu).to_be_visible()
    compare(menu, f"gallery-menu-{look}")


def test_its_bars_wear_what_the_widget_gives_them() -> None:
    """A class the widget does not know any more would show something that no board shows."""
    sheets = "".join(each.read_text("utf-8") for each in ROOT.glob("assets/styles/board*.css"))
    known = set(re.findall(r"\.([a-z-]+)", sheets))
    assert {name for bar in BARS for name in bar.classes.split()} - {"pending"} <= known


@pytest.mark.parametrize(("given", "there"), [("false", False), ("true", True)])
def test_what_is_delivered_has_none(given: str, there: bool) -> None:
    asked = (
        "import sys, production_tool.pages; print('production_tool.pages.gallery' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={"PRODUCTION_TOOL_GALLERY": given, "PYTHONPATH": str(ROOT), "HOME": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.strip() == str(there)
