"""Signing in and out at a browser, and what an enemy tries there."""

from http.cookies import SimpleCookie
from urllib.parse import unquote

import pytest
from httpx import Response
from starlette.testclient import TestClient

from production_tool.api.forms import safe_page
from production_tool.api.security import guarded
from production_tool.api.site import create_site
from production_tool.domain.actor import Role
from production_tool.infra.settings import get_settings
from production_tool.services import invitations, members
from production_tool.services.queries.members import list_members
from production_tool.services.work import working
from tests.api.people import Person, bearer, member, owner_of_a_new_studio, sign_in
from tests.factories import PASSWORD, letters
from tests.servers import Database

ME = "/api/v1/me"
WRONG = "a wrong guess"


@pytest.fixture
def olga(database: Database) -> Person:
    return owner_of_a_new_studio()


class TestSignIn:
    def test_the_session_acts_in_the_studio(self, api: TestClient, olga: Person) -> None:
        sign_in(api, olga)
        me = api.get(ME).json()["data"]
        assert me["id"] == str(olga.actor.user_id)
        assert me["email"] == olga.email
        assert me["role"] == "studio_owner"
        assert me["studio"]["slug"] == olga.slug

    def test_scripts_and_other_sites_cannot_have_the_cookie(
        self, api: TestClient, olga: Person
    ) -> None:
        answer = api.post("/auth/sign-in", data={"email": olga.email, "password": PASSWORD})
        morsel = SimpleCookie(answer.headers["set-cookie"])["production_tool"]
        assert morsel["httponly"] is True
        assert morsel["samesite"] == "lax"
        assert morsel["path"] == "/"
        assert morsel["domain"] == ""
        assert not morsel["secure"]
        assert len(morsel.value) >= 43

    def test_over_https_the_cookie_is_for_this_very_host(
        self, olga: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        origin = "https://booking.example.com"
        monkeypatch.setattr(get_settings(), "public_url", origin)
        browser = TestClient(
            guarded(create_site()),
            base_url=origin,
            headers={"Origin": origin},
            follow_redirects=False,
        )
        answer = browser.post("/auth/sign-in", data={"email": olga.email, "password": PASSWORD})
        morsel = SimpleCookie(answer.headers["set-cookie"])["__Host-production_tool"]
        assert morsel["secure"] is True
        assert "max-age=31536000" in answer.headers["strict-transport-security"]
        assert browser.get(ME).status_code == 200
        # Another host of the same site could have planted the plain name: it does not count.
        planted = {"Cookie": f"production_tool={morsel.value}"}
        other = TestClient(guarded(create_site()), base_url=origin)
        assert other.get(ME, headers=planted).status_code == 401

    def test_a_second_sign_in_ends_the_first_session(self, api: TestClient, olga: Person) -> None:
        first = sign_in(api, olga)
        second = sign_in(api, olga)
        assert first != second
        api.cookies.clear()
        assert with_cookie(api, first) == 401
        assert with_cookie(api, second) == 200

    def test_wrong_goes_back_to_the_form(self, api: TestClient, olga: Person) -> None:
        answer = api.post(
            "/auth/sign-in",
            data={"email": olga.email, "password": "not the password", "next": "/board?week=3"},
        )
        assert answer.status_code == 303
        assert answer.headers["location"] == (
            "/sign-in?next=%2Fboard%3Fweek%3D3&problem=unauthenticated"
        )
        tried = SimpleCookie(answer.headers["set-cookie"])
        assert list(tried) == ["production_tool_tried"]
        assert unquote(tried["production_tool_tried"].value) == olga.email
        assert tried["production_tool_tried"]["httponly"] is True
        assert int(tried["production_tool_tried"]["max-age"]) <= 60

    @pytest.mark.parametrize("form", [{}, {"email": "a@b.c"}, {"password": "x" * 300}])
    def test_half_a_form_goes_back_too(self, api: TestClient, form: dict[str, str]) -> None:
        answer = api.post("/auth/sign-in", data=form)
        assert answer.headers["location"].startswith("/sign-in?problem=invalid")

    @pytest.mark.parametrize(
        "email", ["a\x00b@example.org", "\U0001f600" * 50, "' OR 1=1 --", "x" * 254]
    )
    def test_any_text_is_just_an_unknown_address(self, api: TestClient, email: str) -> None:
        answer = api.post(
            "/auth/sign-in",
            data={
                "email": email.encode("utf-16", "surrogatepass").decode("utf-16"),
                "password": "x",
            },
        )
        assert answer.headers["location"] == "/sign-in?next=%2F&problem=unauthenticated"


class TestNext:
    @pytest.mark.parametrize(
        "asked",
        [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x=1",
            "/auth/sign-out",
            "board",
            "",
            "/" + "x" * 3000,
        ],
    )
    def test_only_our_own_pages(self, asked: str) -> None:
        assert safe_page(asked) == "/"

    def test_a_page_with_its_filters(self) -> None:
        assert safe_page("/board?q=a%20b&week=3#now") == "/board?q=a%20b&week=3#now"


class TestSignOut:
    def test_the_cookie_is_worth_nothing_afterwards(self, api: TestClient, olga: Person) -> None:
        token = sign_in(api, olga)
        answer = api.post("/auth/sign-out")
        assert answer.headers["location"] == "/sign-in"
        assert with_cookie(api, token) == 401

    def test_everywhere(self, api: TestClient, olga: Person) -> None:
        first = sign_in(api, olga)
        api.cookies.clear()
        sign_in(api, olga)
        api.post("/auth/sign-out", data={"everywhere": "true"})
        assert with_cookie(api, first) == 401

    def test_signed_out_already(self, api: TestClient, database: Database) -> None:
        assert api.post("/auth/sign-out").status_code == 303


class TestThrottling:
    def test_ten_wrong_then_wait_even_with_the_right_one(
        self, api: TestClient, olga: Person
    ) -> None:
        for _ in range(10):
            assert wrong(api, olga.email).status_code == 401
        body = {"email": olga.email, "password": PASSWORD}
        answer = api.post("/api/v1/auth/token", json=body)
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["retry-after"]) <= 15 * 60
        assert answer.json()["problem"]["kind"] == "throttled"
        form = api.post("/auth/sign-in", data=body)
        assert "problem=throttled&wait=" in form.headers["location"]

    def test_nobody_is_throttled_like_somebody(self, api: TestClient, olga: Person) -> None:
        stranger = "nobody-" + olga.email
        known = [wrong(api, olga.email) for _ in range(11)]
        unknown = [wrong(api, stranger) for _ in range(11)]
        assert [each.status_code for each in known] == [each.status_code for each in unknown]
        assert known[0].json() == unknown[0].json()

    def test_the_right_one_begins_anew(self, api: TestClient, olga: Person) -> None:
        for _ in range(3):
            for _ in range(8):
                wrong(api, olga.email)
            bearer(api, olga)


