"""Whose rows a route gives: found in the route table, so that no route is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from httpx import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from production_tool.api.app import create_api
from production_tool.domain.ids import new_id
from tests.api.callers import Callers, callers_of
from tests.api.people import ids_in
from tests.factories import (
    Cast,
    create_cast,
    create_project,
    create_raw_booking,
)
from tests.servers import Database

OPEN_TO_ALL = {"health_live", "health_ready", "create_access_token", "_read_docs"}
BODIES: dict[str, dict[str, Any]] = {
    "update_booking": {"version": 1, "title": "Mine"},
    "update_artist": {"version": 1, "title": "Mine"},
    "update_project": {"version": 1, "title": "Mine"},
    "update_role": {"version": 1, "title": "Mine"},
    "update_view": {"version": 1, "name": "Mine"},
    "create_view": {"name": "Mine"},
    "rename_holiday": {"version": 1, "name": "Mine"},
    "create_holiday": {"day": "2027-05-01", "name": "Mine"},
    "fill_holidays": {"country": "DE", "years": [2027]},
}
NAMED: dict[str, Callable[[dict[str, str]], dict[str, Any]]] = {
    "open_role": lambda ids: {
        "title": "Lead",
        "projectId": ids["project_id"],
        "startTime": "2027-03-01",
        "endTime": "2027-03-02",
    },
    "answer_booking": lambda _: {"answer": "accepted", "version": 1},
    "fill_role": lambda ids: {"artistId": ids["artist_id"], "version": 1},
    "create_booking": lambda ids: {
        "artistId": ids["artist_id"],
        "startTime": "2027-03-01",
        "endTime": "2027-03-02",
    },
    "check_availability": lambda ids: {
        "artistId": ids["artist_id"],
        "startTime": "2027-03-01",
        "endTime": "2027-03-02",
    },
}
ASKED = {
    "export_board": {"from": "2027-03-01", "to": "2027-03-08", "format": "xlsx"},
    "read_artist_availability": {"from": "2027-03-01", "to": "2027-03-08"},
    "end_booking": {"version": "1"},
    "delete_view": {"version": "1"},
    "delete_holiday": {"version": "1"},
}
SOURCE = {"source": "DE-BE"}  # a calendar is named by what its days are from
# What a freelancer may do: read what is the own, and answer for themselves.
BOBS = {
    "list_bookings",
    "read_booking",
    "decline_booking",
    "answer_booking",
    "list_artists",
    "read_artist",
    "read_artist_availability",
    "list_artist_bookings",
    "list_projects",
    "read_project",
    "list_project_bookings",
    "read_me",
    "list_holidays",
}
# What every member may know of the own studio.
EVERYBODYS = {"read_holiday", "list_holiday_countries"}


@dataclass(frozen=True)
class Route:
    """One method of one address."""

    name: str
    method: str
    path: str


@pytest.fixture(scope="module")
def cast(database: Database) -> Cast:
    """One cast for all of these stories: nobody gets anywhere."""
    return create_cast(database)


@pytest.fixture(scope="module")
def callers(site: ASGIApp, cast: Cast) -> Callers:
    """The cast with their tokens."""
    return callers_of(site, cast)


@pytest.fixture(scope="module")
def ids(cast: Cast) -> dict[str, str]:
    """An artist, a project and a booking of alice's studio."""
    return ids_in(cast.alice) | SOURCE


def routes() -> list[Route]:
    """Every route of ours."""
    table = iter_route_contexts(create_api().routes)
    ours = [each for each in table if isinstance(each.original_route, APIRoute)]
    return [
        Route(each.operation_id or each.name or "", method, each.path or "")
        for each in ours
        for method in each.methods or ()
    ]


def named(route: Route) -> str:
    return route.name


GUARDED = [route for route in routes() if route.name not in OPEN_TO_ALL]
WITH_IDS = [r for r in GUARDED if "{" in r.path]


