"""Projects over REST."""

from typing import Any

import pytest

from tests.api.callers import Callers
from tests.factories import Cast, create_artist, create_raw_booking

NORTHLIGHT: dict[str, Any] = {
    "code": "NOR100",
    "title": "Northlight",
    "client": "Aurora Films",
    "startsOn": "2027-03-01",
    "endsOn": "2027-06-30",
    "budget": "213000.00",
}


def opened(callers: Callers, **more: Any) -> dict[str, Any]:
    """The project as the answer has it."""
    answer = callers.alice.post("/projects", json={**NORTHLIGHT, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


class TestProjects:
    def test_what_was_said_comes_back(self, callers: Callers) -> None:
        made = opened(callers)
        assert NORTHLIGHT.items() <= made.items()
        assert callers.alice.get(f"/projects/{made['id']}").json()["data"] == made

    def test_null_empties_dates_and_budget(self, callers: Callers) -> None:
        made = opened(callers)
        body = {"endsOn": None, "budget": None, "title": None, "status": "paused", "version": 1}
        after = callers.alice.patch(f"/projects/{made['id']}", json=body).json()["data"]
        assert (after["endsOn"], after["budget"]) == (None, None)
        assert (after["title"], after["status"]) == ("Northlight", "paused")

    def test_a_code_is_taken_once(self, callers: Callers) -> None:
        opened(callers)
        again = callers.alice.post("/projects", json=NORTHLIGHT)
        assert again.status_code == 409
        assert again.json()["problem"]["fields"] == {"code": "is taken"}

    @pytest.mark.parametrize(
        "wrong",
        [
            {"endsOn": "2027-02-01"},
            {"startsOn": "2027-02-30"},
            {"startsOn": 1},
            {"budget": "1.001"},
            {"colour": "red"},
            {"status": "archived"},
            {"code": ""},
        ],
    )
    def test_nonsense_is_refused_by_field(self, callers: Callers, wrong: dict[str, Any]) -> None:
        answer = callers.alice.post("/projects", json={**NORTHLIGHT, **wrong})
        assert answer.status_code == 422
        assert set(answer.json()["problem"]["fields"]) == set(wrong)

    def test_one_that_is_booked_stays(self, cast: Cast, callers: Callers) -> None:
        made = opened(callers)
        artist = create_artist(cast.alice).id
        booking = create_raw_booking(cast.alice, artist, project_id=made["id"])
        at = f"/projects/{made['id']}"
        assert callers.alice.post(f"{at}/archive", json={"version": 1}).status_code == 409
        listed = callers.alice.get(f"{at}/bookings").json()
        assert [each["id"] for each in listed["data"]] == [str(booking)]
        callers.alice.delete(f"/bookings/{booking}", headers={"If-Match": '"1"'})
        gone = callers.alice.post(f"{at}/archive", json={"version": 1})
        assert gone.json()["data"]["archivedAt"] is not None
        assert callers.alice.get("/projects").json()["data"] == []
        back = callers.alice.post(f"{at}/restore", json={"version": 2})
        assert back.json()["data"]["archivedAt"] is None
