"""What the studio decided about itself."""

from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from production_tool.services.queries.studio import StudioRow, find_studio
from production_tool.services.studio import update_studio
from production_tool.state.forms import Form
from production_tool.state.session import Session, act, answering, loading, look

ANY, ACCEPTED = "any", "accepted"  # what is confirmed


@dataclass(frozen=True)
class StudioDraft:
    """What the form starts from; ``reading`` counts, so that each reading is a fresh form."""

    reading: int = 0
    version: int = 0
    slug: str = ""
    name: str = ""
    zone: str = ""
    queue_policy: str = "ranked"
    hold_days: int = 14
    hold_hours: int = 48
    challenge_hours: int = 24
    confirms: str = "any"


class StudioForm(rx.State):
    """The studio's settings, for its owners."""

    draft: rx.Field[StudioDraft] = rx.field(default_factory=StudioDraft)
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    ready: bool = False
    problem: str = ""

    @rx.event
    @loading
    async def load(self):
        """Read the settings as they are."""
        self._show(await look(self, find_studio))
        self.draft = replace(self.draft, reading=self.draft.reading + 1)  # a fresh form

    @rx.event
    @answering
    async def save(self, sent: dict[str, Any]):
        """Change them."""
        self.faults = {}
        before = await look(self, find_studio)
        form = Form(sent)
        details = replace(
            before.details,
            name=form.text("name"),
            zone=form.text("zone"),
            queue_policy=form.text("queuePolicy"),
            hold_days=form.number("holdDays"),
            hold_hours_before_start=form.number("holdHoursBeforeStart"),
            challenge_hours=form.number("challengeHours"),
            acceptance_required=form.text("confirms") == ACCEPTED,
        )
        form.refuse()
        saved = await act(self, update_studio, seen_version=self.draft.version, details=details)
        self._show(saved)
        return [rx.toast.success("The studio's settings are saved."), Session.enter]

    def _show(self, studio: StudioRow) -> None:
        details = studio.details
        self.faults = {}
        self.draft = StudioDraft(
            reading=self.draft.reading,
            version=studio.version,
            slug=studio.slug,
            name=details.name,
            zone=details.zone,
            queue_policy=details.queue_policy,
            hold_days=details.hold_days,
            hold_hours=details.hold_hours_before_start,
            challenge_hours=details.challenge_hours,
            confirms=ACCEPTED if details.acceptance_required else ANY,
        )
