"""What one browser does, another shows without reloading; also across processes and failures."""

import re
from urllib.parse import urlsplit

import redis
from playwright.sync_api import expect

from production_tool.domain.actor import Role
from production_tool.services import members
from production_tool.services.bookings import NewBooking, create_bookings
from production_tool.services.expiry import sweep
from production_tool.services.queries.board import MANY_CHANGES
from production_tool.services.queries.members import list_members
from production_tool.services.work import working
from tests.e2e.board_hands import Visit, a_day, bar, book, drag, open_board, point, stands_on
from tests.e2e.conftest import Studio
from tests.e2e.freshness import is_as_a_fresh_one
from tests.e2e.lossy import Line
from tests.factories import age_hold, create_artist
from tests.program import Program, eventually
from tests.servers import Database


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

    def test_a_duplicated_tab_begins_afresh(
        self, visit: Visit, studio: Studio, second_app_url: str, database: Database
    ) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        first = visit(studio.mo_email)
        open_board(first)
        drag(first, point(first, "Mara Lindt", 1), point(first, "Mara Lindt", 4))
        expect(first.get_by_role("dialog", name="New booking")).to_be_visible()
        memory = first.evaluate("sessionStorage.token")
        with redis.Redis.from_url(database.redis_url) as store:  # pyright: ignore[reportUnknownMemberType]
            eventually(lambda: bool(store.keys(f"*:{memory}")), "what it shows is put away")
        twin = visit(studio.mo_email, at=second_app_url)
        twin.add_init_script(f"sessionStorage.token = '{memory}'")
        open_board(twin)
        expect(twin.get_by_role("dialog")).to_have_count(0)
        assert twin.evaluate("sessionStorage.token") != memory

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


class TestRights:
    def test_whose_right_ended_is_told_why_nothing_moves_any_more(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        open_board(page)
        give(studio, studio.mo_email, Role.FREELANCER)
        told = page.locator(".pb-note")
        expect(told).to_contain_text("You may not see this board any more; load the page")
        book(studio.alice, mara.id, 0, 3)
        give(studio, studio.mo_email, Role.STUDIO_MANAGER)
        expect(bar(page, "Northlight")).to_be_visible()
        expect(told).to_have_text("")


def give(studio: Studio, email: str, role: Role) -> None:
    """Another role from now on."""
    with working(studio.alice) as work:
        member = next(each for each in list_members(work) if each.email == email)
        members.change_role(work, member_id=member.id, role=role, seen_version=member.version)


class TestTime:
    def test_a_lapsed_hold_leaves_and_the_next_moves_up(
        self, visit: Visit, studio: Studio, database: Database
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        first = book(studio.alice, mara.id, 0, 3, title="Lapses")
        book(studio.alice, mara.id, 0, 3, title="Waits behind")
        page = visit(studio.mo_email)
        open_board(page)
        expect(bar(page, "Waits behind").locator("i")).to_have_text("2nd")
        age_hold(database, first)
        sweep()  # as the scheduler does, at an instant of its own
        expect(bar(page, "Lapses")).to_have_count(0)
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

    def test_a_lost_patch_is_noticed_though_nothing_follows(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        line = Line(page)
        open_board(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        line.lose(1)
        book(studio.alice, mara.id, 0, 3)
        expect(bar(page, "Northlight")).to_be_visible(timeout=15_000)
        assert asked == ["/api/v1/board/changes"]  # what was missed, and not all of it

    def test_more_lost_than_can_be_told_is_read_as_a_whole(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        line = Line(page)
        open_board(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        line.lose(1)
        many = [
            NewBooking(artist_id=mara.id, start=a_day(n % 20), end=a_day(n % 20 + 1), title="Many")
            for n in range(MANY_CHANGES + 1)
        ]
        with working(studio.alice) as work:
            create_bookings(work, items=many)
        expect(bar(page, "Many").first).to_be_visible(timeout=15_000)
        is_as_a_fresh_one(page, studio.alice)
        # What was missed is asked for; it is too much to tell, so all of it is read.
        assert asked[:2] == ["/api/v1/board/changes", "/api/v1/board"]

    def test_ones_own_change_is_settled_though_its_patch_is_lost(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 3)
        page = visit(studio.mo_email)
        line = Line(page)
        open_board(page)
        line.lose(1)
        drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 8))
        expect(page.locator(".pb-bar.pending")).to_have_count(0)
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 7)

    def test_silence_is_noticed_and_read_around(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        line = Line(page)
        page.clock.install()
        open_board(page)
        line.deafen()
        book(studio.alice, mara.id, 0, 3)
        page.clock.pause_at(page.evaluate("Date.now()") + 1000)
        page.clock.run_for(10_000)
        expect(bar(page, "Northlight")).to_have_count(0)
        page.clock.run_for(7_000)
        expect(page.get_by_text("Live updates paused")).to_be_visible()
        expect(bar(page, "Northlight")).to_be_visible()
