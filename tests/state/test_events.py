"""Events as sockets send them: those of our pages are taken, what is made up is refused."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from production_tool.domain.refusals import Refusal
from production_tool.services.queries.board import board_seq
from production_tool.services.work import reading
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.deeds import Deeds
from production_tool.state.events import fault_of
from production_tool.state.session import Session
from tests.factories import Cast
from tests.state.conftest import Sit, run
from tests.state.test_strangers import answer, events, furnish, screens

SELECT = f"{BookingPanel.get_full_name()}.select"
NONSENSE: list[Any] = [None, 7, 1.5, True, "x", [], {}, {"items": 5}, {"first": 7, "title": {}}]
FAR = {str: ["", "\0", "x" * 5000], int: [10**30, -(10**30)], float: [1e300, -1e300], bool: [True]}


def sent(name: str, /, **payload: Any) -> dict[str, Any]:
    return {"name": name, "payload": payload, "router_data": {"pathname": "/", "asPath": "/"}}


def test_what_pages_send_is_taken(cast: Cast) -> None:
    ids = furnish(cast.alice)
    called = 0
    for kind in screens():
        for name, arguments in events(kind, ids):
            if name != "setvar":
                assert fault_of(sent(f"{kind.get_full_name()}.{name}", **arguments)) == ""
                called += 1
    assert called > 500


@pytest.mark.parametrize("value", NONSENSE, ids=str)
def test_an_argument_of_another_kind_is_refused(value: Any) -> None:
    fault = fault_of(sent(SELECT, booking_id=value))
    assert bool(fault) is not isinstance(value, str)


@pytest.mark.parametrize("payload", [{}, {"booking_id": "", "more": 1}, {"id": ""}], ids=str)
def test_so_are_other_arguments(payload: dict[str, Any]) -> None:
    assert fault_of(sent(SELECT, **payload)).endswith("takes something else")


@pytest.mark.parametrize(
    "made_up",
    [
        None,
        "[]",
        {"name": 5},
        {"name": SELECT, "payload": [""]},
        {"name": SELECT, "router_data": {"pathname": 5}},
        {"name": "nothing.of.ours"},
        sent(f"{Session.get_full_name()}.setvar", var_name="me", value=5),
        sent(f"{Deeds.get_full_name()}.try_for", wish={"kind": "undo"}),
    ],
    ids=str,
)
def test_what_no_page_sends_is_refused(made_up: Any) -> None:
    assert fault_of(made_up)


def far_off(kind: Any, ids: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every event of a screen with arguments of the right kind that make no sense."""
    for name, arguments in dict(events(kind, ids)).items():
        if not arguments or name == "setvar":
            continue
        for turn in range(6):
            values = {asked: FAR.get(type(each), NONSENSE[6:]) for asked, each in arguments.items()}
            yield name, {asked: each[turn % len(each)] for asked, each in values.items()}


def test_the_right_kind_without_sense_is_refused_by_the_screen(cast: Cast, sit: Sit) -> None:
    ids = furnish(cast.alice)
    with reading(cast.alice) as work:
        before = board_seq(work)
    for kind in screens():
        tab = sit(kind, cast.alice)
        run(asyncio.run(tab.get_state(Session)), "enter")
        for name, arguments in far_off(kind, ids):
            with suppress(Refusal):
                asyncio.run(answer(tab, kind, name, arguments))
    with reading(cast.alice) as work:
        assert board_seq(work) == before
