"""Several bars at once, and copies: by hand and by key."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.board_hands import (
    Visit,
    a_day,
    bar,
    book,
    box,
    drag,
    open_board,
    point,
    row,
    stands_on,
)
from tests.e2e.conftest import Studio
from tests.factories import create_artist


def two_on_the_board(visit: Visit, studio: Studio) -> Page:
    """Kestrel on Mara and Tidewater on Jonas, both from the first Monday on."""
    for name, title in (("Mara Lindt", "Kestrel"), ("Jonas Beck", "Tidewater")):
        book(studio.alice, create_artist(studio.alice, name=name).id, 0, 3, title=title)
    page = visit(studio.mo_email)
    open_board(page)
    return page


def with_key(page: Page, key: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.keyboard.down(key)
    drag(page, start, end)
    page.keyboard.up(key)


class TestSeveral:
    def test_a_band_takes_both_and_one_moves_with_the_other(
        self, visit: Visit, studio: Studio
    ) -> None:
        page = two_on_the_board(visit, studio)
        low = max(box(row(page, name))["y"] for name in ("Mara Lindt", "Jonas Beck"))
        end = (point(page, "Mara Lindt", 4)[0], low + 30)
        top = min(box(row(page, name))["y"] for name in ("Mara Lindt", "Jonas Beck"))
        with_key(page, "Shift", (point(page, "Mara Lindt", -1)[0], top + 2), end)
        expect(page.locator(".pb-bar.picked")).to_have_count(2)
        expect(page.locator(".pb-spoken")).to_have_text("2 selected")
        drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 8))
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 7)
        stands_on(page, bar(page, "Tidewater"), "Jonas Beck", 7)
        expect(page.locator(".pb-bar.pending")).to_have_count(0)

    def test_clicks_with_shift_choose_and_a_key_asks_for_all(
        self, visit: Visit, studio: Studio
    ) -> None:
        page = two_on_the_board(visit, studio)
        for title in ("Kestrel", "Tidewater"):
            bar(page, title).click(modifiers=["Shift"])
        expect(page.locator('.pb-bar[aria-selected="true"]')).to_have_count(2)
        page.keyboard.press("p")
        for title in ("Kestrel", "Tidewater"):
            expect(bar(page, title)).to_have_class(re.compile("pencil"))
        page.keyboard.press("Escape")
        expect(page.locator(".pb-bar.picked")).to_have_count(0)

    def test_a_window_moves_all_of_them(self, visit: Visit, studio: Studio) -> None:
        page = two_on_the_board(visit, studio)
        for title in ("Kestrel", "Tidewater"):
            bar(page, title).click(modifiers=["Shift"])
        page.keyboard.press("m")
        window = page.get_by_role("dialog", name="Move 2 at once")
        expect(window).to_contain_text("Kestrel of Mara Lindt")
        expect(window.get_by_label("First day")).to_have_value(a_day(0).isoformat())
        window.get_by_role("button", name="Move all").click()
        expect(window.get_by_role("alert")).to_contain_text("First day is the same as now")
        window.get_by_label("First day").fill(a_day(5).isoformat())
        window.get_by_role("button", name="Move all").click()
        expect(window).to_have_count(0)
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 5)
        stands_on(page, bar(page, "Tidewater"), "Jonas Beck", 5)
        page.keyboard.press("Control+z")
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 0)
        stands_on(page, bar(page, "Tidewater"), "Jonas Beck", 0)

    def test_their_menu_by_key_gives_all_to_one_person(self, visit: Visit, studio: Studio) -> None:
        page = two_on_the_board(visit, studio)
        for title in ("Kestrel", "Tidewater"):
            bar(page, title).click(modifiers=["Shift"])
        page.locator(".pb").focus()
        page.keyboard.press("Shift+F10")
        menu = page.get_by_role("menu", name="2 selected")
        offered = ["ConfirmC", "To pencilP", "Move…M", "Copy…", "ReleaseDel"]
        expect(menu.get_by_role("menuitem")).to_have_text(offered)
        menu.get_by_role("menuitem", name="Move…").click()
        window = page.get_by_role("dialog", name="Move 2 at once")
        window.get_by_label("Artist").select_option("Jonas Beck")
        window.get_by_role("button", name="Move all").click()
        stands_on(page, bar(page, "Kestrel"), "Jonas Beck", 0)
        expect(row(page, "Mara Lindt").locator(".pb-bar")).to_have_count(0)


class TestCopies:
    def test_alt_leaves_the_bar_and_makes_another(self, visit: Visit, studio: Studio) -> None:
        page = two_on_the_board(visit, studio)
        with_key(page, "Alt", point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 8))
        expect(row(page, "Mara Lindt").locator(".pb-bar")).to_have_count(2)
        first, second = row(page, "Mara Lindt").locator(".pb-bar").all()
        apart = abs(box(first)["x"] - box(second)["x"])
        assert round(apart / box(page.locator(".pb-day").first)["width"]) == 7

    def test_several_are_copied_in_one_go(self, visit: Visit, studio: Studio) -> None:
        page = two_on_the_board(visit, studio)
        for title in ("Kestrel", "Tidewater"):
            bar(page, title).click(modifiers=["Shift"])
        with_key(page, "Alt", point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 8))
        expect(page.locator(".pb-row .pb-bar")).to_have_count(4)
        page.keyboard.press("Control+z")
        expect(page.locator(".pb-row .pb-bar")).to_have_count(2)
        page.keyboard.press("Control+Shift+z")
        expect(page.locator(".pb-row .pb-bar")).to_have_count(4)

    def test_copied_by_key_it_goes_onto_another_row(self, visit: Visit, studio: Studio) -> None:
        page = two_on_the_board(visit, studio)
        page.locator(".pb").focus()
        # People stand in the order of their names: Jonas, then Mara.
        for key in ("ArrowDown", "ArrowDown", "Control+c", "ArrowDown", "Control+v"):
            page.keyboard.press(key)
        copies = row(page, "Mara Lindt").locator(".pb-bar").filter(has_text="Tidewater")
        expect(copies).to_have_count(1)
        expect(bar(page, "Tidewater")).to_have_count(2)
