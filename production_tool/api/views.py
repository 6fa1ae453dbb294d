"""Saved views of the board over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from production_tool.api.answers import (
    Answer,
    IfMatch,
    listed,
    reading_failures,
    seen_version,
    told,
    writing_failures,
)
from production_tool.api.asking import Asked
from production_tool.api.deps import SignedInActor
from production_tool.api.envelope import Envelope
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.routes import thread_router
from production_tool.api.schemas.base import Version
from production_tool.api.schemas.views import NewView, View, ViewPatch
from production_tool.domain.views import ViewRow
from production_tool.services import views
from production_tool.services.queries.views import find_view, search_views
from production_tool.services.work import reading, working

router = thread_router("/views", tag="views")


class ViewsAsked(Asked):
    """Which views. They can be sorted by name or createdAt."""

    shared: bool | None = None


@router.get(
    "",
    operation_id="list_views",
    response_model=Envelope[list[View]],
    responses=reading_failures(),
)
def list_all(actor: SignedInActor, asked: Annotated[ViewsAsked, Query()]) -> Response:
    """Your own views, and those that others share with the studio."""
    with reading(actor) as work:
        page = search_views(work, search=asked.q, shared=asked.shared, ask=asked.ask)
    return listed([View.of(row) for row in page.rows], page).response()


@router.post(
    "",
    operation_id="create_view",
    status_code=201,
    response_model=Envelope[View],
    responses=writing_failures(),
)
def create(body: NewView, once: OnlyOnce) -> Response:
    """Keep a view under a name that none of yours has, nor a shared one if it is shared."""
    return once(lambda work: _one(views.create_view(work, **body.fields()), status=201))


@router.get(
    "/{view_id}",
    operation_id="read_view",
    response_model=Envelope[View],
    responses=reading_failures(),
)
def read(view_id: UUID, actor: SignedInActor) -> Response:
    """One view, of yours or shared; anybody else's own is not there."""
    with reading(actor) as work:
        return _one(find_view(work, view_id)).response()


@router.patch(
    "/{view_id}",
    operation_id="update_view",
    response_model=Envelope[View],
    responses=writing_failures(),
)
def update(
    view_id: UUID, body: ViewPatch, actor: SignedInActor, if_match: IfMatch = None
) -> Response:
    """Rename, share, take back or point elsewhere a view of yours."""
    seen = seen_version(body.version, if_match)
    with working(actor) as work:
        row = views.change_view(work, view_id=view_id, seen_version=seen, change=body.change())
    return _one(row).response()


@router.delete(
    "/{view_id}",
    operation_id="delete_view",
    response_model=Envelope[View],
    responses=writing_failures(),
)
def delete(
    view_id: UUID,
    actor: SignedInActor,
    version: Annotated[Version | None, Query(strict=False)] = None,
    if_match: IfMatch = None,
) -> Response:
    """Let a view of yours go; the answer is what it was."""
    seen = seen_version(version, if_match)
    with working(actor) as work:
        row = views.delete_view(work, view_id=view_id, seen_version=seen)
    return _one(row).response()


def _one(row: ViewRow, *, status: int = 200) -> Answer:
    at = f"/api/v1/views/{row.id}" if status == 201 else None
    return told(View.of(row), status=status, version=row.version, at=at)
