"""The session behind a browser's cookie; the cookie's value is kept as its hash only."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from sqlalchemy import Row, delete, insert, text, update
from sqlmodel import col

from production_tool.domain.actor import Actor, Role
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import NotFound, NotSignedIn
from production_tool.infra.settings import get_settings
from production_tool.models import UserSession
from production_tool.services.work import Work, ask_the_door, at_the_door

# A browser takes the first name only over https, from this very host, for every path.
SECURE_COOKIE_NAME = "__Host-production_tool"
COOKIE_NAME = "production_tool"
# What was typed as the address at a try that failed: it stands in no address line and no log.
TRIED_COOKIE_NAME = "production_tool_tried"

_FIND = "SELECT *, now() AS at FROM app.find_session(%(hash)s)"
_STUDIOS = text("SELECT tenant_id, slug, name, zone, role FROM app.my_studios()")
_SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Studio:
    """A studio somebody may work in, and as what."""

    id: UUID
    slug: str
    name: str
    zone: str
    role: Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody signed in, and the studio they sit in; ``zone`` is the studio's."""

    actor: Actor
    session_id: UUID
    email: str
    theme: str
    slug: str
    studio: str
    zone: str
    expires_at: datetime

    def studios(self) -> list[Studio]:
        """Every studio they may switch to, this one too; asks the database."""
        with at_the_door(user_id=self.actor.user_id) as work:
            return find_studios(work)


def session_token(cookie_header: str) -> str:
    """The session's token in a Cookie header; empty when there is none.

    Read by hand: other programs on the same host set cookies that stop a strict reader.
    """
    found = _pairs(cookie_header)
    # Served by https only the name that no other host can set counts.
    secure = (get_settings().public_url or "").startswith("https:")
    names = (SECURE_COOKIE_NAME,) if secure else (SECURE_COOKIE_NAME, COOKIE_NAME)
    return next((found[name] for name in names if name in found), "")


def tried_address(cookie_header: str) -> str:
    """The address of the try that just failed; empty when there was none."""
    return unquote(_pairs(cookie_header).get(TRIED_COOKIE_NAME, ""))


def _pairs(cookie_header: str) -> dict[str, str]:
    pairs = (each.strip().partition("=") for each in cookie_header.split(";"))
    return {name: value for name, _, value in pairs}


def find_actor_by_session(token: str, *, request_id: str = "") -> SignedIn | None:
    """Who holds the token now; None when it ended, or they left the studio they sat in."""
    if not token or len(token) > 100:
        return None
    row = ask_the_door(_FIND, hash=hashed(token))
    if row is None or row.role is None or _idle(row):
        return None
    if row.at - row.seen_at > _SEEN_EVERY:
        _note_seen(row)
    return _signed_in(row, request_id)


def find_seat(token: str, *, request_id: str = "") -> SignedIn:
    """The same for callers that need somebody. Raises NotSignedIn."""
    seat = find_actor_by_session(token, request_id=request_id)
    if seat is None:
        raise NotSignedIn("You are signed out; sign in again.")
    return seat


def open_session(
    work: Work, *, user_id: UUID, studio_id: UUID, user_agent: str, address: str
) -> str:
    """Begin a session of the user the work acts for; returns the token, seen only now."""
    token = secrets.token_urlsafe(32)
    work.connection.execute(
        insert(UserSession).values(
            id=new_id(),
            token_hash=hashed(token),
            user_id=user_id,
            studio_id=studio_id,
            user_agent=user_agent[:300],
            address=address[:60],
            expires_at=work.now + timedelta(days=get_settings().session_days),
        )
    )
    work.keep()
    return token


def find_studios(work: Work) -> list[Studio]:
    """The studios of the user the work acts for, by name."""
    return [
        Studio(row.tenant_id, row.slug, row.name, row.zone, Role(row.role))
        for row in work.connection.execute(_STUDIOS)
    ]


def switch_studio(token: str, *, slug: str) -> None:
    """Sit in another of one's studios. Raises NotSignedIn or NotFound."""
    seat = find_seat(token)
    with at_the_door(user_id=seat.actor.user_id) as work:
        chosen = next((each for each in find_studios(work) if each.slug == slug), None)
        if chosen is None:
            raise NotFound("You belong to no studio of that name; choose one of yours.")
        work.connection.execute(
            update(UserSession)
            .where(col(UserSession.id) == seat.session_id)
            .values(studio_id=chosen.id)
        )
        work.tell_that_rights_changed(seat.actor.user_id)
        work.keep()


def sign_out(token: str, *, everywhere: bool = False) -> None:
    """End this session, or all of its user; nothing happens when it ended already."""
    seat = find_actor_by_session(token)
    if seat is None:
        return
    with at_the_door(user_id=seat.actor.user_id) as work:
        gone = delete(UserSession)
        if not everywhere:
            gone = gone.where(col(UserSession.id) == seat.session_id)
        work.connection.execute(gone)
        work.tell_that_rights_changed(seat.actor.user_id)
        work.keep()


def end_other_sessions(work: Work, *, session_id: UUID) -> None:
    """End all sessions of the user the work acts for but one (row security shows no others')."""
    work.connection.execute(delete(UserSession).where(col(UserSession.id) != session_id))
    work.keep()


def hashed(token: str) -> bytes:
    """What is kept of a random token: it has 256 bits, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()


def _idle(row: Row[Any]) -> bool:
    return row.at - row.seen_at > timedelta(hours=get_settings().session_idle_hours)


def _note_seen(row: Row[Any]) -> None:
    with at_the_door(user_id=row.user_id) as work:
        work.connection.execute(
            update(UserSession)
            .where(col(UserSession.id) == row.session_id)
            .values(seen_at=work.now)
        )
        work.keep()


def _signed_in(row: Row[Any], request_id: str) -> SignedIn:
    actor = Actor(
        user_id=row.user_id,
        tenant_id=row.tenant_id,
        role=Role(row.role),
        name=row.name,
        artist_id=row.artist_id,
        request_id=request_id,
    )
    return SignedIn(
        actor=actor,
        session_id=row.session_id,
        email=row.email,
        theme=row.theme,
        slug=row.slug,
        studio=row.studio,
        zone=row.zone,
        expires_at=row.expires_at,
    )
