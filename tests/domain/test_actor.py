"""What each role may do."""

import pytest

from production_tool.domain.actor import PERMISSIONS, Actor, Permission, Role
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import NotAllowed


def actor(role: Role) -> Actor:
    return Actor(user_id=new_id(), tenant_id=new_id(), role=role, name="Alice")


def test_nobody_may_do_more_than_an_owner():
    assert all(rights <= PERMISSIONS[Role.STUDIO_OWNER] for rights in PERMISSIONS.values())


@pytest.mark.parametrize(
    "right",
    [
        Permission.EDIT_MEMBERS,
        Permission.EDIT_STUDIO,
        Permission.EDIT_TOKENS,
        Permission.SEE_MEMBERS,
    ],
)
def test_a_manager_runs_the_board_and_not_the_studio(right: Permission):
    assert actor(Role.STUDIO_MANAGER).may(Permission.PLAN_BOOKINGS)
    assert not actor(Role.STUDIO_MANAGER).may(right)


def test_a_freelancer_has_the_own_bookings_and_nothing_else():
    assert PERMISSIONS[Role.FREELANCER] == {
        Permission.SEE_OWN_BOOKINGS,
        Permission.ANSWER_OWN_BOOKINGS,
    }


def test_a_refusal_says_who_may_not_and_whom_to_ask():
    with pytest.raises(NotAllowed, match="freelancer may not plan bookings; ask an owner"):
        actor(Role.FREELANCER).must(Permission.PLAN_BOOKINGS)
