"""`kill -9` in the middle of 200 writes: what was answered is there, nothing is half there."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import psycopg
import pytest

from production_tool.infra.embedded import DATABASE, embedded
from production_tool.infra.settings import Settings
from tests.concurrency.installation import EMAIL, PASSWORD
from tests.program import Program

pytestmark = pytest.mark.xdist_group("many-processes")

MONDAY = datetime(2028, 3, 6, tzinfo=UTC)
DAY = timedelta(days=1)
WRITES = 200
KILL_AFTER = 60
PATIENCE = 120


class Writers:
    """Four people who book day after day, each trying again until there is an answer."""

    def __init__(self, installation: Program, artist_id: str, label: str) -> None:
        self.installation = installation
        self.label = label
        self.artist_id = artist_id
        self.headers = {"Authorization": f"Bearer {installation.token(EMAIL, PASSWORD)}"}
        self.answered: dict[int, dict[str, Any]] = {}
        self.refused = 0
        self.some_are_done = threading.Event()

    def write_all(self, meanwhile: Callable[[], None]) -> None:
        """Write everything; ``meanwhile`` happens when some of it is done."""
        with ThreadPoolExecutor(5) as pool:
            hurt = pool.submit(self._when_some_are_done, meanwhile)
            list(pool.map(self._write, range(WRITES)))
            hurt.result()

    def _when_some_are_done(self, act: Callable[[], None]) -> None:
        assert self.some_are_done.wait(PATIENCE)
        act()

    def _write(self, number: int) -> None:
        start = MONDAY + number * DAY
        body = {
            "artistId": self.artist_id,
            "startTime": start.isoformat(),
            "endTime": (start + DAY).isoformat(),
            "status": "pencil",
            "title": f"{self.label} {number}",
        }
        key = {"Idempotency-Key": f"{self.label}-{number}"}
        deadline = datetime.now(UTC) + timedelta(seconds=PATIENCE)
        while datetime.now(UTC) < deadline:
            answer = self._post(body, key)
            if answer is not None and answer.status_code == httpx.codes.CREATED:
                self.answered[number] = answer.json()["data"]
                if len(self.answered) == KILL_AFTER:
                    self.some_are_done.set()
                return
            # No answer, or "try again": the same request under the same key is safe.
            assert answer is None or answer.status_code in {502, 503}, answer.text
            self.refused += 1
            threading.Event().wait(0.1)
        raise AssertionError(f"write {number} was never answered")

    def _post(self, body: dict[str, Any], key: dict[str, str]) -> httpx.Response | None:
        try:
            return httpx.post(
                f"{self.installation.api}/bookings",
                json=body,
                headers={**self.headers, **key},
                timeout=15,
            )
        except httpx.TransportError:
            return None


@pytest.fixture
def writers(installation: Program, request: pytest.FixtureRequest) -> Writers:
    headers = {"Authorization": f"Bearer {installation.token(EMAIL, PASSWORD)}"}
    made = httpx.post(
        f"{installation.api}/artists",
        json={"name": request.node.name},
        headers=headers,
        timeout=60,
    )
    assert made.status_code == httpx.codes.CREATED, made.text
    return Writers(installation, made.json()["data"]["id"], request.node.name)


def database_of(installation: Program) -> str:
    settings = Settings(data=installation.data, database_url=None, redis_url=None)
    postgres = embedded(settings).postgres
    assert postgres is not None
    return postgres.url(database=DATABASE)


def assert_whole(installation: Program, writers: Writers) -> None:
    """Each answered write is there once, with its fact and its version; no number is missing."""
    with psycopg.connect(database_of(installation)) as admin:
        rows = admin.execute(
            "SELECT b.id::text, b.title,"
            " (SELECT count(*) FROM app.booking_event e"
            "   WHERE e.booking_id = b.id AND e.name = 'BookingPencilled'),"
            " (SELECT count(*) FROM app.change c WHERE c.row_id = b.id)"
            " FROM app.booking b WHERE b.artist_id = %s",
            [writers.artist_id],
        ).fetchall()
        gaps = admin.execute(
            "SELECT k.tenant_id FROM app.tenant_clock k JOIN app.change c USING (tenant_id)"
            " GROUP BY k.tenant_id, k.seq HAVING count(DISTINCT c.seq) <> k.seq + 1"
        ).fetchall()
    assert len(writers.answered) == WRITES
    assert {each["id"] for each in writers.answered.values()} == {row[0] for row in rows}
    assert len(rows) == WRITES
    assert {row[2:] for row in rows} == {(1, 1)}
    assert gaps == []


def test_the_web_server_dies(installation: Program, writers: Writers):
    writers.write_all(lambda: installation.kill("granian"))
    assert_whole(installation, writers)


def test_postgresql_dies(installation: Program, writers: Writers):
    writers.write_all(lambda: installation.kill("postgres"))
    assert_whole(installation, writers)


def test_with_redis_away_writes_go_on(installation: Program, writers: Writers):
    writers.write_all(lambda: installation.kill("valkey"))
    assert writers.refused == 0
    assert_whole(installation, writers)


def test_everything_dies_and_is_started_again(installation: Program, writers: Writers):
    def hurt() -> None:
        installation.kill_everything_at_once()
        installation.start()

    writers.write_all(hurt)
    assert_whole(installation, writers)
