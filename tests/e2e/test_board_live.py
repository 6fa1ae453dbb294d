"""What one browser does, another shows without reloading; also across processes and failures."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.e2e.board_hands import Visit, bar, book, drag, open_board, point, stands_on
from tests.e2e.conftest import Program, Studio
from tests.factories import create_artist, create_raw_booking


class TestTwoBrowsers:
    def test_a_move_in_one_process_is_seen_in_the_other(
        self, visit: Visit, studio: Studio, second_app_url: str
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 3)
        mo, alice = visit(studio.mo_email), visit(studio.alice_email, at=second_app_url)
        open_board(alice)
        open_board(mo)
        drag(mo, point(mo, "Mara Lindt", 1), point(mo, "Mara Lindt", 8))
        stands_on(alice, bar(alice, "Northlight"), "Mara Lindt", 7)
        expect(alice.locator(".pb-bar.glow")).to_have_count(1)

    def test_an_open_panel_follows(self, visit: Visit, studio: Studio, second_app_url: str) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 3)
        mo, alice = visit(studio.mo_email), visit(studio.alice_email, at=second_app_url)
        open_board(alice)
        open_board(mo)
        bar(alice, "Northlight").click()
        bar(mo, "Northlight").click()
        panel = alice.get_by_role("complementary", name="Booking")
        expect(panel).to_contain_text("1st hold")
        mo.keyboard.press("p")
        expect(bar(alice, "Northlight")).to_have_class(re.compile("pencil"))
        expect(panel).to_contain_text("Made a pencil")

    def test_two_want_the_same_days_and_one_is_told(
        self, visit: Visit, studio: Studio, second_app_url: str
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 3, title="Kestrel")
        book(studio.alice, mara.id, 1, 3, title="Tidewater")
        mo, alice = visit(studio.mo_email), visit(studio.alice_email, at=second_app_url)
        open_board(alice)
        open_board(mo)
        bar(mo, "Kestrel").click()
        mo.keyboard.press("c")
        expect(bar(alice, "Kestrel")).to_have_class(re.compile("confirmed"))
        bar(alice, "Tidewater").click()
        alice.keyboard.press("c")
        expect(alice.locator(".refusal")).to_contain_text("Mara Lindt is confirmed for Kestrel")
        expect(bar(alice, "Tidewater")).to_have_class(re.compile("hold"))


class TestTime:
    def test_a_lapsed_hold_leaves_and_the_next_moves_up(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        soon = datetime.now(UTC) + timedelta(seconds=6)
        behind = book(studio.alice, mara.id, 0, 3, title="Waits behind")
        create_raw_booking(
            studio.alice,
            mara.id,
            title="Lapses",
            status="hold",
            start_at=behind.start,
            end_at=behind.end,
            queued_at=behind.queued_at - timedelta(hours=1),
            expires_at=soon,
        )
        page = visit(studio.mo_email)
        open_board(page)
        expect(bar(page, "Waits behind").locator("i")).to_have_text("2nd")
        expect(bar(page, "Lapses")).to_have_count(0, timeout=60_000)
        expect(bar(page, "Waits behind").locator("i")).to_have_text("1st")


class TestLostConnection:
    def test_the_board_says_so_and_is_right_again_by_itself(
        self, visit: Visit, studio: Studio, second_program: Program
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 3)
        page = visit(studio.alice_email, at=second_program.url)
        open_board(page)
        second_program.stop()
        expect(page.get_by_text("Live updates paused")).to_be_visible()
        book(studio.alice, mara.id, 5, 2, title="Made meanwhile")
        second_program.start()
        expect(page.get_by_text("Live updates paused")).to_be_hidden(timeout=30_000)
        expect(bar(page, "Made meanwhile")).to_be_visible()
