"""The window and the panel of a role: what is wanted, who could, what happened."""

import asyncio
from dataclasses import asdict
from datetime import datetime, timedelta

from production_tool.domain.artists import Skill
from production_tool.domain.roles import OpenRoleRow, RoleStatus
from production_tool.state.booking_form import BookingForm
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.dates import DASH
from production_tool.state.deeds import Deeds
from production_tool.state.history_lines import ARROW
from production_tool.state.role_form import RoleForm
from production_tool.state.roles import RolePanel
from production_tool.state.session import Session
from tests.factories import (
    Cast,
    create_artist,
    create_project,
    create_role,
)
from tests.state.bars import a_day, beside, let_go, only_role
from tests.state.conftest import Sit, run


class TestRoleForm:
    def test_drawing_among_the_roles_asks_for_one(self, cast: Cast, desk: Deeds) -> None:
        project = create_project(cast.alice)
        gap = {"artistId": "roles", "start": a_day(0), "end": a_day(5)}
        assert "RoleForm.draw" in str(run(beside(desk, BookingForm), "draw", gap))
        form = beside(desk, RoleForm)
        run(form, "draw", gap)
        assert (form.shown, form.draft.span.first, form.draft.span.last) == (
            True, "2031-03-03", "2031-03-07",
        )  # fmt: skip
        filled = {"first": "2031-03-03", "last": "2031-03-07", "title": "", "skill": "nuke"}
        run(form, "save", filled)
        assert (form.shown, set(form.faults)) == (True, {"title"})
        run(form, "save", filled | {"title": "Lead", "projectId": str(project.id)})
        assert not form.shown
        made = only_role(cast)
        assert (made.title, made.skill, made.project_id) == ("Lead", "nuke", project.id)
        assert made.end - made.start == timedelta(days=5)
        assert desk.verdicts[-1]["id"] == "draft"

    def test_changing_words_keeps_the_hours(self, cast: Cast, desk: Deeds) -> None:
        create_role(cast.alice, start=datetime(2031, 3, 3, 9), end=datetime(2031, 3, 3, 13))
        before = only_role(cast)
        form = beside(desk, RoleForm)
        run(form, "edit", str(before.id))
        assert (form.draft.span.starts, form.draft.span.ends) == ("09:00", "13:00")
        run(form, "save", {"title": "Lead", **asdict(form.draft.span)})
        after = only_role(cast)
        assert (after.title, after.period) == ("Lead", before.period)
        run(form, "edit", str(after.id))
        run(form, "save", {"title": "Lead", "first": "2031-03-04", "last": "2031-03-04"})
        assert only_role(cast).end - only_role(cast).start == timedelta(days=1)

    def test_hours_drawn_are_hours(self, cast: Cast, desk: Deeds) -> None:
        form = beside(desk, RoleForm)
        hours = {"start": "2031-03-03T10:00", "end": "2031-03-03T12:30"}
        run(form, "draw", {"artistId": "roles", **hours})
        run(form, "save", {"title": "Runner", **asdict(form.draft.span)})
        assert only_role(cast).end - only_role(cast).start == timedelta(hours=2, minutes=30)

    def test_a_form_given_up_frees_the_space(self, desk: Deeds) -> None:
        run(beside(desk, RoleForm), "close")
        assert (desk.verdicts[-1]["id"], desk.verdicts[-1]["ok"]) == ("draft", False)


class TestRolePanel:
    def test_it_opens_like_a_booking_and_says_who_could(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        create_artist(cast.alice, skills=(Skill("nuke", 4),))
        create_artist(cast.alice, name="Ugo Ferri")
        panel, of_booking = beside(desk, RolePanel), beside(desk, BookingPanel)
        run(of_booking, "select", str(role.id))
        assert (panel.selected, of_booking.selected) == (str(role.id), "")
        assert (panel.shown.title, panel.shown.skill) == ("Compositor", "nuke")
        assert [person.name for person in panel.people] == ["Mara Lindt"]
        run(of_booking, "select", "")
        assert panel.selected == ""

    def test_a_button_holds_somebody(self, cast: Cast, desk: Deeds, role: OpenRoleRow) -> None:
        create_artist(cast.alice, skills=(Skill("nuke", 4),))
        panel, of_booking = beside(desk, RolePanel), beside(desk, BookingPanel)
        run(of_booking, "select", str(role.id))
        run(panel, "give", panel.people[0].id)
        assert only_role(cast).status is RoleStatus.FILLED
        assert panel.selected == ""
        run(of_booking, "select", str(role.id))
        assert (panel.selected, of_booking.selected) == ("", "")

    def test_withdrawing_closes_it(self, cast: Cast, desk: Deeds, role: OpenRoleRow) -> None:
        panel = beside(desk, RolePanel)
        assert asyncio.run(panel.opens(str(role.id)))
        run(panel, "withdraw")
        assert (panel.selected, only_role(cast).status) == ("", RoleStatus.WITHDRAWN)
        assert desk.done.message.startswith("Role withdrawn: Compositor, ")

    def test_it_says_what_happened(self, cast: Cast, desk: Deeds, role: OpenRoleRow) -> None:
        run(desk, "change", {"kind": "move", "items": [let_go(role.id, "roles", first=7)]})
        run(desk, "undo")
        panel = beside(desk, RolePanel)
        assert asyncio.run(panel.opens(str(role.id)))
        assert panel.shown.opened.startswith("Alice, ")
        assert [(line.what, line.who) for line in panel.history] == [
            ("Role moved (undo)", "Alice"),
            ("Role moved", "Alice"),
            ("Role opened", "Alice"),
        ]
        assert panel.history[1].detail == (
            f"Mon 3 {DASH} Tue 4 Mar {ARROW} Mon 10 {DASH} Tue 11 Mar"
        )

    def test_charlie_opens_nothing(self, cast: Cast, sit: Sit, role: OpenRoleRow) -> None:
        panel = sit(RolePanel, cast.charlie)
        run(beside(panel, Session), "enter")
        assert not asyncio.run(panel.opens(str(role.id)))
        assert panel.shown.title == ""
