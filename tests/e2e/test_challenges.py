"""A challenge between two browsers: asked by key, answered in the other's panel, or withdrawn."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.board_hands import Visit, bar, book, open_board
from tests.e2e.conftest import PHONE, Studio
from tests.factories import create_artist


def panel_of(page: Page, title: str) -> Locator:
    """The panel of the bar with that title."""
    open_board(page)
    bar(page, title).click()
    panel = page.get_by_role("complementary", name="Booking")
    expect(panel.get_by_role("heading", name=title)).to_be_visible()
    return panel


class TestChallenge:
    def test_who_lets_go_gives_the_challenger_the_pencil(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        for title in ("Northlight", "Harbour"):
            book(studio.alice, mara.id, 0, 3, title=title)
        alice, mo = visit(studio.alice_email), visit(studio.mo_email)
        holder, challenger = panel_of(alice, "Northlight"), panel_of(mo, "Harbour")
        expect(holder.get_by_role("button", name="Challenge")).to_have_count(0)
        expect(challenger.get_by_role("button", name="Challenge")).to_be_visible()
        mo.keyboard.press("x")
        expect(holder).to_contain_text("Challenged by Mo Keller for Harbour: confirm or release")
        expect(challenger).to_contain_text("Waits for Northlight, which may be confirmed")
        holder.get_by_role("button", name="Release").click()
        expect(bar(mo, "Harbour")).to_have_class(re.compile("pencil"))
        expect(challenger).to_contain_text("Challenge won")
        expect(challenger).to_contain_text("against Northlight")
        expect(bar(alice, "Northlight")).to_have_count(0)

    def test_it_is_withdrawn_on_a_phone(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        for title in ("Northlight", "Harbour"):
            book(studio.alice, mara.id, 0, 3, title=title)
        panel = panel_of(visit(studio.mo_email, size=PHONE), "Harbour")
        panel.get_by_role("button", name="Challenge").click()
        expect(panel).to_contain_text("Waits for Northlight")
        panel.get_by_role("button", name="Withdraw challenge").click()
        expect(panel).to_contain_text("Challenge dropped")
        expect(panel.get_by_role("button", name="Challenge")).to_be_visible()

    def test_the_window_is_set_beside_the_holds(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/settings/studio")
        hours = page.get_by_label("Hours to answer a challenge")
        expect(hours).to_have_value("24")
        hours.fill("0")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("is not between 1 and 720")).to_be_visible()
        hours.fill("6")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("The studio's settings are saved")).to_be_visible()
        page.reload()
        expect(hours).to_have_value("6")
