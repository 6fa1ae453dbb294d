"""Answers of artists over REST."""

from typing import Any

from tests.api.callers import Callers
from tests.api.test_bookings import booked, step
from tests.factories import Cast, create_artist


def asked(cast: Cast, callers: Callers, **more: Any) -> dict[str, Any]:
    """Bob's pencil."""
    assert cast.bob.artist_id is not None
    return booked(callers, cast.bob.artist_id, status="pencil", **more)


class TestReplies:
    def test_from_the_question_to_the_suggestion_taken(self, cast: Cast, callers: Callers) -> None:
        booking = asked(cast, callers)
        assert (booking["answer"], booking["counter"], booking["dayRate"]) == (
            "pending",
            None,
            None,
        )
        address = f"/bookings/{booking['id']}/answer"
        wish = {
            "answer": "countered",
            "startTime": "2031-04-07",
            "dayRate": "520.00",
            "words": "Later?",
            "version": 1,
        }
        other = callers.bob.post(address, json=wish)
        assert other.status_code == 200, other.text
        suggestion = other.json()["data"]["counter"]
        assert suggestion["startTime"] == "2031-04-06T22:00:00Z"
        assert (suggestion["dayRate"], suggestion["words"]) == ("520.00", "Later?")
        taken = step(callers, other.json()["data"], "counter/accept")
        assert taken.status_code == 200, taken.text
        row = taken.json()["data"]
        assert (row["answer"], row["counter"], row["dayRate"]) == ("accepted", None, "520.00")
        assert row["startTime"] == "2031-04-06T22:00:00Z"
        no = callers.bob.post(address, json={"answer": "declined", "version": row["version"]})
        assert (no.json()["data"]["status"], no.json()["data"]["answer"]) == (
            "declined",
            "declined",
        )

    def test_a_dropped_suggestion_asks_again(self, cast: Cast, callers: Callers) -> None:
        booking = asked(cast, callers)
        wish = {"answer": "countered", "words": "Only mornings", "version": 1}
        other = callers.bob.post(f"/bookings/{booking['id']}/answer", json=wish).json()["data"]
        dropped = step(callers, other, "counter/drop").json()["data"]
        assert (dropped["answer"], dropped["counter"]) == ("pending", None)
        again = step(callers, dropped, "counter/drop")
        assert (again.status_code, again.json()["problem"]["kind"]) == (409, "conflict")

    def test_a_yes_suggests_nothing(self, cast: Cast, callers: Callers) -> None:
        booking = asked(cast, callers)
        wish = {"answer": "accepted", "words": "but", "version": 1}
        refused = callers.bob.post(f"/bookings/{booking['id']}/answer", json=wish)
        assert refused.status_code == 422
        assert "answer" in refused.json()["problem"]["fields"]

    def test_an_outdated_answer_is_told_the_booking_as_it_is(
        self, cast: Cast, callers: Callers
    ) -> None:
        booking = asked(cast, callers)
        assert step(callers, booking, "confirm").status_code == 200
        late = callers.bob.post(
            f"/bookings/{booking['id']}/answer", json={"answer": "accepted", "version": 1}
        )
        assert (late.status_code, late.json()["problem"]["kind"]) == (409, "stale")
        assert late.json()["problem"]["current"]["answer"] == "pending"

    def test_it_is_sent_twice_and_counts_once(self, cast: Cast, callers: Callers) -> None:
        booking = asked(cast, callers)
        once, again = (
            callers.bob.post(
                f"/bookings/{booking['id']}/answer",
                json={"answer": "accepted", "version": 1},
                headers={"Idempotency-Key": booking["id"]},
            )
            for _ in range(2)
        )
        assert once.json() == again.json()
        assert once.json()["data"]["version"] == 2

    def test_nobody_answers_or_settles_for_another(self, cast: Cast, callers: Callers) -> None:
        booking = asked(cast, callers)
        mara = booked(callers, create_artist(cast.alice).id, status="pencil")
        yes = {"answer": "accepted", "version": 1}
        assert callers.bob.post(f"/bookings/{mara['id']}/answer", json=yes).status_code == 404
        for path in ("answer", "counter/accept", "counter/drop"):
            address = f"/bookings/{booking['id']}/{path}"
            body = yes if path == "answer" else {"version": 1}
            assert callers.charlie.post(address, json=body).status_code == 404
        assert callers.alice.post(f"/bookings/{booking['id']}/answer", json=yes).status_code == 403
        settle = callers.bob.post(f"/bookings/{booking['id']}/counter/accept", json={"version": 1})
        assert settle.status_code == 403
