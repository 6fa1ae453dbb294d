"""A studio's files on the screen: checked first, then brought in."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from production_tool.services.queries.artists import list_artists
from production_tool.services.work import reading
from tests.e2e.conftest import Studio

DATA = Path(__file__).parents[1] / "data"
Visit = Callable[..., Page]


def choose(page: Page, *names: str) -> None:
    page.goto("/settings/import")
    page.get_by_label("Files").set_input_files([DATA / name for name in names])
    page.get_by_role("button", name="Check them").click()


class TestImport:
    def test_nothing_is_written_before_one_says_so(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.mo_email)
        choose(page, "artists.csv", "projects.csv", "bookings_broken.csv")
        expect(page.get_by_text("this was a dry run: 88 new, 10 refused")).to_be_visible()
        expect(page.get_by_text("it clashes with row 2 of bookings_broken.csv")).to_be_visible()
        expect(page.get_by_text("Dates in “From” are read as year-month-day")).to_be_visible()
        with reading(studio.alice) as work:
            assert list_artists(work).total == 0
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save the refused rows").click()
        assert saved.value.suggested_filename == "bookings_broken.refused.csv"
        page.get_by_role("button", name="Import the rest: 88 rows").click()
        expect(page.get_by_text("Imported: 88 new, 10 refused.")).to_be_visible()
        with reading(studio.alice) as work:
            assert list_artists(work).total == 64

    def test_a_calendar_asks_whose_it_is(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        choose(page, "artists.csv")
        page.get_by_role("button", name="Import 64 rows").click()
        expect(page.get_by_text("Imported: 64 new.")).to_be_visible()
        choose(page, "artist_calendar.ics")
        expect(page.get_by_role("alert")).to_contain_text("say whose")
        page.get_by_label("Whose calendar").select_option("Finn Fujita")
        expect(page.get_by_text("this was a dry run: 15 new, 2 left out")).to_be_visible()

    def test_what_cannot_be_read_is_told(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        choose(page, "not_a_table.csv")
        expect(page.get_by_role("alert")).to_contain_text("not a text file")

    def test_a_freelancer_brings_nothing(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.bob_email)
        choose(page, "artists.csv")
        expect(page.get_by_text("dry run")).to_have_count(0)
