"""Artists over REST."""

from typing import Any

import pytest

from tests.api.callers import Callers
from tests.factories import Cast

MARA: dict[str, Any] = {
    "name": "Mara Lindt",
    "email": "mara@example.org",
    "department": "Compositing",
    "employment": "freelance",
    "dayRate": "480.50",
    "zone": "Europe/Lisbon",
    "workingHours": {"mon": [["09:00", "13:00"], ["14:00", "18:30"]], "tue": [["00:00", "24:00"]]},
    "skills": [{"name": "nuke", "level": 4}],
}


def taken_on(callers: Callers, **more: Any) -> dict[str, Any]:
    """Mara, as the answer has her."""
    answer = callers.alice.post("/artists", json={**MARA, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


class TestArtists:
    def test_what_was_said_comes_back(self, callers: Callers) -> None:
        made = taken_on(callers)
        assert MARA.items() <= made.items()
        assert callers.alice.get(f"/artists/{made['id']}").json()["data"] == made

    def test_a_name_is_enough(self, callers: Callers) -> None:
        made = callers.alice.post("/artists", json={"name": "Ines"})
        assert made.headers["location"].endswith(made.json()["data"]["id"])
        assert made.json()["data"]["zone"] == "Europe/Berlin"
        assert len(made.json()["data"]["workingHours"]) == 5

    def test_what_is_not_named_stays_and_null_empties(self, callers: Callers) -> None:
        made = taken_on(callers)
        answer = callers.alice.patch(
            f"/artists/{made['id']}",
            json={"dayRate": None, "skills": [], "title": "Lead", "zone": None},
            headers={"If-Match": '"1"'},
        )
        after = answer.json()["data"]
        assert (after["dayRate"], after["skills"], after["title"]) == (None, [], "Lead")
        assert (after["zone"], after["version"]) == ("Europe/Lisbon", 2)
        assert answer.headers["etag"] == '"2"'

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"zone": "Nowhere/Land"}, "zone"),
            ({"dayRate": "-1"}, "dayRate"),
            ({"dayRate": 1e15}, "dayRate"),
            ({"currency": "euro"}, "currency"),
            ({"name": " "}, "name"),
            ({"name": "\x00"}, "name"),
            ({"email": "mara"}, "email"),
            ({"workingHours": {"mon": [["18:00", "09:00"]]}}, "workingHours"),
            ({"workingHours": {"mon": [["9", "18"]]}}, "workingHours.mon.0.0"),
            ({"skills": [{"name": "nuke", "level": 6}]}, "skills.0.level"),
            ({"rate": 1}, "rate"),
        ],
    )
    def test_nonsense_is_refused_by_field(
        self, callers: Callers, wrong: dict[str, Any], field: str
    ) -> None:
        answer = callers.alice.post("/artists", json={**MARA, **wrong})
        assert answer.status_code == 422
        assert field in answer.json()["problem"]["fields"], answer.text

    def test_lists_narrow_and_go_on(self, callers: Callers) -> None:
        taken_on(callers)
        taken_on(callers, name="Ines", skills=[{"name": "katana"}])
        for asked, names in [
            ({"q": "comp"}, ["Ines", "Mara Lindt"]),
            ({"skills": "nuke"}, ["Mara Lindt"]),
            ({"skills": "nuke,katana"}, []),
            ({"sort": "-name", "limit": "1"}, ["Mara Lindt"]),
            ({"employment": "staff"}, ["Bob"]),
            ({"archived": "true"}, []),
        ]:
            found = callers.alice.get("/artists", params=asked)
            assert [each["name"] for each in found.json()["data"]] == names, asked

    def test_away_and_back(self, callers: Callers) -> None:
        made = taken_on(callers)
        at = f"/artists/{made['id']}"
        gone = callers.alice.post(f"{at}/archive", json={"version": 1}).json()["data"]
        assert gone["archivedAt"] is not None
        booking = {"artistId": made["id"], "startTime": "2027-03-01", "endTime": "2027-03-02"}
        assert callers.alice.post("/bookings", json=booking).status_code == 409
        back = callers.alice.post(f"{at}/restore", headers={"If-Match": '"2"'})
        assert back.json()["data"]["archivedAt"] is None

    def test_free_time_and_who_is_free(self, callers: Callers) -> None:
        made = taken_on(callers)
        body = {"artistId": made["id"], "startTime": "2027-03-01", "endTime": "2027-03-02"}
        callers.alice.post("/bookings", json={**body, "status": "pencil"})
        week = {"from": "2027-03-01", "to": "2027-03-08"}
        told = callers.alice.get(f"/artists/{made['id']}/availability", params=week).json()["data"]
        # Half past eight hours on Monday, which is booked in Berlin's day, and all of Tuesday.
        assert told["capacityMinutes"] == 510 + 24 * 60
        assert told["freeMinutes"] == 24 * 60
        free = callers.alice.get("/artists/free", params={**week, "skills": "nuke"}).json()["data"]
        assert free == []
        later = {"from": "2027-03-02", "to": "2027-03-08", "skills": "NUKE"}
        free = callers.alice.get("/artists/free", params=later).json()["data"]
        assert [each["id"] for each in free] == [made["id"]]

    def test_bob_gets_his_own_rate_only(self, cast: Cast, callers: Callers) -> None:
        at = f"/artists/{cast.bob.artist_id}"
        callers.alice.patch(at, json={"dayRate": 300, "version": 1})
        assert callers.bob.get(at).json()["data"]["dayRate"] == "300.00"
        assert callers.bob.patch(at, json={"dayRate": 900, "version": 2}).status_code == 403
