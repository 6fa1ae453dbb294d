"""Every event of every screen, made up by those whom the studio is none of their business."""

import asyncio
import inspect
from collections.abc import Iterator
from datetime import date
from typing import Any, get_type_hints

import pytest
import reflex as rx

from production_tool import pages as pages  # importing them makes every state there is
from production_tool.domain.actor import Actor
from production_tool.domain.refusals import Refusal
from production_tool.services.queries.board import board_seq
from production_tool.services.work import reading
from production_tool.state.session import Session
from tests.factories import Cast, create_artist, create_booking, create_project, create_role
from tests.state.conftest import Sit, run

MONDAY, LATER = date(2031, 3, 3), date(2031, 3, 5)
SECRET = "Zanzibar"
DAYS = {"start": f"{MONDAY}T00:00", "end": f"{LATER}T00:00"}


def screens(kind: type[rx.State] = rx.State) -> Iterator[type[rx.State]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("production_tool") and not each._mixin:
            yield each
        yield from screens(each)


def furnish(alice: Actor) -> dict[str, str]:
    """One of everything, with the secret in each; their ids."""
    artist = create_artist(alice, name=f"{SECRET} Mara", department=SECRET, title=SECRET)
    project = create_project(alice, title=f"{SECRET} film")
    booking = create_booking(alice, artist.id, start=MONDAY, title=SECRET)
    role = create_role(alice, title=SECRET, skill=SECRET, start=MONDAY, end=LATER)
    rows = {"artist": artist, "project": project, "booking": booking, "role": role}
    return {name: str(row.id) for name, row in rows.items()}


def payloads(ids: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What the board's own browser would send about them."""
    for bar in (ids["booking"], ids["role"]):
        at = {"bookingId": bar, "artistId": ids["artist"], **DAYS, "version": 1}
        for kind in ("move", "resize", "copy"):
            yield {"kind": kind, "items": [at]}
        yield {"kind": "move", "items": [at, at | {"bookingId": ids["booking"]}]}
        for step in ("confirm", "end", "challenge"):
            yield {"action": step, "items": [{"bookingId": bar, "version": 1}]}
        yield {"action": "edit", "bookingId": bar}
        yield {"bookingId": bar, "artistId": ids["artist"], "start": DAYS["start"], "x": 1, "y": 1}
    yield {"artistId": ids["artist"], **DAYS}
    yield {"artistId": "roles", **DAYS}
    days = {"first": f"{MONDAY}", "last": f"{LATER}", "title": "Mine", "name": "Mine"}
    yield {"artistId": ids["artist"], "projectId": ids["project"], **days}


def samples(kind: Any, ids: dict[str, str]) -> list[Any]:
    if kind is str:
        return [*ids.values(), "confirm", "x", "\0"]
    if kind is bool:
        return [True, False]
    if kind is int:
        return [0, 1, -1]
    return list(payloads(ids))


def events(kind: type[rx.State], ids: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Names of a screen's events, each with every kind of argument it takes."""
    for name, handler in kind.event_handlers.items():
        takes = list(inspect.signature(handler.fn).parameters.values())[1:]
        asked = [each.name for each in takes]
        hints = get_type_hints(inspect.unwrap(handler.fn))
        of_a_browser = (str, int, bool, dict[str, Any])
        if any(
            each.kind is each.VAR_POSITIONAL or hints.get(each.name) not in of_a_browser
            for each in takes
        ):
            continue  # called by other states alone; an event brings no such thing
        several = zip(*(samples(hints[each], ids) for each in asked), strict=False)
        for arguments in several if asked else [()]:
            yield name, dict(zip(asked, arguments, strict=True))


@pytest.mark.parametrize("who", ["bob", "charlie", "nobody"])
def test_nothing_is_told_and_nothing_changes(cast: Cast, sit: Sit, who: str) -> None:
    ids, stranger = furnish(cast.alice), getattr(cast, who, None)
    with reading(cast.alice) as work:
        before = board_seq(work)
    called = 0
    for kind in screens():
        tab = sit(kind, stranger)
        run(asyncio.run(tab.get_state(Session)), "enter")
        for name, arguments in events(kind, ids):
            if getattr(tab, "shown", None) is False:
                setattr(tab, "shown", True)  # noqa: B010 - as if its window were open
            try:
                told = asyncio.run(answer(tab, kind, name, arguments))
            except Refusal as refusal:
                told = refusal.message
            seen = f"{told} {everything(tab)}"
            assert SECRET.lower() not in seen.lower(), (kind.__name__, name, arguments)
            called += 1
    with reading(cast.alice) as work:
        assert board_seq(work) == before
    assert called > 500


async def answer(tab: Any, kind: type[rx.State], name: str, arguments: dict[str, Any]) -> Any:
    """What an event comes to; its arguments come by name, as from a browser."""
    answered = kind.event_handlers[name].fn(tab, **arguments)
    return await answered if inspect.isawaitable(answered) else answered


def everything(tab: rx.State) -> str:
    """All that the tab holds, shown or hidden, in every screen."""
    root = tab
    while root.parent_state is not None:
        root = root.parent_state
    return " ".join(f"{vars(each)}" for each in _below(root))


def _below(state: Any) -> Iterator[Any]:
    for each in state.substates.values():
        yield each
        yield from _below(each)
