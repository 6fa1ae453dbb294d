"""The roles of a deed that is taken back or done again: found, checked, set back."""

from collections.abc import Callable, Sequence

from production_tool.domain.role_events import RoleEvent
from production_tool.domain.roles import OpenRoleRow
from production_tool.domain.undoing import Effect, RoleChangedSince, Turn, effects
from production_tool.services.queries.deeds import facts_of_roles
from production_tool.services.queries.roles import find_roles
from production_tool.services.roles.store import check_project, update_role
from production_tool.services.work import Work

RoleTurn = tuple[Turn, OpenRoleRow]

_FILLED = ("status", "booking_id")  # never set over what others did: it would be filled twice


def role_turns(
    work: Work, seq: int, turned: Callable[[Effect], Turn], *, most: int
) -> list[RoleTurn]:
    """What a deed asks of each role it was about, with the role as it stands."""
    found = [turned(effect) for effect in effects(facts_of_roles(work, seq, most=most))]
    now = find_roles(work, [turn.id for turn in found])
    return [(turn, now[turn.id]) for turn in found]


def check_roles(turns: Sequence[RoleTurn], *, anyway: bool) -> None:
    """Each still is as the deed left it, in what the deed changed.

    ``anyway`` passes over what others made of it, but for who has it. Raises RoleChangedSince.
    """
    for turn, role in turns:
        now = RoleEvent.columns(role)
        stands = all(now[name] == turn.expected.get(name, now[name]) for name in _FILLED)
        if not (turn.finds(now) or (anyway and stands)):
            raise RoleChangedSince(
                f"Somebody changed {role.title} after you did; look at it before you undo.",
                current=role,
                wanted=turn.wanted,
                stands=stands,
            )


def turn_roles(work: Work, turns: Sequence[RoleTurn]) -> tuple[OpenRoleRow, ...]:
    """The roles as they are then. Raises NoSuchProject or ProjectArchived."""
    for turn, _ in turns:
        check_project(work, turn.wanted.get("project_id"))
    return tuple(update_role(work, role, **turn.wanted) for turn, role in turns)
