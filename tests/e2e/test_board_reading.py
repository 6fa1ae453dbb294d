"""The board without a mouse or without eyes: axe-core finds nothing, in any state of it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.board_hands import a_day, bar, book, confirmed, drag, open_board, point
from tests.e2e.conftest import PHONE, Studio
from tests.e2e.reading import violations
from tests.factories import create_artist

Visit = Callable[..., Page]
LOOKS = pytest.mark.parametrize("look", ["light", "dark"])


@pytest.fixture
def furnished(studio: Studio) -> Studio:
    """Two people, a queue of holds, something confirmed."""
    mara = create_artist(studio.alice, name="Mara Lindt", department="Animation")
    jonas = create_artist(studio.alice, name="Jonas Beck", department="Lighting")
    book(studio.alice, mara.id, 0, 3)
    book(studio.alice, mara.id, 1, 3, title="Kestrel")
    confirmed(studio.alice, jonas.id, 2, 4, title="Tidewater")
    return studio


@LOOKS
def test_at_a_desk_in_every_state(visit: Visit, furnished: Studio, look: str) -> None:
    page = visit(furnished.mo_email, color_scheme=look, reduced_motion="reduce")
    open_board(page)
    assert violations(page) == [], "at rest"
    bar(page, "Kestrel").click()
    expect(page.get_by_role("complementary", name="Booking")).to_contain_text("2nd")
    assert violations(page) == [], "with a panel"
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary", name="Booking")).to_have_count(0)
    drag(page, point(page, "Jonas Beck", 3), point(page, "Mara Lindt", 3))
    drag(page, point(page, "Jonas Beck", 10), point(page, "Jonas Beck", 12))
    expect(page.get_by_role("dialog", name="New booking")).to_be_visible()
    assert violations(page) == [], "with a form"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Views").click()
    expect(page.get_by_role("button", name="Save this view")).to_be_visible()
    assert violations(page) == [], "with a menu"
    page.get_by_role("button", name="Save this view").click()
    expect(page.get_by_role("dialog", name="Save this view")).to_be_visible()
    assert violations(page) == [], "with a window"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Look back").click()
    expect(page.get_by_text("Board as of")).to_be_visible()
    assert violations(page) == [], "in the past"


def test_who_wants_less_motion_sees_changes_at_once(visit: Visit, furnished: Studio) -> None:
    page = visit(furnished.mo_email, reduced_motion="reduce")
    open_board(page)
    row = page.locator(".pb-row", has_text="Mara Lindt")
    high = row.evaluate("(row) => [row.style.height = '200px', row.offsetHeight][1]")
    assert high == 200, "it was still on its way"


@LOOKS
@pytest.mark.parametrize("mark", ["pending", "glow", "held"])
def test_bars_of_which_somebody_does_something(
    visit: Visit, furnished: Studio, look: str, mark: str
) -> None:
    page = visit(furnished.mo_email, color_scheme=look, reduced_motion="reduce")
    open_board(page)
    page.locator(".pb-bar").evaluate_all(
        "(bars, mark) => bars.forEach((bar) => bar.classList.add(mark))", mark
    )
    assert violations(page) == []


@LOOKS
def test_a_refusal(visit: Visit, furnished: Studio, look: str) -> None:
    page = visit(furnished.mo_email, color_scheme=look, reduced_motion="reduce")
    open_board(page)
    bar(page, "Kestrel").click()
    page.keyboard.press("c")
    refusal = page.locator(".refusal")
    expect(refusal).to_be_visible()
    assert violations(page) == []


@LOOKS
def test_on_a_phone(visit: Visit, furnished: Studio, look: str) -> None:
    page = visit(
        furnished.mo_email, size=PHONE, has_touch=True, color_scheme=look, reduced_motion="reduce"
    )
    open_board(page, zoom="week", day=a_day(1))
    assert violations(page) == [], "at rest"
    bar(page, "Kestrel").tap()
    expect(page.get_by_role("complementary", name="Booking")).to_contain_text(re.compile("2nd"))
    assert violations(page) == [], "with a panel"


def test_a_name_that_a_bar_cuts_is_read_in_whole(visit: Visit, studio: Studio) -> None:
    title = "The extraordinarily long way of a small studio through a deep winter, part two"
    mara = create_artist(studio.alice, name="Mara Lindt")
    confirmed(studio.alice, mara.id, 5, 4, title=title)
    page = visit(studio.mo_email)
    open_board(page)
    cut = bar(page, "The extra")
    expect(cut).to_have_accessible_name(re.compile("deep w…"))
    page.locator(".pb").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    focus = page.locator(".pb").get_attribute("aria-activedescendant")
    assert focus == cut.get_attribute("id")
    expect(cut).to_have_accessible_name(re.compile(title))


@pytest.mark.parametrize("zoom", ["month", "day"])
def test_days_are_read_in_their_order(visit: Visit, furnished: Studio, zoom: str) -> None:
    page = visit(furnished.mo_email)
    open_board(page, zoom=zoom)
    for way in ("Earlier", "Later", "Later"):
        shown = page.locator(".board-title").inner_text()
        page.get_by_role("button", name=way, exact=True).click()
        expect(page.locator(".board-title")).not_to_have_text(shown)  # it is at rest
        days = page.locator(".pb-day").evaluate_all("(days) => days.map((n) => n.dataset.day)")
        assert days == sorted(days)


def test_every_zoom(visit: Visit, furnished: Studio) -> None:
    page = visit(furnished.mo_email)
    for zoom in ("day", "fortnight", "quarter"):
        open_board(page, zoom=zoom, day=a_day(1))
        assert violations(page) == [], zoom
