"""Other ways to look at the board: who is free, as it was, saved views, files."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from production_tool.domain.artists import Skill
from production_tool.services import bookings, views
from production_tool.services.work import working
from tests.e2e.board_hands import (
    Visit,
    a_day,
    bar,
    book,
    confirmed,
    drag,
    open_board,
    point,
    row,
)
from tests.e2e.conftest import PHONE, Studio
from tests.e2e.reading import violations
from tests.factories import create_artist, create_project

RESTED = re.compile("zoom=")


def comes_back(page: Page) -> None:
    """The address holds all of it: load it again."""
    expect(page).to_have_url(RESTED)
    page.reload()
    expect(page.locator(".pb")).to_have_attribute("aria-busy", "false")


def hears(word: str, heard: list[str]) -> Callable[[str | bytes], None]:
    """Keeps what a browser sends with a word in it."""

    def hear(sent: str | bytes) -> None:
        if isinstance(sent, str) and f'"{word}"' in sent:
            heard.append(sent)

    return hear


class TestWhoIsFree:
    def test_f_asks_and_the_one_chosen_is_booked(self, visit: Visit, studio: Studio) -> None:
        comp = (Skill("comp", 4),)
        mara = create_artist(studio.alice, name="Mara Lindt", skills=comp)
        create_artist(studio.alice, name="Jonas Beck", skills=comp)
        create_artist(studio.alice, name="Ida Holm")
        confirmed(studio.alice, mara.id, 8, 2)
        page = visit(studio.mo_email)
        open_board(page)
        page.locator(".pb").focus()
        page.keyboard.press("f")
        asked = page.get_by_role("region", name="Who is free?")
        expect(asked.get_by_role("status")).to_have_text("2 people are free")
        asked.get_by_role("button", name="Any skill").click()
        asked.get_by_label("comp").click()
        expect(asked.get_by_label("comp")).to_be_checked()
        page.keyboard.press("Escape")
        expect(asked.get_by_role("status")).to_have_text("1 person is free")
        expect(row(page, "Mara Lindt")).to_have_class(re.compile("dim"))
        expect(row(page, "Jonas Beck")).not_to_have_class(re.compile("dim"))
        assert violations(page) == []
        comes_back(page)
        expect(asked.get_by_role("status")).to_have_text("1 person is free")
        asked.get_by_role("button", name="Jonas Beck").focus()
        page.keyboard.press("Enter")
        form = page.get_by_role("dialog", name="New booking")
        expect(form.get_by_label("Artist")).to_have_value(re.compile(".+"))
        expect(form.get_by_label("First day")).to_have_value(a_day(7).isoformat())
        expect(form.get_by_label("Last day")).to_have_value(a_day(11).isoformat())
        form.get_by_label("Title").fill("Found him")
        form.get_by_role("button", name="Book").click()
        expect(bar(page, "Found him")).to_have_count(1)
        expect(asked.get_by_role("status")).to_have_text(
            "1 person is free"
        )  # a hold claims nothing
        asked.get_by_role("button", name="Stop asking").click()
        expect(asked).to_have_count(0)
        expect(page).not_to_have_url(re.compile("free="))

    def test_who_is_booked_by_another_meanwhile_is_free_no_longer(
        self, visit: Visit, studio: Studio
    ) -> None:
        artists = [create_artist(studio.alice, name=name) for name in ("Mara Lindt", "Jonas Beck")]
        page = visit(studio.mo_email)
        asked_again: list[str] = []
        page.on("websocket", lambda line: line.on("framesent", hears("again", asked_again)))
        open_board(page)
        page.locator(".pb").focus()
        page.keyboard.press("f")
        asked = page.get_by_role("region", name="Who is free?")
        expect(asked.get_by_role("status")).to_have_text("2 people are free")
        confirmed(studio.alice, artists[0].id, 8, 2)
        expect(asked.get_by_text("1 person is free")).to_be_visible()
        expect(asked.get_by_text("No longer free: Mara Lindt")).to_be_visible()
        expect(asked.get_by_role("button", name="Mara Lindt")).to_have_count(0)
        expect(row(page, "Mara Lindt")).to_have_class(re.compile("dim"))
        assert violations(page) == []
        before, began = len(asked_again), time.monotonic()
        for number in range(12):
            book(studio.alice, artists[1].id, 20 + number, 1)
        confirmed(studio.alice, artists[1].id, 8, 2)
        expect(asked.get_by_text("0 people are free")).to_be_visible()
        # A rush is asked about once a second, and once more for what came last.
        assert len(asked_again) - before <= 2 + (time.monotonic() - began)

    def test_on_a_phone_it_fits(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email, size=PHONE, has_touch=True)
        open_board(page, zoom="week")
        page.get_by_role("button", name="Who is free?").tap()
        expect(page.get_by_role("status").filter(has_text="1 person is free")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


class TestAsItWas:
    def test_steps_slider_and_the_way_back(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        hold = book(studio.alice, mara.id, 7, 3)
        with working(studio.alice) as work:
            bookings.confirm_booking(work, booking_id=hold.id, seen_version=hold.version)
        page = visit(studio.mo_email)
        open_board(page)
        page.get_by_role("button", name="Look back").click()
        past = page.get_by_role("region", name="The board's past")
        expect(past).to_contain_text("Board as of")
        expect(bar(page, "Northlight")).to_have_class(re.compile("confirmed"))
        past.get_by_role("button", name="Previous change").click()
        expect(past).to_contain_text("Hold made by Alice Hart")
        expect(bar(page, "Northlight")).to_have_class(re.compile("hold"))
        assert violations(page) == []
        drag(page, point(page, "Mara Lindt", 8), point(page, "Mara Lindt", 12), let_go=False)
        expect(page.locator(".pb.dragging")).to_have_count(0)  # what was stays as it was
        page.mouse.up()
        bar(page, "Northlight").click()
        panel = page.get_by_role("complementary", name="Booking")
        expect(panel).to_contain_text("Mara Lindt")
        expect(panel.get_by_role("button", name="To pencil")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(page).to_have_url(re.compile("at="))
        comes_back(page)
        expect(past).to_contain_text("Hold made by Alice Hart")
        expect(bar(page, "Northlight")).to_have_class(re.compile("hold"))
        past.get_by_role("button", name="Previous change").click()
        expect(bar(page, "Northlight")).to_have_count(0)
        past.get_by_role("button", name="Back to now").click()
        expect(past).to_have_count(0)
        expect(bar(page, "Northlight")).to_have_class(re.compile("confirmed"))
        expect(page).not_to_have_url(re.compile("at="))


class TestSavedViews:
    def test_saved_shared_and_opened_by_somebody_else(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt", department="Animation")
        create_artist(studio.alice, name="Jonas Beck", department="Lighting")
        page = visit(studio.mo_email)
        open_board(page, zoom="week")
        page.get_by_label("Department").select_option("Lighting")
        expect(row(page, "Mara Lindt")).to_have_count(0)
        expect(page).to_have_url(re.compile("department=Lighting"))
        page.get_by_role("button", name="Views").click()
        page.get_by_text("Save this view").click()
        window = page.get_by_role("dialog", name="Save this view")
        expect(window).to_be_visible()
        assert violations(page) == []
        window.get_by_label("Name").fill("Lights")
        window.get_by_label("Share with the studio").check()
        window.get_by_role("button", name="Save").click()
        expect(window).to_have_count(0)
        other = visit(studio.alice_email)
        open_board(other, zoom="quarter")
        expect(row(other, "Mara Lindt")).to_have_count(1)
        other.get_by_role("button", name="Views").click()
        other.get_by_role("button", name="Lights").click()
        expect(other).to_have_url(
            re.compile("department=Lighting.*zoom=week|zoom=week.*department")
        )
        expect(row(other, "Mara Lindt")).to_have_count(0)
        expect(other.locator('[data-board="zoom:week"]')).to_have_attribute("aria-pressed", "true")

    def test_one_changed_in_another_tab_is_shown_as_it_is(
        self, visit: Visit, studio: Studio
    ) -> None:
        page = visit(studio.alice_email)
        create_artist(studio.alice, name="Mara Lindt")
        with working(studio.alice) as work:
            view = views.save_view(work, name="Mine", query="", today=a_day(0), relative=True)
        open_board(page)
        page.get_by_role("button", name="Views").click()
        page.get_by_role("button", name="Rename, share, delete").click()
        window = page.get_by_role("dialog", name="Views")
        expect(window).to_contain_text("Mine")
        with working(studio.alice) as work:
            views.rename_view(work, view_id=view.id, name="Effects")
        window.get_by_role("button", name="Delete").click()
        expect(page.get_by_text("Effects was changed elsewhere")).to_be_visible()
        expect(window.get_by_role("listitem")).to_contain_text("Effects")
        window.get_by_role("button", name="Delete").click()
        expect(window).to_contain_text("No views are left.")


class TestGroups:
    def test_rows_stand_by_skill_and_the_address_says_so(
        self, visit: Visit, studio: Studio
    ) -> None:
        create_artist(studio.alice, name="Mara Lindt", skills=(Skill("comp", 4),))
        page = visit(studio.mo_email)
        open_board(page)
        page.get_by_label("Group").select_option("By skill")
        heads = page.locator(".pb-group")
        expect(heads.filter(has_text="comp")).to_have_count(1)
        expect(page).to_have_url(re.compile("group=skill"))
        comes_back(page)
        expect(heads.filter(has_text="comp")).to_have_count(1)


class TestLongNames:
    def test_what_a_bar_cannot_show_its_tip_and_its_panel_do(
        self, visit: Visit, studio: Studio
    ) -> None:
        title = "The extraordinarily long way of a small studio through a deep winter, part two"
        project = create_project(studio.alice, title=title)
        mara = create_artist(studio.alice, name="Mara Lindt")
        confirmed(studio.alice, mara.id, 5, 4, title="", project_id=project.id)
        page = visit(studio.mo_email)
        open_board(page)
        bar(page, "The extra").hover()
        tip = page.locator(".pb-tip")
        expect(tip).to_contain_text(title)
        shown = tip.evaluate("tip => tip.scrollWidth <= tip.clientWidth + 1")
        assert shown, "the whole tip is in sight"
        bar(page, "The extra").click()
        expect(page.get_by_role("complementary", name="Booking")).to_contain_text(title)
