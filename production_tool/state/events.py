"""What a socket may ask of the screens: events that our pages send, with what they send in them."""

import inspect
import logging
from collections.abc import Callable
from functools import lru_cache
from typing import Any, get_type_hints

import reflex as rx
from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from reflex.state import StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

log = logging.getLogger(__name__)

OF_A_BROWSER = (str, int, float, bool, dict[str, Any], dict[str, Any] | None, list[str] | None)
SETS_ANYTHING = ".setvar"  # comes with every state of Reflex; our pages have no use for it
LONGEST_NAME = 120


class Place(BaseModel):
    """The page that an event comes from."""

    pathname: str = "/"
    asPath: str = ""  # noqa: N815 - as Reflex calls it
    query: dict[str, str] = {}


class Sent(BaseModel):
    """An event on the wire."""

    model_config = ConfigDict(strict=True)

    name: str
    payload: dict[str, Any] = {}
    router_data: Place = Place()


def fault_of(data: object) -> str:
    """What is wrong with an event that somebody made up; nothing with those of our pages."""
    try:
        sent = Sent.model_validate(data)
    except ValidationError:
        return "it is no event"
    name = sent.name[:LONGEST_NAME]
    known = RegistrationContext.get().event_handlers.get(sent.name)
    takes = None if known is None else _arguments(known.handler.fn)
    if takes is None or sent.name.endswith(SETS_ANYTHING):
        return f"no page sends {name!r}"
    try:
        takes.model_validate(sent.payload)
    except ValidationError:
        return f"{name!r} takes something else"
    return ""


@lru_cache(maxsize=1000)
def _arguments(handler: Callable[..., Any]) -> type[BaseModel] | None:
    """What an event brings; None for what screens only call among themselves."""
    hints = get_type_hints(inspect.unwrap(handler))
    asked = list(inspect.signature(handler).parameters.values())[1:]
    fields: dict[str, Any] = {}
    for each in asked:
        if each.kind is each.VAR_POSITIONAL or hints.get(each.name) not in OF_A_BROWSER:
            return None
        fields[each.name] = (hints[each.name], ... if each.default is each.empty else each.default)
    return create_model("Arguments", __config__=ConfigDict(strict=True, extra="forbid"), **fields)


def take_only_ours(app: rx.App) -> None:
    """Refuse at the socket, in one line of the log, what would break in a handler."""
    wire = app.event_namespace
    if wire is None:
        return
    take = wire.on_event

    async def on_event(sid: str, data: Any = None, *_more: Any) -> None:
        fault = fault_of(data)
        if not fault:
            return await take(sid, data)
        log.warning("An event was refused: %s", fault)
        told = rx.toast.error("This page sent something unreadable; load it again.")
        answer = StateUpdate(events=Event.from_event_type(told))
        return await wire.emit_update(answer, wire.sid_to_token.get(sid, ""))

    wire.on_event = on_event
