"""Joining a studio by a link, and what enemies would like to do with one."""

import pytest

from production_tool.domain import accounts
from production_tool.domain.actor import Actor, Role
from production_tool.domain.refusals import NotAllowed
from production_tool.services import identity, invitations, members
from production_tool.services.invitations import Invited
from production_tool.services.queries.invitations import list_invitations
from production_tool.services.queries.members import list_members
from production_tool.services.work import reading, working
from tests.factories import PASSWORD, Cast, add_member, found_studio, letters

OTHER = "nine tall blue trees"


@pytest.fixture
def email() -> str:
    return f"dana-{letters()}@example.org"


class TestInvite:
    def test_nothing_is_made_before_the_person_answers(self, cast: Cast, email: str) -> None:
        made = invite(cast.alice, email.upper())
        assert made.invitation.email == email
        with reading(cast.alice) as work:
            assert list_invitations(work) == [made.invitation]
            assert email not in {each.email for each in list_members(work)}

    def test_an_account_elsewhere_makes_no_difference(self, cast: Cast, email: str) -> None:
        found_studio(owner_email=email)
        made = invite(cast.alice, email)
        found = invitations.find_welcome(made.secret)
        assert found is not None
        assert (found.studio, found.email, found.invited_by) == ("Alder Studio", email, "Alice")

    def test_bob_asks_nobody(self, cast: Cast, email: str) -> None:
        with working(cast.bob) as work, pytest.raises(NotAllowed):
            invitations.invite_member(work, email=email, role=Role.STUDIO_OWNER)
        with reading(cast.bob) as work, pytest.raises(NotAllowed):
            list_invitations(work)

    def test_who_is_there_needs_no_link(self, cast: Cast, email: str) -> None:
        add_member(cast.alice, email=email)
        with working(cast.alice) as work, pytest.raises(accounts.AlreadyMember):
            invitations.invite_member(work, email=email, role=Role.STUDIO_OWNER)

    def test_a_second_link_ends_the_first(self, cast: Cast, email: str) -> None:
        first = invite(cast.alice, email)
        invite(cast.alice, email, role=Role.FREELANCER)
        assert invitations.find_welcome(first.secret) is None

    def test_charlie_cannot_take_it_back(self, cast: Cast, email: str) -> None:
        made = invite(cast.alice, email)
        with working(cast.charlie) as work, pytest.raises(accounts.NoSuchInvitation):
            invitations.revoke_invitation(work, invitation_id=made.invitation.id)
        assert invitations.find_welcome(made.secret)

    def test_taken_back(self, cast: Cast, email: str) -> None:
        made = invite(cast.alice, email)
        with working(cast.alice) as work:
            invitations.revoke_invitation(work, invitation_id=made.invitation.id)
        with pytest.raises(accounts.NoSuchInvitation):
            accept(made)


class TestAccept:
    def test_a_newcomer_chooses_a_password_and_is_in(self, cast: Cast, email: str) -> None:
        made = invite(cast.alice, email, role=Role.STUDIO_MANAGER)
        seat = identity.find_seat(accept(made, name="Dana"))
        assert seat.actor.tenant_id == cast.alice.tenant_id
        assert (seat.actor.name, seat.actor.role) == ("Dana", Role.STUDIO_MANAGER)
        assert identity.identify(email=email, password=PASSWORD, address="").studio.name

    def test_it_works_once(self, cast: Cast, email: str) -> None:
        made = invite(cast.alice, email)
        accept(made)
        with pytest.raises(accounts.NoSuchInvitation):
            accept(made)

    def test_a_weak_password_leaves_it_open(self, cast: Cast, email: str) -> None:
        made = invite(cast.alice, email)
        with pytest.raises(accounts.BadPassword):
            accept(made, password="short")
        assert accept(made)

    def test_who_has_an_account_joins_with_its_password(self, cast: Cast, email: str) -> None:
        founder = found_studio(owner_email=email)
        made = invite(cast.alice, email)
        with pytest.raises(accounts.WrongCredentials):
            accept(made, password=OTHER)
        seat = identity.find_seat(accept(made))
        assert seat.actor.user_id == founder.user_id
        assert {each.id for each in seat.studios()} == {founder.tenant_id, cast.alice.tenant_id}

    def test_whoever_took_an_address_first_gets_into_no_other_studio(
        self, cast: Cast, email: str
    ) -> None:
        # Charlie invites an address that is not his, and answers himself.
        accept(invite(cast.charlie, email), password=OTHER)
        # Alice invites the person: without her link, charlie's account gains nothing.
        invite(cast.alice, email)
        known = identity.identify(email=email, password=OTHER, address="")
        assert [each.id for each in known.studios] == [cast.charlie.tenant_id]

    def test_the_link_of_an_owner_who_was_let_go_is_worth_nothing(
        self, cast: Cast, email: str
    ) -> None:
        otto = add_member(cast.alice, email=f"otto-{letters()}@example.org", role=Role.STUDIO_OWNER)
        first, second = invite(otto, email), invite(otto, f"x{email}")
        with working(cast.alice) as work:
            member = next(each for each in list_members(work) if each.user_id == otto.user_id)
            member = members.change_role(
                work, member_id=member.id, role=Role.STUDIO_MANAGER, seen_version=member.version
            )
        with pytest.raises(accounts.NoSuchInvitation):
            accept(first)
        with working(cast.alice) as work:
            members.remove_member(work, member_id=member.id, seen_version=member.version)
        with pytest.raises(accounts.NoSuchInvitation):
            accept(second)

    @pytest.mark.parametrize("secret", ["", "x", "é" * 40, "x" * 5000])
    def test_what_is_no_link(self, cast: Cast, secret: str) -> None:
        assert invitations.find_welcome(secret) is None


def invite(owner: Actor, email: str, *, role: Role = Role.STUDIO_MANAGER) -> Invited:
    with working(owner) as work:
        return invitations.invite_member(work, email=email, role=role)


def accept(made: Invited, *, name: str = "", password: str = PASSWORD) -> str:
    return invitations.accept_invitation(
        secret=made.secret, name=name, password=password, address=letters()
    )
