"""Saved views of the board that the actor may open."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.views import NoSuchView, ViewRow
from production_tool.models import SavedView
from production_tool.services.queries.paging import Rows, lowered
from production_tool.services.work import Work

_NAME = col(SavedView.name)


def list_views(work: Work) -> list[ViewRow]:
    """The actor's own views and the studio's shared ones, by name. Raises NotAllowed."""
    work.actor.must(Permission.SEE_BOARD)
    found = work.connection.execute(_seen_by(work).order_by(lowered(_NAME), col(SavedView.id)))
    return [_view(row, work.actor.user_id) for row in found]


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
    )
