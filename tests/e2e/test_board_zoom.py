"""Nearer and farther: the date under the pointer stays, hours by day, and fingers."""

from playwright.sync_api import expect

from tests.e2e.board_hands import Visit, a_day, bar, book, box, drag, open_board, point, stands_on
from tests.e2e.conftest import Studio
from tests.e2e.finger import Finger
from tests.factories import create_artist

TABLET = {"width": 820, "height": 1180}
# A finger's push goes on by itself for a while.
AT_REST = """() => {
  const board = document.querySelector(".pb"), before = board.dataset.was;
  board.dataset.was = board.scrollLeft;
  return board.dataset.was === before;
}"""


class TestZoom:
    def test_the_wheel_keeps_the_day_under_the_pointer(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        open_board(page)
        here = point(page, "Mara Lindt", 3)
        page.mouse.move(*here)
        page.keyboard.down("Control")
        page.mouse.wheel(0, -100)
        page.keyboard.up("Control")
        expect(page.get_by_role("button", name="2 weeks")).to_have_attribute("aria-pressed", "true")
        day = box(page.locator(f'.pb-day[data-day="{a_day(3)}"]'))
        assert day["x"] <= here[0] <= day["x"] + day["width"]

    def test_plus_and_minus_go_nearer_and_back(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        open_board(page, zoom="week", day=a_day(2))
        page.locator(".pb").focus()
        page.keyboard.press("+")
        hours = page.locator(".pb-day", has_text="09")
        expect(hours.first).to_be_visible()
        expect(page.locator(".pb-top").first).to_contain_text(f"{a_day(1).day} ")
        page.keyboard.press("-")
        expect(page.locator(f'.pb-day[data-day="{a_day(2)}"]')).to_be_visible()

    def test_in_a_day_it_snaps_to_half_hours(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 2, 1)
        page = visit(studio.mo_email)
        open_board(page, zoom="day", day=a_day(2))
        hour = box(page.locator(".pb-day").first)["width"]
        whole = box(bar(page, "Northlight"))
        start = (whole["x"] + 6 * hour, whole["y"] + 12)
        drag(page, start, (start[0] + 1.6 * hour, start[1]), let_go=False)
        expect(page.locator(".pb-tip")).to_contain_text("01:30")
        expect(page.locator(".pb-tip")).to_contain_text("working hours")
        page.mouse.up()
        expect(page.locator(".pb-bar.pending")).to_have_count(0)
        assert abs(box(bar(page, "Northlight"))["x"] - whole["x"] - 1.5 * hour) < 2


class TestFingers:
    def test_a_finger_pans_and_a_long_press_moves(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 2)
        page = visit(studio.mo_email, size=TABLET, has_touch=True)
        open_board(page, zoom="fortnight", day=a_day(3))
        finger, (across, down) = Finger(page), point(page, "Mara Lindt", 0)
        left = page.locator(".pb").evaluate("board => board.scrollLeft")
        finger.land((across + 200, down))
        finger.go(*((across + step, down) for step in (250, 300, 350)))
        finger.leave()
        page.wait_for_function(
            "was => document.querySelector('.pb').scrollLeft < was - 50", arg=left
        )
        page.wait_for_function(AT_REST, polling=400)
        expect(page.locator(".pb-bar.pending")).to_have_count(0)
        open_board(page, zoom="fortnight", day=a_day(3))  # how far a finger flings is chance
        day = box(page.locator(f'.pb-day[data-day="{a_day(0)}"]'))
        assert abs(box(bar(page, "Northlight"))["x"] - day["x"]) < 3
        finger.carry(point(page, "Mara Lindt", 0), point(page, "Mara Lindt", 4))
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 4)


class TestCompany:
    def test_faces_come_and_go(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        mo, alice = visit(studio.mo_email), visit(studio.alice_email)
        open_board(mo)
        here = mo.locator(".company").get_by_role("img")
        expect(here).to_have_text(["MK"])
        open_board(alice)
        expect(here).to_have_text(["AH", "MK"])
        alice.close()
        expect(here).to_have_text(["MK"])

    def test_a_bar_in_anothers_hand_shows_whose(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 3)
        mo, alice = visit(studio.mo_email), visit(studio.alice_email)
        for page in (mo, alice):
            open_board(page)
        drag(mo, point(mo, "Mara Lindt", 1), point(mo, "Mara Lindt", 5), let_go=False)
        expect(bar(alice, "Northlight")).to_have_attribute("data-holder", "Mo Keller")
        mo.mouse.up()
        stands_on(alice, bar(alice, "Northlight"), "Mara Lindt", 4)
        expect(bar(alice, "Northlight")).to_have_attribute("data-holder", "")
