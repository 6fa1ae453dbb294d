"""While Redis is away writes go on; open screens have them as soon as they can."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browsing import chromium
from tests.concurrency.installation import EMAIL, PASSWORD
from tests.program import Program

pytestmark = pytest.mark.xdist_group("many-processes")

TODAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def sign_in_and_open(page: Page, origin: str) -> None:
    page.goto(f"{origin}/sign-in")
    page.locator("input[name=email]").fill(EMAIL)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".pb")).to_have_attribute("data-live", "on")


def test_a_booking_made_while_redis_was_away_appears(installation: Program):
    headers = {"Authorization": f"Bearer {installation.token(EMAIL, PASSWORD)}"}
    with (
        httpx.Client(base_url=installation.api, headers=headers, timeout=60) as client,
        sync_playwright() as playwright,
    ):
        made = client.post("/artists", json={"name": "Vera Watches"})
        assert made.status_code == httpx.codes.CREATED, made.text
        browser = chromium(playwright)
        page = browser.new_page()
        sign_in_and_open(page, installation.url)
        faces = page.locator("[data-board-people] .avatar")
        expect(faces).to_have_count(1)
        installation.kill("valkey")
        written = client.post(
            "/bookings",
            json={
                "artistId": made.json()["data"]["id"],
                "startTime": (TODAY + timedelta(days=1)).isoformat(),
                "endTime": (TODAY + timedelta(days=3)).isoformat(),
                "status": "pencil",
                "title": "Meanwhile",
            },
        )
        assert written.status_code == httpx.codes.CREATED, written.text
        expect(page.locator(".pb-bar").filter(has_text="Meanwhile")).to_have_count(1)
        expect(page.locator(".pb")).to_have_attribute("data-live", "on")
        expect(faces).to_have_count(1)
        browser.close()
