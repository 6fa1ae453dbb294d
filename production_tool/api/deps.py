"""What routes ask for: who is calling, and under which request's id."""

from typing import Annotated, Any

from fastapi import Depends, Request

from production_tool.api.cookies import read_cookie
from production_tool.domain.actor import Actor
from production_tool.domain.refusals import NotSignedIn
from production_tool.services import identity, tokens

# For the document. They are no dependencies: each would be solved anew with every request.
SECURITY_SCHEMES: dict[str, dict[str, Any]] = {
    "HTTPBearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "An access token, or a named token (pt_…).",
    },
    "APIKeyCookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": identity.COOKIE_NAME,
        "description": "A signed-in browser's session.",
    },
}
SECURITY: list[dict[str, list[str]]] = [{name: []} for name in SECURITY_SCHEMES]


def request_id(request: Request) -> str:
    """The request's id, as the guard at the door gave it."""
    return getattr(request.state, "request_id", "")


# A coroutine by name only: it runs in the route's own thread, see api/routes.py.
async def actor(request: Request) -> Actor:
    """Who calls, by token or else by session; asks the database. Raises NotSignedIn."""
    known = request_id(request)
    authorization = request.headers.get("authorization")
    if authorization is not None:
        scheme, _, credentials = authorization.partition(" ")
        token = credentials if scheme.lower() == "bearer" else ""
        found = tokens.find_actor_by_token(token, request_id=known)
        if found is None:
            raise NotSignedIn("The token is not valid any more; ask for a new one.")
        return found
    seat = identity.find_actor_by_session(read_cookie(request), request_id=known)
    if seat is None:
        raise NotSignedIn("Sign in first, or send an access token.")
    return seat.actor


SignedInActor = Annotated[Actor, Depends(actor)]
