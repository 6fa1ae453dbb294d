"""Bookings over REST, from a hold to its end."""

import json
from typing import Any
from uuid import UUID

import pytest
from httpx import Response

from tests.api.callers import Callers
from tests.factories import Cast, create_artist, create_project, create_raw_booking

FIRST = {"startTime": "2027-03-01", "endTime": "2027-03-03"}


def booked(callers: Callers, artist_id: UUID, **more: Any) -> dict[str, Any]:
    """A booking of two days, a pencil unless told otherwise."""
    body = {"artistId": str(artist_id), **FIRST, "status": "pencil", **more}
    answer = callers.alice.post("/bookings", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


def step(callers: Callers, booking: dict[str, Any], name: str, **more: Any) -> Response:
    """Take a booking on from the version given."""
    body = {"version": booking["version"], **more}
    return callers.alice.post(f"/bookings/{booking['id']}/{name}", json=body)


class TestMaking:
    def test_days_are_the_studios(self, cast: Cast, callers: Callers) -> None:
        made = booked(callers, create_artist(cast.alice).id)
        assert (made["startTime"], made["endTime"]) == (
            "2027-02-28T23:00:00Z",
            "2027-03-02T23:00:00Z",
        )

    def test_instants_and_wall_time(self, cast: Cast, callers: Callers) -> None:
        artist = create_artist(cast.alice).id
        times = {"startTime": "2027-07-01T09:00:00", "endTime": "2027-07-01T12:00:00Z"}
        made = booked(callers, artist, **times)
        assert (made["startTime"], made["endTime"]) == (
            "2027-07-01T07:00:00Z",
            "2027-07-01T12:00:00Z",
        )

    def test_a_hold_gets_its_expiry(self, cast: Cast, callers: Callers) -> None:
        made = booked(callers, create_artist(cast.alice).id, status="hold")
        assert made["expiresAt"] is not None

    def test_a_conflict_names_who_and_what_is_free(self, cast: Cast, callers: Callers) -> None:
        mara, project = create_artist(cast.alice).id, create_project(cast.alice)
        first = booked(callers, mara, projectId=str(project.id))
        answer = callers.alice.post(
            "/bookings", json={"artistId": str(mara), **FIRST, "status": "confirmed"}
        )
        body = answer.json()
        assert answer.status_code == 409
        assert "Mara Lindt" in body["error"]
        assert "Northlight" in body["error"]
        assert body["problem"]["kind"] == "conflict"
        blocking = body["problem"]["blocking"]
        assert (blocking["id"], blocking["startTime"]) == (first["id"], first["startTime"])
        later = body["problem"]["alternatives"][0]
        assert later["artistId"] == str(mara)
        taken = callers.alice.post(
            "/bookings",
            json={
                "artistId": later["artistId"],
                "startTime": later["startTime"],
                "endTime": later["endTime"],
                "status": "pencil",
            },
        )
        assert taken.status_code == 201

    @pytest.mark.parametrize(
        "wrong",
        [
            {"startTime": "2027-03-28T02:30:00"},
            {"startTime": "9999-12-31T23:59:59Z"},
            {"startTime": "0001-01-01"},
            {"startTime": 1e400},
            {"startTime": "2027-03-04"},
            {"endTime": "2029-03-01"},
            {"artistId": "no id"},
            {"artistId": 2**70},
            {"title": "\x00"},
            {"title": "x" * 201},
            {"status": "expired"},
            {"expiresAt": "2027-01-01"},
            {"colour": "red"},
        ],
    )
    def test_nonsense_is_refused_by_field(
        self, cast: Cast, callers: Callers, wrong: dict[str, Any]
    ) -> None:
        body = {"artistId": str(create_artist(cast.alice).id), **FIRST, "status": "pencil"}
        text = json.dumps(body | wrong)
        answer = callers.alice.post(
            "/bookings", content=text, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 422, answer.text

    @pytest.mark.parametrize("body", [b"\xff", b"[" * 100_000, b'{"\\ud800": 1}', b"null", b""])
    def test_what_is_no_body_is_refused(self, callers: Callers, body: bytes) -> None:
        answer = callers.alice.post(
            "/bookings", content=body, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 422
        assert answer.json()["problem"]["kind"] == "invalid"


class TestChanging:
    def test_move_resize_edit(self, cast: Cast, callers: Callers) -> None:
        made = booked(callers, create_artist(cast.alice).id)
        at = f"/bookings/{made['id']}"
        moved = callers.alice.patch(at, json={"startTime": "2027-03-08", "version": 1})
        assert moved.json()["data"]["endTime"] == "2027-03-09T23:00:00Z"
        longer = callers.alice.patch(
            at, json={"endTime": "2027-03-12"}, headers={"If-Match": moved.headers["etag"]}
        )
        assert longer.json()["data"]["endTime"] == "2027-03-11T23:00:00Z"
        assert longer.headers["etag"] == '"3"'

    def test_a_stale_version_gets_the_row_as_it_is(self, cast: Cast, callers: Callers) -> None:
        made = booked(callers, create_artist(cast.alice).id)
        at = f"/bookings/{made['id']}"
        callers.alice.patch(at, json={"title": "Mine", "version": 1})
        late = callers.alice.patch(at, json={"title": "Yours", "version": 1})
        assert late.status_code == 409
        problem = late.json()["problem"]
        assert problem["kind"] == "stale"
        assert problem["current"].items() <= callers.alice.get(at).json()["data"].items()

    @pytest.mark.parametrize(
        ("version", "tag"), [(None, None), (1, '"2"'), (None, "*"), (None, '"x"'), (2**40, None)]
    )
    def test_a_version_must_be_said_once(
        self, cast: Cast, callers: Callers, version: int | None, tag: str | None
    ) -> None:
        made = booked(callers, create_artist(cast.alice).id)
        answer = callers.alice.patch(
            f"/bookings/{made['id']}",
            json={"title": "X", **({} if version is None else {"version": version})},
            headers={} if tag is None else {"If-Match": tag},
        )
        assert answer.status_code == 422


class TestSteps:
    def test_all_the_way_and_back(self, cast: Cast, callers: Callers) -> None:
        now = booked(callers, create_artist(cast.alice).id, status="hold")
        for name, status in [
            ("pencil", "pencil"),
            ("confirm", "confirmed"),
            ("pencil", "pencil"),
            ("confirm", "confirmed"),
            ("step-back", "pencil"),
            ("step-back", "hold"),
            ("release", "released"),
        ]:
            answer = step(callers, now, name)
            assert answer.status_code == 200, answer.text
            now = answer.json()["data"]
            assert now["status"] == status
        assert step(callers, now, "confirm").status_code == 409

    def test_deleting_releases_or_cancels(self, cast: Cast, callers: Callers) -> None:
        artist = create_artist(cast.alice).id
        for first, last in [("hold", "released"), ("confirmed", "cancelled")]:
            made = booked(callers, artist, status=first)
            gone = callers.alice.delete(f"/bookings/{made['id']}?version=1")
            assert (gone.status_code, gone.json()["data"]["status"]) == (200, last)

    def test_bob_declines_what_is_his_and_nothing_else(self, cast: Cast, callers: Callers) -> None:
        assert cast.bob.artist_id is not None
        his = booked(callers, cast.bob.artist_id)
        other = booked(callers, create_artist(cast.alice).id)
        no = callers.bob.post(f"/bookings/{other['id']}/decline", json={"version": 1})
        assert no.status_code == 404
        declined = callers.bob.post(f"/bookings/{his['id']}/decline", json={"version": 1})
        assert declined.json()["data"]["status"] == "declined"


class TestAskingAndBulk:
    def test_check_availability(self, cast: Cast, callers: Callers) -> None:
        mara = create_artist(cast.alice).id
        made = booked(callers, mara)
        question = {"artistId": str(mara), **FIRST}
        told = callers.alice.post("/bookings/check-availability", json=question).json()["data"]
        assert (told["free"], told["rank"], len(told["blocking"])) == (False, 2, 1)
        aside = {**question, "bookingId": made["id"]}
        told = callers.alice.post("/bookings/check-availability", json=aside).json()["data"]
        assert (told["free"], told["blocking"]) == (True, [])

    def test_all_or_as_many_as_can_be(self, cast: Cast, callers: Callers) -> None:
        mara = str(create_artist(cast.alice).id)
        item = {"artistId": mara, **FIRST, "status": "pencil"}
        later = {**item, "startTime": "2027-04-01", "endTime": "2027-04-02"}
        body = {"create": [item, item, later]}
        answer = callers.alice.post("/bookings/bulk", json=body)
        assert answer.status_code == 409
        assert set(answer.json()["problem"]["fields"]) == {"1"}
        assert callers.alice.get("/bookings").json()["meta"]["total"] == 0
        told = callers.alice.post("/bookings/bulk", json={**body, "onConflict": "skip"})
        data = told.json()["data"]
        assert (data["done"], [bool(each["booking"]) for each in data["items"]]) == (
            2,
            [True, False, True],
        )
        assert data["items"][1]["problem"]["blocking"]["title"] == ""

    def test_many_move_as_one(self, cast: Cast, callers: Callers) -> None:
        mara = create_artist(cast.alice).id
        one = booked(callers, mara)
        two = booked(callers, mara, startTime="2027-03-03", endTime="2027-03-05")
        swap = [
            {"id": one["id"], "version": 1, "startTime": "2027-03-03"},
            {"id": two["id"], "version": 1, "startTime": "2027-03-01"},
        ]
        told = callers.alice.post("/bookings/bulk", json={"move": swap}).json()["data"]
        assert [each["booking"]["startTime"] for each in told["items"]] == [
            two["startTime"],
            one["startTime"],
        ]

    @pytest.mark.parametrize("body", [{}, {"create": [], "move": []}, {"create": [{}]}])
    def test_a_bulk_of_nothing_is_refused(self, callers: Callers, body: dict[str, Any]) -> None:
        assert callers.alice.post("/bookings/bulk", json=body).status_code == 422


class TestLists:
    def test_filters_and_cursors(self, cast: Cast, callers: Callers) -> None:
        mara, ines = create_artist(cast.alice).id, create_artist(cast.alice, name="Ines").id
        for day in range(1, 6):
            days = {"startTime": f"2027-03-0{day}", "endTime": f"2027-03-0{day + 1}"}
            booked(callers, mara, title=f"Day {day}", **days)
        booked(callers, ines, status="hold")
        assert found(callers, artistId=str(mara), **{"from": "2027-03-02", "to": "2027-03-04"}) == [
            "Day 2",
            "Day 3",
        ]
        assert found(callers, q="ines") == [""]
        assert found(callers, status="hold,confirmed") == [""]
        seen: list[str] = []
        cursor: dict[str, str] = {}
        while True:
            page = callers.alice.get(
                "/bookings", params={"limit": "4", "sort": "-createdAt", **cursor}
            ).json()
            seen += [each["id"] for each in page["data"]]
            assert page["meta"]["total"] == 6
            if page["meta"]["nextCursor"] is None:
                break
            cursor = {"cursor": page["meta"]["nextCursor"]}
        assert (len(seen), len(set(seen)), page["meta"]["page"]) == (6, 6, 2)

    def test_a_lapsed_hold_is_expired_before_anybody_stamps_it(
        self, cast: Cast, callers: Callers
    ) -> None:
        mara = create_artist(cast.alice).id
        made = create_raw_booking(
            cast.alice, mara, status="hold", expires_at="2020-01-01T00:00:00Z", title="Late"
        )
        assert callers.alice.get(f"/bookings/{made}").json()["data"]["status"] == "expired"
        assert found(callers, status="expired") == ["Late"]
        assert found(callers, status="hold") == []


def found(callers: Callers, **asked: str) -> list[str]:
    """The titles of what alice finds."""
    answer = callers.alice.get("/bookings", params=asked)
    assert answer.status_code == 200, answer.text
    return [each["title"] for each in answer.json()["data"]]
