"""A tab of somebody's browser, without the browser."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import pytest
import reflex as rx
from reflex.istate.data import RouterData

from production_tool.domain.actor import Actor
from production_tool.domain.roles import OpenRoleRow
from production_tool.services.identity import COOKIE_NAME
from production_tool.services.identity.sessions import open_session
from production_tool.services.work import at_the_door
from production_tool.state.deeds import Deeds
from production_tool.state.session import Session
from tests.factories import Cast, create_cast, create_role
from tests.servers import Database

State = TypeVar("State", bound=rx.State)
Sit = Callable[..., Any]


@pytest.fixture
def cast(database: Database) -> Cast:
    """alice, bob and charlie."""
    return create_cast(database)


@pytest.fixture
def sit() -> Sit:
    """``sit(Artists, alice, "/artists?q=x")``: the state of alice's tab at that address."""

    def sit_down(kind: type[State], actor: Actor | None = None, at: str = "/") -> State:
        cookie = f"{COOKIE_NAME}={_session(actor)}" if actor else ""
        root = rx.State(_reflex_internal_init=True)  # pyright: ignore[reportCallIssue]
        address = {
            "headers": {"cookie": cookie, "origin": "http://localhost"},
            "pathname": at,
            "asPath": at,
        }
        root.router = RouterData.from_router_data(address)
        return asyncio.run(root.get_state(kind))

    return sit_down


@pytest.fixture
def desk(cast: Cast, sit: Sit) -> Deeds:
    """alice's tab with the board."""
    tab = sit(Deeds, cast.alice)
    run(asyncio.run(tab.get_state(Session)), "enter")
    return tab


@pytest.fixture
def role(cast: Cast) -> OpenRoleRow:
    """A compositor wanted for two days."""
    days = {"start": date(2031, 3, 3), "end": date(2031, 3, 5)}
    return create_role(cast.alice, skill="nuke", notes="On site", **days)


def run(state: rx.State, handler: str, *arguments: Any) -> Any:
    """Send an event to a tab, as its browser would; returns what the handler answers."""
    found = type(state).event_handlers[handler].fn
    answer = found(state, *arguments)
    led = asyncio.run(answer) if asyncio.iscoroutine(answer) else answer
    assert not isinstance(led, list) or all(led), "among several events there is no room for none"
    return led


def _session(actor: Actor) -> str:
    with at_the_door(user_id=actor.user_id) as work:
        return open_session(
            work, user_id=actor.user_id, studio_id=actor.tenant_id, user_agent="", address=""
        )
