"""Open roles over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import BeforeValidator, Field

from production_tool.api.answers import (
    Answer,
    IfMatch,
    listed,
    reading_failures,
    seen_version,
    told,
    writing_failures,
)
from production_tool.api.asking import Asked, split
from production_tool.api.deps import SignedInActor
from production_tool.api.envelope import Envelope
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.kinds import Kind
from production_tool.api.routes import thread_router
from production_tool.api.schemas.base import When
from production_tool.api.schemas.booking_answers import Booking
from production_tool.api.schemas.roles import (
    BulkOfRoles,
    BulkOfRolesAnswer,
    Filled,
    Filling,
    NewRole,
    OpenRole,
    RoleAnswer,
    RolePatch,
)
from production_tool.domain.bookings import KEEP
from production_tool.domain.refusals import Invalid
from production_tool.domain.roles import RoleStatus
from production_tool.services import roles
from production_tool.services.queries.roles import RoleFilter, find_role, list_roles
from production_tool.services.work import Work, reading, working

router = thread_router("/roles", tag="roles")
_kind = Kind(router, "role", OpenRole)


class RolesAsked(Asked):
    """Which roles. They can be sorted by startTime, title or createdAt."""

    status: Annotated[list[RoleStatus], BeforeValidator(split)] = Field(
        default=[], max_length=50, description="Any of them; repeat it or use commas."
    )
    project_id: UUID | None = None
    skill: str = Field(default="", max_length=60)
    from_: When | None = Field(default=None, alias="from", description="Those ending after it.")
    to: When | None = Field(default=None, description="Those beginning before it.")


@router.get(
    "",
    operation_id="list_roles",
    response_model=Envelope[list[OpenRole]],
    responses=reading_failures(),
)
def list_all(actor: SignedInActor, asked: Annotated[RolesAsked, Query()]) -> Response:
    """The studio's roles that overlap a range, by their start."""
    narrowed = RoleFilter(
        statuses=tuple(asked.status),
        project_id=asked.project_id,
        skill=asked.skill,
        start=asked.from_,
        end=asked.to,
        search=asked.q,
    )
    with reading(actor) as work:
        page = list_roles(work, narrowed=narrowed, ask=asked.ask)
    return listed([OpenRole.of(row) for row in page.rows], page).response()


@router.post(
    "",
    operation_id="open_role",
    status_code=201,
    response_model=Envelope[OpenRole],
    responses=writing_failures(),
)
def create(body: NewRole, once: OnlyOnce) -> Response:
    """Ask for somebody; the role waits on the board, above everybody's rows."""
    return once(lambda work: _kind.one(roles.open_role(work, **body.fields()), status=201))


@router.post(
    "/bulk",
    operation_id="bulk_roles",
    response_model=Envelope[BulkOfRolesAnswer],
    responses=writing_failures(),
)
def bulk(body: BulkOfRoles, once: OnlyOnce) -> Response:
    """Move or withdraw many roles in one transaction: all of them, or as many as can be."""
    if bool(body.move) == bool(body.withdraw):
        raise Invalid(
            "A bulk either moves roles or withdraws them; give one of the two lists.",
            fields={"move": "or withdraw must be given, not both"},
        )

    def act(work: Work) -> Answer:
        if body.move:
            report = roles.move_roles(work, moves=body.moves(), on_conflict=body.on_conflict)
        else:
            report = roles.withdraw_roles(work, items=body.ends(), on_conflict=body.on_conflict)
        items = [RoleAnswer.of(item) for item in report]
        return told(BulkOfRolesAnswer(done=sum(1 for i in items if i.role), items=items))

    return once(act)


_kind.reads(find_role, "One role, whatever has become of it.")


@router.patch(
    "/{role_id}",
    operation_id="update_role",
    response_model=Envelope[OpenRole],
    responses=writing_failures(),
)
def update(
    role_id: UUID, body: RolePatch, actor: SignedInActor, if_match: IfMatch = None
) -> Response:
    """Move, resize or edit a role that still waits; what the body does not name stays."""
    seen = seen_version(body.version, if_match)
    with working(actor) as work:
        row = roles.change_role(work, role_id=role_id, seen_version=seen, change=body.change())
    return _kind.one(row).response()


@router.post(
    "/{role_id}/fill",
    operation_id="fill_role",
    response_model=Envelope[Filled],
    responses=writing_failures(),
)
def fill(role_id: UUID, body: Filling, once: OnlyOnce, if_match: IfMatch = None) -> Response:
    """Book somebody for it; 409 names who is in the way, and what is free instead."""
    seen = seen_version(body.version, if_match)

    def act(work: Work) -> Answer:
        role, booking = roles.fill_role(
            work,
            role_id=role_id,
            seen_version=seen,
            artist_id=body.artist_id,
            status=body.status,
            start=body.start_time or KEEP,
            end=body.end_time or KEEP,
        )
        both = Filled(role=OpenRole.of(role), booking=Booking.of(booking))
        return told(both, version=role.version)

    return once(act)


_kind.steps("withdraw", roles.withdraw_role, "Look for nobody any more.")
_kind.steps(
    "reopen",
    roles.reopen_role,
    "Look for somebody again: after a withdrawal, or when the booking that filled it has ended.",
)
