"""What hands and keys ask for, in a real browser: undo, copies, many at once, menus, two at it."""

import re

from playwright.sync_api import Page, expect

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import BookingRow
from production_tool.services import bookings
from production_tool.services.queries.bookings import read_booking
from production_tool.services.work import reading, working
from tests.e2e.board_hands import (
    Visit,
    a_day,
    bar,
    book,
    confirmed,
    days_wide,
    drag,
    northlight,
    open_board,
    point,
    row,
    stands_on,
)
from tests.e2e.conftest import Studio
from tests.factories import create_artist

# Where the menu is in each frame that is painted, and what it is about.
_WATCH = """() => {
  window.frames = [];
  const look = () => {
    const menu = document.querySelector("[role=menu]"), box = menu?.getBoundingClientRect();
    if (menu) frames.push([menu.textContent.slice(0, 9), Math.round(box.x)]);
    requestAnimationFrame(() => setTimeout(look));
  };
  look();
}"""


def on_the_board(page: Page, text: str) -> None:
    """Put the keys' focus on a bar."""
    page.locator(".pb").focus()
    for _ in range(6):
        page.keyboard.press("ArrowDown")
        if page.locator(".pb-bar.on").filter(has_text=text).count():
            return
    raise AssertionError(f"no key leads to {text}")


def move_elsewhere(actor: Actor, booking: BookingRow, day: int) -> None:
    with reading(actor) as work:
        seen = read_booking(work, booking.id).version
    with working(actor) as work:
        bookings.move_booking(work, booking_id=booking.id, seen_version=seen, start=a_day(day))


class TestUndo:
    def test_a_drag_is_undone_by_a_key_and_done_again_by_the_button(
        self, visit: Visit, studio: Studio
    ) -> None:
        create_artist(studio.alice, name="Jonas Beck")
        page = northlight(visit, studio)
        drag(page, point(page, "Mara Lindt", 1), point(page, "Jonas Beck", 4))
        said = page.get_by_role("status").filter(has_text="Moved Jonas Beck to")
        expect(said.get_by_role("button", name="Undo")).to_be_visible()
        page.locator(".pb").focus()
        page.keyboard.press("Control+z")
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 0)
        page.get_by_role("button", name="Redo").click()
        stands_on(page, bar(page, "Northlight"), "Jonas Beck", 3)
        page.locator(".pb").focus()
        page.keyboard.press("Control+z")
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 0)
        page.keyboard.press("Control+Shift+z")
        stands_on(page, bar(page, "Northlight"), "Jonas Beck", 3)

    def test_a_place_taken_meanwhile_is_told_and_something_free_taken(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        confirmed(studio.alice, mara.id, 0, 2)
        page = visit(studio.mo_email)
        open_board(page)
        drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 8))
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        confirmed(studio.alice, mara.id, 1, 1, title="Tidewater")
        page.get_by_role("button", name="Undo").click()
        refusal = page.get_by_role("alert").filter(has_text="Mara Lindt is confirmed for Tidewater")
        refusal.get_by_role("button", name=re.compile("^Mara Lindt, ")).first.click()
        expect(refusal).to_have_count(0)
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 2)


