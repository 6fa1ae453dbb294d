"""Saved views of the board over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from production_tool.api.answers import (
    IfMatch,
    listed,
    reading_failures,
    seen_version,
    writing_failures,
)
from production_tool.api.asking import Asked
from production_tool.api.deps import SignedInActor
from production_tool.api.envelope import Envelope
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.kinds import Kind
from production_tool.api.routes import thread_router
from production_tool.api.schemas.views import NewView, View, ViewPatch
from production_tool.services import views
from production_tool.services.queries.views import find_view, search_views
from production_tool.services.work import reading, working

router = thread_router("/views", tag="views")
_kind = Kind(router, "view", View)


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
    return once(lambda work: _kind.one(views.create_view(work, **body.fields()), status=201))


_kind.reads(find_view, "One view, of yours or shared; anybody else's own is not there.")


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
    return _kind.one(row).response()


_kind.deletes(views.delete_view, "Let a view of yours go; the answer is what it was.")
