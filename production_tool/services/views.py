"""Saved views: keeping one, naming it anew, sharing it, opening with it, letting it go."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import NotAllowed
from production_tool.domain.views import (
    MOST_VIEWS,
    TooManyViews,
    ViewNameTaken,
    ViewRow,
    checked_name,
    remembered,
)
from production_tool.models import SavedView
from production_tool.services.queries.views import find_view
from production_tool.services.work import Work


def save_view(
    work: Work, *, name: str, query: str, today: date, relative: bool, shared: bool = False
) -> ViewRow:
    """Keep the board as an address shows it; ``today`` is the studio's local day.

    Raises NotAllowed, BadView, ViewNameTaken or TooManyViews.
    """
    _must(work, shared=shared)
    work.lock()
    tidy = checked_name(name)
    kept, days_ahead = remembered(query, today=today, relative=relative)
    view_id = new_id()
    _check_name(work, tidy, view_id=view_id, shared=shared)
    _check_room(work)
    work.connection.execute(
        insert(SavedView).values(
            tenant_id=work.actor.tenant_id,
            id=view_id,
            owner_id=work.actor.user_id,
            name=tidy,
            query=kept,
            days_ahead=days_ahead,
            shared=shared,
        )
    )
    work.keep()
    return find_view(work, view_id)


def rename_view(work: Work, *, view_id: UUID, name: str) -> ViewRow:
    """Give an own view another name. Raises NotAllowed, NoSuchView, BadView or ViewNameTaken."""
    work.actor.must(Permission.SEE_BOARD)
    work.lock()
    view = _own(work, view_id)
    tidy = checked_name(name)
    if tidy == view.name:
        return view
    _check_name(work, tidy, view_id=view_id, shared=view.shared)
    return _write(work, view_id, name=tidy)


def share_view(work: Work, *, view_id: UUID, shared: bool) -> ViewRow:
    """Show an own view to the studio's planners, or take it back from them.

    Raises NotAllowed, NoSuchView or ViewNameTaken.
    """
    _must(work, shared=True)
    work.lock()
    view = _own(work, view_id)
    if view.shared == shared:
        return view
    if shared:
        _check_name(work, view.name, view_id=view_id, shared=True)
    return _write(work, view_id, shared=shared)


def open_first(work: Work, *, view_id: UUID, first: bool = True) -> ViewRow:
    """Let the actor's board open with an own view, or no longer. Raises NotAllowed, NoSuchView."""
    work.actor.must(Permission.SEE_BOARD)
    work.lock()
    view = _own(work, view_id)
    if view.opens_first == first:
        return view
    mine = update(SavedView).where(
        col(SavedView.tenant_id) == work.actor.tenant_id,
        col(SavedView.owner_id) == work.actor.user_id,
        col(SavedView.opens_first),
    )
    work.connection.execute(mine.values(opens_first=False))
    return _write(work, view_id, opens_first=first)


def delete_view(work: Work, *, view_id: UUID) -> None:
    """Let an own view go. Raises NotAllowed or NoSuchView."""
    work.actor.must(Permission.SEE_BOARD)
    work.lock()
    _own(work, view_id)
    work.connection.execute(
        delete(SavedView).where(
            col(SavedView.tenant_id) == work.actor.tenant_id, col(SavedView.id) == view_id
        )
    )
    work.keep()


def _must(work: Work, *, shared: bool) -> None:
    work.actor.must(Permission.SEE_BOARD)
    if shared:
        work.actor.must(Permission.PLAN_BOOKINGS)


def _own(work: Work, view_id: UUID) -> ViewRow:
    view = find_view(work, view_id)
    if not view.own:
        raise NotAllowed(
            f"{view.name} belongs to somebody else; save a view of your own to change it."
        )
    return view


def _write(work: Work, view_id: UUID, **columns: Any) -> ViewRow:
    work.connection.execute(
        update(SavedView)
        .where(col(SavedView.tenant_id) == work.actor.tenant_id, col(SavedView.id) == view_id)
        .values(**columns)
    )
    work.keep()
    return find_view(work, view_id)


def _check_name(work: Work, name: str, *, view_id: UUID, shared: bool) -> None:
    """Own names differ from one another, and shared ones do in the whole studio."""
    mine = col(SavedView.owner_id) == work.actor.user_id
    statement = select(col(SavedView.shared)).where(
        col(SavedView.tenant_id) == work.actor.tenant_id,
        func.lower(col(SavedView.name)) == name.lower(),
        col(SavedView.id) != view_id,
        (mine | col(SavedView.shared)) if shared else mine,
    )
    taken = work.connection.execute(statement).first()
    if taken is not None:
        whose = "shared by somebody" if taken.shared else "among your views"
        raise ViewNameTaken(
            f"A view called {name} is {whose} already; choose another name.",
            fields={"name": "is taken"},
        )


def _check_room(work: Work) -> None:
    statement = select(func.count()).where(
        col(SavedView.tenant_id) == work.actor.tenant_id,
        col(SavedView.owner_id) == work.actor.user_id,
    )
    if work.connection.execute(statement).scalar_one() >= MOST_VIEWS:
        raise TooManyViews(f"You have {MOST_VIEWS} views; delete one you no longer use first.")
