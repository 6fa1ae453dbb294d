"""The cast at the network's end: everybody with an access token of their own."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from production_tool.domain.actor import Actor
from production_tool.models import Membership
from production_tool.services.tokens import issue_access_token
from production_tool.services.work import reading
from tests.factories import Cast


@dataclass(frozen=True)
class Callers:
    """A client for each of the cast, and one for nobody."""

    alice: TestClient
    bob: TestClient
    charlie: TestClient
    nobody: TestClient


def token_of(actor: Actor) -> str:
    """An access token as the sign-in route would give it."""
    with reading(actor) as work:
        membership_id = work.connection.execute(
            select(col(Membership.id)).where(col(Membership.user_id) == actor.user_id)
        ).scalar_one()
    token = issue_access_token(
        user_id=actor.user_id, tenant_id=actor.tenant_id, membership_id=membership_id
    )
    return token.access_token


def client_of(app: ASGIApp, actor: Actor | None) -> TestClient:
    """A client below /api/v1 that sends the actor's token."""
    headers = {} if actor is None else {"Authorization": f"Bearer {token_of(actor)}"}
    return TestClient(
        app,
        base_url="http://localhost:8000/api/v1",
        headers=headers,
        raise_server_exceptions=False,
    )


def callers_of(app: ASGIApp, cast: Cast) -> Callers:
    """Everybody."""
    return Callers(
        alice=client_of(app, cast.alice),
        bob=client_of(app, cast.bob),
        charlie=client_of(app, cast.charlie),
        nobody=client_of(app, None),
    )
