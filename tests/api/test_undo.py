"""Undo and redo over REST."""

from tests.api.callers import Callers
from tests.api.test_bookings import booked
from tests.factories import Cast, create_artist, create_role


class TestUndo:
    def test_back_and_forth(self, cast: Cast, callers: Callers) -> None:
        made = booked(callers, create_artist(cast.alice).id)
        assert callers.bob.post("/bookings/undo").status_code == 403
        assert callers.charlie.post("/bookings/undo").status_code == 409
        back = callers.alice.post("/bookings/undo")
        assert back.status_code == 200, back.text
        assert [(row["id"], row["status"]) for row in back.json()["data"]] == [
            (made["id"], "released")
        ]
        again = callers.alice.post("/bookings/redo").json()["data"][0]
        assert (again["status"], again["version"]) == ("pencil", 3)
        assert callers.alice.post("/bookings/redo").status_code == 409

    def test_roles_too(self, cast: Cast, callers: Callers) -> None:
        role = create_role(cast.alice)
        moved = callers.alice.patch(
            f"/roles/{role.id}", json={"version": 1, "startTime": "2027-03-08"}
        )
        assert moved.status_code == 200, moved.text
        back = callers.alice.post("/undo").json()["data"]
        assert (back["bookings"], back["roles"][0]["startTime"]) == ([], "2027-02-28T23:00:00Z")
        again = callers.alice.post("/redo").json()["data"]
        assert again["roles"][0]["startTime"] == moved.json()["data"]["startTime"]
        assert callers.alice.post("/bookings/undo").json()["data"] == []
        assert callers.bob.post("/undo").status_code == 403
        assert callers.charlie.post("/undo").status_code == 409
