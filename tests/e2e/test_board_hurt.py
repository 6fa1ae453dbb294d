"""The board in bad conditions: its server dies during a drag, no network, a slow machine."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from production_tool.domain.artists import ArtistRow
from production_tool.services import bookings
from production_tool.services.work import working
from tests.e2e.board_hands import bar, book, drag, open_board, point, row, stands_on
from tests.e2e.conftest import Studio
from tests.e2e.freshness import is_as_a_fresh_one
from tests.e2e.lossy import Line
from tests.factories import create_artist
from tests.program import Program

Visit = Callable[..., Page]


@pytest.fixture(autouse=True)
def mara(studio: Studio) -> ArtistRow:
    """Mara, held for Northlight from that Monday to the Wednesday."""
    mara = create_artist(studio.alice, name="Mara Lindt")
    book(studio.alice, mara.id, 0, 3)
    return mara


@pytest.fixture
def page(visit: Visit, studio: Studio) -> Page:
    """A browser of Mo's, who opens the board when all is prepared."""
    return visit(studio.mo_email)


@pytest.fixture
def line(page: Page) -> Line:
    """Mo's open board, at the end of a line that can be cut."""
    line = Line(page)
    open_board(page)
    return line


def paused(page: Page) -> Locator:
    return page.get_by_text("Live updates paused")


def pending(page: Page) -> Locator:
    return page.locator(".pb-bar.pending")


class TestTheServerDies:
    def test_in_the_middle_of_a_drag(
        self, visit: Visit, studio: Studio, mara: ArtistRow, second_program: Program
    ) -> None:
        book(studio.alice, mara.id, 10, 2, title="Kestrel")
        page = visit(studio.mo_email, at=second_program.url)
        open_board(page)
        here, there = point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 5)
        drag(page, here, there, let_go=False)
        second_program.kill("granian")
        expect(paused(page)).to_be_visible()
        page.mouse.up()
        expect(paused(page)).to_have_count(0)
        expect(pending(page)).to_have_count(0)
        # Whether the wish came through or not, the board says what is so, and goes on working.
        is_as_a_fresh_one(page, studio.alice)
        drag(page, point(page, "Mara Lindt", 10), point(page, "Mara Lindt", 14))
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 14)
        page.reload()
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 14)


class TestWhatIsHeldGoes:
    def test_it_is_let_go_and_the_board_reads_on(
        self, page: Page, studio: Studio, mara: ArtistRow
    ) -> None:
        kestrel = book(studio.alice, mara.id, 10, 2, title="Kestrel")
        open_board(page)
        drag(page, point(page, "Mara Lindt", 10), point(page, "Mara Lindt", 14), let_go=False)
        with working(studio.alice) as work:
            bookings.end_booking(work, booking_id=kestrel.id, seen_version=kestrel.version)
        expect(bar(page, "Kestrel")).to_have_count(0)
        page.mouse.up()
        book(studio.alice, mara.id, 150, 3, title="Far ahead")
        for _ in range(5):
            page.get_by_role("button", name="Later").click()
        expect(bar(page, "Far ahead")).to_be_visible()


class TestNoAnswerYet:
    def test_what_was_done_stands_at_once_and_stays_while_the_board_is_read_again(
        self, page: Page, line: Line
    ) -> None:
        line.hush()
        drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 8))
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 7)
        page.locator(".pb").focus()
        with page.expect_response(re.compile("/api/v1/board[?]")):
            for key in ("-", "PageDown", "PageUp"):
                page.keyboard.press(key)
        page.keyboard.press("+")
        expect(pending(page)).to_have_count(1)
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 7)


class TestNoNetwork:
    def test_it_says_so_keeps_what_it_shows_and_catches_up(
        self, page: Page, line: Line, studio: Studio, mara: ArtistRow
    ) -> None:
        line.down()
        expect(paused(page)).to_be_visible()
        expect(bar(page, "Northlight")).to_be_visible()
        book(studio.alice, mara.id, 5, 2, title="Made meanwhile")
        line.up()
        expect(paused(page)).to_have_count(0)
        expect(bar(page, "Made meanwhile")).to_be_visible()

    def test_a_booking_made_without_it_is_made_when_it_is_back(
        self, page: Page, line: Line
    ) -> None:
        drag(page, point(page, "Mara Lindt", 10), point(page, "Mara Lindt", 11))
        form = page.get_by_role("dialog", name="New booking")
        form.get_by_label("Title").fill("Kestrel")
        line.down()
        expect(paused(page)).to_be_visible()
        form.get_by_role("button", name="Book").click()
        expect(form.get_by_label("Title")).to_have_value("Kestrel")
        line.up()
        expect(bar(page, "Kestrel")).to_have_class(re.compile("hold"))
        expect(form).to_have_count(0)

    def test_a_drag_without_it_is_done_when_it_is_back(
        self, page: Page, line: Line, studio: Studio
    ) -> None:
        line.down()
        expect(paused(page)).to_be_visible()
        drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 5))
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 4)
        expect(pending(page)).to_have_count(1)
        line.up()
        expect(pending(page)).to_have_count(0)
        is_as_a_fresh_one(page, studio.alice)
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 4)


class TestSlowMachine:
    def test_a_drag_and_a_new_booking_at_a_quarter_of_the_speed(
        self, page: Page, studio: Studio
    ) -> None:
        create_artist(studio.alice, name="Jonas Beck")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        open_board(page)
        drag(page, point(page, "Mara Lindt", 1), point(page, "Jonas Beck", 4))
        stands_on(page, bar(page, "Northlight"), "Jonas Beck", 3)
        drag(page, point(page, "Mara Lindt", 0), point(page, "Mara Lindt", 4))
        form = page.get_by_role("dialog", name="New booking")
        form.get_by_label("Title").fill("Kestrel trailer")
        form.get_by_role("button", name="Book").click()
        expect(bar(page, "Kestrel trailer")).to_have_class(re.compile("hold"))
        expect(row(page, "Mara Lindt").locator(".pb-bar")).to_have_count(1)
