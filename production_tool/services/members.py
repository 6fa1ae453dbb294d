"""The members of a studio: letting people in, changing what they are, letting them go."""

from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import col

from production_tool.domain.accounts import (
    AlreadyMember,
    NoSuchMember,
    StaleMember,
    check_owner_stays,
)
from production_tool.domain.actor import Actor, Permission, Role
from production_tool.domain.ids import new_id
from production_tool.models import Membership
from production_tool.services.identity.accounts import prepare_account, write_account
from production_tool.services.queries.members import Member, list_members
from production_tool.services.work import Work, working


def add_member(owner: Actor, *, email: str, name: str, role: Role, password: str) -> UUID:
    """Let somebody in who tells their password here and now; for the console. Returns the user.

    Opens its own work, since hashing is slow. Raises NotAllowed, AlreadyMember, BadAccount,
    BadPassword or WrongCredentials.
    """
    owner.must(Permission.EDIT_MEMBERS)
    account = prepare_account(email=email, name=name, password=password)
    with working(owner) as work:
        work.lock()
        write_account(work, account)
        join(work, user_id=account.id, role=role)
        work.keep()
    return account.id


def change_role(work: Work, *, member_id: UUID, role: Role, seen_version: int) -> Member:
    """Make somebody more or less than they are.

    Raises NotAllowed, NoSuchMember, StaleMember or LastOwner.
    """
    work.actor.must(Permission.EDIT_MEMBERS)
    work.lock()
    member = _find(work, member_id)
    _check_version(member, seen_version)
    if member.role is role:
        return member
    check_owner_stays(before=member.role, after=role, owners=_owners(work))
    work.connection.execute(
        update(Membership).where(col(Membership.id) == member_id).values(role=role.value)
    )
    work.tell_that_rights_changed(member.user_id)
    work.keep()
    return _find(work, member_id)


def remove_member(work: Work, *, member_id: UUID, seen_version: int) -> None:
    """Let somebody go; their sessions and tokens in this studio end at once.

    Raises NotAllowed, NoSuchMember, StaleMember or LastOwner.
    """
    work.actor.must(Permission.EDIT_MEMBERS)
    work.lock()
    member = _find(work, member_id)
    _check_version(member, seen_version)
    check_owner_stays(before=member.role, after=None, owners=_owners(work))
    work.connection.execute(delete(Membership).where(col(Membership.id) == member_id))
    work.tell_that_rights_changed(member.user_id)
    work.keep()


def join(work: Work, *, user_id: UUID, role: Role) -> None:
    """Write a membership in the studio of the work. Raises NotAllowed or AlreadyMember."""
    work.actor.must(Permission.EDIT_MEMBERS)
    there = select(func.count()).where(col(Membership.user_id) == user_id)
    if work.connection.scalar(there):
        raise AlreadyMember("They are in the studio already; change their role instead.")
    work.connection.execute(
        insert(Membership).values(
            tenant_id=work.actor.tenant_id, id=new_id(), user_id=user_id, role=role.value
        )
    )


def _find(work: Work, member_id: UUID) -> Member:
    found = next((each for each in list_members(work) if each.id == member_id), None)
    if found is None:
        raise NoSuchMember("Nobody of that kind is in this studio; load the page again.")
    return found


def _check_version(member: Member, seen: int) -> None:
    if member.version != seen:
        raise StaleMember("Somebody changed this meanwhile; look again.", current=member)


def _owners(work: Work) -> int:
    owners = select(func.count()).where(col(Membership.role) == Role.STUDIO_OWNER.value)
    return work.connection.scalar(owners) or 0
