"""Everything within reach of Ctrl-K, without a pointer; and of a thumb."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.board_hands import MONDAY, Visit, bar, book, confirmed, northlight, open_board
from tests.e2e.conftest import PHONE, Studio
from tests.e2e.reading import violations
from tests.factories import create_artist

LOOKS = ["light", "dark"]


def palette(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Find, go to or do anything")


def ask(page: Page, words: str) -> Locator:
    """Opened by key and typed into, without waiting for anything; its options."""
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    return palette(page).get_by_role("option")


def choose(page: Page, words: str, label: str) -> None:
    """Type until the first line is this one, then Enter."""
    options = ask(page, words)
    expect(options.and_(palette(page).get_by_role("option", selected=True))).to_have_count(1)
    expect(options.first).to_contain_text(label)
    page.keyboard.press("Enter")
    expect(palette(page)).to_have_count(0)


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Booking")


class TestFinding:
    def test_a_booking_by_two_words_and_its_panel_is_open(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mára Lindt")
        confirmed(studio.alice, mara.id, 40, 3, title="Kestrel")
        page = visit(studio.mo_email)
        page.goto("/artists")
        expect(page.get_by_role("heading", name="Artists")).to_be_visible()
        options = ask(page, "kes mar")
        expect(options).to_have_count(1)
        field = page.get_by_role("combobox", name="Find")
        expect(field).to_be_focused()
        expect(options).to_have_attribute("aria-selected", "true")
        active = field.get_attribute("aria-activedescendant")
        assert options.get_attribute("id") == active
        assert violations(page) == []
        page.keyboard.press("Enter")
        expect(panel(page)).to_contain_text("Kestrel")
        expect(bar(page, "Kestrel")).to_be_in_viewport()
        assert "booking=" in page.url

    def test_the_same_booking_again_from_wherever_the_board_has_got_to(
        self, visit: Visit, studio: Studio
    ) -> None:
        page = northlight(visit, studio)
        for _ in range(2):
            choose(page, "north", "Northlight")
            expect(panel(page)).to_contain_text("Northlight")
            expect(bar(page, "Northlight")).to_be_in_viewport()
            page.keyboard.press("Escape")
            expect(panel(page)).to_have_count(0)
            for _ in range(3):
                choose(page, "later", "Later")
            expect(bar(page, "Northlight")).not_to_be_in_viewport()

    def test_an_artist_is_the_board_with_that_row(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Jonas Beck")
        page = northlight(visit, studio)
        choose(page, "mara", "Mara Lindt")
        expect(page.get_by_text("Jonas Beck")).to_have_count(0)
        expect(bar(page, "Northlight")).to_be_visible()
        assert f"date={MONDAY + timedelta(days=7)}" in page.url

    def test_nothing_found_has_a_way_on(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt", email="mara@zebra.example")
        page = northlight(visit, studio)
        options = ask(page, "zebra")
        expect(options.first).to_contain_text("Look among skills")
        expect(palette(page).get_by_role("status")).to_contain_text("Nothing found")
        assert violations(page) == []
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Artists")).to_be_visible()
        expect(page.get_by_role("row")).to_have_count(2)


class TestDoing:
    def test_the_bar_under_the_cursor_is_confirmed_and_letters_are_no_keys(
        self, visit: Visit, studio: Studio
    ) -> None:
        page = northlight(visit, studio)
        made = bar(page, "Northlight")
        page.locator(".pb").focus()
        for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
            page.keyboard.press(key)
        expect(page.locator(".pb")).to_have_attribute("aria-activedescendant", re.compile(".+"))
        options = ask(page, "c")
        expect(options.first).to_contain_text("Confirm")
        expect(made).to_have_class(re.compile("hold"))
        page.keyboard.press("Enter")
        expect(made).to_have_class(re.compile("confirmed"))
        expect(page.locator(".pb")).to_be_focused()
        choose(page, "undo", "Undo")
        expect(made).to_have_class(re.compile("hold"))

    def test_something_new_from_another_screen(self, visit: Visit, studio: Studio) -> None:
        page = northlight(visit, studio)
        choose(page, "new art", "New artist")
        form = page.get_by_role("dialog", name="New artist")
        expect(form.get_by_label("Name")).to_be_focused()
        ask(page, "x")  # not over another window
        expect(palette(page)).to_have_count(0)
        page.keyboard.press("Escape")
        expect(form).to_have_count(0)
        choose(page, "new boo", "New booking")
        expect(page.get_by_role("dialog", name="New booking").get_by_label("Title")).to_be_focused()

    def test_escape_and_the_same_keys_close_it_and_give_the_focus_back(
        self, visit: Visit, studio: Studio
    ) -> None:
        page = visit(studio.mo_email)
        page.goto("/artists")
        search = page.get_by_role("searchbox", name="Search artists")
        for leave in ("Escape", "Control+k", "Meta+k"):
            search.focus()
            ask(page, "")
            expect(palette(page)).to_be_visible()
            page.keyboard.press(leave)
            expect(palette(page)).to_have_count(0)
            expect(search).to_be_focused()

    def test_the_look_is_turned_and_one_signs_out(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.bob_email)
        page.goto("/today")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        choose(page, "dark", "Look: Dark")
        expect(page.locator("html")).to_have_class(re.compile("dark"))
        choose(page, "sign out", "Sign out")
        expect(page).to_have_url(re.compile("/sign-in"))
        page.keyboard.press("Control+k")
        expect(page.get_by_role("dialog")).to_have_count(0)


class TestPhone:
    @pytest.mark.parametrize("look", LOOKS)
    def test_it_is_a_tab_and_fits(self, visit: Visit, studio: Studio, look: str) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 3)
        page = visit(studio.mo_email, size=PHONE, has_touch=True, color_scheme=look)
        open_board(page)
        page.locator(".tabs").get_by_role("button", name="Search").tap()
        field = page.get_by_role("combobox", name="Find")
        expect(field).to_be_focused()
        field.fill("mara")
        options = palette(page).get_by_role("option")
        expect(options).to_have_count(2)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        options.nth(1).tap()
        expect(panel(page)).to_contain_text("Northlight")
