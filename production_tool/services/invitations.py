"""Invitations: an owner asks by address, the person joins by a link that works once.

No account is made and nothing about one is told before the person answers. An account that
is there already joins only with its own password: the address alone proves nothing, since
another studio's owner could have made an account for it.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, insert, update
from sqlmodel import col

from production_tool.domain.accounts import (
    AlreadyMember,
    NoSuchInvitation,
    WrongCredentials,
    checked_email,
)
from production_tool.domain.actor import Actor, Permission, Role
from production_tool.domain.ids import new_id
from production_tool.models import Invitation
from production_tool.services import throttle
from production_tool.services.identity.accounts import Account, prepare_account, write_account
from production_tool.services.identity.sessions import hashed, open_session, sign_out
from production_tool.services.members import join
from production_tool.services.queries.invitations import InvitationRow, list_invitations
from production_tool.services.queries.members import list_members
from production_tool.services.work import Work, ask_the_door, at_the_door, working

LASTS = timedelta(days=7)
_FIND = "SELECT * FROM app.find_invitation(%(hash)s)"
_LONGEST_SECRET = 100


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation just made; the only time its secret is seen."""

    secret: str
    invitation: InvitationRow

    @property
    def path(self) -> str:
        """The page the person opens."""
        return f"/welcome?token={self.secret}"


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the holder of a link is told."""

    studio: str
    email: str
    role: Role
    invited_by: str


def invite_member(work: Work, *, email: str, role: Role) -> Invited:
    """Ask somebody to join; an open invitation of the same address ends.

    Raises NotAllowed, BadAccount or AlreadyMember.
    """
    work.actor.must(Permission.EDIT_MEMBERS)
    address = checked_email(email)
    work.lock()
    if address in {each.email for each in list_members(work)}:
        raise AlreadyMember(f"{address} is in the studio already; change their role instead.")
    _end(work, col(Invitation.email) == address)
    secret, invitation_id = secrets.token_urlsafe(32), new_id()
    work.connection.execute(
        insert(Invitation).values(
            tenant_id=work.actor.tenant_id,
            id=invitation_id,
            email=address,
            role=role.value,
            token_hash=hashed(secret),
            invited_by=work.actor.user_id,
            expires_at=work.now + LASTS,
        )
    )
    work.keep()
    made = next(each for each in list_invitations(work) if each.id == invitation_id)
    return Invited(secret, made)


def revoke_invitation(work: Work, *, invitation_id: UUID) -> None:
    """Take an invitation back. Raises NotAllowed or NoSuchInvitation."""
    work.actor.must(Permission.EDIT_MEMBERS)
    work.lock()
    if not _end(work, col(Invitation.id) == invitation_id):
        raise NoSuchInvitation(
            "There is no such invitation, or it was answered already; make a new one instead."
        )
    work.keep()


def find_welcome(secret: str) -> Welcome | None:
    """What a link is good for; None when for nothing."""
    found = _find(secret)
    if found is None:
        return None
    return Welcome(found.studio, found.email, Role(found.role), found.owner_name)


def accept_invitation(
    *,
    secret: str,
    name: str,
    password: str,
    address: str,
    user_agent: str = "",
    former: str = "",
) -> str:
    """Join, with a first password or the account's own, and sign in; returns the session token.

    Raises NoSuchInvitation, BadAccount, BadPassword, WrongCredentials, TooManyTries or
    AlreadyMember.
    """
    found = _find(secret)
    if found is None:
        raise NoSuchInvitation("This link was used or is over; ask for another one.")
    account = _prove(found.email, name, password, address)
    _join(secret, found, account)
    if former:
        sign_out(former)
    with at_the_door(user_id=account.id) as work:
        return open_session(
            work,
            user_id=account.id,
            studio_id=found.tenant_id,
            user_agent=user_agent,
            address=address,
        )


def _end(work: Work, which: ColumnElement[bool]) -> bool:
    ended = work.connection.execute(
        update(Invitation)
        .where(which, col(Invitation.accepted_at).is_(None), col(Invitation.revoked_at).is_(None))
        .values(revoked_at=work.now)
    )
    return ended.rowcount > 0


def _find(secret: str) -> Row[Any] | None:
    if not secret or len(secret) > _LONGEST_SECRET:
        return None
    return ask_the_door(_FIND, hash=hashed(secret))


def _prove(email: str, name: str, password: str, address: str) -> Account:
    throttle.check_tries(account=email, address=address)
    try:
        account = prepare_account(email=email, name=name, password=password)
    except WrongCredentials:
        throttle.note_failure(account=email, address=address)
        raise
    throttle.note_success(account=email, address=address)
    return account


def _join(secret: str, found: Row[Any], account: Account) -> None:
    # By the right of the owner who asked, if they still are one when the clock is taken.
    owner = Actor(found.owner_id, found.tenant_id, Role.STUDIO_OWNER, found.owner_name)
    with working(owner) as work:
        work.lock()
        if not work.ask(_FIND, {"hash": hashed(secret)}):
            raise NoSuchInvitation(
                "This link was used or taken back just now; sign in, or ask for a new one."
            )
        write_account(work, account)
        join(work, user_id=account.id, role=Role(found.role))
        work.connection.execute(
            update(Invitation)
            .where(col(Invitation.id) == found.invitation_id)
            .values(accepted_at=work.now)
        )
        work.keep()
