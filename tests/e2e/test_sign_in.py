"""Signing in by the form, coming back to where one was, and signing out."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, PHONE, Studio

Visit = Callable[..., Page]


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


class TestSignIn:
    def test_alice_comes_to_where_she_wanted(self, visit: Visit, studio: Studio) -> None:
        page = visit()
        page.goto("/artists?q=mara")
        expect(page).to_have_url(re.compile(r"/sign-in\?next="))
        sign_in(page, studio.alice_email)
        expect(page).to_have_url(re.compile(r"/artists\?q=mara$"))
        expect(page.get_by_role("heading", name="Artists")).to_be_visible()

    def test_the_cookie_is_out_of_reach_of_scripts(self, visit: Visit, studio: Studio) -> None:
        page = visit()
        page.goto("/sign-in?next=/projects")
        sign_in(page, studio.mo_email)
        expect(page.get_by_role("heading", name="Projects", exact=True)).to_be_visible()
        cookie = next(c for c in page.context.cookies() if c.get("name") == "production_tool")
        assert cookie.get("httpOnly") is True
        assert cookie.get("sameSite") == "Lax"
        assert page.evaluate("document.cookie") == ""

    def test_a_wrong_password_says_no_more_than_an_unknown_address(
        self, visit: Visit, studio: Studio
    ) -> None:
        page = visit()
        for email in (studio.alice_email, "nobody@nowhere.example"):
            page.goto("/sign-in?next=/projects")
            sign_in(page, email, "this is not it at all")
            told = page.get_by_role("alert").filter(has_text="email")
            expect(told).to_have_text(
                "The email address or the password is wrong; check both and try again."
            )
            expect(page.get_by_label("Email")).to_have_value(email)
            expect(page.get_by_label("Password")).to_be_focused()
            assert email not in page.url
        sign_in(page, studio.alice_email)
        expect(page).to_have_url(re.compile("/projects$"))

    def test_too_many_tries_have_to_wait(self, visit: Visit, studio: Studio) -> None:
        page = visit()
        page.goto("/sign-in")
        for _ in range(6):
            sign_in(page, studio.bob_email, "guess, guess, guess")
            expect(page.get_by_role("alert").first).to_be_visible()
            page.wait_for_load_state()
        expect(page.get_by_text(re.compile("Too many tries. Wait \\d+ minutes?"))).to_be_visible()

    def test_it_works_with_password_managers(self, visit: Visit) -> None:
        page = visit(size=PHONE)
        page.goto("/sign-in")
        expect(page.get_by_label("Email")).to_have_attribute("autocomplete", "username")
        password = page.get_by_label("Password")
        expect(password).to_have_attribute("autocomplete", "current-password")
        assert page.locator("form").get_attribute("method") == "post"

    def test_signing_out_ends_the_session(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/settings")
        page.get_by_role("main").get_by_role("button", name="Sign out", exact=True).click()
        expect(page).to_have_url(re.compile("/sign-in$"))
        page.goto("/artists")
        expect(page).to_have_url(re.compile("/sign-in"))

    def test_a_session_ended_elsewhere_ends_here_at_the_next_step(
        self, visit: Visit, studio: Studio
    ) -> None:
        page, phone = visit(studio.mo_email), visit(studio.mo_email, size=PHONE)
        page.goto("/artists")
        expect(page.get_by_role("heading", name="No artists yet")).to_be_visible()
        phone.goto("/settings")
        phone.get_by_role("button", name="Sign out everywhere").click()
        phone.get_by_role("dialog").get_by_role("button", name="Sign out everywhere").click()
        expect(phone).to_have_url(re.compile("/sign-in"))
        page.get_by_label("Employment").select_option("staff")
        expect(page).to_have_url(re.compile("/sign-in"))
