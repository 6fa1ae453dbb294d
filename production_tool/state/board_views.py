"""Saved views: the list to choose from, and the window in which one gets its name."""

from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from production_tool.domain.views import StaleView, ViewRow
from production_tool.services import views
from production_tool.services.queries.views import find_view, list_views
from production_tool.state import focus
from production_tool.state.address import today
from production_tool.state.board import Board
from production_tool.state.forms import Form, as_id
from production_tool.state.session import act, answering, look


@dataclass(frozen=True)
class View:
    """A view as a line of the menu."""

    id: str = ""
    name: str = ""
    about: str = ""
    shared: bool = False
    opens_first: bool = False
    own: bool = True
    version: int = 0


class Views(rx.State):
    """One tab's list of views, read when it is looked at."""

    lines: rx.Field[list[View]] = rx.field(default_factory=list)
    ready: bool = False
    shown: bool = False
    naming: bool = False
    renamed: View = View()
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)

    @rx.event
    @answering
    async def read(self):
        """What there is to choose from."""
        self.lines = [_line(view) for view in await look(self, list_views)]
        self.ready = True

    @rx.event
    @answering
    async def open(self, view_id: str):
        """Show the board as the view remembers it."""
        view = await look(self, find_view, view_id=as_id(view_id))
        board = await self.get_state(Board)
        board.ready = False  # a view begins anew, with a day and a zoom of its own
        self.shown = False
        return rx.redirect(f"/?{view.address(await today(self))}")

    @rx.event
    @answering
    async def copy_link(self, view_id: str):
        """The address that shows this view to whoever may see the board."""
        view = await look(self, find_view, view_id=as_id(view_id))
        link = f"{self.router.url.origin}/?{view.address(await today(self))}"
        return [rx.set_clipboard(link), rx.toast.success("The link is copied.")]

    @rx.event
    def manage(self):
        """Open the window with all views."""
        self.shown = True
        return Views.read

    @rx.event
    def ask_name(self, view_id: str, name: str, version: int):
        """Open the window in which a view gets its name; one without an id is to be saved."""
        self.renamed = View(id=view_id, name=name, version=version)
        self.faults = {}
        self.naming = True

    @rx.event
    def close(self):
        """Leave everything as it is."""
        self.shown = self.naming = False
        self.faults = {}

    @rx.event
    @answering
    async def save(self, sent: dict[str, Any]):
        """Keep the board as it stands, or name a view anew."""
        form, self.faults = Form(sent), {}
        if not self.renamed.id:
            await self._keep(form)
        elif not await self._rename(form.text("name")):
            return None
        self.naming = False
        return [Views.read, rx.toast.success("The view is saved.")]

    @rx.event
    @answering
    async def turn_shared(self, view_id: str, version: int):
        """Show it to the studio's planners, or take it back."""
        shared = not (await look(self, find_view, view_id=as_id(view_id))).shared
        return await self._change(views.share_view, view_id, version, shared=shared)

    @rx.event
    @answering
    async def turn_first(self, view_id: str, version: int):
        """Let the board open with it, or no longer."""
        first = not (await look(self, find_view, view_id=as_id(view_id))).opens_first
        return await self._change(views.open_first, view_id, version, first=first)

    @rx.event
    @answering
    async def delete(self, view_id: str, version: int):
        """Let it go."""
        rows = [view.id for view in self.lines if view.own]
        gone = focus.after(view_id, rows)
        return await self._change(views.delete_view, view_id, version, then=gone)

    async def _change(
        self, service: Any, view_id: str, version: int, *, then: Any = None, **what: Any
    ) -> Any:
        """Do it, or show what was changed elsewhere and leave it to be asked for again."""
        try:
            await act(self, service, view_id=as_id(view_id), seen_version=version, **what)
        except StaleView as stale:
            name = stale.current.name
            told = f"{name} was changed elsewhere; the list shows it as it is now. Try again."
            return [Views.read, rx.toast.error(told)]
        return [Views.read, then] if then else Views.read

    async def _rename(self, name: str) -> bool:
        """Whether it has the name; one that it was given elsewhere is shown before it goes."""
        seen = {"view_id": as_id(self.renamed.id), "seen_version": self.renamed.version}
        try:
            await act(self, views.rename_view, name=name, **seen)
        except StaleView as stale:
            now, before = stale.current, self.renamed
            self.renamed = replace(before, name=now.name, version=now.version)
            if now.name == before.name:  # something else about it was changed: both can stand
                return await self._rename(name)
            told = f"was changed to {now.name} elsewhere; save again to keep yours"
            self.faults = {"name": told}
            return False
        return True

    async def _keep(self, form: Form) -> None:
        await act(
            self,
            views.save_view,
            name=form.text("name"),
            query=self.router.url.query,
            today=await today(self),
            relative=form.text("day") != "fixed",
            shared=form.has("shared"),
        )


def _line(view: ViewRow) -> View:
    if view.days_ahead is None:
        when = "a fixed day"
    elif view.days_ahead == 0:
        when = "today"
    else:
        days = abs(view.days_ahead)
        side = "ahead of" if view.days_ahead > 0 else "before"
        when = f"{days} day{'s' if days > 1 else ''} {side} today"
    whose = "shared" if view.shared else "only you"
    if not view.own:
        whose = "shared by somebody else"
    return View(
        id=str(view.id),
        name=view.name,
        about=f"{when} · {whose}",
        shared=view.shared,
        opens_first=view.opens_first,
        own=view.own,
        version=view.version,
    )
