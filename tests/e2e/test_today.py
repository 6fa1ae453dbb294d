"""A freelancer on a phone."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from production_tool.domain.bookings import Status
from production_tool.services.artists import create_artist
from production_tool.services.bookings import create_booking
from production_tool.services.queries.members import list_members
from production_tool.services.work import working
from tests.e2e.conftest import PHONE, Studio

Visit = Callable[..., Page]


def book_bob(studio: Studio) -> None:
    today = date.today()  # noqa: DTZ011 - any of the two dates around midnight will do
    with working(studio.alice) as work:
        bob = next(each for each in list_members(work) if each.email == studio.bob_email)
        artist = create_artist(work, name="Bob Lind", user_id=bob.user_id)
        plans = [
            (Status.CONFIRMED, today - timedelta(days=2), today + timedelta(days=3), "Opener"),
            (Status.PENCIL, today + timedelta(days=7), today + timedelta(days=9), "Trailer"),
            (Status.HOLD, today + timedelta(days=8), today + timedelta(days=12), "Spot"),
        ]
        for status, start, end, title in plans:
            create_booking(
                work, artist_id=artist.id, start=start, end=end, status=status, title=title
            )
        other = create_artist(work, name="Rosa Wojcik")
        create_booking(
            work, artist_id=other.id, start=today, end=today + timedelta(days=1), title="Secret"
        )


class TestToday:
    def test_bob_sees_his_days_and_nobody_elses(self, visit: Visit, studio: Studio) -> None:
        book_bob(studio)
        page = visit(studio.bob_email, size=PHONE)
        page.goto("/today")
        expect(page.get_by_text("You are booked today")).to_be_visible()
        asked = page.get_by_role("region", name="Please answer").get_by_role("article")
        expect(asked).to_contain_text(["Opener", "Trailer"])
        expect(asked.first).to_contain_text("Confirmed")
        later = page.get_by_role("region", name="Next")
        expect(later.get_by_role("listitem")).to_have_count(1)
        expect(later).to_contain_text(re.compile("Spot.*2nd hold", re.DOTALL))
        expect(page.get_by_text("Secret")).to_have_count(0)
        places = page.get_by_role("navigation", name="Main, phone").get_by_role("link")
        expect(places).to_have_text(["Today", "Me"])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_somebody_without_an_entry_is_told_whom_to_ask(
        self, visit: Visit, studio: Studio
    ) -> None:
        page = visit(studio.bob_email, size=PHONE)
        page.goto("/today")
        expect(page.get_by_role("heading", name="You are not linked")).to_be_visible()

    def test_the_first_page_is_his_days(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.bob_email, size=PHONE)
        refused: list[str] = []
        page.on("response", lambda each: refused.append(each.url) if each.status > 399 else None)
        page.goto("/")
        expect(page).to_have_url(re.compile("/today$"))
        expect(page.get_by_role("heading", name="You are not linked")).to_be_visible()
        assert refused == []

    def test_an_owner_who_is_no_artist_is_told_just_that_with_ways_on(
        self, visit: Visit, studio: Studio
    ) -> None:
        page = visit(studio.alice_email)
        page.goto("/today")
        expect(page.get_by_role("heading", name="Your own bookings would")).to_be_visible()
        expect(page.get_by_text("You are not booked today")).to_have_count(0)
        page.get_by_role("link", name="To the artists").click()
        expect(page).to_have_url(re.compile("/artists$"))
