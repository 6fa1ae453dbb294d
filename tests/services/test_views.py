"""Saved views: whose they are, who sees them, what is refused."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from production_tool.domain.actor import Actor
from production_tool.domain.refusals import NotAllowed
from production_tool.domain.views import BadView, NoSuchView, ViewNameTaken, ViewRow
from production_tool.services.members import remove_member
from production_tool.services.queries.members import list_members
from production_tool.services.queries.views import find_view, first_view, list_views
from production_tool.services.views import (
    delete_view,
    open_first,
    rename_view,
    save_view,
    share_view,
)
from production_tool.services.work import reading, working
from tests.factories import Cast, create_member
from tests.servers import Database

TODAY = date(2026, 11, 23)


def save(actor: Actor, name: str = "Lighting", **details: Any) -> ViewRow:
    asked = {"query": "department=Lighting&date=2026-12-07", "today": TODAY, "relative": False}
    with working(actor) as work:
        return save_view(work, name=name, **{**asked, **details})


def names(actor: Actor) -> list[str]:
    with reading(actor) as work:
        return [view.name for view in list_views(work)]


@pytest.fixture
def dana(database: Database, cast: Cast) -> Actor:
    """Plans in alice's studio too."""
    return create_member(database, tenant_id=cast.alice.tenant_id)


class TestSaving:
    def test_a_fixed_day_stays(self, cast: Cast) -> None:
        view = save(cast.alice)
        assert view.address(date(2027, 1, 1)) == "department=Lighting&date=2026-12-07"

    def test_a_relative_day_goes_along_with_time(self, cast: Cast) -> None:
        view = save(cast.alice, relative=True)
        assert (view.query, view.days_ahead) == ("department=Lighting", 14)
        assert view.address(date(2027, 1, 1)) == "department=Lighting&date=2027-01-15"

    def test_it_keeps_what_the_board_shows_and_nothing_else(self, cast: Cast) -> None:
        asked = "zoom=week&booking=x&at=2026-01-01&free=y&group=skill&q=a%26b&evil=1"
        assert (
            save(cast.alice, query=asked).query == "q=a%26b&group=skill&zoom=week&date=2026-11-23"
        )

    @pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b"])
    def test_a_name_is_needed(self, cast: Cast, name: str) -> None:
        with pytest.raises(BadView):
            save(cast.alice, name)

    def test_a_name_is_taken_once_whatever_its_letters(self, cast: Cast, dana: Actor) -> None:
        save(cast.alice, "Lighting")
        with pytest.raises(ViewNameTaken, match="among your views"):
            save(cast.alice, " lighting ")
        assert save(dana, "Lighting").own

    def test_a_freelancer_has_no_board_to_save(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed):
            save(cast.bob)


class TestSeeing:
    def test_an_own_view_is_nobody_elses_business(self, cast: Cast, dana: Actor) -> None:
        view = save(cast.alice)
        assert names(cast.alice) == ["Lighting"]
        assert names(dana) == []
        with reading(dana) as work, pytest.raises(NoSuchView):
            find_view(work, view.id)

    def test_a_shared_one_is_seen_by_the_studio_only(self, cast: Cast, dana: Actor) -> None:
        save(cast.alice, shared=True)
        assert names(dana) == ["Lighting"]
        assert names(cast.charlie) == []
        with reading(dana) as work:
            assert not list_views(work)[0].own

    def test_a_freelancer_sees_none(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed):
            names(cast.bob)

    def test_who_leaves_takes_theirs_along(self, cast: Cast, dana: Actor) -> None:
        save(dana, shared=True)
        with working(cast.alice) as work:
            (member,) = [each for each in list_members(work) if each.user_id == dana.user_id]
            remove_member(work, member_id=member.id, seen_version=member.version)
        assert names(cast.alice) == []


class TestChanging:
    def test_it_gets_another_name(self, cast: Cast) -> None:
        view = save(cast.alice)
        save(cast.alice, "FX")
        with working(cast.alice) as work:
            assert rename_view(work, view_id=view.id, name="Lights").name == "Lights"
        with working(cast.alice) as work, pytest.raises(ViewNameTaken):
            rename_view(work, view_id=view.id, name="fx")

    def test_it_is_shared_and_taken_back(self, cast: Cast, dana: Actor) -> None:
        view = save(cast.alice)
        for shared in (True, False):
            with working(cast.alice) as work:
                share_view(work, view_id=view.id, shared=shared)
            assert names(dana) == (["Lighting"] if shared else [])

    def test_two_shared_ones_of_a_name_are_refused(self, cast: Cast, dana: Actor) -> None:
        save(cast.alice, shared=True)
        view = save(dana)
        with working(dana) as work, pytest.raises(ViewNameTaken, match="shared by somebody"):
            share_view(work, view_id=view.id, shared=True)

    def test_only_its_owner_changes_a_shared_one(self, cast: Cast, dana: Actor) -> None:
        view = save(cast.alice, shared=True)
        with working(dana) as work, pytest.raises(NotAllowed, match="somebody else"):
            rename_view(work, view_id=view.id, name="Mine now")
        with working(dana) as work, pytest.raises(NotAllowed):
            delete_view(work, view_id=view.id)

    def test_it_is_let_go(self, cast: Cast) -> None:
        view = save(cast.alice)
        with working(cast.alice) as work:
            delete_view(work, view_id=view.id)
        assert names(cast.alice) == []


class TestHistory:
    """What the whole studio could read of a view in app.change."""

    def told(self, actor: Actor) -> list[tuple[str, bool, str]]:
        told = text(
            'SELECT op, "row" ? \'query\' AS whole, "row"::text AS words FROM app.change'
            " WHERE \"table\" = 'saved_view' ORDER BY seq, ordinal"
        )
        with reading(actor) as work:
            return [tuple(row) for row in work.connection.execute(told)]

    def test_of_a_personal_one_it_tells_that_and_not_what(self, cast: Cast) -> None:
        view = save(cast.alice, "Secret plans", query="q=merger")
        with working(cast.alice) as work:
            rename_view(work, view_id=view.id, name="Secret merger")
        with working(cast.alice) as work:
            delete_view(work, view_id=view.id)
        told = self.told(cast.alice)
        assert [op for op, _, _ in told] == ["insert", "update", "delete"]
        assert not any("Secret" in words or "merger" in words for _, _, words in told)

    def test_of_a_shared_one_it_tells_all_while_it_is_shared(self, cast: Cast) -> None:
        view = save(cast.alice, shared=True)
        for shared in (False, True):
            with working(cast.alice) as work:
                share_view(work, view_id=view.id, shared=shared)
        assert [whole for _, whole, _ in self.told(cast.alice)] == [True, False, True]


class TestOpeningFirst:
    def test_one_of_the_own_ones(self, cast: Cast) -> None:
        save(cast.alice, "A")
        for view in (save(cast.alice, "B"), save(cast.alice, "C")):
            with working(cast.alice) as work:
                open_first(work, view_id=view.id)
        with reading(cast.alice) as work:
            found = first_view(work)
        assert found is not None
        assert found.name == "C"

    def test_none_again(self, cast: Cast) -> None:
        view = save(cast.alice)
        for first in (True, False):
            with working(cast.alice) as work:
                open_first(work, view_id=view.id, first=first)
        with reading(cast.alice) as work:
            assert first_view(work) is None
