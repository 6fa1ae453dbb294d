"""Artists on the screen: taken on, found, changed, put away."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Studio

Visit = Callable[..., Page]


def take_on(page: Page, name: str) -> None:
    page.get_by_role("button", name="New artist").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name", exact=True).fill(name)
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


class TestArtists:
    def test_an_empty_studio_is_told_what_to_do(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/artists")
        expect(page.get_by_role("heading", name="No artists yet")).to_be_visible()

    def test_somebody_is_taken_on_with_skills_and_hours(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.mo_email)
        page.goto("/artists")
        page.get_by_role("button", name="New artist").first.click()
        expect(page.get_by_role("dialog").get_by_label("Name", exact=True)).to_be_focused()
        form = page.get_by_role("dialog")
        form.get_by_label("Name", exact=True).fill("Mara Lindqvist")
        form.get_by_label("Department").fill("Animation")
        form.get_by_label("Day rate").fill("480")
        form.get_by_role("button", name="Add skill").click()
        form.get_by_label("Skill", exact=True).fill("maya")
        form.get_by_label("Level").select_option("5")
        form.get_by_label("Friday").fill("9-12:30")
        form.get_by_role("button", name="Save").click()
        row = page.get_by_role("row", name=re.compile("Mara Lindqvist"))
        expect(row).to_contain_text("maya")
        expect(row).to_contain_text("€ 480")
        row.get_by_role("button").click()
        expect(form.get_by_label("Friday")).to_have_value("9\u201312:30")
        expect(form.get_by_label("Level")).to_have_value("5")

    def test_faults_stand_beside_their_fields(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/artists")
        page.get_by_role("button", name="New artist").first.click()
        form = page.get_by_role("dialog")
        form.get_by_label("Monday").fill("whenever")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_text("Monday should be like 9-13, 14-18")).to_be_visible()
        form.get_by_label("Monday").fill("10-18")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_text("Name is missing")).to_be_visible()
        expect(form.get_by_label("Name", exact=True)).to_have_attribute("aria-invalid", "true")

    def test_a_search_stands_in_the_address(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/artists")
        take_on(page, "Jonas Unal")
        take_on(page, "Amara Hoffmann")
        page.get_by_label("Search artists").fill("amara")
        expect(page.get_by_role("button", name="Jonas Unal")).to_have_count(0)
        expect(page.get_by_role("button", name="Amara Hoffmann")).to_be_visible()
        expect(page).to_have_url(re.compile(r"\?q=amara$"))
        page.reload()
        expect(page.get_by_label("Search artists")).to_have_value("amara")
        expect(page.get_by_role("button", name="Amara Hoffmann")).to_be_visible()
        expect(page.get_by_role("button", name="Jonas Unal")).to_have_count(0)

    def test_the_second_of_two_authors_is_told(self, visit: Visit, studio: Studio) -> None:
        page, other = visit(studio.alice_email), visit(studio.mo_email)
        page.goto("/artists")
        take_on(page, "Hugo Tanaka")
        other.goto("/artists")
        for each in (page, other):
            each.get_by_role("button", name="Hugo Tanaka").click()
            each.get_by_role("dialog").get_by_label("Title").fill("Compositor")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        other.get_by_role("button", name="Save").click()
        expect(other.get_by_text("Somebody changed Hugo Tanaka")).to_be_visible()

    def test_somebody_put_away_comes_back(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/artists")
        take_on(page, "Pavel Ivanova")
        page.get_by_role("button", name="Pavel Ivanova").click()
        page.get_by_role("button", name="Archive").click()
        question = page.get_by_role("dialog", name="Archive this artist?")
        question.get_by_role("button", name="Archive").press("Enter")
        expect(page.get_by_role("button", name="New artist").first).to_be_focused()
        expect(page.get_by_role("heading", name="No artists yet")).to_be_visible()
        page.goto("/artists?archived=yes")
        page.get_by_role("button", name="Pavel Ivanova").click()
        page.get_by_role("button", name="Bring back").click()
        expect(page.get_by_role("heading", name="Nobody fits")).to_be_visible()

    @pytest.mark.parametrize("path", ["/artists", "/projects"])
    def test_a_freelancer_sees_no_colleagues(self, visit: Visit, studio: Studio, path: str) -> None:
        page = visit(studio.alice_email)
        page.goto("/artists")
        take_on(page, "Rosa Wojcik")
        mine = visit(studio.bob_email, size=PHONE)
        mine.goto(path)
        expect(mine.get_by_role("heading", level=1)).to_be_visible()
        expect(mine.get_by_text("Rosa Wojcik")).to_have_count(0)
        expect(mine.get_by_role("button", name="New artist")).to_have_count(0)
