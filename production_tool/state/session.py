"""Who sits at this tab; calls one service in one transaction, off the event loop."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import quote
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.actor import PERMISSIONS, Permission
from production_tool.domain.ids import new_id
from production_tool.domain.inputs import LOOK_AGAIN
from production_tool.domain.refusals import Kind, Refusal
from production_tool.infra.threads import in_thread
from production_tool.services import identity
from production_tool.services.work import Work, reading, working
from production_tool.state import showing

P = ParamSpec("P")
Answer = TypeVar("Answer")
Found = TypeVar("Found")
Service = Callable[Concatenate[Work, P], Answer]
Handler = TypeVar("Handler", bound=Callable[..., Awaitable[Any]])


@dataclass(frozen=True)
class OtherStudio:
    """A studio one could switch to."""

    slug: str
    name: str


@dataclass(frozen=True)
class Me:
    """The signed-in user as the screens show them; ``rights`` holds values of Permission."""

    name: str = ""
    email: str = ""
    initials: str = ""
    colour: int = 1
    role: str = ""
    studio: str = ""
    zone: str = "UTC"
    plans: bool = False
    rights: list[str] = field(default_factory=list)
    others: list[OtherStudio] = field(default_factory=list)


async def act(
    state: rx.State, service: Service[P, Answer], *_: P.args, **named: P.kwargs
) -> Answer:
    """Run a service that writes, as whoever sits at this tab. Raises Refusal."""
    return await in_thread(partial(_as_visitor, working, token_of(state), service, named))


async def act_and_look(
    state: rx.State,
    service: Service[P, Answer],
    query: Callable[[Work, Answer], Found],
    *_: P.args,
    **named: P.kwargs,
) -> tuple[Answer, Found]:
    """The same, and then what a query says of what came of it; others hear of it before that."""
    token = token_of(state)
    return await in_thread(partial(_done_and_found, token, service, query, named))


async def look(state: rx.State, query: Service[P, Answer], *_: P.args, **named: P.kwargs) -> Answer:
    """Run a service that reads, as whoever sits at this tab. Raises Refusal."""
    return await in_thread(partial(_as_visitor, reading, token_of(state), query, named))


async def prove(state: rx.State, service: Callable[..., Answer], **named: Any) -> Answer:
    """Run a service that asks for the session itself, such as one about the own account."""
    return await in_thread(partial(service, token_of(state), **named))


def answering(handler: Handler) -> Handler:
    """A handler whose refusals become faults beside the fields, and a toast."""

    @wraps(handler)
    async def answer(state: Any, *arguments: Any, **named: Any) -> Any:
        try:
            return await handler(state, *arguments, **named)
        except Refusal as refusal:
            return show(state, refusal)

    return cast(Handler, answer)


def loading(handler: Handler) -> Handler:
    """A handler that fills a list; a refusal becomes the list's error state."""

    @wraps(handler)
    async def answer(state: Any, *arguments: Any, **named: Any) -> Any:
        try:
            shown = await handler(state, *arguments, **named)
            state.problem = ""
        except Refusal as refusal:
            if refusal.kind is Kind.UNAUTHENTICATED:
                return to_sign_in(state)
            state.problem = refusal.message
        else:
            return shown
        finally:
            state.ready = True

    return cast(Handler, answer)


def show(state: Any, refusal: Refusal) -> Any:
    """What a screen does about a refusal."""
    if refusal.kind is Kind.UNAUTHENTICATED:
        return to_sign_in(state)
    if refusal.fields and hasattr(state, "faults"):
        state.faults = refusal.fields
        if refusal.message.startswith(LOOK_AGAIN):  # what it names stands beside the fields
            return rx.toast.error("Please look at what is marked.")
    return rx.toast.error(refusal.message)


def to_sign_in(state: rx.State) -> Any:
    """Sign in, and come back here."""
    url = state.router.url
    here = url.path + (f"?{url.query}" if url.query else "")
    return rx.redirect(f"/sign-in?next={quote(here, safe='')}")


def token_of(state: rx.State) -> str:
    """The session's secret from the cookie of this tab's connection; empty when there is none."""
    return identity.session_token(state.router.headers.cookie)


def _as_visitor(opening: Any, token: str, service: Any, named: dict[str, Any]) -> Any:
    with opening(_seat(token).actor) as work:
        return service(work, **named)


def _done_and_found(token: str, service: Any, query: Any, named: dict[str, Any]) -> Any:
    actor = _seat(token).actor
    with working(actor) as work:
        done = service(work, **named)
    with reading(actor) as work:
        return done, query(work, done)


def _seat(token: str) -> identity.SignedIn:
    return identity.find_seat(token, request_id=str(new_id()))


class Session(rx.State):
    """The signed-in user; a cache that every page load fills anew from the cookie."""

    me: Me = Me()
    ready: bool = False

    @rx.event
    @answering
    async def enter(self):
        """Find out who is here; nobody is sent to sign in, a freelancer to the own days."""
        await self.know()
        if not self.me.plans and self.router.url.path == "/":
            return rx.redirect("/today")
        return None

    async def know(self) -> Me:
        """Read who is here. Raises Refusal."""
        self.me = await prove(self, _me)
        self.ready = True
        return self.me

    @rx.event
    @answering
    async def switch_studio(self, slug: str):
        """Sit in another of one's studios; everything is read anew."""
        await prove(self, identity.switch_studio, slug=slug)
        return rx.call_script("location.assign('/')")


async def zone_of(state: rx.State) -> ZoneInfo:
    """The studio's zone, also when an event comes to a process before the page's own do."""
    session = await state.get_state(Session)
    me = session.me if session.ready else await session.know()
    return ZoneInfo(me.zone)


def _me(token: str) -> Me:
    seat = _seat(token)
    role = seat.actor.role
    others = [studio for studio in seat.studios() if studio.slug != seat.slug]
    return Me(
        name=seat.actor.name,
        email=seat.email,
        initials=showing.initials(seat.actor.name or seat.email),
        colour=showing.colour_of(seat.actor.name),
        role=role.value.replace("_", " "),
        studio=seat.studio,
        zone=seat.zone,
        plans=seat.actor.may(Permission.PLAN_BOOKINGS),
        rights=sorted(right.value for right in PERMISSIONS[role]),
        others=[OtherStudio(studio.slug, studio.name) for studio in others],
    )
