"""The guards at the door: origins, sizes, headers, and addresses told by proxies."""

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from production_tool.api.policy import page_policy
from production_tool.api.security import guarded
from production_tool.api.site import create_site
from production_tool.infra.settings import get_settings
from tests.api.conftest import ORIGIN
from tests.api.people import owner_of_a_new_studio, sign_in
from tests.servers import Database

STRANGER = "https://evil.example"
SIGN_OUT = "/auth/sign-out"
TOKEN = "/api/v1/auth/token"


class TestOrigins:
    @pytest.mark.parametrize("origin", [STRANGER, "null", f"{ORIGIN}.evil.example", "", "*"])
    def test_a_strangers_page_changes_nothing(self, api: TestClient, origin: str) -> None:
        sign_in(api, owner_of_a_new_studio())
        answer = api.post(SIGN_OUT, headers={"Origin": origin})
        assert answer.status_code == 403
        assert answer.json()["problem"]["kind"] == "not_allowed"
        assert api.get("/api/v1/me").status_code == 200

    def test_it_cannot_sign_a_visitor_in_as_somebody_else(self, api: TestClient) -> None:
        answer = api.post("/auth/sign-in", headers={"Origin": STRANGER})
        assert answer.status_code == 403

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Sec-Fetch-Site": "same-site"}, 403),
            ({"Sec-Fetch-Site": "same-origin"}, 303),
            ({"Sec-Fetch-Site": "none"}, 303),
            ({"Referer": f"{STRANGER}/{ORIGIN}"}, 403),
            ({"Referer": f"{ORIGIN}/board"}, 303),
            ({}, 403),
        ],
    )
    def test_without_an_origin_other_signs_count(
        self, api: TestClient, headers: dict[str, str], status: int
    ) -> None:
        sign_in(api, owner_of_a_new_studio())
        del api.headers["Origin"]
        assert api.post(SIGN_OUT, headers=headers).status_code == status

    def test_a_program_without_cookies_has_no_origin(self, api: TestClient) -> None:
        del api.headers["Origin"]
        assert api.post(TOKEN, json={"email": "x@example.org", "password": "x"}).status_code == 401

    def test_pages_elsewhere_may_ask_only_when_configured(
        self, api: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = {"Origin": STRANGER, "Access-Control-Request-Method": "GET"}
        refused = api.options("/api/v1/me", headers=asked)
        assert "access-control-allow-origin" not in refused.headers
        monkeypatch.setattr(get_settings(), "allowed_origins", [STRANGER])
        friend = TestClient(guarded(create_site()), base_url=ORIGIN)
        allowed = friend.options("/api/v1/me", headers=asked)
        assert allowed.headers["access-control-allow-origin"] == STRANGER


class TestSockets:
    @pytest.fixture
    def line(self, database: Database) -> TestClient:
        async def talk(socket: WebSocket) -> None:
            await socket.accept()
            await socket.send_text("hello")
            await socket.close()

        return TestClient(guarded(Starlette(routes=[WebSocketRoute("/_event", talk)])))

    @pytest.mark.parametrize("headers", [{"Origin": ORIGIN}, {}])
    def test_our_own_pages_and_programs(self, line: TestClient, headers: dict[str, str]) -> None:
        with line.websocket_connect("/_event", headers=headers) as socket:
            assert socket.receive_text() == "hello"

    @pytest.mark.parametrize("origin", [STRANGER, "null"])
    def test_a_strangers_page_gets_no_line(self, line: TestClient, origin: str) -> None:
        with (
            pytest.raises(WebSocketDisconnect),
            line.websocket_connect("/_event", headers={"Origin": origin}),
        ):
            pass


class TestSizes:
    def test_a_body_too_large_is_refused_unread(self, api: TestClient) -> None:
        answer = api.post(TOKEN, content=b"x" * (2**20 + 1))
        assert answer.status_code == 413
        assert answer.json()["error"] == "The request is too large; 1024 KiB is the most it may be."

    def test_one_that_never_said_how_large_it_is(self, api: TestClient) -> None:
        answer = api.post(TOKEN, content=(b"x" * 2**16 for _ in range(20)))
        assert answer.status_code == 413

    def test_a_length_that_is_no_number(self, api: TestClient) -> None:
        assert api.post(TOKEN, headers={"Content-Length": "-1"}).status_code == 413


class TestHeaders:
    def test_an_answer_for_programs_runs_nothing(self, api: TestClient) -> None:
        headers = api.get("/api/v1/health/live").headers
        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert "strict-transport-security" not in headers

    def test_a_page_runs_its_own_scripts_only(self) -> None:
        page = "<script>one()</script><script src='/a.js'></script><script type=module>2</script>"
        policy = dict(
            rule.split(" ", 1) for rule in page_policy([page], evaluates=True).split("; ")
        )
        assert policy["script-src"].split()[:2] == ["'self'", "'unsafe-eval'"]
        assert len(policy["script-src"].split()) == 4
        assert "'unsafe-inline'" not in policy["script-src"]
        assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert policy["form-action"] == "'self'"

    def test_the_documents_need_no_eval(self, api: TestClient) -> None:
        policy = api.get("/api/v1/docs").headers["content-security-policy"]
        assert "sha256-" in policy
        assert "unsafe-eval" not in policy


class TestProxies:
    def ask(self, trusted: list[str], monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(get_settings(), "trusted_proxies", trusted)
        client = TestClient(guarded(create_site()), base_url=ORIGIN, client=("192.0.2.7", 1))
        told = {"X-Forwarded-For": "198.51.100.4", "X-Forwarded-Proto": "https"}
        answer = client.get("/api/v1/health/live", headers=told)
        return answer.headers.get("strict-transport-security", "")

    def test_a_known_one_may_say_that_the_visitor_came_by_https(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert self.ask(["192.0.2.0/24"], monkeypatch)

    def test_a_visitor_may_not(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        assert not self.ask([], monkeypatch)
        assert not self.ask(["192.0.2.8"], monkeypatch)
