"""Challenges over REST."""

from tests.api.callers import Callers
from tests.api.test_bookings import booked, step
from tests.factories import Cast, create_artist


class TestChallenges:
    def test_from_the_challenge_to_the_pencil(self, cast: Cast, callers: Callers) -> None:
        mara = create_artist(cast.alice).id
        first, second = (booked(callers, mara, status="hold") for _ in range(2))
        answer = step(callers, second, "challenge")
        assert answer.status_code == 200, answer.text
        assert answer.headers["etag"] == '"2"'
        for hold in (first, second):
            (challenge,) = callers.alice.get(f"/bookings/{hold['id']}").json()["data"]["challenges"]
            assert challenge["challengerId"] == second["id"]
            assert challenge["challengedId"] == first["id"]
            assert challenge["issuedBy"] == "Alice"
            assert challenge["endsAt"] > challenge["createdAt"]
        assert step(callers, first, "release").json()["problem"]["kind"] == "stale"
        first["version"] = 2
        assert step(callers, first, "release").status_code == 200
        won = callers.alice.get(f"/bookings/{second['id']}").json()["data"]
        assert (won["status"], won["challenges"]) == ("pencil", [])

    def test_a_refusal_says_who_and_what_instead(self, cast: Cast, callers: Callers) -> None:
        mara = create_artist(cast.alice).id
        first, second, third = (
            booked(callers, mara, status="hold", title=name)
            for name in ("Northlight", "Harbour", "Dunes")
        )
        assert step(callers, second, "challenge").status_code == 200
        refused = step(callers, third, "challenge")
        assert (refused.status_code, refused.json()["problem"]["kind"]) == (409, "conflict")
        assert refused.json()["error"].startswith("Northlight is challenged already, until ")
        nothing = step(callers, {**first, "version": 2}, "challenge/withdraw")
        assert nothing.json()["error"].endswith("there is nothing to withdraw.")

    def test_it_is_sent_twice_and_withdrawn(self, cast: Cast, callers: Callers) -> None:
        mara = create_artist(cast.alice).id
        first, second = (booked(callers, mara, status="hold") for _ in range(2))
        address = f"/bookings/{second['id']}/challenge"
        key = {"Idempotency-Key": second["id"]}
        once, again = (
            callers.alice.post(address, json={"version": 1}, headers=key) for _ in range(2)
        )
        assert once.json() == again.json()
        assert again.headers["idempotency-replayed"] == "true"
        assert step(callers, {**second, "version": 2}, "challenge/withdraw").status_code == 200
        assert callers.alice.get(f"/bookings/{first['id']}").json()["data"]["challenges"] == []

    def test_bob_sees_no_challenge_of_his_bookings(self, cast: Cast, callers: Callers) -> None:
        assert cast.bob.artist_id is not None
        holds = [booked(callers, cast.bob.artist_id, status="hold") for _ in range(2)]
        assert step(callers, holds[1], "challenge").status_code == 200
        for hold in holds:
            seen = callers.bob.get(f"/bookings/{hold['id']}").json()["data"]
            assert seen["challenges"] == []
        no = callers.bob.post(f"/bookings/{holds[1]['id']}/challenge", json={"version": 2})
        assert no.status_code == 403
