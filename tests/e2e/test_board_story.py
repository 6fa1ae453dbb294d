"""Whatever happens in a studio and to the line, an open board ends up as a fresh one would be."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from production_tool.domain.bookings import Status
from production_tool.services.queries.board import board_seq
from production_tool.services.work import reading
from tests.e2e.board_hands import open_board
from tests.e2e.conftest import Studio
from tests.e2e.lossy import Line
from tests.examples import fewer
from tests.services.board_story import Stage, perform, stage_for
from tests.services.boards import DAY, FIRST

Visit = Callable[..., Page]
# What the widget itself keeps, found where React keeps it: nothing is put there for tests.
WIDGET = """() => {
  const host = document.querySelector(".pb-host");
  const fiber = host[Object.keys(host).find((name) => name.startsWith("__reactFiber"))];
  for (let hook = fiber.return.memoizedState; hook; hook = hook.next) {
    if (hook.memoizedState?.current?.feed) return hook.memoizedState.current.feed;
  }
}"""
ARRIVED = f"""(seq) => {{
  const feed = ({WIDGET})();
  return feed.seq === seq && !feed.opening && !feed.behind && !feed.reading && !feed.open.size;
}}"""
HELD = f"""() => {{
  const {{ seq, from, to, rows, bars, closed, holidays }} = ({WIDGET})();
  const day = (minutes) => new Date(minutes * 6e4).toISOString().slice(0, 10);
  const people = [...rows.values()].map((r) => [
    r.id, r.name, r.title, r.group, r.hours, r.exceptions,
  ]);
  return {{
    seq, from: day(from), to: day(to), rows: people,
    bars: [...bars.values()].map((bar) => bar.slice(0, 12)),
    shades: [...closed, ...[...rows.values()].flatMap((r) => r.shades)], holidays,
  }};
}}"""
FRESH = """async ({ from, to }) => {
  const answer = await fetch(`/api/v1/board?from=${from}&to=${to}`);
  const { seq, rows, bars, shades, holidays, exceptions } = (await answer.json()).data;
  return {
    seq, from, to, bars: bars.map((b) => b.slice(0, 12)), shades, holidays,
    rows: rows.map(([id, name, title, group, , hours]) => [
      id, name, title, group, hours, exceptions[id] || exceptions[""],
    ]),
  };
}"""
# How often each happens; whatever touches people lets the board read everything anew.
LIKELY = {
    "book": 5,
    "place": 6,
    "pencil": 3,
    "confirm": 3,
    "back": 2,
    "end": 3,
    "need": 2,
    "fill": 2,
    "shift": 1,
    "withdraw": 0.5,
    "reopen": 0.5,
    "lose": 4,
    "cut": 1,
    "name": 0.3,
    "colour": 0.3,
    "away": 0.3,
    "close": 0.2,
    "archive": 0.2,
    "zone": 0.1,
}
OPENING = 5
LENGTH = 24


@pytest.mark.parametrize("seed", range(fewer(0.06)))
def test_an_open_board_is_as_a_fresh_one(visit: Visit, studio: Studio, seed: int) -> None:
    dice, stage = Random(seed), stage_for(studio.alice)  # noqa: S311
    page = visit(studio.mo_email)
    line = Line(page)
    open_board(page, day=FIRST + 20 * DAY)
    for name in ["book"] * OPENING + ["lose"] + _drawn(dice):
        _happen(stage, line, _step(dice, name))
    line.lose(0)
    perform(stage, ("book", 0, (30, 1), Status.HOLD))
    _is_as_a_fresh_one(page, stage)


def _drawn(dice: Random) -> list[str]:
    return dice.choices(list(LIKELY), list(LIKELY.values()), k=LENGTH)


def _step(dice: Random, name: str) -> tuple[Any, ...]:
    number, days = dice.randrange(8), (dice.randint(-3, 12), dice.randint(1, 6))
    more: dict[str, tuple[Any, ...]] = {
        "book": (number, days, dice.choice([Status.HOLD, Status.HOLD, Status.PENCIL])),
        "place": (number, days, dice.randrange(3)),
        "need": (number, days),
        "shift": (number, days),
        "fill": (number, dice.randrange(3), dice.choice([Status.HOLD, Status.PENCIL])),
        "away": (number, days),
        "close": (days[0],),
        "name": (number % 3, dice.choice(["FX", "Comp"])),
        "colour": (number, dice.choice(["#112233", "#445566"])),
        "zone": (dice.choice(["Europe/Berlin", "America/Toronto"]),),
        "lose": (1 + number % 3,),
        "cut": (),
    }
    return name, *more.get(name, (number,))


def _happen(stage: Stage, line: Line, step: tuple[Any, ...]) -> None:
    match step:
        case ("lose", patches):
            line.lose(patches)
        case ("cut",):
            line.cut()
        case _:
            perform(stage, step)


def _is_as_a_fresh_one(page: Page, stage: Stage) -> None:
    with reading(stage.alice) as work:
        seq = board_seq(work)
    page.wait_for_function(ARRIVED, arg=seq)
    held = page.evaluate(HELD)
    fresh = page.evaluate(FRESH, {"from": held["from"], "to": held["to"]})
    for part in held:
        assert _sorted(held[part]) == _sorted(fresh[part]), part


def _sorted(part: Any) -> Any:
    return sorted(part, key=str) if isinstance(part, list) else part
