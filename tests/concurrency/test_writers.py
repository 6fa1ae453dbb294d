"""64 people want the same artist at the same time, through two processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from production_tool.domain.actor import Actor
from tests.api.callers import token_of
from tests.concurrency.processes import all_at_once, statuses
from tests.factories import Cast, create_artist
from tests.servers import Database

pytestmark = pytest.mark.xdist_group("many-processes")

MONDAY = datetime(2028, 3, 6, tzinfo=UTC)
DAY = timedelta(days=1)
WRITERS = 64


def wanted(artist_id: UUID, day: int = 0, days: int = 5, **more: Any) -> dict[str, Any]:
    start = MONDAY + day * DAY
    return {
        "artistId": str(artist_id),
        "startTime": start.isoformat(),
        "endTime": (start + days * DAY).isoformat(),
        "status": "pencil",
        **more,
    }


def history(database: Database, actor: Actor) -> tuple[list[int], int]:
    """The numbers of the studio's writes in history, and where its clock stands."""
    with psycopg.connect(database.admin_url) as admin:
        rows = admin.execute(
            "SELECT DISTINCT seq FROM app.change WHERE tenant_id = %s ORDER BY seq",
            [actor.tenant_id],
        ).fetchall()
        clock = admin.execute(
            "SELECT seq FROM app.tenant_clock WHERE tenant_id = %s", [actor.tenant_id]
        ).fetchone()
    assert clock
    return [seq for (seq,) in rows], clock[0]


def deadlocks(database: Database) -> int:
    with psycopg.connect(database.admin_url) as admin:
        row = admin.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
    assert row
    return row[0]


@contextmanager
def few_connections(database: Database, room: int) -> Iterator[None]:
    """Everybody loses their connections, and so many are to be had in all."""
    everybody = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {database.name} CONNECTION LIMIT {room}".encode())
        admin.execute(
            f"{everybody} WHERE datname = %s AND usename = 'app_rw'".encode(), [database.name]
        )
        yield
        admin.execute(f"ALTER DATABASE {database.name} CONNECTION LIMIT -1".encode())


@pytest.fixture
def token(cast: Cast) -> str:
    return token_of(cast.alice)


class TestTheSameDays:
    def test_exactly_one_gets_the_pencil(
        self, database: Database, urls: list[str], cast: Cast, token: str
    ):
        mara = create_artist(cast.alice, name="Mara Lindqvist")
        request = ("POST", "/bookings", wanted(mara.id))
        answers = all_at_once(urls, token, [request] * WRITERS)
        assert statuses(answers) == {201: 1, 409: WRITERS - 1}
        winner = next(a.json()["data"] for a in answers if a.status_code == 201)
        for answer in answers:
            if answer.status_code == 409:
                assert answer.json()["problem"]["blocking"]["id"] == winner["id"]
        assert deadlocks(database) == 0

    def test_holds_all_find_a_place_in_the_queue(self, urls: list[str], cast: Cast, token: str):
        mara = create_artist(cast.alice, name="Mara Lindqvist")
        request = ("POST", "/bookings", wanted(mara.id, status="hold"))
        answers = all_at_once(urls, token, [request] * WRITERS)
        assert statuses(answers) == {201: WRITERS}

    def test_they_wait_when_there_are_fewer_connections_than_wanted(
        self, database: Database, urls: list[str], cast: Cast, token: str
    ):
        mara = create_artist(cast.alice, name="Mara Lindqvist")
        request = ("POST", "/bookings", wanted(mara.id, status="hold"))
        with few_connections(database, room=12):
            answers = all_at_once(urls, token, [request] * WRITERS)
        assert statuses(answers) == {201: WRITERS}


class TestMoves:
    def test_exactly_one_arrives_and_the_others_stay(
        self, database: Database, urls: list[str], cast: Cast, token: str
    ):
        mara = create_artist(cast.alice, name="Mara Lindqvist")
        made = all_at_once(
            urls,
            token,
            [("POST", "/bookings", wanted(mara.id, 10 * n + 10)) for n in range(WRITERS)],
        )
        assert statuses(made) == {201: WRITERS}
        rows = [answer.json()["data"] for answer in made]
        there = wanted(mara.id)
        target = {key: there[key] for key in ("startTime", "endTime")}
        moved = all_at_once(
            urls,
            token,
            [("PATCH", f"/bookings/{r['id']}", {**target, "version": r["version"]}) for r in rows],
        )
        assert statuses(moved) == {200: 1, 409: WRITERS - 1}
        stayed = all_at_once(urls, token, [("GET", f"/bookings/{r['id']}", {}) for r in rows])
        versions = sorted(answer.json()["data"]["version"] for answer in stayed)
        assert versions == [1] * (WRITERS - 1) + [2]
        assert deadlocks(database) == 0

    def test_of_two_who_saw_the_same_version_one_is_told(
        self, urls: list[str], cast: Cast, token: str
    ):
        mara = create_artist(cast.alice, name="Mara Lindqvist")
        (made,) = all_at_once(urls, token, [("POST", "/bookings", wanted(mara.id))])
        row = made.json()["data"]
        edits = [
            ("PATCH", f"/bookings/{row['id']}", {"title": f"Cut {n}", "version": 1})
            for n in range(WRITERS)
        ]
        answers = all_at_once(urls, token, edits)
        assert statuses(answers) == {200: 1, 409: WRITERS - 1}
        told = next(a.json()["problem"] for a in answers if a.status_code == 409)
        assert told["kind"] == "stale"
        assert told["current"]["version"] == 2


class TestHistory:
    def test_its_numbers_have_no_gap(
        self, database: Database, urls: list[str], cast: Cast, token: str
    ):
        artists = [create_artist(cast.alice, name=f"Artist {n}") for n in range(4)]
        requests = [
            ("POST", "/bookings", wanted(artists[n % 4].id, n // 8)) for n in range(WRITERS)
        ]
        answers = all_at_once(urls, token, requests)
        assert set(statuses(answers)) == {201, 409}
        numbers, clock = history(database, cast.alice)
        assert numbers == list(range(clock + 1))
