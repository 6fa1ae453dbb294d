"""What is on the board as files and on paper."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.e2e.board_hands import (
    Visit,
    a_day,
    bar,
    confirmed,
    open_board,
)
from tests.e2e.conftest import Studio
from tests.factories import create_artist

RESTED = re.compile("zoom=")


class TestFiles:
    def test_what_is_on_the_screen_is_kept(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        open_board(page, zoom="week", day=a_day(3))
        expect(page).to_have_url(RESTED)
        page.get_by_role("button", name="Export").click()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Excel (XLSX)").click()
        first, last = re.findall(r"\d{4}-\d\d-\d\d", saved.value.suggested_filename)
        assert date.fromisoformat(first) <= a_day(3) <= date.fromisoformat(last)
        assert saved.value.suggested_filename.endswith(".xlsx")

    def test_ctrl_p_opens_its_pages(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        open_board(page)
        page.locator(".pb").focus()
        with page.context.expect_page() as pages:
            page.keyboard.press("Control+p")
        assert "format=pdf" in pages.value.url

    def test_the_browsers_own_print_says_which_rows_it_has_and_where_all_are(
        self, visit: Visit, studio: Studio
    ) -> None:
        for number in range(40):
            create_artist(studio.alice, name=f"Artist {number:02}")
        page = visit(studio.mo_email)
        open_board(page)
        page.pdf(prefer_css_page_size=True)
        told = page.locator("p.print-only")
        expect(told).to_have_text(
            re.compile(r"^Rows 1\W1\d of 40, .* All of them: Print under Exp")
        )
        page.goto("/?q=Artist+07")
        expect(page.locator(".pb-row .pb-label")).to_have_count(3)  # roles, group, one
        page.pdf(prefer_css_page_size=True)
        expect(told).to_have_text("")

    def test_the_browsers_own_print_makes_one_light_page_of_the_screen(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        confirmed(studio.alice, mara.id, 5, 4)
        page = visit(studio.mo_email, color_scheme="dark")
        open_board(page)
        bar(page, "Northlight").click()
        expect(page.locator("aside.booking-panel")).to_be_visible()
        stood = page.locator(".pb").evaluate("board => [board.scrollLeft, board.clientWidth]")
        sheet = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
        (wide, high) = re.findall(rb"/MediaBox\s*\[0 0 (\d+)\S* (\d+)", sheet)[0]
        assert int(wide) > int(high)
        page.emulate_media(media="print")
        for chrome in ("nav.rail", "aside.booking-panel", ".board-title ~ .segments"):
            expect(page.locator(chrome)).to_be_hidden()
        expect(bar(page, "Northlight")).to_be_visible()
        assert page.locator("body").evaluate(
            "body => getComputedStyle(body).getPropertyValue('--surface')"
        ).strip().lower() in {"#fff", "#ffffff"}
        page.emulate_media(media="screen")
        now = page.locator(".pb").evaluate("board => [board.scrollLeft, board.clientWidth]")
        assert now == stood