class TestRevocation:
    def test_who_is_let_go_is_out_at_once(self, api: TestClient, olga: Person) -> None:
        dana = member(olga, Role.STUDIO_MANAGER)
        header = bearer(api, dana)
        token = sign_in(api, dana)
        api.cookies.clear()
        assert with_cookie(api, token) == 200
        assert api.get(ME, headers=header).status_code == 200
        with working(olga.actor) as work:
            found = next(e for e in list_members(work) if e.user_id == dana.actor.user_id)
            members.remove_member(work, member_id=found.id, seen_version=found.version)
        assert with_cookie(api, token) == 401
        assert api.get(ME, headers=header).status_code == 401

    def test_another_role_counts_at_once(self, api: TestClient, olga: Person) -> None:
        dana = member(olga, Role.STUDIO_MANAGER)
        header = bearer(api, dana)
        with working(olga.actor) as work:
            found = next(e for e in list_members(work) if e.user_id == dana.actor.user_id)
            members.change_role(
                work, member_id=found.id, role=Role.FREELANCER, seen_version=found.version
            )
        assert api.get(ME, headers=header).json()["data"]["role"] == "freelancer"

    def test_another_password_ends_the_other_sessions(self, api: TestClient, olga: Person) -> None:
        elsewhere = sign_in(api, olga)
        api.cookies.clear()
        sign_in(api, olga)
        answer = api.post(
            "/auth/password", data={"current": PASSWORD, "password": "nine tall blue trees"}
        )
        assert answer.headers["location"] == "/settings/account?done=password"
        assert api.get(ME).status_code == 200
        assert with_cookie(api, elsewhere) == 401
        assert wrong(api, olga.email, password=PASSWORD).status_code == 401
        sign_in(api, olga, password="nine tall blue trees")

    def test_another_password_needs_the_one_before(self, api: TestClient, olga: Person) -> None:
        sign_in(api, olga)
        answer = api.post(
            "/auth/password", data={"current": "a guess", "password": "nine tall blue trees"}
        )
        assert "problem=unauthenticated" in answer.headers["location"]


class TestWelcome:
    def test_a_link_a_password_and_one_is_in(self, api: TestClient, olga: Person) -> None:
        with working(olga.actor) as work:
            made = invitations.invite_member(
                work, email=f"dana-{letters()}@example.org", role=Role.STUDIO_MANAGER
            )
        form = {"token": made.secret, "name": "Dana", "password": "short"}
        refused = api.post("/auth/welcome", data=form)
        assert refused.headers["location"] == (
            f"/welcome?token={made.secret}&problem=invalid&field=password"
        )
        answer = api.post("/auth/welcome", data=form | {"password": PASSWORD})
        assert answer.headers["location"] == "/"
        me = api.get(ME).json()["data"]
        assert (me["name"], me["role"], me["studio"]["slug"]) == (
            "Dana",
            "studio_manager",
            olga.slug,
        )
        again = api.post("/auth/welcome", data=form | {"password": PASSWORD})
        assert "problem=not_found" in again.headers["location"]


class TestSwitch:
    def test_between_ones_own_studios(self, api: TestClient, olga: Person) -> None:
        other = owner_of_a_new_studio(olga.email)
        sign_in(api, olga)
        for slug in (other.slug, olga.slug):
            answer = api.post("/auth/studio", data={"studio": slug, "next": "/board"})
            assert answer.headers["location"] == "/board"
            assert api.get(ME).json()["data"]["studio"]["slug"] == slug

    def test_nobody_elses(self, api: TestClient, olga: Person) -> None:
        charlies = owner_of_a_new_studio()
        sign_in(api, olga)
        answer = api.post("/auth/studio", data={"studio": charlies.slug})
        assert answer.headers["location"] == "/?problem=not_found"
        assert api.get(ME).json()["data"]["studio"]["slug"] == olga.slug

    def test_a_token_of_several_names_its_studio(self, api: TestClient, olga: Person) -> None:
        other = owner_of_a_new_studio(olga.email)
        body = {"email": olga.email, "password": PASSWORD}
        answer = api.post("/api/v1/auth/token", json=body)
        assert answer.status_code == 422
        assert other.slug in answer.json()["problem"]["fields"]["studio"]
        assert bearer(api, other)


def wrong(api: TestClient, email: str, *, password: str = WRONG) -> Response:
    return api.post("/api/v1/auth/token", json={"email": email, "password": password})


def with_cookie(api: TestClient, token: str) -> int:
    api.cookies.clear()
    header = {"Cookie": f"production_tool={token}"}
    return api.get(ME, headers=header).status_code
