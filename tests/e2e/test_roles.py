"""Roles by hand: drawn above everybody, moved, dropped on somebody, given from their panel."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from production_tool.domain.artists import Skill
from production_tool.domain.roles import RoleChange
from production_tool.services import roles
from production_tool.services.work import working
from tests.e2e.board_hands import (
    Visit,
    a_day,
    bar,
    days_wide,
    drag,
    open_board,
    point,
    row,
    stands_on,
)
from tests.e2e.conftest import PHONE, Studio
from tests.factories import create_artist, create_project, create_role

NOBODY = "Unassigned"


class TestRoles:
    def test_one_is_drawn_moved_and_dropped_on_somebody(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt", department="Animation")
        project = create_project(studio.alice, code="NOR1", title="Northlight")
        page = visit(studio.mo_email)
        open_board(page)
        drag(page, point(page, NOBODY, 0), point(page, NOBODY, 4))
        form = page.get_by_role("dialog", name="New role")
        expect(form.get_by_label("Last day")).to_have_value(a_day(4).isoformat())
        form.get_by_label("Role").fill("Compositor")
        form.get_by_label("Skill").fill("nuke")
        form.get_by_label("Project").select_option(str(project.id))
        form.get_by_role("button", name="Open role").click()
        waiting = bar(page, "NOR1 Compositor · nuke")
        expect(waiting).to_have_class(re.compile("role"))
        assert days_wide(page, waiting) == 5
        drag(page, point(page, NOBODY, 1), point(page, NOBODY, 3))
        stands_on(page, waiting, NOBODY, 2)
        expect(page.locator(".pb-bar.pending")).to_have_count(0)
        drag(page, point(page, NOBODY, 3), point(page, "Mara Lindt", 3))
        held = row(page, "Mara Lindt").locator(".pb-bar")
        expect(held).to_have_class(re.compile("hold"))
        expect(held).to_contain_text("NOR1 Compositor")
        expect(row(page, NOBODY).locator(".pb-bar")).to_have_count(0)

    def test_its_panel_says_who_is_free_and_holds_them(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt", skills=(Skill("nuke", 4),))
        create_artist(studio.alice, name="Jonas Beck")
        create_role(
            studio.alice, skill="nuke", start=a_day(0), end=a_day(5), notes="Works on site."
        )
        page = visit(studio.mo_email)
        open_board(page)
        bar(page, "Compositor").click()
        panel = page.get_by_role("complementary", name="Open role")
        expect(panel.get_by_role("heading", name="Compositor")).to_be_visible()
        expect(panel.get_by_role("button", name="Hold Jonas Beck")).to_have_count(0)
        panel.get_by_role("button", name="Hold Mara Lindt").click()
        expect(row(page, "Mara Lindt").locator(".pb-bar")).to_have_class(re.compile("hold"))
        expect(panel).to_have_count(0)

    def test_it_is_edited_and_withdrawn_on_a_phone(self, visit: Visit, studio: Studio) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        role = create_role(studio.alice, start=a_day(0), end=a_day(0) + timedelta(days=5))
        page = visit(studio.mo_email, size=PHONE)
        page.goto(f"/?zoom=week&date={a_day(0).isoformat()}&booking={role.id}")
        panel = page.get_by_role("complementary", name="Open role")
        expect(panel).to_be_visible()
        panel.get_by_role("button", name="Edit").click()
        form = page.get_by_role("dialog", name="Change role")
        form.get_by_label("Role").fill("Lead compositor")
        form.get_by_role("button", name="Save").click()
        expect(panel.get_by_role("heading", name="Lead compositor")).to_be_visible()
        panel.get_by_role("button", name="Withdraw").click()
        expect(panel).to_have_count(0)
        expect(page.locator(".pb-bar.role")).to_have_count(0)

    def test_whoever_is_late_sees_both_versions(self, visit: Visit, studio: Studio) -> None:
        role = create_role(studio.alice, start=a_day(0), end=a_day(0) + timedelta(days=3))
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email)
        open_board(page)
        drag(page, point(page, NOBODY, 1), point(page, NOBODY, 3))
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        with working(studio.alice) as work:
            later = RoleChange(title="Lead compositor", start=a_day(9))
            roles.change_role(work, role_id=role.id, seen_version=2, change=later)
        stands_on(page, bar(page, "Lead compositor"), NOBODY, 9)
        page.get_by_role("button", name="Undo").click()
        both = page.get_by_role("dialog", name="Changed by somebody else meanwhile")
        expect(both).to_contain_text("Alice Hart changed this role")
        both.get_by_role("button", name="Keep mine").click()
        expect(both).to_have_count(0)
        stands_on(page, bar(page, "Lead compositor"), NOBODY, 0)
