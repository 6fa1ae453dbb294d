"""The form of one project."""

from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from production_tool.domain.projects import ProjectFields, ProjectRow, ProjectStatus
from production_tool.services import projects as services
from production_tool.services.queries.projects import find_project
from production_tool.state import focus, showing
from production_tool.state.forms import Form, as_id, still_open
from production_tool.state.listing import SideForm
from production_tool.state.projects import Projects
from production_tool.state.session import act, answering, look


@dataclass(frozen=True)
class ProjectDraft:
    """What the form starts from; ``opening`` counts, so that each opening is a fresh form."""

    opening: int = 0
    id: str = ""
    version: int = 0
    code: str = ""
    title: str = ""
    client: str = ""
    colour: str = ""
    status: str = ProjectStatus.ACTIVE.value
    starts_on: str = ""
    ends_on: str = ""
    budget: str = ""
    currency: str = "EUR"
    archived: bool = False


class ProjectForm(SideForm, rx.State):
    """A form at the side of the list, open while somebody makes or changes a project."""

    draft: rx.Field[ProjectDraft] = rx.field(default_factory=ProjectDraft)

    @rx.event
    def begin(self):
        """An empty form."""
        self._open(ProjectDraft())

    @rx.event
    @answering
    async def edit(self, project_id: str):
        """The form of a project that is there."""
        self._open(_draft(await look(self, find_project, project_id=as_id(project_id))))

    @rx.event
    @answering
    async def save(self, sent: dict[str, Any]):
        """Open the project, or change what is known of it."""
        still_open(self)
        self.faults = {}
        fields = _fields(Form(sent))
        if self.draft.id:
            saved = await act(
                self,
                services.update_project,
                project_id=as_id(self.draft.id),
                seen_version=self.draft.version,
                **fields,
            )
        else:
            saved = await act(self, services.create_project, **fields)
        self.shown = False
        return [rx.toast.success(f"{saved.title} is saved."), Projects.load]

    @rx.event
    @answering
    async def put_away(self):
        """Archive the project, or bring an archived one back."""
        self.asking = False
        archived = self.draft.archived
        move = services.restore_project if archived else services.archive_project
        moved = await act(
            self, move, project_id=as_id(self.draft.id), seen_version=self.draft.version
        )
        return [self._moved(moved.title, back=archived), Projects.load, focus.on("new-one")]

    def _open(self, draft: ProjectDraft) -> None:
        self.draft = replace(draft, opening=self.draft.opening + 1)
        self.faults = {}
        self.shown = True


def _draft(project: ProjectRow) -> ProjectDraft:
    return ProjectDraft(
        id=str(project.id),
        version=project.version,
        code=project.code,
        title=project.title,
        client=project.client,
        colour=project.colour,
        status=project.status.value,
        starts_on=project.starts_on.isoformat() if project.starts_on else "",
        ends_on=project.ends_on.isoformat() if project.ends_on else "",
        budget=showing.plain(project.budget),
        currency=project.currency,
        archived=project.archived_at is not None,
    )


def _fields(form: Form) -> ProjectFields:
    fields = ProjectFields(
        code=form.text("code"),
        title=form.text("title"),
        client=form.text("client"),
        status=form.choice("status", ProjectStatus, otherwise=ProjectStatus.ACTIVE),
        starts_on=form.day("startsOn"),
        ends_on=form.day("endsOn"),
        budget=form.amount("budget"),
        currency=form.text("currency") or "EUR",
    )
    if colour := form.text("colour"):
        fields["colour"] = colour
    form.refuse()
    return fields
