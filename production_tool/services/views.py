"""Saved views: keeping one, naming it anew, sharing it, opening with it, letting it go."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import KEEP, Keep, or_kept
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import NotAllowed
from production_tool.domain.views import (
    MOST_VIEWS,
    TooManyViews,
    ViewChange,
    ViewNameTaken,
    ViewRow,
    check_version,
    checked_name,
    opening,
    remembered,
)
from production_tool.domain.zones import to_local
from production_tool.models import SavedView
from production_tool.services.queries.desk import find_studio
from production_tool.services.queries.views import find_view
from production_tool.services.work import Work


def save_view(
    work: Work, *, name: str, query: str, today: date, relative: bool, shared: bool = False
) -> ViewRow:
    """Keep the board as an address shows it; ``today`` is the studio's local day.

    Raises NotAllowed, BadView, ViewNameTaken or TooManyViews.
    """
    _must(work, shared=shared)
    kept, days_ahead = remembered(query, today=today, relative=relative)
    return _keep(work, name=name, query=kept, days_ahead=days_ahead, shared=shared)


def create_view(
    work: Work,
    *,
    name: str,
    query: str,
    days_ahead: int | None,
    shared: bool = False,
    opens_first: bool = False,
) -> ViewRow:
    """Keep a view that opens so many days from today, or (None) at the day its query names.

    Raises NotAllowed, BadView, ViewNameTaken or TooManyViews.
    """
    _must(work, shared=shared)
    kept, days = opening(query, days_ahead, today=_today(work))
    view = _keep(work, name=name, query=kept, days_ahead=days, shared=shared)
    return open_first(work, view_id=view.id) if opens_first else view


def change_view(
    work: Work, *, view_id: UUID, change: ViewChange, seen_version: int | None = None
) -> ViewRow:
    """Give an own view what the change names, in one go; without a version, whatever it has.

    Raises NotAllowed, NoSuchView, StaleView, BadView or ViewNameTaken.
    """
    _must(work, shared=change.shared is not KEEP)
    work.lock()
    view = _own(work, view_id, seen_version)
    columns = _columns(work, view, change)
    name, shared = columns.get("name", view.name), columns.get("shared", view.shared)
    if name != view.name or (shared and not view.shared):
        _check_name(work, name, view_id=view_id, shared=shared)
    new = {key: value for key, value in columns.items() if value != getattr(view, key)}
    if new.get("opens_first"):
        _let_none_open_first(work)
    return _write(work, view_id, **new) if new else view


def rename_view(
    work: Work, *, view_id: UUID, name: str, seen_version: int | None = None
) -> ViewRow:
    """Give an own view another name.

    Raises NotAllowed, NoSuchView, StaleView, BadView or ViewNameTaken.
    """
    work.actor.must(Permission.SEE_BOARD)
    change = ViewChange(name=name)
    return change_view(work, view_id=view_id, change=change, seen_version=seen_version)


def share_view(
    work: Work, *, view_id: UUID, shared: bool, seen_version: int | None = None
) -> ViewRow:
    """Show an own view to the studio's planners, or take it back from them.

    Raises NotAllowed, NoSuchView, StaleView or ViewNameTaken.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    change = ViewChange(shared=shared)
    return change_view(work, view_id=view_id, change=change, seen_version=seen_version)


def open_first(
    work: Work, *, view_id: UUID, first: bool = True, seen_version: int | None = None
) -> ViewRow:
    """Let the actor's board open with an own view, or no longer.

    Raises NotAllowed, NoSuchView or StaleView.
    """
    work.actor.must(Permission.SEE_BOARD)
    change = ViewChange(opens_first=first)
    return change_view(work, view_id=view_id, change=change, seen_version=seen_version)


def delete_view(work: Work, *, view_id: UUID, seen_version: int | None = None) -> ViewRow:
    """Let an own view go; as it was. Raises NotAllowed, NoSuchView or StaleView."""
    work.actor.must(Permission.SEE_BOARD)
    work.lock()
    view = _own(work, view_id, seen_version)
    work.connection.execute(
        delete(SavedView).where(
            col(SavedView.tenant_id) == work.actor.tenant_id, col(SavedView.id) == view_id
        )
    )
    work.keep()
    return view


def _must(work: Work, *, shared: bool) -> None:
    work.actor.must(Permission.SEE_BOARD)
    if shared:
        work.actor.must(Permission.PLAN_BOOKINGS)


def _keep(work: Work, *, name: str, query: str, days_ahead: int | None, shared: bool) -> ViewRow:
    work.lock()
    tidy, view_id = checked_name(name), new_id()
    _check_name(work, tidy, view_id=view_id, shared=shared)
    _check_room(work)
    work.connection.execute(
        insert(SavedView).values(
            tenant_id=work.actor.tenant_id,
            id=view_id,
            owner_id=work.actor.user_id,
            name=tidy,
            query=query,
            days_ahead=days_ahead,
            shared=shared,
        )
    )
    work.keep()
    return find_view(work, view_id)


def _columns(work: Work, view: ViewRow, change: ViewChange) -> dict[str, Any]:
    """What the change names, tidied."""
    columns: dict[str, Any] = {}
    if not isinstance(change.name, Keep):
        columns["name"] = checked_name(change.name)
    if change.query is not KEEP or change.days_ahead is not KEEP:
        query = or_kept(change.query, view.query)
        days = or_kept(change.days_ahead, view.days_ahead)
        columns["query"], columns["days_ahead"] = opening(query, days, today=_today(work))
    flags = {"shared": change.shared, "opens_first": change.opens_first}
    return columns | {name: flag for name, flag in flags.items() if flag is not KEEP}


def _today(work: Work) -> date:
    return to_local(work.now, find_studio(work).zone).date()


def _own(work: Work, view_id: UUID, seen_version: int | None) -> ViewRow:
    view = find_view(work, view_id)
    if not view.own:
        raise NotAllowed(
            f"{view.name} belongs to somebody else; save a view of your own to change it."
        )
    if seen_version is not None:
        check_version(view, seen_version)
    return view


def _let_none_open_first(work: Work) -> None:
    mine = update(SavedView).where(
        col(SavedView.tenant_id) == work.actor.tenant_id,
        col(SavedView.owner_id) == work.actor.user_id,
        col(SavedView.opens_first),
    )
    work.connection.execute(mine.values(opens_first=False))


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
