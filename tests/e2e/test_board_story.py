"""Whatever happens in a studio and to the line, an open board ends up as a fresh one would be."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from production_tool.domain.bookings import Status
from tests.e2e.board_hands import open_board
from tests.e2e.conftest import Studio
from tests.e2e.freshness import is_as_a_fresh_one
from tests.e2e.lossy import Line
from tests.examples import fewer
from tests.services.board_story import Stage, perform, stage_for
from tests.services.boards import DAY, FIRST

Visit = Callable[..., Page]
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
    is_as_a_fresh_one(page, stage.alice)


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
