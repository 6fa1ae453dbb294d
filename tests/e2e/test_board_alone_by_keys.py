"""A booking from the first Tab to its end without a pointer, and what a screen reader is told."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.board_hands import Visit, a_day, bar, book, confirmed, days_wide, open_board
from tests.e2e.board_hands import stands_on as stands
from tests.e2e.conftest import Studio
from tests.factories import create_artist


def tab_to_the_board(page: Page) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.pb')"):
            return
    raise AssertionError("no Tab leads to the board")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_booked_moved_lengthened_confirmed_and_called_off(visit: Visit, studio: Studio) -> None:
    create_artist(studio.alice, name="Mara Lindt")
    create_artist(studio.alice, name="Jonas Beck")
    page = visit(studio.mo_email)
    open_board(page)
    tab_to_the_board(page)
    press(page, "ArrowDown", "ArrowDown", "n")
    form = page.get_by_role("dialog", name="New booking")
    expect(form.get_by_label("Title")).to_be_focused()
    page.keyboard.type("By key")
    press(page, "Enter")
    made = bar(page, "By key")
    expect(made).to_have_class(re.compile("hold"))
    expect(form).to_have_count(0)
    expect(page.locator(".pb")).to_be_focused()
    press(page, "ArrowRight", "Alt+ArrowRight", "Alt+ArrowDown", "Alt+Shift+ArrowRight")
    expect(page.locator(".pb-bar.pending")).to_have_count(0)
    stands(page, made, "Mara Lindt", 8)
    assert days_wide(page, made) == 2
    press(page, "c")
    expect(made).to_have_class(re.compile("confirmed"))
    press(page, "Enter")
    panel = page.get_by_role("complementary", name="Booking")
    expect(panel).to_contain_text("Confirmed")
    press(page, "Delete")
    expect(made).to_have_count(0)
    press(page, "Control+z")
    expect(made).to_have_class(re.compile("confirmed"))


def test_the_tree_says_who_what_when_and_which_rank(visit: Visit, studio: Studio) -> None:
    mara = create_artist(studio.alice, name="Mara Lindt", department="Comp", title="Lead")
    book(studio.alice, mara.id, 7, 3)
    confirmed(studio.alice, mara.id, 8, 1, title="Kestrel")
    page = visit(studio.mo_email)
    open_board(page)
    days = f"{a_day(7):%a} {a_day(7).day}"
    expect(page.get_by_role("treegrid", name="Booking board")).to_match_aria_snapshot(f"""
      - treegrid /Booking board/:
        - rowgroup:
          - row "Unassigned"
          - row /Comp 1 artist/:
            - rowheader /Comp/
          - row /Mara Lindt Lead/:
            - rowheader /Mara Lindt/
            - gridcell /Kestrel · confirmed/
            - gridcell /Northlight · 2nd hold · .*{days}.* · 3 working days/
    """)
    tab_to_the_board(page)
    press(page, "ArrowDown", "ArrowDown")
    active = page.locator(".pb").get_attribute("aria-activedescendant")
    expect(page.locator(f"[id='{active}']")).to_have_class(re.compile("pb-bar"))
