"""Whoever may not do a thing is refused before anything is looked at, whatever they send."""

from collections.abc import Callable, Iterator
from inspect import getmembers, isfunction, signature
from types import ModuleType
from typing import Any
from unittest.mock import Mock

import pytest

from production_tool.domain.actor import Role
from production_tool.domain.refusals import NotAllowed
from production_tool.services import (
    absences,
    artists,
    board_export,
    bookings,
    holidays,
    invitations,
    members,
    projects,
    roles,
    studio,
    tokens,
    undo,
    views,
)
from production_tool.services.work import working
from tests.factories import Cast, create_member
from tests.servers import Database

Service = Callable[..., Any]
PACKAGES = (bookings, roles)  # they name what is for others to call
PLANNED = (absences, artists, board_export, projects, undo, views)
OWNED = (holidays, invitations, members, studio, tokens)
# What freelancers do with bookings of their own.
THEIR_OWN = {"accept_booking", "counter_booking", "decline_booking"}


def _services(*modules: ModuleType) -> Iterator[Service]:
    for module in modules:
        for name, service in getmembers(module, isfunction):
            here = service.__module__ == module.__name__ or module in PACKAGES
            if here and not name.startswith("_") and "work" in signature(service).parameters:
                yield service


def _called(service: Service, work: Any) -> None:
    """With nonsense in its hands: not even that is looked at."""
    wanted = [each for each in signature(service).parameters.values() if each.name != "work"]
    service(work, **{each.name: Mock() for each in wanted if each.default is each.empty})


def _named(service: Service) -> str:
    return service.__name__


@pytest.mark.parametrize(
    "service",
    [each for each in _services(*PACKAGES, *PLANNED, *OWNED) if _named(each) not in THEIR_OWN],
    ids=_named,
)
def test_a_freelancer_plans_nothing(cast: Cast, service: Service) -> None:
    with pytest.raises(NotAllowed), working(cast.bob) as work:
        _called(service, work)


@pytest.mark.parametrize("service", list(_services(*OWNED)), ids=_named)
def test_a_manager_owns_nothing(cast: Cast, database: Database, service: Service) -> None:
    tenant_id = cast.alice.tenant_id
    mo = create_member(database, tenant_id=tenant_id, name="Mo", role=Role.STUDIO_MANAGER)
    with pytest.raises(NotAllowed), working(mo) as work:
        _called(service, work)
