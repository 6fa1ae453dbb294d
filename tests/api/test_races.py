"""Many at once for the same artist and days: one gets them, everybody else is told who did."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from httpx import Response

from tests.api.callers import Callers
from tests.factories import Cast, create_artist

MANY = 32
DAYS = {"startTime": "2027-03-01", "endTime": "2027-03-03"}


def test_one_pencil(cast: Cast, callers: Callers) -> None:
    body = {"artistId": str(create_artist(cast.alice).id), **DAYS, "status": "pencil"}
    with ThreadPoolExecutor(MANY) as threads:
        calls = [threads.submit(callers.alice.post, "/bookings", json=body) for _ in range(MANY)]
        answers = [call.result() for call in calls]
    assert Counter(a.status_code for a in answers) == {201: 1, 409: MANY - 1}
    (won,) = [a.json()["data"]["id"] for a in answers if a.status_code == 201]
    lost = [a.json()["problem"] for a in answers if a.status_code == 409]
    assert {problem["blocking"]["id"] for problem in lost} == {won}


def test_one_move(cast: Cast, callers: Callers) -> None:
    artists = [create_artist(cast.alice, name=f"A{n}").id for n in range(MANY)]
    items = [{"artistId": str(each), **DAYS, "status": "confirmed"} for each in artists]
    made = callers.alice.post("/bookings/bulk", json={"create": items}).json()["data"]["items"]
    goal = str(create_artist(cast.alice).id)

    def move(booking_id: str) -> Response:
        body = {"artistId": goal, "version": 1}
        return callers.alice.patch(f"/bookings/{booking_id}", json=body)

    with ThreadPoolExecutor(MANY) as threads:
        answers = list(threads.map(move, [each["booking"]["id"] for each in made]))
    assert Counter(a.status_code for a in answers) == {200: 1, 409: MANY - 1}
    assert callers.alice.get(f"/artists/{goal}/bookings").json()["meta"]["total"] == 1
