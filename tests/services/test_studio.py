"""Founding studios, and who lets whom in."""

from dataclasses import replace

import pytest

from production_tool.domain import accounts
from production_tool.domain.accounts import StudioDetails
from production_tool.domain.actor import Actor, Role
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import NotAllowed, NotFound
from production_tool.services import identity, members, studio
from production_tool.services.queries.artists import find_artist
from production_tool.services.queries.members import list_members
from production_tool.services.queries.studio import StaleStudio, find_studio
from production_tool.services.work import reading, working
from tests.factories import PASSWORD, Cast, found_studio, letters
from tests.servers import Database


class TestCreateStudio:
    def test_the_owner_can_sign_in(self, database: Database) -> None:
        email = f"olga-{letters()}@example.org"
        owner = found_studio(owner_email=email)
        known = identity.identify(email=email.upper(), password=PASSWORD, address="192.0.2.1")
        assert known.user_id == owner.user_id
        assert known.studio.id == owner.tenant_id
        assert known.studio.role is Role.STUDIO_OWNER

    def test_a_short_name_belongs_to_one_studio(self, database: Database) -> None:
        slug = f"north-{letters()}"
        found_studio(slug=slug)
        with pytest.raises(accounts.SlugTaken):
            found_studio(slug=slug)

    def test_an_owner_of_another_studio_must_know_their_password(self, database: Database) -> None:
        email = f"olga-{letters()}@example.org"
        first = found_studio(owner_email=email)
        with pytest.raises(accounts.WrongCredentials):
            found_studio(owner_email=email, password="some other words")
        assert found_studio(owner_email=email).user_id == first.user_id

    @pytest.mark.parametrize(
        ("what", "fields"),
        [
            ({"slug": "North Studio"}, {"slug"}),
            ({"slug": "api"}, {"slug"}),
            ({"zone": "Europe/Nowhere", "name": " "}, {"zone", "name"}),
            ({"owner_email": "nobody"}, {"email"}),
            ({"owner_email": "a\x00b@example.org"}, {"email"}),
            ({"password": "short"}, {"password"}),
            ({"password": "aaaaaaaaaaaaaa"}, {"password"}),
            ({"password": "x" * 1000}, {"password"}),
        ],
    )
    def test_nonsense_is_named(
        self, database: Database, what: dict[str, str], fields: set[str]
    ) -> None:
        with pytest.raises(accounts.Invalid) as refused:
            found_studio(**what)
        assert set(refused.value.fields) == fields

    def test_the_console_acts_as_the_first_owner(self, database: Database) -> None:
        slug = f"north-{letters()}"
        owner = found_studio(slug=slug)
        assert studio.console_actor(slug=slug) == owner
        with pytest.raises(NotFound):
            studio.console_actor(slug="nobody-has-this")


class TestSettings:
    def test_alice_changes_them_and_history_says_so(self, cast: Cast) -> None:
        changed = StudioDetails(
            name="Alder & Sons", zone="Europe/Paris", hold_days=7, labels={"hold": "Option"}
        )
        with working(cast.alice) as work:
            before = find_studio(work)
            after = studio.update_studio(work, seen_version=before.version, details=changed)
        assert after.details == changed
        assert after.version == before.version + 1

    def test_a_stale_page_is_refused(self, cast: Cast) -> None:
        with working(cast.alice) as work:
            seen = find_studio(work)
            with pytest.raises(StaleStudio) as refused:
                studio.update_studio(work, seen_version=seen.version - 1, details=seen.details)
        assert refused.value.current == seen

    def test_bob_may_not(self, cast: Cast) -> None:
        with working(cast.bob) as work, pytest.raises(NotAllowed):
            studio.update_studio(work, seen_version=1, details=find_studio(work).details)


class TestMembers:
    def test_bob_sees_no_list(self, cast: Cast) -> None:
        with reading(cast.bob) as work, pytest.raises(NotAllowed):
            list_members(work)

    def test_alice_makes_bob_a_manager(self, cast: Cast) -> None:
        with working(cast.alice) as work:
            bob = member_of(cast.alice, cast.bob)
            now = members.change_role(
                work, member_id=bob.id, role=Role.STUDIO_MANAGER, seen_version=bob.version
            )
        assert now.role is Role.STUDIO_MANAGER

    def test_the_last_owner_stays(self, cast: Cast) -> None:
        alice = member_of(cast.alice, cast.alice)
        with working(cast.alice) as work, pytest.raises(accounts.LastOwner):
            members.remove_member(work, member_id=alice.id, seen_version=alice.version)
        with working(cast.alice) as work, pytest.raises(accounts.LastOwner):
            members.change_role(
                work, member_id=alice.id, role=Role.FREELANCER, seen_version=alice.version
            )

    def test_bob_goes_and_the_artist_stays(self, cast: Cast) -> None:
        bob = member_of(cast.alice, cast.bob)
        with working(cast.alice) as work:
            members.remove_member(work, member_id=bob.id, seen_version=bob.version)
        with reading(cast.alice) as work:
            assert cast.bob.user_id not in {each.user_id for each in list_members(work)}
            assert cast.bob.artist_id is not None
            assert find_artist(work, cast.bob.artist_id).details.user_id is None

    def test_charlie_finds_nobody(self, cast: Cast) -> None:
        bob = member_of(cast.alice, cast.bob)
        with working(cast.charlie) as work, pytest.raises(accounts.NoSuchMember):
            members.remove_member(work, member_id=bob.id, seen_version=bob.version)

    def test_bob_lets_nobody_in(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed):
            members.add_member(
                cast.bob, email="eve@example.org", name="Eve", role=Role.STUDIO_OWNER, password=""
            )

    def test_a_made_up_actor_gains_nothing(self, cast: Cast) -> None:
        ghost = replace(cast.charlie, tenant_id=new_id())
        with reading(ghost) as work:
            assert list_members(work) == []


def member_of(owner: Actor, who: Actor) -> members.Member:
    with reading(owner) as work:
        return next(each for each in list_members(work) if each.user_id == who.user_id)
