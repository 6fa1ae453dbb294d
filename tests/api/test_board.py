"""The board over REST: a snapshot, what changed since, and nothing sent twice."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.api.callers import Callers
from tests.factories import (
    Cast,
    create_artist,
    create_booking,
    create_project,
    create_raw_booking,
    create_role,
)

WINDOW = {"from": "2027-03-01", "to": "2027-04-01"}


def pencilled(cast: Cast) -> tuple[str, str]:
    """Mara, and a day in March that she is pencilled for."""
    mara = create_artist(cast.alice, department="FX").id
    days = {"start_at": "2027-03-01T23:00:00Z", "end_at": "2027-03-02T23:00:00Z"}
    return str(mara), str(create_raw_booking(cast.alice, mara, title="Hero", **days))


def board(callers: Callers, **asked: str) -> dict[str, Any]:
    """What alice sees in March."""
    answer = callers.alice.get("/board", params={**WINDOW, **asked})
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


class TestSnapshot:
    def test_rows_bars_and_the_seq(self, cast: Cast, callers: Callers) -> None:
        mara, booking = pencilled(cast)
        seen = board(callers)
        assert [row[:2] for row in seen["rows"] if row[0] == mara] == [[mara, "Mara Lindt"]]
        (bar,) = seen["bars"]
        assert bar[:2] == [booking, mara]
        assert (bar[3] - bar[2], bar[4], bar[6]) == (24 * 60, "pencil", "Hero")
        assert (seen["zone"], seen["from"], seen["to"]) == (
            "Europe/Berlin",
            "2027-03-01",
            "2027-04-01",
        )

    def test_filters(self, cast: Cast, callers: Callers) -> None:
        pencilled(cast)
        assert board(callers, status="hold")["bars"] == []
        assert len(board(callers, status="hold,pencil", department="FX")["bars"]) == 1
        for nobody in ({"q": "nobody"}, {"department": "Lighting"}, {"skill": "Juggling"}):
            assert [row[0] for row in board(callers, **nobody)["rows"]] == ["roles"]

    def test_unchanged_is_not_sent_again(self, cast: Cast, callers: Callers) -> None:
        mara, _ = pencilled(cast)
        first = callers.alice.get("/board", params=WINDOW)
        tag = {"If-None-Match": first.headers["etag"]}
        assert first.headers["etag"] == f'"{first.json()["data"]["seq"]}"'
        assert "private" in first.headers["cache-control"]
        assert "Cookie" in first.headers["vary"]
        again = callers.alice.get("/board", params=WINDOW, headers=tag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        other = {"If-None-Match": f'"1{first.json()["data"]["seq"]}"'}
        assert callers.alice.get("/board", params=WINDOW, headers=other).status_code == 200
        callers.alice.patch(f"/artists/{mara}", json={"title": "Lead", "version": 1})
        assert callers.alice.get("/board", params=WINDOW, headers=tag).status_code == 200

    @pytest.mark.parametrize(
        "wrong",
        [
            {"from": "2027-03-01"},
            {"from": "2027-03-01", "to": "2027-03-01"},
            {"from": "2027-03-01", "to": "2099-01-01"},
            {"from": "0001-01-01", "to": "0001-02-01"},
            {"from": "x", "to": "y"},
            {**WINDOW, "status": "gone"},
            {**WINDOW, "colour": "red"},
        ],
    )
    def test_nonsense_is_refused(self, callers: Callers, wrong: dict[str, str]) -> None:
        assert callers.alice.get("/board", params=wrong).status_code == 422

    def test_a_label_that_was_cut_is_told_in_whole(self, cast: Cast, callers: Callers) -> None:
        mara, title = create_artist(cast.alice), "The long way of a small studio " * 3
        project = create_project(cast.alice, title=title.strip())
        booking = create_booking(cast.alice, mara.id, start=date(2027, 3, 1), project_id=project.id)
        role = create_role(cast.alice, project_id=project.id, title=title.strip(), skill="nuke")
        whole = f"{project.code} {title.strip()}"
        bars = {bar[0]: bar[6] for bar in board(callers)["bars"]}
        for id, label in ((booking.id, whole), (role.id, f"{whole} · nuke")):
            assert bars[str(id)] == f"{label[:63]}…"
            answer = callers.alice.get(f"/board/labels/{id}")
            assert answer.json()["data"] == {"label": label}
        assert callers.bob.get(f"/board/labels/{role.id}").status_code == 403
        assert callers.charlie.get(f"/board/labels/{role.id}").status_code == 404

    def test_bob_sees_no_board(self, callers: Callers) -> None:
        assert callers.bob.get("/board", params=WINDOW).status_code == 403
        assert callers.bob.get("/board/changes?since=1").status_code == 403


class TestChanges:
    def test_a_patch_makes_the_old_board_the_new_one(self, cast: Cast, callers: Callers) -> None:
        _, booking = pencilled(cast)
        before = board(callers)
        callers.alice.patch(f"/bookings/{booking}", json={"startTime": "2027-03-05", "version": 1})
        answer = callers.alice.get("/board/changes", params={**WINDOW, "since": before["seq"]})
        patch, after = answer.json()["data"], board(callers)
        assert (patch["prev"], patch["seq"]) == (before["seq"], after["seq"])
        assert (patch["bars"], patch["gone"]) == (after["bars"], [])

    def test_what_ended_is_gone(self, cast: Cast, callers: Callers) -> None:
        _, booking = pencilled(cast)
        seq = board(callers)["seq"]
        callers.alice.delete(f"/bookings/{booking}?version=1")
        patch = callers.alice.get(f"/board/changes?since={seq}").json()["data"]
        assert (patch["bars"], patch["gone"]) == ([], [booking])

    def test_only_what_is_in_the_window_is_told(self, cast: Cast, callers: Callers) -> None:
        mara, _ = pencilled(cast)
        asked = {"from": "2027-06-01", "to": "2027-07-01"}
        since = board(callers, **asked)["seq"]
        create_booking(cast.alice, UUID(mara), start=date(2027, 3, 9))
        here = create_booking(cast.alice, UUID(mara), start=date(2027, 6, 9))
        patch = callers.alice.get("/board/changes", params={**asked, "since": str(since)})
        assert [bar[0] for bar in patch.json()["data"]["bars"]] == [str(here.id)]

    def test_a_number_too_large_to_be_one_is_refused(self, callers: Callers) -> None:
        assert callers.alice.get(f"/board/changes?since={2**70}").status_code == 422

    def test_a_number_from_the_future_asks_for_a_fresh_start(self, callers: Callers) -> None:
        told = callers.alice.get("/board/changes?since=99999999").json()["data"]
        assert told["reset"] is True


class TestPast:
    def test_the_board_as_it_was(self, cast: Cast, callers: Callers) -> None:
        _, booking = pencilled(cast)
        before = board(callers)
        at = datetime.now(UTC).isoformat()
        callers.alice.delete(f"/bookings/{booking}?version=1")
        asked = {**WINDOW, "at": at}
        headers = {"If-None-Match": f'"{before["seq"] + 1}"'}
        answer = callers.alice.get("/board", params=asked, headers=headers)
        assert (answer.status_code, "etag" in answer.headers) == (200, False)
        past = answer.json()["data"]
        assert (past["bars"], past["seq"]) == (before["bars"], before["seq"])
        assert before["at"] is None
        assert past["at"] is not None

    @pytest.mark.parametrize("at", ["2199-01-01", "yesterday", "1950-01-01T00:00:00Z"])
    def test_what_is_no_past_instant_is_refused(self, callers: Callers, at: str) -> None:
        answer = callers.alice.get("/board", params={**WINDOW, "at": at})
        assert answer.status_code == 422
        assert "at" in answer.json()["problem"]["fields"]

    def test_bob_sees_no_past_either(self, callers: Callers) -> None:
        asked = {**WINDOW, "at": "2026-01-01"}
        assert callers.bob.get("/board", params=asked).status_code == 403
        assert callers.charlie.get("/board", params=asked).json()["data"]["bars"] == []
