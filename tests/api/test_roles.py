"""Open roles over REST: asked for, changed, filled, given up."""

from typing import Any

import pytest

from tests.api.callers import Callers
from tests.factories import Cast, create_artist, create_raw_booking

WANTED = {
    "title": "Compositor",
    "skill": "nuke",
    "startTime": "2027-03-01",
    "endTime": "2027-03-06",
}


@pytest.fixture
def role(callers: Callers) -> dict[str, Any]:
    """A compositor wanted for a week of March."""
    answer = callers.alice.post("/roles", json=WANTED)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/api/v1/roles/{answer.json()['data']['id']}"
    return answer.json()["data"]


class TestRoles:
    def test_it_is_read_and_listed(self, callers: Callers, role: dict[str, Any]) -> None:
        assert (role["status"], role["startTime"], role["bookingId"]) == (
            "open",
            "2027-02-28T23:00:00Z",
            None,
        )
        answer = callers.alice.get(f"/roles/{role['id']}")
        assert (answer.json()["data"], answer.headers["etag"]) == (role, '"1"')
        for asked, found in (({"status": "open,filled"}, 1), ({"from": "2027-03-06"}, 0)):
            page = callers.alice.get("/roles", params={**asked, "sort": "title"}).json()
            assert page["meta"]["total"] == found

    def test_it_is_moved_and_a_stale_version_is_refused(
        self, callers: Callers, role: dict[str, Any]
    ) -> None:
        where = f"/roles/{role['id']}"
        body = {"startTime": "2027-03-08", "version": 1}
        moved = callers.alice.patch(where, json=body).json()["data"]
        assert (moved["endTime"], moved["version"]) == ("2027-03-12T23:00:00Z", 2)
        refused = callers.alice.patch(where, json=body)
        assert refused.status_code == 409
        assert refused.json()["problem"]["kind"] == "stale"
        assert refused.json()["problem"]["current"] == moved

    def test_it_is_filled_once_for_a_key(
        self, cast: Cast, callers: Callers, role: dict[str, Any]
    ) -> None:
        mara = str(create_artist(cast.alice).id)
        body = {"artistId": mara, "status": "pencil", "version": 1}
        answers = [
            callers.alice.post(
                f"/roles/{role['id']}/fill", json=body, headers={"Idempotency-Key": role["id"]}
            )
            for _ in range(2)
        ]
        assert [each.status_code for each in answers] == [200, 200]
        assert answers[0].json() == answers[1].json()
        filled = answers[0].json()["data"]
        assert filled["role"]["bookingId"] == filled["booking"]["id"]
        assert (filled["booking"]["artistId"], filled["booking"]["status"]) == (mara, "pencil")

    def test_who_is_busy_is_told_with_what_is_free(
        self, cast: Cast, callers: Callers, role: dict[str, Any]
    ) -> None:
        mara = create_artist(cast.alice).id
        days = {"start_at": "2027-03-01T23:00:00Z", "end_at": "2027-03-02T23:00:00Z"}
        create_raw_booking(cast.alice, mara, **days)
        body = {"artistId": str(mara), "status": "confirmed", "version": 1}
        answer = callers.alice.post(f"/roles/{role['id']}/fill", json=body)
        assert answer.status_code == 409
        problem = answer.json()["problem"]
        assert problem["blocking"]["artistId"] == str(mara)
        assert problem["alternatives"]
        assert callers.alice.get(f"/roles/{role['id']}").json()["data"] == role

    def test_it_is_withdrawn_and_opened_again(self, callers: Callers, role: dict[str, Any]) -> None:
        where = f"/roles/{role['id']}"
        gone = callers.alice.post(f"{where}/withdraw", json={"version": 1}).json()["data"]
        assert gone["status"] == "withdrawn"
        again = callers.alice.post(f"{where}/reopen", headers={"If-Match": '"2"'}).json()["data"]
        assert (again["status"], again["version"]) == ("open", 3)
        board = callers.alice.get("/board?from=2027-03-01&to=2027-04-01").json()["data"]
        assert [bar[:2] for bar in board["bars"]] == [[role["id"], "roles"]]

    def test_bob_gets_none_of_it(self, callers: Callers, role: dict[str, Any]) -> None:
        assert callers.bob.get("/roles").status_code == 403
        assert callers.bob.post("/roles", json=WANTED).status_code == 403
        assert callers.charlie.get("/roles").json()["data"] == []
        assert callers.charlie.get(f"/roles/{role['id']}").status_code == 404


class TestBulk:
    def test_moved_and_withdrawn_together(self, callers: Callers, role: dict[str, Any]) -> None:
        seen = {"id": role["id"], "version": 1}
        moved = callers.alice.post(
            "/roles/bulk", json={"move": [seen | {"startTime": "2027-03-08"}]}
        )
        assert moved.status_code == 200, moved.text
        data = moved.json()["data"]
        assert (data["done"], data["items"][0]["role"]["startTime"]) == (1, "2027-03-07T23:00:00Z")
        stale = callers.alice.post("/roles/bulk", json={"withdraw": [seen]})
        assert stale.status_code == 409
        skipped = callers.alice.post(
            "/roles/bulk", json={"withdraw": [seen, seen | {"version": 2}], "onConflict": "skip"}
        ).json()["data"]
        assert (skipped["done"], skipped["items"][0]["problem"]["kind"]) == (1, "stale")
        assert callers.alice.post("/roles/bulk", json={}).status_code == 422

    def test_bob_may_not_and_charlie_finds_nothing(
        self, callers: Callers, role: dict[str, Any]
    ) -> None:
        ends = {"withdraw": [{"id": role["id"], "version": 1}]}
        assert callers.bob.post("/roles/bulk", json=ends).status_code == 403
        assert callers.charlie.post("/roles/bulk", json=ends).status_code == 409
        assert callers.alice.get(f"/roles/{role['id']}").json()["data"] == role