class TestCopy:
    def test_alt_and_a_drag_book_the_same_again(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        create_artist(studio.alice, name="Jonas Beck")
        confirmed(studio.alice, mara.id, 0, 3)
        page = visit(studio.mo_email)
        open_board(page)
        page.keyboard.down("Alt")
        drag(page, point(page, "Mara Lindt", 1), point(page, "Jonas Beck", 4))
        page.keyboard.up("Alt")
        expect(row(page, "Jonas Beck").locator(".pb-bar.hold")).to_have_count(1)
        expect(row(page, "Mara Lindt").locator(".pb-bar.confirmed")).to_have_count(1)
        page.get_by_role("button", name="Undo").click()
        expect(row(page, "Jonas Beck").locator(".pb-bar")).to_have_count(0)


class TestMany:
    def test_several_go_together_and_come_back_together(self, visit: Visit, studio: Studio) -> None:
        page = self.kestrel_and_tidewater(visit, studio)
        self.move_both_onto_beacon(page)
        refusal = page.get_by_role("alert").filter(has_text="Nothing was moved: 1 of 2 is refused")
        expect(refusal).to_contain_text("Tidewater of Jonas Beck: Jonas Beck is taken for Beacon")
        stands_on(
            page, bar(page, "Kestrel"), "Mara Lindt", 0
        )  # slid back, with no fault of its own
        expect(page.locator(".pb-bar.ring")).to_have_count(1)
        refusal.get_by_role("button", name="Do it without the refused one").click()
        expect(page.locator(".pb-bar.ring")).to_have_count(0)
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 5)
        stands_on(page, bar(page, "Tidewater"), "Jonas Beck", 0)
        expect(refusal).to_have_count(0)
        page.get_by_role("button", name="Undo").click()
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 0)

    def test_the_ring_goes_when_the_refusal_is_put_away(self, visit: Visit, studio: Studio) -> None:
        page = self.kestrel_and_tidewater(visit, studio)
        self.move_both_onto_beacon(page)
        expect(page.locator(".pb-bar.ring")).to_have_count(1)
        page.get_by_role("button", name="Dismiss").click()
        expect(page.locator(".pb-bar.ring")).to_have_count(0)

    def test_all_of_them_go_where_everybody_can(self, visit: Visit, studio: Studio) -> None:
        page = self.kestrel_and_tidewater(visit, studio)
        self.move_both_onto_beacon(page)
        page.get_by_role("button", name="Move all to the next time everybody can").click()
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 7)
        stands_on(page, bar(page, "Tidewater"), "Jonas Beck", 7)
        page.get_by_role("button", name="Undo").click()
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 0)
        stands_on(page, bar(page, "Tidewater"), "Jonas Beck", 0)

    def kestrel_and_tidewater(self, visit: Visit, studio: Studio) -> Page:
        """Beside each other, and Beacon later, in the way of one of them."""
        mara = create_artist(studio.alice, name="Mara Lindt")
        jonas = create_artist(studio.alice, name="Jonas Beck")
        book(studio.alice, mara.id, 0, 2, title="Kestrel")
        confirmed(studio.alice, jonas.id, 0, 2, title="Tidewater")
        confirmed(studio.alice, jonas.id, 5, 2, title="Beacon")
        page = visit(studio.mo_email)
        open_board(page)
        return page

    def move_both_onto_beacon(self, page: Page) -> None:
        for text in ("Kestrel", "Tidewater"):
            bar(page, text).click(modifiers=["Shift"])
        drag(page, point(page, "Mara Lindt", 0), point(page, "Mara Lindt", 5))


