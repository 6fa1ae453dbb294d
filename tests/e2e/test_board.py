"""Booking by hand: drawn, moved, refused, changed by keys."""

import re

from playwright.sync_api import Dialog, expect

from tests.e2e.board_hands import (
    Visit,
    a_day,
    bar,
    book,
    box,
    confirmed,
    days_wide,
    drag,
    northlight,
    open_board,
    point,
    row,
    stands_on,
)
from tests.e2e.conftest import PHONE, Studio
from tests.e2e.finger import Finger
from tests.e2e.reading import violations
from tests.factories import create_artist


class TestDrawing:
    def test_a_hold_is_drawn_into_empty_space(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt", department="Animation")
        page = visit(studio.mo_email)
        open_board(page)
        drag(page, point(page, "Mara Lindt", 0), point(page, "Mara Lindt", 4))
        form = page.get_by_role("dialog", name="New booking")
        expect(form.get_by_label("First day")).to_have_value(a_day(0).isoformat())
        expect(form.get_by_label("Last day")).to_have_value(a_day(4).isoformat())
        form.get_by_label("Title").fill("Kestrel trailer")
        form.get_by_role("button", name="Book").click()
        made = bar(page, "Kestrel trailer")
        expect(made).to_have_class(re.compile("hold"))
        expect(made.locator("i")).to_have_text("1st")
        assert days_wide(page, made) == 5

    def test_a_refused_one_keeps_what_was_typed(self, visit: Visit, studio: Studio) -> None:
        confirmed(studio.alice, create_artist(studio.alice, name="Mara Lindt").id, 1, 2)
        page = visit(studio.mo_email)
        open_board(page)
        drag(page, point(page, "Mara Lindt", 0), point(page, "Mara Lindt", 1))
        form = page.get_by_role("dialog", name="New booking")
        form.get_by_text("Pencil", exact=True).click()
        form.get_by_label("Title").fill("Kestrel trailer")
        form.get_by_label("Notes").fill("Two shots")
        form.get_by_role("button", name="Book").click()
        expect(page.get_by_role("alert")).to_contain_text("Mara Lindt is confirmed for Northlight")
        expect(form.get_by_label("Notes")).to_have_value("Two shots")
        assert violations(page) == []
        form.get_by_label("Last day").fill(a_day(0).isoformat())
        form.get_by_role("button", name="Book").click()
        expect(bar(page, "Kestrel trailer")).to_have_class(re.compile("pencil"))
        expect(page.locator(".refusal")).to_have_count(0)

    def test_before_the_page_is_loaded_again_the_browser_asks_when_something_is_typed(
        self, visit: Visit, studio: Studio
    ) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        asked: list[str] = []

        def stay(question: Dialog) -> None:
            asked.append(question.type)
            question.dismiss()

        page.on("dialog", stay)
        open_board(page)
        drag(page, point(page, "Mara Lindt", 0), point(page, "Mara Lindt", 2))
        form = page.get_by_role("dialog", name="New booking")
        expect(form).to_be_visible()
        page.evaluate("setTimeout(() => location.reload())")
        expect(form).to_have_count(0)  # nothing was typed, so nobody is asked
        assert asked == []
        expect(page.locator(".pb")).to_have_attribute("data-live", "on")
        drag(page, point(page, "Mara Lindt", 0), point(page, "Mara Lindt", 2))
        form.get_by_label("Title").fill("Kestrel")
        with page.expect_event("dialog"):
            page.evaluate("setTimeout(() => location.reload())")
        expect(form.get_by_label("Title")).to_have_value("Kestrel")
        assert asked == ["beforeunload"]

    def test_escape_lets_go(self, visit: Visit, studio: Studio) -> None:
        page = northlight(visit, studio)
        before = box(bar(page, "Northlight"))
        here, there = point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 5)
        drag(page, here, there, let_go=False)
        expect(page.locator(".pb-tip")).to_contain_text("working day")
        page.keyboard.press("Escape")
        page.mouse.up()
        expect(page.locator(".pb-tip")).to_be_hidden()
        assert box(bar(page, "Northlight")) == before