def call(client: TestClient, route: Route, ids: dict[str, str]) -> Response:
    """A call that would do something to the rows of these ids."""
    name = route.name
    body = NAMED[name](ids) if name in NAMED else BODIES.get(name, {"version": 1})
    return client.request(
        route.method,
        route.path.format(**ids),
        params=ASKED.get(name),
        json=body if route.method in {"POST", "PATCH", "PUT"} else None,
    )


@pytest.mark.parametrize("route", GUARDED, ids=named)
def test_nobody_gets_nothing(route: Route, callers: Callers) -> None:
    made_up = str(new_id())
    kinds = ("artist", "project", "booking", "role", "bar", "view", "holiday", "token", "member")
    answer = call(callers.nobody, route, {f"{kind}_id": made_up for kind in kinds} | SOURCE)
    assert answer.status_code == 401
    assert answer.json()["problem"]["kind"] == "unauthenticated"


@pytest.mark.parametrize("route", WITH_IDS, ids=named)
def test_another_studios_rows_are_not_there(
    route: Route, ids: dict[str, str], callers: Callers
) -> None:
    before = callers.alice.get("/board/changes?since=0").json()["data"]["seq"]
    answer = call(callers.charlie, route, ids)
    assert answer.status_code == 404, answer.text
    assert "Mara" not in answer.text
    assert callers.alice.get("/board/changes?since=0").json()["data"]["seq"] == before


@pytest.mark.parametrize("name", ["create_booking", "check_availability", "open_role"])
def test_nor_can_they_be_named_in_a_body(name: str, ids: dict[str, str], callers: Callers) -> None:
    (route,) = [route for route in GUARDED if route.name == name]
    assert call(callers.charlie, route, ids).status_code == 404


def test_nor_in_a_filter_or_a_bulk(ids: dict[str, str], callers: Callers) -> None:
    for name in ("artistId", "projectId"):
        value = ids["artist_id" if name == "artistId" else "project_id"]
        assert callers.charlie.get("/bookings", params={name: value}).status_code == 404
    move = {"move": [{"id": ids["booking_id"], "version": 1, "startTime": "2027-03-01"}]}
    answer = callers.charlie.post("/bookings/bulk", json={**move, "onConflict": "skip"})
    (item,) = answer.json()["data"]["items"]
    assert item["problem"]["kind"] == "not_found"


@pytest.mark.parametrize("route", GUARDED, ids=named)
def test_bob_gets_what_is_his_or_a_no(route: Route, ids: dict[str, str], callers: Callers) -> None:
    answer = call(callers.bob, route, ids)
    if route.name in EVERYBODYS:
        assert answer.status_code == 200, answer.text
    elif route.name not in BOBS:
        # A body is read before anybody is asked; a route that needs more still says no to it.
        assert answer.status_code in {403, 404, 422}, answer.text
    elif "{" in route.path:
        assert answer.status_code == 404, answer.text
    else:
        assert answer.status_code == 200, answer.text
        assert "Mara" not in answer.text
        assert "Northlight" not in answer.text


def test_bob_reads_his_own(cast: Cast, callers: Callers) -> None:
    assert cast.bob.artist_id is not None
    project = create_project(cast.alice, client="Aurora")
    booking = create_raw_booking(cast.alice, cast.bob.artist_id, project_id=project.id)
    own = callers.bob.get(f"/bookings/{booking}").json()["data"]
    assert (own["artist"], own["projectTitle"], own["projectCode"]) == ("Bob", "Northlight", "")
    seen = callers.bob.get(f"/projects/{project.id}").json()["data"]
    assert (seen["title"], seen["code"], seen["client"], seen["budget"]) == (
        "Northlight",
        "",
        "",
        None,
    )
    assert callers.bob.get(f"/artists/{cast.bob.artist_id}").status_code == 200
    assert callers.bob.get(f"/projects/{project.id}/bookings").json()["meta"]["total"] == 1
