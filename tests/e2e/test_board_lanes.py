"""Lanes on the screen: the server's, or a free one till it answers; no row jumps under a hand."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.board_hands import (
    bar,
    book,
    box,
    confirmed,
    drag,
    northlight,
    open_board,
    point,
    row,
    stands_on,
)
from tests.e2e.conftest import Studio
from tests.e2e.freshness import is_as_a_fresh_one
from tests.e2e.lossy import Line
from tests.factories import create_artist

Visit = Callable[..., Page]
LANE = 30


def below(one: Locator, other: Locator) -> float:
    """By how much one bar lies further down."""
    return box(one)["y"] - box(other)["y"]


def test_rows_keep_their_heights_under_a_hand(visit: Visit, studio: Studio) -> None:
    ana = create_artist(studio.alice, name="Ana Duarte")
    book(studio.alice, ana.id, 0, 3, title="Kestrel")
    page = northlight(visit, studio)
    mara, low = row(page, "Mara Lindt"), box(row(page, "Mara Lindt"))
    drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 6), let_go=False)
    expect(page.locator(".pb-tip")).to_contain_text("working day")
    book(studio.alice, ana.id, 1, 3, title="Second")
    expect(bar(page, "Second")).to_have_count(1)
    assert below(bar(page, "Second"), bar(page, "Kestrel")) == LANE
    assert box(mara) == low
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_function(
        "([node, y]) => node.getBoundingClientRect().y === y",
        arg=[mara.element_handle(), low["y"] + LANE],
    )


def test_a_move_takes_a_free_lane_until_the_server_has_placed_it(
    visit: Visit, studio: Studio
) -> None:
    mara = create_artist(studio.alice, name="Mara Lindt")
    book(studio.alice, mara.id, 0, 3)
    book(studio.alice, mara.id, 7, 3, title="Kestrel")
    page = visit(studio.mo_email)
    line = Line(page)
    open_board(page)
    line.hush()
    drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 8))
    expect(bar(page, "Northlight")).to_contain_class("pending")
    stands_on(page, bar(page, "Northlight"), "Mara Lindt", 7)
    assert below(bar(page, "Northlight"), bar(page, "Kestrel")) == LANE


def test_the_answer_tells_the_lane_of_it_and_of_what_is_behind(
    visit: Visit, studio: Studio
) -> None:
    mara = create_artist(studio.alice, name="Mara Lindt")
    confirmed(studio.alice, mara.id, 0, 2)
    for title, first in (("Kestrel", 7), ("Veg", 9)):
        book(studio.alice, mara.id, first, 3, title=title)
    page = visit(studio.mo_email)
    open_board(page)
    assert below(bar(page, "Veg"), bar(page, "Kestrel")) == LANE
    drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 8))
    expect(bar(page, "Kestrel").locator("i")).to_have_text("2nd")
    # What is firm has come to the first lane: Kestrel gave way to it, which leaves room for Veg.
    assert below(bar(page, "Kestrel"), bar(page, "Northlight")) == LANE
    assert below(bar(page, "Veg"), bar(page, "Northlight")) == 0
    is_as_a_fresh_one(page, studio.alice)


def test_a_filter_changes_no_lane(visit: Visit, studio: Studio) -> None:
    mara = create_artist(studio.alice, name="Mara Lindt")
    confirmed(studio.alice, mara.id, 0, 3, title="Firm")
    book(studio.alice, mara.id, 1, 3, title="Waits")
    page = visit(studio.mo_email)
    open_board(page)
    down = box(bar(page, "Waits"))["y"] - box(row(page, "Mara Lindt"))["y"]
    page.goto(f"{page.url}&status=hold")
    expect(bar(page, "Firm")).to_have_count(0)
    expect(bar(page, "Waits")).to_have_count(1)
    assert box(bar(page, "Waits"))["y"] - box(row(page, "Mara Lindt"))["y"] == down
