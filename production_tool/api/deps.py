"""What routes ask for: who is calling, and under which request's id."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from production_tool.api.cookies import read_cookie
from production_tool.domain.actor import Actor
from production_tool.domain.refusals import NotSignedIn
from production_tool.services import identity, tokens

_bearer = HTTPBearer(auto_error=False, description="An access token, or a named token (pt_…).")
# Only for the document: the header is read whole, since the name depends on the scheme.
_cookie = APIKeyCookie(
    name=identity.COOKIE_NAME, auto_error=False, description="A signed-in browser's session."
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls; ``seat`` is there when a browser's session calls, not a token."""

    actor: Actor
    seat: identity.SignedIn | None = None


def request_id(request: Request) -> str:
    """The request's id, as the guard at the door gave it."""
    return getattr(request.state, "request_id", "")


def caller(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    _: Annotated[str | None, Depends(_cookie)],
) -> Caller:
    """Who calls, by token or else by session. Raises NotSignedIn."""
    known = request_id(request)
    if "authorization" in request.headers:
        credentials = bearer.credentials if bearer else ""
        actor = tokens.find_actor_by_token(credentials, request_id=known)
        if actor is None:
            raise NotSignedIn("The token is not valid any more; ask for a new one.")
        return Caller(actor)
    seat = identity.find_actor_by_session(read_cookie(request), request_id=known)
    if seat is None:
        raise NotSignedIn("Sign in first, or send an access token.")
    return Caller(seat.actor, seat)


async def actor(known: Annotated[Caller, Depends(caller)]) -> Actor:
    """Who acts. Raises NotSignedIn."""
    return known.actor


RequestId = Annotated[str, Depends(request_id)]
SignedInCaller = Annotated[Caller, Depends(caller)]
SignedInActor = Annotated[Actor, Depends(actor)]
