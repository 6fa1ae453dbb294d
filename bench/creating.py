"""Making a booking: through the service and over REST, against the bare INSERT."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection
from uuid import UUID

import psycopg
from sqlalchemy import text

from bench.report import Figure, Rate, both_rates, figure
from bench.stage import Stage
from production_tool.domain.actor import Actor
from production_tool.domain.bookings import Status
from production_tool.domain.ids import new_id
from production_tool.infra.settings import libpq
from production_tool.services.bookings import create_booking
from production_tool.services.work import reading, working
from tests.api.callers import token_of
from tests.concurrency.processes import serving

_INSERT = """
INSERT INTO app.booking (tenant_id, id, artist_id, title, status, start_at, end_at, queued_at)
VALUES (%s, %s, %s, 'Shots', 'pencil', %s, %s, now())
"""
_FIRST_DAY = datetime(2028, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_CLIENTS = (1, 4)
# Many at once are timed by the batch; the bare statement beside them then makes as many.
_BATCH = 40


def figures(stage: Stage) -> Iterator[Figure]:
    """Bookings made in a second: by the median call, and over the whole run."""
    actor = stage.studio()
    places = free_places(actor)
    with (
        psycopg.connect(libpq(stage.environment["DATABASE_URL"])) as bare,
        serving(stage.environment, stage.folder / "rest.log") as process,
    ):
        floor = bare_insert(bare, actor, places)
        found = both_rates([floor, through_service(actor, places)], calls=1_500)
        yield from _both("service", found, goal="ratio >= 0.6")
        for number in _CLIENTS:
            with ThreadPoolExecutor(number) as clients:
                batch = 1 if number == 1 else _BATCH
                rest = over_rest(clients, process.url, token_of(actor), places, batch)
                found = both_rates([_times(batch, floor), rest], calls=1_000 // batch)
            yield from _both(f"REST, {number} at once", found, batch, goal="ratio >= 0.35")


def _both(name: str, found: Sequence[Rate], batch: int = 1, *, goal: str) -> Iterator[Figure]:
    floor, ours = found
    for measure in ("median", "whole"):
        value, beside = (getattr(each, measure) * batch for each in (ours, floor))
        said = f"booking created: {name}, {'median call' if measure == 'median' else 'whole run'}"
        yield figure(said, value, "1/s", floor=beside, goal=goal)


def _times(number: int, act: Callable[[], None]) -> Callable[[], None]:
    def repeat() -> None:
        for _ in range(number):
            act()

    return repeat


def free_places(actor: Actor) -> Iterator[tuple[UUID, datetime]]:
    """Artists and days that nobody has booked yet, without end."""
    with reading(actor) as work:
        artists = list(work.connection.execute(text("SELECT id FROM app.artist")).scalars())
    day = _FIRST_DAY
    while True:
        yield from ((artist, day) for artist in artists)
        day += _DAY


def bare_insert(
    bare: psycopg.Connection, actor: Actor, places: Iterator[tuple[UUID, datetime]]
) -> Callable[[], None]:
    """The floor: the statement alone, with the same constraints, policies and triggers."""
    scope = "SELECT set_config('app.current_tenant', %s, true)"

    def insert() -> None:
        artist, start = next(places)
        bare.execute(scope, [str(actor.tenant_id)])
        bare.execute(_INSERT, [actor.tenant_id, new_id(), artist, start, start + _DAY])
        bare.commit()

    return insert


def through_service(actor: Actor, places: Iterator[tuple[UUID, datetime]]) -> Callable[[], None]:
    """What a route or a screen calls."""

    def create() -> None:
        artist, start = next(places)
        with working(actor) as work:
            create_booking(
                work, artist_id=artist, start=start, end=start + _DAY, status=Status.PENCIL
            )

    return create


def over_rest(
    clients: ThreadPoolExecutor,
    url: str,
    token: str,
    places: Iterator[tuple[UUID, datetime]],
    batch: int,
) -> Callable[[], None]:
    """A batch of bookings by other programs, each on a connection it keeps."""
    mine = threading.local()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def post(place: tuple[UUID, datetime]) -> int:
        line = getattr(mine, "line", None) or HTTPConnection(url.removeprefix("http://"))
        mine.line = line
        artist, start = place
        body = {
            "artistId": str(artist),
            "startTime": start.isoformat(),
            "endTime": (start + _DAY).isoformat(),
            "status": "pencil",
        }
        line.request("POST", "/api/v1/bookings", json.dumps(body), headers)
        answer = line.getresponse()
        answer.read()
        return answer.status

    def create() -> None:
        answers = set(clients.map(post, [next(places) for _ in range(batch)]))
        if answers != {HTTPStatus.CREATED}:
            raise RuntimeError(f"the API answered {answers}")

    return create
