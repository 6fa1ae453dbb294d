"""Settings on the screen: one's own account, the studio, its members and tokens."""

import re
from collections.abc import Callable

import httpx
from playwright.sync_api import Page, expect

from production_tool.domain.actor import Role
from production_tool.services.tokens import make_token
from production_tool.services.work import working
from tests.e2e.conftest import PASSWORD, PHONE, Studio

Visit = Callable[..., Page]


class TestAccount:
    def test_a_new_password_counts_at_once(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.mo_email)
        page.goto("/settings")
        page.get_by_label("Current password").fill(PASSWORD)
        page.get_by_label("New password").fill("short")
        page.get_by_role("button", name="Change password").click()
        expect(page.get_by_text("New password is shorter than")).to_be_visible()
        page.get_by_label("New password").fill("the night train is full")
        page.get_by_role("button", name="Change password").click()
        expect(page.get_by_text("Your password is changed")).to_be_visible()
        expect(page.get_by_role("button", name="Change password")).to_be_focused()
        expect(page.get_by_label("New password")).to_have_value("")
        other = visit()
        other.goto("/sign-in?next=/settings")
        other.get_by_label("Email").fill(studio.mo_email)
        other.get_by_label("Password").fill("the night train is full")
        other.get_by_role("button", name="Sign in").click()
        expect(other).to_have_url(re.compile("/settings$"))

    def test_the_look_is_chosen_and_kept(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.bob_email, size=PHONE)
        page.goto("/settings")
        page.get_by_role("button", name="Dark").click()
        expect(page.locator("html")).to_have_class(re.compile("dark"))
        page.reload()
        expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert sum(int(part) for part in re.findall(r"\d+", ground)[:3]) < 3 * 40

    def test_nothing_is_fetched_from_outside(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in ("/sign-in", "/artists", "/projects", "/settings", "/today"):
            page.goto(path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert [
            url for url in asked if not re.match(r"(data:|https?://(localhost|127\.0\.0\.1):)", url)
        ] == []


class TestStudio:
    def test_alice_renames_it_and_chooses_its_rules(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/settings/studio")
        page.get_by_label("Name", exact=True).fill("Studio South")
        page.get_by_label("Queue").select_option("free")
        page.get_by_label("Days until a hold expires").fill("0")
        page.get_by_role("button", name="Save").click()
        fault = "Days until a hold expires is not between 1 and 365"
        expect(page.get_by_text(fault)).to_be_visible()
        page.get_by_label("Days until a hold expires").fill("21")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("settings are saved")).to_be_visible()
        expect(page.get_by_role("button", name="Save")).to_be_focused()
        page.reload()
        expect(page.get_by_label("Name", exact=True)).to_have_value("Studio South")
        expect(page.get_by_label("Queue")).to_have_value("free")
        expect(page.get_by_label("Days until a hold expires")).to_have_value("21")

    def test_a_manager_is_not_offered_it(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.mo_email)
        page.goto("/settings")
        sections = page.get_by_role("navigation", name="Settings")
        expect(sections.get_by_role("link", name="Import")).to_be_visible()
        expect(sections.get_by_role("link", name="Studio")).to_have_count(0)


class TestMembers:
    def test_somebody_is_invited_joins_and_leaves(self, visit: Visit, studio: Studio) -> None:
        page, theirs = visit(studio.alice_email), visit(size=PHONE)
        page.goto("/settings/members")
        page.get_by_label("Email").fill(f"nora@{studio.slug}.example")
        page.get_by_label("Role", exact=True).select_option("studio_manager")
        page.get_by_role("button", name="Make an invitation").click()
        link = page.get_by_label("To copy").input_value()
        theirs.goto(link)
        expect(theirs.get_by_role("heading", name="Join Studio North")).to_be_visible()
        theirs.get_by_label("Your name").fill("Nora Vale")
        theirs.get_by_label("Password").fill("four green bottles stand")
        theirs.get_by_role("button", name="Join").click()
        expect(theirs).not_to_have_url(re.compile("/welcome"))
        theirs.goto("/projects")
        expect(theirs.get_by_role("heading", name="No projects yet")).to_be_visible()

        page.reload()
        page.get_by_role("button", name="Remove Nora Vale").click()
        page.get_by_role("dialog").get_by_role("button", name="Remove").click()
        expect(page.get_by_text("Nora Vale is no member any more")).to_be_visible()
        theirs.reload()
        expect(theirs).to_have_url(re.compile("/sign-in"))

    def test_a_link_works_once(self, visit: Visit, studio: Studio) -> None:
        page = visit()
        page.goto("/welcome?token=made-up")
        expect(page.get_by_role("heading", name="This invitation is over")).to_be_visible()

    def test_roles_change_but_an_owner_stays(self, visit: Visit, studio: Studio) -> None:
        page = visit(studio.alice_email)
        page.goto("/settings/members")
        page.get_by_label("Role of Mo Keller").select_option("freelancer")
        expect(page.get_by_text("Mo Keller is a freelancer now")).to_be_visible()
        page.get_by_label("Role of Alice Hart").select_option("freelancer")
        expect(page.get_by_text("the studio's only owner")).to_be_visible()
        expect(page.get_by_label("Role of Alice Hart")).to_have_value("studio_owner")


class TestTokens:
    def test_one_is_shown_once_works_and_is_revoked(
        self, visit: Visit, studio: Studio, app_url: str
    ) -> None:
        page = visit(studio.alice_email)
        page.goto("/settings/tokens")
        page.get_by_label("Name").fill("Nightly export")
        page.get_by_role("button", name="Make token").click()
        expect(page.get_by_role("button", name="Copy")).to_be_focused()
        expect(page.get_by_label("Name")).to_have_value("")
        secret = page.get_by_label("To copy").input_value()
        asks = {"Authorization": f"Bearer {secret}"}
        assert httpx.get(f"{app_url}/api/v1/me", headers=asks).status_code == httpx.codes.OK
        page.reload()
        expect(page.get_by_text("Nightly export")).to_be_visible()
        expect(page.get_by_label("To copy")).to_have_count(0)
        page.get_by_role("button", name="Revoke").click()
        page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
        expect(page.get_by_text("Nightly export works no more")).to_be_visible()
        again = httpx.get(f"{app_url}/api/v1/me", headers=asks)
        assert again.status_code == httpx.codes.UNAUTHORIZED

    def test_by_keys_one_goes_on_at_the_next_and_then_at_the_field(
        self, visit: Visit, studio: Studio
    ) -> None:
        with working(studio.alice) as work:
            for name in ("Export", "Wall"):
                make_token(work, name=name, role=Role.STUDIO_MANAGER)
        page = visit(studio.alice_email)
        page.goto("/settings/tokens")
        tokens = page.get_by_role("listitem")
        tokens.first.get_by_role("button").focus()
        for name in tokens.locator(".strong").all_inner_texts():
            expect(tokens.filter(has_text=name).get_by_role("button")).to_be_focused()
            page.keyboard.press("Enter")
            page.get_by_role("dialog").get_by_role("button", name="Revoke").press("Enter")
            expect(page.get_by_text(f"{name.split()[0]} works no more")).to_be_visible()
        expect(page.get_by_label("Name")).to_be_focused()
