"""Saved views over REST: kept, listed, changed, let go; and whose business they are."""

from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from tests.api.callers import Callers, client_of
from tests.factories import Cast, create_member
from tests.servers import Database

LIGHTING = {"name": "Lighting", "query": "department=Lighting&zoom=month", "daysAhead": 14}


@pytest.fixture
def dana(database: Database, site: ASGIApp, cast: Cast) -> TestClient:
    """Plans in alice's studio too."""
    return client_of(site, create_member(database, tenant_id=cast.alice.tenant_id))


@pytest.fixture
def view(callers: Callers) -> dict[str, Any]:
    """Alice's own."""
    return kept(callers.alice)


def kept(caller: TestClient, **other: Any) -> dict[str, Any]:
    answer = caller.post("/views", json={**LIGHTING, **other})
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/api/v1/views/{answer.json()['data']['id']}"
    return answer.json()["data"]


def names(caller: TestClient, **asked: Any) -> list[str]:
    page = caller.get("/views", params=asked).json()
    assert page["meta"]["total"] == len(page["data"])
    return [each["name"] for each in page["data"]]


class TestOwn:
    def test_it_is_read_and_listed(self, callers: Callers, view: dict[str, Any]) -> None:
        assert {name: view[name] for name in LIGHTING} == LIGHTING
        assert (view["own"], view["shared"], view["opensFirst"]) == (True, False, False)
        answer = callers.alice.get(f"/views/{view['id']}")
        assert (answer.json()["data"], answer.headers["etag"]) == (view, '"1"')
        kept(callers.alice, name="FX", shared=True)
        assert names(callers.alice) == ["FX", "Lighting"]
        assert names(callers.alice, sort="-name") == ["Lighting", "FX"]
        assert names(callers.alice, q="light") == ["Lighting"]
        assert names(callers.alice, shared=True) == ["FX"]

    def test_a_fixed_day_is_the_querys(self, callers: Callers) -> None:
        query = "q=mara&date=2027-03-01&evil=1&booking=x"
        fixed = kept(callers.alice, query=query, daysAhead=None)
        assert (fixed["query"], fixed["daysAhead"]) == ("q=mara&date=2027-03-01", None)

    def test_it_is_changed_and_a_stale_version_is_refused(
        self, callers: Callers, view: dict[str, Any]
    ) -> None:
        where, body = f"/views/{view['id']}", {"name": "Lights", "opensFirst": True, "version": 1}
        changed = callers.alice.patch(where, json=body).json()["data"]
        assert (changed["name"], changed["opensFirst"], changed["version"]) == ("Lights", True, 2)
        assert changed["query"] == view["query"]
        refused = callers.alice.patch(where, json={"name": "Other"}, headers={"If-Match": '"1"'})
        assert refused.status_code == 409
        assert refused.json()["problem"]["kind"] == "stale"
        assert refused.json()["problem"]["current"] == changed
        assert callers.alice.patch(where, json={"name": "Other"}).status_code == 422

    def test_it_points_elsewhere(self, callers: Callers, view: dict[str, Any]) -> None:
        body = {"daysAhead": None, "query": "zoom=week&date=2027-05-03", "version": 1}
        changed = callers.alice.patch(f"/views/{view['id']}", json=body).json()["data"]
        assert (changed["query"], changed["daysAhead"]) == ("zoom=week&date=2027-05-03", None)

    def test_only_one_opens_first(self, callers: Callers) -> None:
        first = kept(callers.alice, opensFirst=True)
        kept(callers.alice, name="FX", opensFirst=True)
        assert not callers.alice.get(f"/views/{first['id']}").json()["data"]["opensFirst"]

    def test_it_is_let_go(self, callers: Callers, view: dict[str, Any]) -> None:
        where = f"/views/{view['id']}"
        assert callers.alice.delete(where).status_code == 422
        assert callers.alice.delete(where, params={"version": "2"}).status_code == 409
        gone = callers.alice.delete(where, headers={"If-Match": '"1"'})
        assert (gone.status_code, gone.json()["data"]) == (200, view)
        assert callers.alice.get(where).status_code == 404

    def test_it_is_kept_once_for_a_key(self, callers: Callers) -> None:
        answers = [
            callers.alice.post("/views", json=LIGHTING, headers={"Idempotency-Key": "lighting"})
            for _ in range(2)
        ]
        assert [each.status_code for each in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()
        assert names(callers.alice) == ["Lighting"]

    @pytest.mark.parametrize(
        "wrong",
        [{"name": " "}, {"query": "q=" + "x" * 201}, {"daysAhead": 3661}, {"query": "q=%00"}],
    )
    def test_nonsense_is_refused(self, callers: Callers, wrong: dict[str, Any]) -> None:
        assert callers.alice.post("/views", json={**LIGHTING, **wrong}).status_code == 422

    def test_a_name_is_taken_once(self, callers: Callers, view: dict[str, Any]) -> None:
        answer = callers.alice.post("/views", json={**LIGHTING, "name": "lighting"})
        assert answer.status_code == 409
        assert answer.json()["problem"]["fields"] == {"name": "is taken"}


class TestOthers:
    def test_an_own_one_is_nobody_elses_business(
        self, callers: Callers, dana: TestClient, view: dict[str, Any]
    ) -> None:
        for caller, status in ((dana, 404), (callers.bob, 403), (callers.charlie, 404)):
            where = f"/views/{view['id']}"
            assert caller.get(where).status_code == status
            assert caller.patch(where, json={"version": 1, "name": "Mine"}).status_code == status
            assert caller.delete(where, params={"version": "1"}).status_code == status
        assert names(dana) == names(callers.charlie) == []

    def test_a_shared_one_is_seen_and_not_changed(self, callers: Callers, dana: TestClient) -> None:
        shared = kept(callers.alice, shared=True, opensFirst=True)
        where = f"/views/{shared['id']}"
        seen = dana.get(where).json()["data"]
        assert (seen["own"], seen["opensFirst"]) == (False, False)
        refused = dana.patch(where, json={"version": shared["version"], "name": "Mine"})
        assert refused.status_code == 403
        assert "belongs to somebody else" in refused.json()["error"]
        assert dana.delete(where, params={"version": shared["version"]}).status_code == 403
        assert names(callers.charlie) == []

    def test_taken_back_it_is_gone_for_others(self, callers: Callers, dana: TestClient) -> None:
        shared = kept(callers.alice, shared=True)
        assert names(dana) == ["Lighting"]
        body = {"shared": False, "version": shared["version"]}
        assert callers.alice.patch(f"/views/{shared['id']}", json=body).status_code == 200
        assert names(dana) == []

    def test_a_freelancer_has_none(self, callers: Callers) -> None:
        assert callers.bob.get("/views").status_code == 403
        assert callers.bob.post("/views", json=LIGHTING).status_code == 403
