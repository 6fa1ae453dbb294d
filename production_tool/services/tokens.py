"""API tokens: short-lived ones got with a password, long-lived named ones made by owners."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, update
from sqlmodel import col

from production_tool.domain.accounts import NoStudio
from production_tool.domain.actor import Actor, Permission, Role
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import Invalid
from production_tool.domain.tokens import (
    MOST_TOKENS,
    NoSuchToken,
    TooManyTokens,
    checked_token,
    lesser,
)
from production_tool.infra.settings import get_settings
from production_tool.models import ApiToken
from production_tool.services import signing
from production_tool.services.identity import identify
from production_tool.services.identity.sessions import hashed
from production_tool.services.queries.tokens import TokenRow, list_tokens
from production_tool.services.work import Work, ask_the_door

PREFIX = "pt_"
_LONGEST = 2000
_MEMBER = "SELECT * FROM app.find_member(%(person)s, %(tenant)s)"
_NAMED = "SELECT * FROM app.find_api_token(%(hash)s)"


class WhichStudio(Invalid):
    """Somebody with several studios has to name one."""


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A short-lived token, bound to one membership."""

    access_token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A named token just made; the only time its secret is seen."""

    secret: str
    token: TokenRow


def create_access_token(
    *, email: str, password: str, address: str, slug: str | None = None
) -> AccessToken:
    """A token for whoever has this address and this password.

    ``slug`` names one of their studios; it is needed only when there are several. Raises as
    identify, and WhichStudio.
    """
    known = identify(email=email, password=password, address=address, slug=slug)
    if slug is None and len(known.studios) > 1:
        slugs = ", ".join(each.slug for each in known.studios)
        raise WhichStudio(
            f"You belong to several studios; name one: {slugs}.",
            fields={"studio": f"is one of {slugs}"},
        )
    member = ask_the_door(_MEMBER, person=known.user_id, tenant=known.studio.id)
    if member is None:
        raise NoStudio("You were just removed from this studio; ask one of its owners.")
    return issue_access_token(
        user_id=known.user_id, tenant_id=known.studio.id, membership_id=member.membership_id
    )


def issue_access_token(*, user_id: UUID, tenant_id: UUID, membership_id: UUID) -> AccessToken:
    """A token for somebody who proved who they are, bound to one membership."""
    now = datetime.now(UTC).replace(microsecond=0)
    lasts = timedelta(minutes=get_settings().access_token_minutes)
    claims = {"sub": str(user_id), "tid": str(tenant_id), "mid": str(membership_id)}
    token = signing.sign(signing.Purpose.ACCESS, claims, now=now, lasts=lasts)
    return AccessToken(token, now + lasts)


def make_token(
    work: Work, *, name: str, role: Role, expires_at: datetime | None = None
) -> MadeToken:
    """A long-lived token that acts as its maker, never as more than ``role``.

    Raises NotAllowed, BadToken or TooManyTokens.
    """
    work.actor.must(Permission.EDIT_TOKENS)
    work.lock()
    tidy = checked_token(name=name, expires_at=expires_at, now=work.now)
    if len(list_tokens(work)) >= MOST_TOKENS:
        raise TooManyTokens(f"There are {MOST_TOKENS} tokens already; revoke some first.")
    secret, token_id = PREFIX + secrets.token_urlsafe(32), new_id()
    work.connection.execute(
        insert(ApiToken).values(
            tenant_id=work.actor.tenant_id,
            id=token_id,
            user_id=work.actor.user_id,
            name=tidy,
            role=lesser(role, work.actor.role).value,
            token_hash=hashed(secret),
            hint=secret[: len(PREFIX) + 4],
            expires_at=expires_at,
        )
    )
    work.keep()
    return MadeToken(secret, next(each for each in list_tokens(work) if each.id == token_id))


def revoke_token(work: Work, *, token_id: UUID) -> None:
    """A token ends at once, whoever made it. Raises NotAllowed or NoSuchToken."""
    work.actor.must(Permission.EDIT_TOKENS)
    work.lock()
    ended = work.connection.execute(
        update(ApiToken)
        .where(col(ApiToken.id) == token_id, col(ApiToken.revoked_at).is_(None))
        .values(revoked_at=work.now)
    )
    if ended.rowcount == 0:
        raise NoSuchToken(
            "There is no such token in this studio, or it ended already; load the page again."
        )
    work.keep()


def find_actor_by_token(token: str, *, request_id: str = "") -> Actor | None:
    """Who may act by this token now, in whichever of the two forms; None for nobody."""
    if not token or len(token) > _LONGEST or not token.isascii():
        return None
    if token.startswith(PREFIX):
        return _by_named_token(token, request_id)
    return _by_access_token(token, request_id)


def _by_access_token(token: str, request_id: str) -> Actor | None:
    claims = signing.read(signing.Purpose.ACCESS, token, now=datetime.now(UTC))
    if claims is None:
        return None
    member = ask_the_door(_MEMBER, person=claims["sub"], tenant=claims["tid"])
    if member is None or str(member.membership_id) != claims["mid"]:
        return None
    return _actor(member, Role(member.role), request_id)


def _by_named_token(token: str, request_id: str) -> Actor | None:
    row = ask_the_door(_NAMED, hash=hashed(token))
    if row is None:
        return None
    # A maker who has become less takes the token down with them.
    role = lesser(Role(row.token_role), Role(row.role))
    return _actor(row, role, request_id)


def _actor(row: Row[Any], role: Role, request_id: str) -> Actor:
    return Actor(
        user_id=row.user_id,
        tenant_id=row.tenant_id,
        role=role,
        name=row.name,
        artist_id=row.artist_id,
        request_id=request_id,
    )