class TestMenu:
    def test_by_keys_alone(self, visit: Visit, studio: Studio) -> None:
        page = northlight(visit, studio)
        on_the_board(page, "Northlight")
        page.keyboard.press("Shift+F10")
        menu = page.get_by_role("menu")
        expect(menu).to_contain_text("Northlight")
        first = menu.get_by_role("menuitem", name="Confirm")
        expect(first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(menu.get_by_role("menuitem", name="To pencil")).to_be_focused()
        page.keyboard.press("Escape")
        expect(menu).to_have_count(0)
        expect(page.locator(".pb")).to_be_focused()
        page.keyboard.press("Shift+F10")
        expect(first).to_be_focused()
        page.keyboard.press("Enter")
        expect(bar(page, "Northlight")).to_have_class(re.compile("confirmed"))

    def test_nothing_is_explained_under_it(self, visit: Visit, studio: Studio) -> None:
        page = northlight(visit, studio)
        on_the_board(page, "Northlight")
        tip = page.locator(".pb-tip")
        bar(page, "Northlight").hover()
        expect(tip).to_contain_text("Northlight")
        page.keyboard.press("Shift+F10")
        expect(page.get_by_role("menu")).to_be_visible()
        expect(tip).to_be_hidden()
        page.mouse.move(*point(page, "Mara Lindt", 8))
        page.mouse.move(*point(page, "Mara Lindt", 0))
        expect(tip).to_be_hidden()

    def test_opened_elsewhere_it_is_never_seen_at_its_old_place(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 3)
        page = visit(studio.mo_email, reduced_motion="reduce")
        open_board(page)
        page.evaluate(_WATCH)
        for about, number in (("Northlight", 1), (f"{a_day(9):%a} {a_day(9).day}", 9)) * 2:
            page.mouse.click(*point(page, "Mara Lindt", number), button="right")
            expect(page.get_by_role("menu")).to_contain_text(about)
        seen = {(about, x) for about, x in page.evaluate("frames")}
        assert len(seen) == 2

    def test_near_an_edge_it_stays_inside(self, visit: Visit, studio: Studio) -> None:
        for number in range(25):
            create_artist(studio.alice, name=f"Artist {number:02}")
        page = visit(studio.mo_email)
        open_board(page)
        page.mouse.click(1432, 880, button="right")
        menu = page.get_by_role("menu")
        expect(menu).to_be_visible()
        corner = menu.evaluate(
            "(n) => { const b = n.getBoundingClientRect(); return [b.right, b.bottom]; }"
        )
        assert corner[0] <= 1440
        assert corner[1] <= 900
        menu.get_by_role("menuitem", name=re.compile("^Book here")).click()
        expect(page.get_by_role("dialog", name="New booking")).to_be_visible()


class TestMoveWindow:
    def test_a_booking_is_moved_by_keys_alone(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Jonas Beck")
        page = northlight(visit, studio)
        on_the_board(page, "Northlight")
        page.keyboard.press("m")
        window = page.get_by_role("dialog", name="Move booking")
        expect(window.get_by_label("Artist")).to_be_focused()
        page.keyboard.press("J")  # the first whose name begins so
        page.keyboard.press("Tab")
        page.keyboard.type(a_day(5).strftime("%m%d%Y"))
        window.get_by_label("Last day").fill(a_day(6).isoformat())
        page.keyboard.press("Enter")
        stands_on(page, bar(page, "Northlight"), "Jonas Beck", 5)
        assert days_wide(page, bar(page, "Northlight")) == 2

    def test_the_list_of_keys(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        open_board(page)
        page.locator(".pb").focus()
        page.keyboard.press("?")
        keys = page.get_by_role("dialog", name="Keys")
        expect(keys).to_contain_text("Undo your own last change")
        page.keyboard.press("Escape")
        expect(keys).to_have_count(0)


class TestTwoAtOnce:
    def test_the_later_one_sees_both_and_keeps_the_own(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        booking = book(studio.alice, mara.id, 0, 3)
        mo, alice = visit(studio.mo_email), visit(studio.alice_email)
        for page in (mo, alice):
            open_board(page)
        bar(mo, "Northlight").click()
        mo.get_by_role("complementary", name="Booking").get_by_role("button", name="Edit").click()
        form = mo.get_by_role("dialog", name="Change booking")
        form.get_by_label("Title").fill("Northlight teaser")
        drag(alice, point(alice, "Mara Lindt", 1), point(alice, "Mara Lindt", 5))
        stands_on(mo, bar(mo, "Northlight"), "Mara Lindt", 4)
        form.get_by_role("button", name="Save").click()
        both = mo.get_by_role("dialog", name="Changed by somebody else meanwhile")
        expect(both).to_contain_text("Alice Hart changed this booking")
        expect(both).to_contain_text("Both can stand")
        both.get_by_role("button", name="Keep mine").click()
        expect(both).to_have_count(0)
        stands_on(mo, bar(mo, "Northlight teaser"), "Mara Lindt", 4)
        with reading(studio.alice) as work:
            kept = read_booking(work, booking.id)
        assert (kept.title, kept.version) == ("Northlight teaser", 3)

    def test_of_several_each_changed_one_shows_both(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        kestrel = book(studio.alice, mara.id, 0, 2, title="Kestrel")
        book(studio.alice, mara.id, 0, 3, title="Tidewater")
        page = visit(studio.mo_email)
        open_board(page)
        for text in ("Kestrel", "Tidewater"):
            bar(page, text).click(modifiers=["Shift"])
        page.locator(".pb").focus()
        page.keyboard.press("m")
        window = page.get_by_role("dialog", name="Move 2 at once")
        window.get_by_label("First day").fill(f"{a_day(7)}")
        move_elsewhere(studio.alice, kestrel, 2)
        window.get_by_role("button", name="Move all").click()
        both = page.get_by_role("dialog", name="Changed by somebody else meanwhile")
        expect(both.get_by_role("heading", name="Kestrel of Mara Lindt")).to_be_visible()
        expect(both).to_contain_text("Keep mine: 2 are moved, on top of what others changed.")
        both.get_by_role("button", name="Keep mine").click()
        expect(both).to_have_count(0)
        stands_on(page, bar(page, "Tidewater"), "Mara Lindt", 7)
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 9)  # a week on from where it is now

    def test_or_takes_theirs(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        booking = book(studio.alice, mara.id, 0, 3)
        page = visit(studio.mo_email)
        open_board(page)
        drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 3))
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        move_elsewhere(studio.alice, booking, 9)
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 9)
        page.get_by_role("button", name="Undo").click()
        both = page.get_by_role("dialog", name="Changed by somebody else meanwhile")
        both.get_by_role("button", name="Take theirs").click()
        expect(both).to_have_count(0)
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 9)
