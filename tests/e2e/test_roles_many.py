"""Several roles at once, with bookings among them; and their undo, copies and menu by key."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.e2e.board_hands import (
    Visit,
    a_day,
    bar,
    book,
    drag,
    open_board,
    point,
    row,
    stands_on,
)
from tests.e2e.conftest import Studio
from tests.factories import create_artist, create_role

NOBODY = "Unassigned"


def two_roles_and_a_booking(visit: Visit, studio: Studio) -> Page:
    """A compositor and an animator are wanted from the first Monday on; Kestrel is on Mara."""
    for title in ("Compositor", "Animator"):
        create_role(studio.alice, title=title, start=a_day(0), end=a_day(0) + timedelta(days=3))
    book(studio.alice, create_artist(studio.alice, name="Mara Lindt").id, 0, 3, title="Kestrel")
    page = visit(studio.mo_email)
    open_board(page)
    return page


def choose(page: Page, *titles: str) -> None:
    for title in titles:
        bar(page, title).click(modifiers=["Shift"])
    expect(page.locator(".pb-bar.picked")).to_have_count(len(titles))


class TestRolesTogether:
    def test_a_move_is_undone_and_done_again(self, visit: Visit, studio: Studio) -> None:
        page = two_roles_and_a_booking(visit, studio)
        choose(page, "Compositor", "Animator", "Kestrel")
        drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 8))
        for title, name in (
            ("Compositor", NOBODY),
            ("Animator", NOBODY),
            ("Kestrel", "Mara Lindt"),
        ):
            stands_on(page, bar(page, title), name, 7)
        expect(page.locator(".pb-bar.pending")).to_have_count(0)
        page.keyboard.press("Control+z")
        for title, name in (
            ("Compositor", NOBODY),
            ("Animator", NOBODY),
            ("Kestrel", "Mara Lindt"),
        ):
            stands_on(page, bar(page, title), name, 0)
        expect(page.get_by_text("Undone: Mara Lindt")).to_contain_text("2 roles")
        page.keyboard.press("Control+Shift+z")
        stands_on(page, bar(page, "Animator"), NOBODY, 7)

    def test_keys_move_and_withdraw_them(self, visit: Visit, studio: Studio) -> None:
        page = two_roles_and_a_booking(visit, studio)
        choose(page, "Compositor", "Animator")
        page.keyboard.press("Alt+ArrowRight")
        for title in ("Compositor", "Animator"):
            stands_on(page, bar(page, title), NOBODY, 1)
        expect(page.locator(".pb-bar.pending")).to_have_count(0)
        page.keyboard.press("Delete")
        expect(page.locator(".pb-bar.role")).to_have_count(0)
        page.keyboard.press("Control+z")
        expect(page.locator(".pb-bar.role")).to_have_count(2)

    def test_the_menu_of_several_offers_what_all_allow(self, visit: Visit, studio: Studio) -> None:
        page = two_roles_and_a_booking(visit, studio)
        choose(page, "Compositor", "Kestrel")
        bar(page, "Compositor").click(button="right")
        menu = page.get_by_role("menu", name="2 selected")
        expect(menu.get_by_role("menuitem")).to_have_text(["Move…M", "Copy…", re.compile("^End")])
        menu.get_by_role("menuitem", name="End").click()
        expect(bar(page, "Kestrel")).to_have_count(0)
        expect(page.locator(".pb-bar.role")).to_have_count(1)

    def test_copies_and_history(self, visit: Visit, studio: Studio) -> None:
        page = two_roles_and_a_booking(visit, studio)
        page.keyboard.down("Alt")
        drag(page, point(page, NOBODY, 1), point(page, NOBODY, 8))
        page.keyboard.up("Alt")
        expect(page.locator(".pb-bar.role")).to_have_count(3)
        bar(page, "Animator").first.click()
        panel = page.get_by_role("complementary", name="Open role")
        expect(panel.get_by_role("listitem")).to_contain_text(["Role opened"])
        panel.get_by_role("button", name="Move").click()
        form = page.get_by_role("dialog", name="Move role")
        expect(form.get_by_label("Artist")).to_have_value("roles")
        form.get_by_label("First day").fill(a_day(1).isoformat())
        form.get_by_role("button", name="Move").click()
        expect(panel.get_by_role("listitem").first).to_contain_text("Length of the role changed")
        page.locator(".pb").focus()
        page.keyboard.press("Control+c")
        page.keyboard.press("Control+v")
        expect(page.locator(".pb-bar.role")).to_have_count(4)
        expect(row(page, "Mara Lindt").locator(".pb-bar")).to_have_count(1)
