"""Idempotency-Key: sent twice, done once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from production_tool.services import projects
from tests.api.callers import Callers
from tests.factories import Cast, create_artist

KEY = {"Idempotency-Key": "the-first"}


def wanted(cast: Cast, **more: Any) -> dict[str, Any]:
    """A pencil of two days for a new artist."""
    return {
        "artistId": str(create_artist(cast.alice).id),
        "startTime": "2027-03-01",
        "endTime": "2027-03-03",
        "status": "pencil",
        **more,
    }


class TestIdempotency:
    def test_a_repeat_gets_the_first_answer(self, cast: Cast, callers: Callers) -> None:
        body = wanted(cast)
        first = callers.alice.post("/bookings", json=body, headers=KEY)
        again = callers.alice.post("/bookings", json=body, headers=KEY)
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.text == first.text
        assert again.headers["location"] == first.headers["location"]
        assert again.headers["idempotency-replayed"] == "true"
        assert callers.alice.get("/bookings").json()["meta"]["total"] == 1

    def test_a_refusal_is_an_answer_too(self, cast: Cast, callers: Callers) -> None:
        body = wanted(cast)
        taken = callers.alice.post("/bookings", json=body).json()["data"]
        first = callers.alice.post("/bookings", json=body, headers=KEY)
        assert first.status_code == 409
        callers.alice.post(f"/bookings/{taken['id']}/release", json={"version": 1})
        again = callers.alice.post("/bookings", json=body, headers=KEY)
        assert (again.status_code, again.text) == (409, first.text)
        other = {"Idempotency-Key": "the-second"}
        assert callers.alice.post("/bookings", json=body, headers=other).status_code == 201

    def test_another_body_is_refused(self, cast: Cast, callers: Callers) -> None:
        body = wanted(cast)
        callers.alice.post("/bookings", json=body, headers=KEY)
        other = callers.alice.post("/bookings", json={**body, "title": "X"}, headers=KEY)
        assert other.status_code == 422
        assert "Idempotency-Key" in other.json()["problem"]["fields"]

    def test_another_address_is_refused(self, cast: Cast, callers: Callers) -> None:
        made = callers.alice.post("/bookings", json=wanted(cast), headers=KEY).json()["data"]
        other = callers.alice.post(
            f"/bookings/{made['id']}/confirm", json={"version": 1}, headers=KEY
        )
        assert other.status_code == 422

    def test_of_ten_at_once_one_acts(self, cast: Cast, callers: Callers) -> None:
        body = {"code": "NOR100", "title": "Northlight"}
        with ThreadPoolExecutor(10) as threads:
            calls = [
                threads.submit(callers.alice.post, "/projects", json=body, headers=KEY)
                for _ in range(10)
            ]
            answers = [call.result() for call in calls]
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.text for answer in answers}) == 1
        assert sum("idempotency-replayed" in answer.headers for answer in answers) == 9
        assert callers.alice.get("/projects").json()["meta"]["total"] == 1

    def test_everybody_has_keys_of_their_own(self, cast: Cast, callers: Callers) -> None:
        body = {"code": "NOR100", "title": "Northlight"}
        assert callers.alice.post("/projects", json=body, headers=KEY).status_code == 201
        there = callers.charlie.post("/projects", json=body, headers=KEY)
        assert there.status_code == 201
        assert "idempotency-replayed" not in there.headers

    def test_what_broke_off_may_be_tried_again(
        self, callers: Callers, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        body = {"code": "NOR100", "title": "Northlight"}

        def broken(*_: object, **__: object) -> None:
            raise RuntimeError

        with monkeypatch.context() as patched:
            patched.setattr(projects, "create_project", broken)
            assert callers.alice.post("/projects", json=body, headers=KEY).status_code == 500
        assert callers.alice.post("/projects", json=body, headers=KEY).status_code == 201

    @pytest.mark.parametrize("key", ["", "x" * 201, "two words"])
    def test_a_key_that_is_none_is_refused(self, callers: Callers, key: str) -> None:
        answer = callers.alice.post(
            "/projects", json={"code": "X", "title": "X"}, headers={"Idempotency-Key": key}
        )
        assert answer.status_code == 422
