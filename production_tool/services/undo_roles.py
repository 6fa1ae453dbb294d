"""The roles of a deed that is taken back or done again: found, checked, set back and told."""

from collections.abc import Callable, Sequence
from typing import Any

from production_tool.domain.role_events import columns_of_role
from production_tool.domain.roles import OpenRoleRow, StaleRole
from production_tool.domain.undoing import Effect, Turn, effects
from production_tool.services.queries.deeds import facts_of_roles
from production_tool.services.queries.roles import find_roles
from production_tool.services.roles.store import check_project, update_role
from production_tool.services.work import Work

RoleTurn = tuple[Turn, OpenRoleRow]


def role_turns(
    work: Work, seq: int, turned: Callable[[Effect], Turn], *, most: int
) -> list[RoleTurn]:
    """What a deed asks of each role it was about, with the role as it stands."""
    found = [turned(effect) for effect in effects(facts_of_roles(work, seq, most=most))]
    now = find_roles(work, [turn.id for turn in found])
    return [(turn, now[turn.id]) for turn in found]


def check_roles(turns: Sequence[RoleTurn]) -> None:
    """Each still is as the deed left it, in what the deed changed. Raises StaleRole."""
    for turn, role in turns:
        if not turn.finds(columns_of_role(role)):
            raise StaleRole(
                f"Somebody changed {role.title} after you did; look at it before you undo.",
                current=role,
            )


def turn_roles(
    work: Work, turns: Sequence[RoleTurn], told: dict[str, Any]
) -> tuple[OpenRoleRow, ...]:
    """The roles as they are then. Raises NoSuchProject or ProjectArchived."""
    for turn, _ in turns:
        check_project(work, turn.wanted.get("project_id"))
    return tuple(update_role(work, role, turned=told, **turn.wanted) for turn, role in turns)