class TestMoving:
    def test_a_bar_goes_to_other_days_and_another_artist(
        self, visit: Visit, studio: Studio
    ) -> None:
        create_artist(studio.alice, name="Jonas Beck")
        page = northlight(visit, studio)
        drag(page, point(page, "Mara Lindt", 1), point(page, "Jonas Beck", 4))
        stands_on(page, bar(page, "Northlight"), "Jonas Beck", 3)
        page.reload()
        stands_on(page, bar(page, "Northlight"), "Jonas Beck", 3)

    def test_an_edge_makes_it_longer(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 2)
        page = visit(studio.mo_email)
        open_board(page)
        edge = box(bar(page, "Northlight"))
        start = (edge["x"] + edge["width"] - 3, edge["y"] + 12)
        drag(page, start, (point(page, "Mara Lindt", 5)[0], start[1]))
        expect(page.locator(".pb-bar.pending")).to_have_count(0)
        assert days_wide(page, bar(page, "Northlight")) == 6

    def test_a_taken_place_is_refused_and_something_free_taken(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        jonas = create_artist(studio.alice, name="Jonas Beck")
        confirmed(studio.alice, mara.id, 0, 4, title="Tidewater")
        confirmed(studio.alice, jonas.id, 7, 2, title="Kestrel")
        page = visit(studio.mo_email)
        open_board(page)
        drag(page, point(page, "Jonas Beck", 7), point(page, "Mara Lindt", 2))
        refusal = page.locator(".refusal")
        expect(refusal).to_contain_text("Mara Lindt is confirmed for Tidewater until")
        stands_on(page, bar(page, "Kestrel"), "Jonas Beck", 7)
        refusal.get_by_role("button", name=re.compile("^Mara Lindt, ")).first.click()
        expect(refusal).to_have_count(0)
        stands_on(page, bar(page, "Kestrel"), "Mara Lindt", 7)  # two working days, so not Friday


class TestKeys:
    def test_a_hold_is_found_opened_and_confirmed(self, visit: Visit, studio: Studio) -> None:
        page = northlight(visit, studio)
        page.locator(".pb").focus()
        for key in ("ArrowDown", "ArrowDown", "Enter"):
            page.keyboard.press(key)
        panel = page.get_by_role("complementary", name="Booking")
        expect(panel).to_contain_text("1st hold")
        expect(page).to_have_url(re.compile("booking="))
        page.reload()
        expect(panel).to_contain_text("1st hold")
        expect(bar(page, "Northlight")).to_be_visible()
        page.keyboard.press("c")
        expect(bar(page, "Northlight")).to_have_class(re.compile("confirmed"))
        expect(panel).to_contain_text("Confirmed")
        expect(panel.get_by_role("listitem").first).to_contain_text("Mo Keller")
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)

    def test_alt_and_arrows_move_it(self, visit: Visit, studio: Studio) -> None:
        page = northlight(visit, studio)
        page.locator(".pb").focus()
        for key in ("ArrowDown", "ArrowDown", "Alt+ArrowRight", "Alt+ArrowRight"):
            page.keyboard.press(key)
        expect(page.locator(".pb-spoken")).to_contain_text(
            f"Mara Lindt · {a_day(2):%a} {a_day(2).day}"
        )
        expect(page.locator(".pb-bar.pending")).to_have_count(0)
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 2)

    def test_quick_steps_there_and_back_all_count(self, visit: Visit, studio: Studio) -> None:
        """Faster than the server answers: each step waits for the one before, none is lost."""
        page = northlight(visit, studio)
        page.locator(".pb").focus()
        on, back = "Alt+ArrowRight", "Alt+ArrowLeft"
        for key in ("ArrowDown", "ArrowDown", *[on, back] * 4, on, on):
            page.keyboard.press(key)
        expect(page.locator(".pb-bar.pending")).to_have_count(0)
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 2)
        page.reload()
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 2)

    def test_n_books_the_row(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        open_board(page)
        page.locator(".pb").focus()
        for key in ("ArrowDown", "ArrowDown", "n"):
            page.keyboard.press(key)
        form = page.get_by_role("dialog", name="New booking")
        form.get_by_label("Title").fill("By key")
        form.get_by_role("button", name="Book").click()
        expect(bar(page, "By key")).to_have_count(1)


class TestView:
    def test_zoom_keeps_the_day_in_the_middle_and_the_address_tells_it(
        self, visit: Visit, studio: Studio
    ) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        open_board(page)
        page.get_by_role("button", name="Week", exact=True).click()
        middle = a_day(7).isoformat()
        expect(page).to_have_url(re.compile(f"date={middle}&zoom=week"))
        page.get_by_role("button", name="Quarter").click()
        expect(page).to_have_url(re.compile(f"date={middle}&zoom=quarter"))
        page.get_by_role("button", name="Later").click()
        expect(page).not_to_have_url(re.compile(f"date={middle}"))
        seen = page.url
        page.reload()
        expect(page.get_by_role("button", name="Quarter")).to_have_attribute("aria-pressed", "true")
        assert page.url == seen

    def test_scrolling_in_time_never_ends_in_a_blank(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 200, 5, title="Far ahead")
        page = visit(studio.mo_email)
        open_board(page)
        for _ in range(7):
            page.get_by_role("button", name="Later").click()
        expect(bar(page, "Far ahead")).to_be_visible()

    def test_coming_back_joins_on_the_same_connection(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        lines: list[str] = []
        page.on("websocket", lambda line: lines.append(line.url))
        open_board(page)
        for place in ("Artists", "Board"):
            page.get_by_role("navigation", name="Main").first.get_by_text(place).click()
        expect(page.locator(".pb")).to_have_attribute("aria-busy", "false")
        book(studio.alice, mara.id, 0, 1, title="Just now")
        expect(bar(page, "Just now")).to_be_visible()
        assert len(lines) == 1

    def test_a_filter_narrows_the_rows(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt", department="Animation")
        create_artist(studio.alice, name="Jonas Beck", department="Lighting")
        page = visit(studio.mo_email)
        open_board(page)
        page.get_by_label("Department").select_option("Lighting")
        expect(row(page, "Mara Lindt")).to_have_count(0)
        expect(row(page, "Jonas Beck")).to_have_count(1)
        expect(page).to_have_url(re.compile("department=Lighting"))
        page.reload()
        expect(row(page, "Jonas Beck")).to_have_count(1)
        expect(row(page, "Mara Lindt")).to_have_count(0)


class TestPhone:
    def test_the_board_fits_and_a_booking_opens_from_below(
        self, visit: Visit, studio: Studio
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 7, 3)
        page = visit(studio.mo_email, size=PHONE, has_touch=True)
        open_board(page, zoom="week", day=a_day(8))
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        bar(page, "Northlight").tap()
        panel = page.get_by_role("complementary", name="Booking")
        expect(panel).to_contain_text("1st on all days")
        sheet = box(panel)
        assert round(sheet["width"]) == PHONE["width"]
        assert sheet["y"] > PHONE["height"] * 0.3
        panel.get_by_role("button", name="Confirm").click()
        expect(bar(page, "Northlight")).to_have_class(re.compile("confirmed"))

    def test_a_long_press_lifts_a_bar(self, visit: Visit, studio: Studio) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 7, 2)
        page = visit(studio.mo_email, size=PHONE, has_touch=True)
        open_board(page, zoom="week", day=a_day(8))
        Finger(page).carry(point(page, "Mara Lindt", 7), point(page, "Mara Lindt", 9))
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 9)


def test_one_day_is_one_working_day(visit: Visit, studio: Studio) -> None:
    mara = create_artist(studio.alice, name="Mara Lindt")
    book(studio.alice, mara.id, 0, 1, title="Kestrel")
    book(studio.alice, mara.id, 1, 2)
    page = visit(studio.mo_email)
    open_board(page)
    expect(bar(page, "Kestrel")).to_have_attribute("aria-label", re.compile("· 1 working day$"))
    expect(bar(page, "North")).to_have_attribute("aria-label", re.compile("· 2 working days$"))
