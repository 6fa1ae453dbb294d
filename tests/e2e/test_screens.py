"""What holds on every screen: readable, named, usable by keyboard, no wider than the phone."""

import re
from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from production_tool.services import identity
from production_tool.services.artists import create_artist
from production_tool.services.projects import create_project
from production_tool.services.work import working
from tests.e2e.conftest import DESK, PASSWORD, PHONE, Studio
from tests.e2e.reading import violations

Visit = Callable[..., Page]
SCREENS = [
    "/artists",
    "/projects",
    "/settings",
    "/settings/studio",
    "/settings/members",
    "/settings/tokens",
    "/settings/import",
    "/today",
    "/sign-in?problem=unauthenticated",
    "/welcome",
    "/nowhere",
]
# Everything that can be used has a name, and every text stands out from what is behind it.
NAMELESS = """() => [...document.querySelectorAll("a, button, input, select, textarea")]
  .filter(each => each.type !== "hidden" && each.checkVisibility())
  .filter(each => !(each.ariaLabel || each.title || each.innerText?.trim()
    || [...(each.labels ?? [])].some(label => label.innerText.trim())))
  .map(each => each.outerHTML.slice(0, 200))"""
FAINT = """() => {
  const paper = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = colour => {
    paper.clearRect(0, 0, 1, 1); paper.fillStyle = colour; paper.fillRect(0, 0, 1, 1);
    return [...paper.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(x => x / 255)
    .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
    .reduce((sum, x, at) => sum + x * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const style = getComputedStyle(node);
      if (style.backgroundImage.includes("gradient") && style.backgroundImage.includes("repeat"))
        return null;  // stripes: the tokens' own test covers both colours
      const found = rgba(style.backgroundColor);
      if (found[3] > 250) return found;
    }
    return rgba("white");
  };
  const faint = [];
  for (const node of document.querySelectorAll("body *")) {
    const words = [...node.childNodes].filter(each => each.nodeType === 3 && each.data.trim());
    if (!words.length || !node.checkVisibility({opacityProperty: true})) continue;
    const behind = ground(node);
    if (!behind || node.closest("[disabled]")) continue;
    const both = [light(rgba(getComputedStyle(node).color)), light(behind)];
    const ratio = (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${node.innerText.slice(0, 40)}`);
  }
  return faint;
}"""


@pytest.fixture
def furnished(studio: Studio) -> Studio:
    """A studio with something in its lists."""
    with working(studio.alice) as work:
        create_artist(work, name="Mara Lindqvist", title="Animator", department="Animation")
        create_project(work, code="AUR200", title="Season 2", client="Aurora Films")
    return studio


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_screen_can_be_read_and_used(
    browser: Browser,
    app_url: str,
    furnished: Studio,
    look: Literal["light", "dark"],
    size: Any,
) -> None:
    context = browser.new_context(base_url=app_url, viewport=size, color_scheme=look)
    token = identity.sign_in(email=furnished.alice_email, password=PASSWORD, address="127.0.0.1")
    session = {"name": identity.COOKIE_NAME, "value": token, "url": app_url}
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    for path in SCREENS:
        # Whoever is signed in is not shown the way in.
        context.clear_cookies()
        if not path.startswith(("/sign-in", "/welcome")):
            context.add_cookies([session])  # pyright: ignore[reportArgumentType]
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.get_by_role("status", name="Loading")).to_have_count(0)
        assert page.evaluate(NAMELESS) == [], path
        assert page.evaluate(FAINT) == [], path
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert broken == []
    context.close()


class TestKeyboard:
    def test_the_first_key_skips_to_the_content(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/artists")
        expect(page.get_by_role("heading", name="No artists yet")).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#main$"))

    def test_a_form_keeps_the_focus_and_gives_it_back(
        self, visit: Visit, furnished: Studio
    ) -> None:
        page = visit(furnished.alice_email)
        page.goto("/artists")
        somebody = page.get_by_role("button", name="Mara Lindqvist")
        somebody.focus()
        page.keyboard.press("Enter")
        form = page.get_by_role("dialog", name="Mara Lindqvist")
        expect(form).to_be_visible()
        assert form.evaluate("each => each.contains(document.activeElement)")
        page.keyboard.press("Escape")
        expect(form).to_have_count(0)
        expect(somebody).to_be_focused()

    def test_where_one_is_stands_in_the_rail(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/projects")
        here = page.get_by_role("navigation", name="Main", exact=True).locator("[aria-current]")
        expect(here).to_have_text("Projects")

    def test_the_account_menu_opens_and_closes(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/artists")
        page.get_by_role("button", name="Account").click()
        expect(page.get_by_role("link", name="Your account")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("link", name="Your account")).to_be_hidden()
