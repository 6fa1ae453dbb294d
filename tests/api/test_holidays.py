"""Public holidays over REST: listed, added, renamed, removed, taken from a calendar."""

from typing import Any

import pytest

from tests.api.callers import Callers

CLOSING = {"day": "2027-08-13", "name": "Summer closing"}


@pytest.fixture
def holiday(callers: Callers) -> dict[str, Any]:
    """A day in August."""
    answer = callers.alice.post("/holidays", json=CLOSING)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/api/v1/holidays/{answer.json()['data']['id']}"
    assert answer.headers["etag"] == '"1"'
    return answer.json()["data"]


class TestHolidays:
    def test_it_is_read_and_listed(self, callers: Callers, holiday: dict[str, Any]) -> None:
        assert {name: holiday[name] for name in CLOSING} == CLOSING
        answer = callers.bob.get(f"/holidays/{holiday['id']}")
        assert (answer.json()["data"], answer.headers["etag"]) == (holiday, '"1"')
        for asked, found in (
            ({"from": "2027-08-13", "to": "2027-08-14"}, 1),
            ({"to": "2027-08-13"}, 0),
            ({"q": "closing", "sort": "-name"}, 1),
            ({"q": "%"}, 0),
        ):
            assert callers.alice.get("/holidays", params=asked).json()["meta"]["total"] == found

    def test_it_is_renamed_and_a_stale_version_is_refused(
        self, callers: Callers, holiday: dict[str, Any]
    ) -> None:
        where = f"/holidays/{holiday['id']}"
        named = callers.alice.patch(where, json={"name": "Closed"}, headers={"If-Match": '"1"'})
        assert (named.json()["data"]["name"], named.headers["etag"]) == ("Closed", '"2"')
        refused = callers.alice.patch(where, json={"name": "Open", "version": 1})
        assert refused.status_code == 409
        assert refused.json()["problem"]["current"] == named.json()["data"]

    def test_it_is_removed(self, callers: Callers, holiday: dict[str, Any]) -> None:
        where = f"/holidays/{holiday['id']}"
        assert callers.alice.delete(where).status_code == 422
        assert callers.alice.delete(where, params={"version": 2}).status_code == 409
        gone = callers.alice.delete(where, params={"version": 1})
        assert (gone.status_code, gone.json()["data"]) == (200, holiday)
        assert callers.alice.get(where).status_code == 404

    def test_a_day_is_taken_once(self, callers: Callers, holiday: dict[str, Any]) -> None:
        answer = callers.alice.post("/holidays", json=CLOSING)
        assert answer.status_code == 409
        assert answer.json()["problem"]["fields"] == {"day": "is a holiday already"}

    def test_a_country_fills_years_once_for_a_key(self, callers: Callers) -> None:
        body = {"country": "DE", "region": "BE", "years": [2027, 2028]}
        answers = [
            callers.alice.post("/holidays/fill", json=body, headers={"Idempotency-Key": "fill"})
            for _ in range(2)
        ]
        assert [each.status_code for each in answers] == [200, 200]
        assert answers[0].json() == answers[1].json()
        added = answers[0].json()["data"]["added"]
        assert {(each["source"], each["day"][:4]) for each in added} == {
            ("DE-BE", "2027"),
            ("DE-BE", "2028"),
        }
        again = callers.alice.post("/holidays/fill", json=body).json()["data"]
        assert again == {"added": [], "removed": 0}
        unknown = callers.alice.post("/holidays/fill", json=body | {"region": "ZZ"})
        assert unknown.json()["problem"]["fields"] == {"region": "is not one of the country's"}

    def test_a_calendar_is_dropped(self, callers: Callers, holiday: dict[str, Any]) -> None:
        body = {"country": "DE", "region": "BE", "years": [2027]}
        added = callers.alice.post("/holidays/fill", json=body).json()["data"]["added"]
        gone = callers.alice.delete("/holidays/calendars/DE-BE")
        assert (gone.status_code, gone.json()["data"]) == (200, added)
        assert callers.alice.get("/holidays").json()["data"] == [holiday]
        again = callers.alice.delete("/holidays/calendars/DE-BE")
        assert (again.status_code, again.json()["problem"]["kind"]) == (404, "not_found")

    def test_countries_are_told(self, callers: Callers) -> None:
        told = callers.bob.get("/holidays/countries").json()["data"]
        germany = next(each for each in told if each["code"] == "DE")
        assert (germany["name"], len(told) > 100) == ("Germany", True)
        assert {"code": "BE", "name": "Berlin"} in germany["regions"]

    def test_the_board_has_it_for_everybody(
        self, callers: Callers, holiday: dict[str, Any]
    ) -> None:
        board = callers.alice.get("/board?from=2027-08-01&to=2027-09-01").json()["data"]
        ((artist, start, end, kind, name),) = board["shades"]
        assert (artist, end - start, kind, name) == ("", 1440, "holiday", "Summer closing")

    def test_bob_changes_nothing_and_charlie_sees_nothing(
        self, callers: Callers, holiday: dict[str, Any]
    ) -> None:
        where, version = f"/holidays/{holiday['id']}", {"version": 1}
        assert callers.bob.post("/holidays", json=CLOSING).status_code == 403
        assert (
            callers.bob.post("/holidays/fill", json={"country": "DE", "years": [2027]}).status_code
            == 403
        )
        assert callers.bob.delete(where, params=version).status_code == 403
        assert callers.charlie.get("/holidays").json()["data"] == []
        assert callers.charlie.get(where).status_code == 404
        assert callers.charlie.delete(where, params=version).status_code == 404
