"""Rows stand in groups that close and open, and say how full people and groups are."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.board_hands import Visit, a_day, confirmed, open_board, row
from tests.e2e.conftest import Studio
from tests.factories import create_artist


def a_week_of_two_groups(visit: Visit, studio: Studio) -> Page:
    """Mara is booked for all of that week, Jonas beside her and Rosa elsewhere for none of it."""
    mara = create_artist(studio.alice, name="Mara Lindt", department="Animation")
    create_artist(studio.alice, name="Jonas Beck", department="Animation")
    create_artist(studio.alice, name="Rosa Wojcik", department="Lighting")
    confirmed(studio.alice, mara.id, 0, 7)
    page = visit(studio.mo_email)
    open_board(page, zoom="week", day=a_day(3))
    return page


class TestGroups:
    def test_how_full_they_are_is_of_what_is_in_view(self, visit: Visit, studio: Studio) -> None:
        page = a_week_of_two_groups(visit, studio)
        animation = row(page, "Animation").locator("small")
        expect(animation).to_have_text("2 artists · 50 % booked")
        expect(row(page, "Lighting").locator("small")).to_have_text("1 artist · 0 % booked")
        expect(page.locator(".pb-corner")).to_contain_text("33 % booked")
        page.get_by_role("button", name="Later").click()
        expect(animation).to_have_text("2 artists · 0 % booked")

    def test_a_click_closes_one_and_a_key_opens_it(self, visit: Visit, studio: Studio) -> None:
        page = a_week_of_two_groups(visit, studio)
        group, mara = row(page, "Animation"), row(page, "Mara Lindt")
        expect(group).to_have_attribute("aria-expanded", "true")
        group.get_by_text("Animation").click()
        expect(group).to_have_attribute("aria-expanded", "false")
        expect(mara).to_have_count(0)
        expect(row(page, "Rosa Wojcik")).to_be_visible()
        expect(group.locator("small")).to_have_text(re.compile("50 % booked"))
        page.locator(".pb").focus()
        page.keyboard.press("Enter")
        expect(group).to_have_attribute("aria-expanded", "true")
        expect(mara).to_be_visible()
