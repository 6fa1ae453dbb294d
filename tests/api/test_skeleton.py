"""What every answer has in common, whoever asks for what."""

import pytest
from starlette.testclient import TestClient

from production_tool.infra import migrate, pulse, schema


class TestHealth:
    def test_live(self, api: TestClient) -> None:
        answer = api.get("/api/v1/health/live")
        assert answer.status_code == 200
        assert answer.json()["data"] == {"alive": True, "start": ""}

    def test_ready_names_each_thing_it_stands_on(self, api: TestClient) -> None:
        pulse.beat("scheduler")
        data = api.get("/api/v1/health/ready").json()["data"]
        assert data == {
            "ready": True,
            "database": True,
            "migrations": True,
            "redis": True,
            "scheduler": True,
            "start": "",
        }

    def test_the_program_and_the_migrations_agree_on_the_newest(self) -> None:
        assert schema.newest() == migrate.newest()


class TestAnswers:
    def test_nobody_is_told_how_to_become_somebody(self, api: TestClient) -> None:
        answer = api.get("/api/v1/me")
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        body = answer.json()
        assert body["data"] is None
        assert body["error"] == "Sign in first, or send an access token."
        assert body["problem"]["kind"] == "unauthenticated"

    def test_an_address_that_is_not_there(self, api: TestClient) -> None:
        answer = api.get("/api/v1/nothing")
        assert answer.status_code == 404
        assert answer.json()["problem"]["kind"] == "not_found"

    def test_a_method_that_is_not_there(self, api: TestClient) -> None:
        answer = api.delete("/api/v1/health/live")
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET"
        assert answer.json()["error"].startswith("This address does not answer")

    @pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"email": "\\ud800"}', b"[]", b""])
    def test_a_body_that_makes_no_sense(self, api: TestClient, body: bytes) -> None:
        answer = api.post("/api/v1/auth/token", content=body)
        assert answer.status_code == 422
        assert answer.json()["problem"]["kind"] == "invalid"
        assert not {name for name in answer.json()["problem"]["fields"] if name.isdigit()}

    def test_a_request_keeps_its_id(self, api: TestClient) -> None:
        answer = api.get("/api/v1/me", headers={"X-Request-Id": "deploy-check.17"})
        assert answer.headers["x-request-id"] == "deploy-check.17"

    def test_an_id_that_could_forge_a_log_line_is_replaced(self, api: TestClient) -> None:
        answer = api.get("/api/v1/me", headers={"X-Request-Id": "x y=1 status=200"})
        assert "status" not in answer.headers["x-request-id"]

    def test_nothing_is_cached_by_chance(self, api: TestClient) -> None:
        assert api.get("/api/v1/me").headers["cache-control"] == "no-store"


class TestDocuments:
    def test_openapi_3_1_with_addresses_below_the_mount(self, api: TestClient) -> None:
        found = api.get("/api/v1/openapi.json").json()
        assert found["openapi"].startswith("3.1")
        assert found["servers"] == [{"url": "/api/v1"}]
        assert "/health/ready" in found["paths"]
        assert "HTTPValidationError" not in found["components"]["schemas"]

    def test_the_page_loads_nothing_from_elsewhere(self, api: TestClient) -> None:
        page = api.get("/api/v1/docs")
        assert "://" not in page.text.replace("http://localhost:8000", "")
        script = page.text.split('src="')[1].split('"')[0]
        assert api.get(script).status_code == 200
