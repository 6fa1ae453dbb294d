"""Projects on the screen: opened, found, changed, put away."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Studio

Visit = Callable[..., Page]


def open_project(page: Page, *, title: str, code: str) -> None:
    page.get_by_role("button", name="New project").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Title").fill(title)
    form.get_by_label("Code").fill(code)
    form.get_by_role("button", name="Save").click()


class TestProjects:
    def test_one_is_opened_with_dates_budget_and_colour(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.mo_email)
        page.goto("/projects")
        expect(page.get_by_role("heading", name="No projects yet")).to_be_visible()
        page.get_by_role("button", name="New project").first.click()
        form = page.get_by_role("dialog")
        form.get_by_label("Title").fill("Launch film")
        form.get_by_label("Client").fill("Vega Motors")
        form.get_by_label("Code").fill("VEG100")
        form.get_by_label("First day").fill("2027-03-01")
        form.get_by_label("Last day").fill("2027-04-15")
        form.get_by_label("Budget").fill("120,000")
        form.get_by_label("teal").check()
        form.get_by_role("button", name="Save").click()
        row = page.get_by_role("row", name=re.compile("Launch film"))
        expect(row).to_contain_text("1 Mar \u2013 15 Apr 2027")
        expect(row).to_contain_text("€ 120,000")
        row.get_by_role("button").click()
        expect(form.get_by_label("teal")).to_be_checked()

    def test_a_code_is_given_once(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/projects")
        open_project(page, title="Season 2", code="AUR200")
        expect(page.get_by_role("dialog")).to_have_count(0)
        open_project(page, title="Season 3", code="AUR200")
        expect(page.get_by_text("Code is taken")).to_be_visible()

    def test_the_end_comes_after_the_start(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/projects")
        page.get_by_role("button", name="New project").first.click()
        form = page.get_by_role("dialog")
        form.get_by_label("Title").fill("Backwards")
        form.get_by_label("Code").fill("BAC1")
        form.get_by_label("First day").fill("2027-03-02")
        form.get_by_label("Last day").fill("2027-03-01")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_text("Last day comes before the start")).to_be_visible()

    def test_filters_work_on_a_phone(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email, size=PHONE)
        page.goto("/projects")
        open_project(page, title="Opener", code="OPE1")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.get_by_label("Status").select_option("done")
        expect(page.get_by_role("heading", name="No project fits")).to_be_visible()
        page.get_by_role("button", name="Show all projects").click()
        expect(page.get_by_role("button", name="Opener")).to_be_visible()
