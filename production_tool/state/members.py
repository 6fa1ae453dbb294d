"""Who belongs to the studio, and who was asked to."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from production_tool.domain.actor import Role
from production_tool.services.invitations import invite_member, revoke_invitation
from production_tool.services.members import change_role, remove_member
from production_tool.services.queries.invitations import InvitationRow, list_invitations
from production_tool.services.queries.members import Member, list_members
from production_tool.services.work import Work
from production_tool.state import focus, showing
from production_tool.state.forms import Form, as_id
from production_tool.state.session import act, answering, loading, look


@dataclass(frozen=True)
class MemberLine:
    """A member as the list shows them."""

    id: str
    version: int
    name: str
    initials: str
    colour: int
    email: str
    role: str
    artist: str


@dataclass(frozen=True)
class InvitationLine:
    """An invitation nobody answered yet."""

    id: str
    email: str
    role: str
    until: str


NOBODY = MemberLine("", 0, "", "", 1, "", "", "")


class Members(rx.State):
    """The members of the studio, for its owners."""

    lines: rx.Field[list[MemberLine]] = rx.field(default_factory=list)
    invitations: rx.Field[list[InvitationLine]] = rx.field(default_factory=list)
    leaving: rx.Field[MemberLine] = rx.field(default_factory=lambda: NOBODY)
    link: str = ""
    invited: str = ""
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    ready: bool = False
    problem: str = ""

    @rx.event
    @loading
    async def load(self):
        """Read members and open invitations."""
        self.link = self.invited = ""
        await self._read()

    @rx.event
    @answering
    async def invite(self, sent: dict[str, Any]):
        """Make a link for somebody; it is shown once."""
        self.faults = {}
        form = Form(sent)
        role = form.choice("role", Role, otherwise=Role.FREELANCER)
        form.refuse()
        made = await act(self, invite_member, email=form.text("email"), role=role)
        self.link = f"{self.router.url.origin}{made.path}"
        self.invited = made.invitation.email
        await self._read()
        return focus.anew("invite")

    @rx.event
    @answering
    async def revoke(self, invitation_id: str):
        """Take an invitation back."""
        await act(self, revoke_invitation, invitation_id=as_id(invitation_id))
        self.link = self.invited = ""
        rows = [row.id for row in self.invitations]
        await self._read()
        next_row = focus.after(invitation_id, rows, otherwise="email")
        return [rx.toast.success("The invitation is taken back."), next_row]

    @rx.event
    @answering
    async def make(self, member_id: str, version: int, role: str):
        """Make somebody an owner, a manager or a freelancer."""
        try:
            changed = await act(
                self,
                change_role,
                member_id=as_id(member_id),
                role=Form({"role": role}).choice("role", Role, otherwise=Role.FREELANCER),
                seen_version=version,
            )
        finally:
            await self._read()  # a refused change shows what still counts
        return rx.toast.success(f"{changed.name} is a {_words(changed.role)} now.")

    @rx.event
    def ask(self, member_id: str):
        """Ask before somebody leaves; an empty id takes the question away."""
        self.leaving = next((each for each in self.lines if each.id == member_id), NOBODY)

    @rx.event
    @answering
    async def remove(self):
        """Let somebody go."""
        leaving, self.leaving = self.leaving, NOBODY
        await act(self, remove_member, member_id=as_id(leaving.id), seen_version=leaving.version)
        next_row = focus.after(leaving.id, [row.id for row in self.lines], otherwise="email")
        await self._read()
        return [rx.toast.success(f"{leaving.name} is no member any more."), next_row]

    async def _read(self) -> None:
        members, invitations = await look(self, _everybody)
        self.lines = [_line(each) for each in members]
        self.invitations = [_invitation(each) for each in invitations]


def _everybody(work: Work) -> tuple[list[Member], list[InvitationRow]]:
    return list_members(work), list_invitations(work)


def _line(member: Member) -> MemberLine:
    name = member.name or member.email
    return MemberLine(
        id=str(member.id),
        version=member.version,
        name=name,
        initials=showing.initials(name),
        colour=showing.colour_of(name),
        email=member.email,
        role=member.role.value,
        artist=member.artist or "",
    )


def _invitation(invitation: InvitationRow) -> InvitationLine:
    until = f"{invitation.expires_at.day} {invitation.expires_at:%B}"
    return InvitationLine(str(invitation.id), invitation.email, _words(invitation.role), until)


def _words(role: Role) -> str:
    return role.value.removeprefix("studio_")
