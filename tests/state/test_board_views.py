"""Saved views at a tab."""

from typing import Any

from production_tool.state.board import Board
from production_tool.state.board_views import Views
from tests.factories import Cast
from tests.state.conftest import Sit, run

SHOWN = "/?department=FX&group=skill&zoom=week&date=2031-03-03"


def saved(sit: Sit, cast: Cast, at: str = SHOWN, **sent: Any) -> Any:
    """A tab at which a view was saved."""
    tab = sit(Views, cast.alice, at)
    run(tab, "ask_name", "", "", 0)
    run(tab, "save", {"name": "FX week", "day": "fixed", **sent})
    run(tab, "read")
    return tab


class TestSaving:
    def test_the_view_is_there_and_opens_as_it_was(self, cast: Cast, sit: Sit) -> None:
        tab = saved(sit, cast)
        (line,) = tab.lines
        assert (line.name, line.about, tab.naming) == (
            "FX week",
            "a fixed day \u00b7 only you",
            False,
        )
        went = run(tab, "open", line.id)
        assert "department=FX" in str(went)
        assert "date=2031-03-03" in str(went)

    def test_a_name_that_is_taken_is_said_beside_it(self, cast: Cast, sit: Sit) -> None:
        tab = saved(sit, cast)
        run(tab, "ask_name", "", "", 0)
        run(tab, "save", {"name": "fx WEEK"})
        assert (tab.faults, tab.naming) == ({"name": "is taken"}, True)

    def test_it_is_renamed_shared_and_deleted(self, cast: Cast, sit: Sit) -> None:
        tab = saved(sit, cast, shared="on")
        view = tab.lines[0]
        run(tab, "ask_name", view.id, "FX week", view.version)
        run(tab, "save", {"name": "Effects"})
        run(tab, "turn_shared", view.id, view.version + 1)
        run(tab, "read")
        assert (tab.lines[0].name, tab.lines[0].shared) == ("Effects", False)
        run(tab, "delete", view.id, view.version + 2)
        run(tab, "read")
        assert tab.lines == []


class TestTwoTabs:
    """The same list in two tabs: what one changes, the other does not undo unseen."""

    def test_what_was_changed_elsewhere_is_shown_before_it_goes(self, cast: Cast, sit: Sit) -> None:
        here, there = saved(sit, cast), sit(Views, cast.alice)
        seen = here.lines[0]
        run(there, "ask_name", seen.id, seen.name, seen.version)
        run(there, "save", {"name": "Effects"})
        for event in ("turn_shared", "turn_first", "delete"):
            again, told = run(here, event, seen.id, seen.version)
            assert again is Views.read
            assert "Effects was changed elsewhere" in str(told.args)
        run(here, "read")
        line = here.lines[0]
        assert (line.name, line.shared, line.opens_first) == ("Effects", False, False)
        run(here, "delete", line.id, line.version)
        run(here, "read")
        assert here.lines == []

    def test_the_later_name_is_asked_for_twice(self, cast: Cast, sit: Sit) -> None:
        here, there = saved(sit, cast), sit(Views, cast.alice)
        seen = here.lines[0]
        for tab in (here, there):
            run(tab, "ask_name", seen.id, seen.name, seen.version)
        run(there, "save", {"name": "Effects"})
        run(here, "save", {"name": "Comp"})
        assert here.naming
        assert here.faults["name"].startswith("was changed to Effects elsewhere")
        run(here, "save", {"name": "Comp"})
        run(here, "read")
        assert (here.naming, here.lines[0].name) == (False, "Comp")

    def test_a_name_and_what_else_was_changed_both_stand(self, cast: Cast, sit: Sit) -> None:
        here, there = saved(sit, cast), sit(Views, cast.alice)
        seen = here.lines[0]
        run(here, "ask_name", seen.id, seen.name, seen.version)
        run(there, "turn_shared", seen.id, seen.version)
        run(here, "save", {"name": "Comp"})
        run(here, "read")
        assert (here.lines[0].name, here.lines[0].shared) == ("Comp", True)


class TestOpeningFirst:
    def test_an_address_that_asks_nothing_opens_it(self, cast: Cast, sit: Sit) -> None:
        tab = saved(sit, cast)
        run(tab, "turn_first", tab.lines[0].id, tab.lines[0].version)
        board = sit(Board, cast.alice, "/")
        run(board, "load")
        assert (board.date, board.zoom, board.filters["group"]) == ("2031-03-03", "week", "skill")
        assert board.query == "department=FX&group=skill"

    def test_an_address_that_asks_has_the_last_word(self, cast: Cast, sit: Sit) -> None:
        tab = saved(sit, cast)
        run(tab, "turn_first", tab.lines[0].id, tab.lines[0].version)
        board = sit(Board, cast.alice, "/?zoom=quarter")
        run(board, "load")
        assert (board.zoom, board.query) == ("quarter", "")
