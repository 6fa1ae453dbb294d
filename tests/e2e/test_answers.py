"""An artist answers on the phone, and the board at the desk has it at once."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from production_tool.domain.bookings import Status
from production_tool.services.artists import create_artist
from production_tool.services.queries.members import list_members
from production_tool.services.work import working
from tests.e2e.board_hands import Visit, a_day, bar, book, open_board, stands_on
from tests.e2e.conftest import PHONE, Studio
from tests.e2e.reading import violations

PENDING, COUNTERED = re.compile("asks-pending"), re.compile("asks-countered")


@pytest.fixture
def bob(studio: Studio) -> Studio:
    """Bob is an artist of the studio, and pencilled for Northlight for three days."""
    with working(studio.alice) as work:
        login = next(each for each in list_members(work) if each.email == studio.bob_email)
        artist = create_artist(work, name="Bob Lind", user_id=login.user_id, day_rate=None)
    book(studio.alice, artist.id, 0, 3, status=Status.PENCIL)
    book(studio.alice, artist.id, 0, 3, title="Harbour")
    return studio


def phone_of(visit: Visit, studio: Studio) -> Page:
    page = visit(studio.bob_email, size=PHONE)
    page.goto("/today")
    return page


def asked(page: Page) -> Locator:
    """The card that waits for an answer."""
    return page.get_by_role("region", name="Please answer").get_by_role("article")


def suggest_a_week_later(page: Page) -> None:
    asked(page).get_by_role("button", name="Suggest").click()
    window = page.get_by_role("dialog", name="Suggest something else")
    window.get_by_label("First day").fill(a_day(7).isoformat())
    window.get_by_label("Last day").fill(a_day(9).isoformat())
    window.get_by_label("Rate a day").fill("520")
    window.get_by_label("A word to the studio").fill("I am away that week.")
    window.get_by_role("button", name="Send").click()
    expect(window).to_have_count(0)


class TestAnswers:
    def test_a_yes_takes_the_dot_from_the_board(self, visit: Visit, bob: Studio) -> None:
        desk, phone = visit(bob.mo_email), phone_of(visit, bob)
        open_board(desk)
        northlight = bar(desk, "Northlight")
        expect(northlight).to_have_class(PENDING)
        expect(northlight).to_have_attribute("aria-label", re.compile("not answered yet"))
        northlight.click()
        panel = desk.get_by_role("complementary", name="Booking")
        expect(panel).to_contain_text("Not answered yet. Asked by Alice Hart")
        asked(phone).get_by_role("button", name="Accept").click()
        expect(northlight).not_to_have_class(PENDING)
        expect(panel).to_contain_text("Accepted by Bob Lind")
        expect(phone.get_by_text("You accepted this.")).to_be_visible()
        expect(asked(phone)).to_have_count(0)

    def test_a_no_is_asked_about_first_and_moves_the_queue_up(
        self, visit: Visit, bob: Studio
    ) -> None:
        desk, phone = visit(bob.mo_email), phone_of(visit, bob)
        open_board(desk)
        expect(bar(desk, "Harbour")).to_contain_text("2nd")
        asked(phone).get_by_role("button", name="Decline").click()
        question = phone.get_by_role("dialog", name="Decline this booking?")
        expect(question).to_contain_text("Northlight")
        assert violations(phone) == []
        question.get_by_role("button", name="Keep").click()
        expect(question).to_have_count(0)
        asked(phone).get_by_role("button", name="Decline").click()
        question.get_by_role("button", name="Decline").click()
        expect(bar(desk, "Harbour")).to_contain_text("1st")
        expect(bar(desk, "Northlight")).to_have_count(0)

    def test_a_suggestion_that_is_taken_moves_the_bar(self, visit: Visit, bob: Studio) -> None:
        desk, phone = visit(bob.mo_email), phone_of(visit, bob)
        open_board(desk)
        northlight = bar(desk, "Northlight")
        northlight.click()
        suggest_a_week_later(phone)
        expect(asked(phone)).to_have_count(0)
        expect(phone.get_by_text("€ 520 a day: “I am away that week.”")).to_be_visible()
        expect(northlight).to_have_class(COUNTERED)
        panel = desk.get_by_role("complementary", name="Booking")
        expect(panel).to_contain_text("“I am away that week.” · Suggested by Bob Lind")
        assert violations(desk) == []
        panel.get_by_role("button", name="Take the suggestion").click()
        stands_on(desk, northlight, "Bob Lind", 7)
        expect(northlight).not_to_have_class(COUNTERED)
        expect(panel).to_contain_text("Suggestion taken by Mo Keller")
        expect(panel).to_contain_text("€ 520 a day")
        desk.keyboard.press("Control+z")
        stands_on(desk, northlight, "Bob Lind", 0)
        expect(northlight).to_have_class(COUNTERED)

    def test_a_dropped_suggestion_asks_again(self, visit: Visit, bob: Studio) -> None:
        desk, phone = visit(bob.mo_email), phone_of(visit, bob)
        suggest_a_week_later(phone)
        open_board(desk)
        bar(desk, "Northlight").click()
        panel = desk.get_by_role("complementary", name="Booking")
        panel.get_by_role("button", name="Drop it, ask again").click()
        expect(bar(desk, "Northlight")).to_have_class(PENDING)
        phone.reload()
        expect(asked(phone).get_by_role("button", name="Accept")).to_be_visible()

    def test_what_was_typed_stays_when_it_is_refused(self, visit: Visit, bob: Studio) -> None:
        phone = phone_of(visit, bob)
        asked(phone).get_by_role("button", name="Suggest").click()
        window = phone.get_by_role("dialog", name="Suggest something else")
        window.get_by_role("button", name="Send").click()
        expect(window.get_by_role("alert").last).to_contain_text("Nothing is different")
        window.get_by_label("Rate a day").fill("a lot")
        window.get_by_role("button", name="Send").click()
        expect(window).to_contain_text("cannot be read")
        expect(window.get_by_label("Rate a day")).to_have_value("a lot")
        assert violations(phone) == []

    def test_an_outdated_answer_is_told_and_the_card_shows_what_is_asked_now(
        self, visit: Visit, bob: Studio
    ) -> None:
        desk, phone = visit(bob.mo_email), phone_of(visit, bob)
        expect(asked(phone)).to_have_count(1)
        open_board(desk)
        bar(desk, "Northlight").click()
        desk.keyboard.press("c")
        expect(bar(desk, "Northlight")).to_have_class(re.compile("confirmed"))
        asked(phone).get_by_role("button", name="Accept").click()
        expect(phone.get_by_text("Somebody changed this booking")).to_be_visible()
        expect(asked(phone)).to_contain_text("Confirmed")
        asked(phone).get_by_role("button", name="Accept").click()
        expect(phone.get_by_text("You accepted this.")).to_be_visible()
        assert violations(phone) == []

    def test_a_studio_may_wait_for_the_answer(self, visit: Visit, bob: Studio) -> None:
        page = visit(bob.alice_email)
        page.goto("/settings/studio")
        page.get_by_label("Bookings are confirmed").select_option("accepted")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("The studio's settings are saved")).to_be_visible()
        open_board(page)
        bar(page, "Northlight").click()
        page.keyboard.press("c")
        told = page.get_by_role("alert").filter(has_text="has not accepted this booking yet")
        expect(told).to_contain_text("Wait for the answer")
