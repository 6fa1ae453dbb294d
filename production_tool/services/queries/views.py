"""Saved views of the board that the actor may open."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.inputs import searchable
from production_tool.domain.views import NoSuchView, ViewRow
from production_tool.models import SavedView
from production_tool.services.queries.paging import Ask, Orders, Page, Rows, lowered, sliced
from production_tool.services.work import Work

_NAME = col(SavedView.name)
_ORDERS: Orders = {
    "name": (lowered(_NAME), col(SavedView.id)),
    "createdAt": (col(SavedView.created_at), col(SavedView.id)),
}


def list_views(work: Work) -> list[ViewRow]:
    """The actor's own views and the studio's shared ones, by name. Raises NotAllowed."""
    work.actor.must(Permission.SEE_BOARD)
    found = work.connection.execute(_seen_by(work).order_by(lowered(_NAME), col(SavedView.id)))
    return [_view(row, work.actor.user_id) for row in found]


def search_views(
    work: Work, *, search: str = "", shared: bool | None = None, ask: Ask | None = None
) -> Page[ViewRow]:
    """A part of the same whose names hold all the words. Raises NotAllowed, BadCursor, Invalid."""
    work.actor.must(Permission.SEE_BOARD)
    words = searchable(search).split()
    matching = _seen_by(work).where(*(_NAME.icontains(word, autoescape=True) for word in words))
    if shared is not None:
        matching = matching.where(col(SavedView.shared) == shared)
    part = sliced(work, matching, ask=ask or Ask(), orders=_ORDERS)
    return part.of([_view(row, work.actor.user_id) for row in part.rows])


def find_view(work: Work, view_id: UUID) -> ViewRow:
    """One view that the actor may open. Raises NotAllowed or NoSuchView."""
    work.actor.must(Permission.SEE_BOARD)
    row = work.connection.execute(_seen_by(work).where(col(SavedView.id) == view_id)).one_or_none()
    if row is None:
        raise NoSuchView("There is no such view any more; choose another.")
    return _view(row, work.actor.user_id)


def first_view(work: Work) -> ViewRow | None:
    """The view that the actor's board opens with, if they chose one. Raises NotAllowed."""
    work.actor.must(Permission.SEE_BOARD)
    own = _seen_by(work).where(
        col(SavedView.owner_id) == work.actor.user_id, col(SavedView.opens_first)
    )
    row = work.connection.execute(own).one_or_none()
    return None if row is None else _view(row, work.actor.user_id)


def _seen_by(work: Work) -> Rows:
    """Row security leaves only what is the actor's own or shared."""
    return select(
        col(SavedView.id),
        col(SavedView.owner_id),
        _NAME,
        col(SavedView.query),
        col(SavedView.days_ahead),
        col(SavedView.shared),
        col(SavedView.opens_first),
        col(SavedView.version),
        col(SavedView.created_at),
        col(SavedView.updated_at),
    ).where(col(SavedView.tenant_id) == work.actor.tenant_id)


def _view(row: Row[Any], user_id: UUID) -> ViewRow:
    own = row.owner_id == user_id
    return ViewRow(
        id=row.id,
        name=row.name,
        query=row.query,
        days_ahead=row.days_ahead,
        shared=row.shared,
        opens_first=row.opens_first and own,
        own=own,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
