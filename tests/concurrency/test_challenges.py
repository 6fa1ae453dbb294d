"""Challenges decided by many at once: by people in a hurry, and by two processes after silence."""

import os
import subprocess
import sys
from collections import Counter
from typing import Any

import psycopg
import pytest

from tests.api.callers import token_of
from tests.concurrency.processes import all_at_once, statuses
from tests.concurrency.test_writers import wanted
from tests.factories import Cast, create_artist, create_cast
from tests.program import ROOT
from tests.servers import Database

pytestmark = pytest.mark.xdist_group("many-processes")

MANY = 16
SWEEPS = "from production_tool.services.expiry import sweep\nfor _ in range(20): sweep()"


def queue(urls: list[str], cast: Cast, number: int) -> list[dict[str, Any]]:
    """So many holds on one new artist, the first one first."""
    mara, token = create_artist(cast.alice, name="Mara Lindqvist"), token_of(cast.alice)
    held = ("POST", "/bookings", wanted(mara.id, status="hold"))
    return [all_at_once(urls, token, [held])[0].json()["data"] for _ in range(number)]


def read(urls: list[str], cast: Cast, hold: dict[str, Any]) -> dict[str, Any]:
    asked = ("GET", f"/bookings/{hold['id']}", {})
    return all_at_once(urls, token_of(cast.alice), [asked])[0].json()["data"]


def test_of_many_challengers_one_comes_through(urls: list[str], cast: Cast):
    first, *others = queue(urls, cast, MANY + 1)
    steps = [("POST", f"/bookings/{each['id']}/challenge", {"version": 1}) for each in others]
    answers = all_at_once(urls, token_of(cast.alice), steps)
    assert statuses(answers) == {200: 1, 409: MANY - 1}
    (challenge,) = read(urls, cast, first)["challenges"]
    assert challenge["challengedId"] == first["id"]


@pytest.mark.parametrize("_", range(3))
def test_of_a_confirmation_and_a_release_one_decides(urls: list[str], cast: Cast, _: int):
    first, second = queue(urls, cast, 2)
    token = token_of(cast.alice)
    (done,) = all_at_once(
        urls, token, [("POST", f"/bookings/{second['id']}/challenge", {"version": 1})]
    )
    assert done.status_code == 200, done.text
    steps = [
        ("POST", f"/bookings/{first['id']}/{step}", {"version": 2})
        for step in ["confirm", "release"] * (MANY // 2)
    ]
    assert statuses(all_at_once(urls, token, steps)) == {200: 1, 409: MANY - 1}
    both = (read(urls, cast, first)["status"], read(urls, cast, second)["status"])
    assert both in {("confirmed", "hold"), ("released", "pencil")}


def test_two_processes_decide_each_silence_once(database: Database, urls: list[str]):
    casts = [create_cast(database) for _ in range(4)]
    for cast in casts:
        for _ in range(3):
            _, second = queue(urls, cast, 2)
            challenge = ("POST", f"/bookings/{second['id']}/challenge", {"version": 1})
            all_at_once(urls, token_of(cast.alice), [challenge])
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("SET LOCAL session_replication_role = replica")
        admin.execute("UPDATE app.challenge SET ends_at = now() WHERE status = 'open'")
    sweepers = [
        subprocess.Popen([sys.executable, "-c", SWEEPS], cwd=ROOT, env=environment(database))
        for _ in range(2)
    ]
    assert [each.wait(120) for each in sweepers] == [0, 0]
    studios = [cast.alice.tenant_id for cast in casts]
    with psycopg.connect(database.admin_url) as admin:
        told = admin.execute(
            "SELECT booking_id, name FROM app.booking_event WHERE tenant_id = ANY(%s)"
            " AND (name = 'ChallengeWon' OR name = 'BookingPencilled')",
            [studios],
        ).fetchall()
        won = admin.execute(
            "SELECT count(*) FROM app.challenge WHERE tenant_id = ANY(%s) AND status = 'won'",
            [studios],
        ).fetchone()
    assert won == (12,)
    assert set(Counter(told).values()) == {1}
    assert Counter(name for _, name in told) == {"ChallengeWon": 24, "BookingPencilled": 12}


def environment(database: Database) -> dict[str, str]:

    return {**os.environ, **database.environment}
