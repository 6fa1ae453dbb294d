"""What the palette offers to whom and where, and what choosing it comes to."""

import asyncio
from datetime import date
from typing import Any

import pytest

from production_tool.components.board.rules import KEYS
from production_tool.domain.bookings import STEPS, Status
from production_tool.domain.refusals import Unavailable
from production_tool.services.queries.bookings import read_booking
from production_tool.services.work import reading
from production_tool.state import palette as room
from production_tool.state.actions import ON_THE_BOARD, actions_for, pictures
from production_tool.state.board_menu import BoardMenu
from production_tool.state.board_past import Past
from production_tool.state.next_steps import EDIT, PLACES, steps_from, steps_in_queue
from production_tool.state.palette import Palette
from production_tool.state.palette_deeds import deed_of
from production_tool.state.palette_lines import Line
from production_tool.state.session import Session
from tests.factories import Cast, create_artist, create_booking, create_project
from tests.state.bars import item
from tests.state.conftest import Sit, run
from tests.state.test_board_menu import name_of

MONDAY = date(2031, 3, 3)
# Of a key under which the cursor is: the palette has no place to do it at.
OF_THE_CURSOR = {"new", "open", "copy", "paste", "pick", "menu", "leave", "zoom:in", "zoom:out"}
OF_THE_HAND = ("go:", "shift:", "stretch:")


def titles(tab: Palette) -> list[str]:
    return [section.title for section in tab.sections]


def lines(tab: Palette) -> list[Line]:
    return [line for section in tab.sections for line in section.lines]


def labels(tab: Palette) -> list[str]:
    return [line.label for line in lines(tab)]


def script(event: Any) -> str:
    """What the browser is asked to run."""
    return str(event.args)


class TestOffers:
    def test_on_the_board_what_its_keys_do(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Palette, cast.alice)
        run(tab, "open")
        assert titles(tab) == ["Actions"]
        assert {"Undo your own last change", "Who is free?", "Look back", "New booking"} < set(
            labels(tab)
        )
        elsewhere = sit(Palette, cast.alice, "/artists")
        run(elsewhere, "open")
        assert {each.label for each in ON_THE_BOARD}.isdisjoint(labels(elsewhere))
        assert {"New booking", "Go to Board", "Go to Members", "Sign out"} < set(labels(elsewhere))

    def test_every_key_of_the_board_is_within_reach(self) -> None:
        """By words, by the steps of the bar that is selected, or it needs the cursor's place."""
        steps = {
            *(step.action for status in STEPS for step in steps_from(status)),
            *(step.action for step in steps_in_queue(2, challenges=False)),
            *(step.action for step in [*PLACES, EDIT]),
        }
        said = {each.verb for each in ON_THE_BOARD} | {"say:palette"}
        for verb in {*KEYS["page"].values(), *KEYS["board"].values()}:
            by_step = verb.partition(":")[2] in steps and verb.startswith(("act:", "say:"))
            at_hand = verb in OF_THE_CURSOR or verb.startswith(OF_THE_HAND)
            assert (verb in said) + by_step + at_hand == 1, verb

    def test_of_the_past_nothing_that_changes_it(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Palette, cast.alice)
        asyncio.run(tab.get_state(Past)).at = "2031-01-01T12:00:00Z"
        run(tab, "open")
        assert "Back to now" in labels(tab)
        assert {"Undo your own last change", "Who is free?"}.isdisjoint(labels(tab))

    def test_bob_is_offered_what_a_freelancer_may_do(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Palette, cast.bob, "/today")
        run(tab, "open")
        assert {"Go to Today", "Go to Me", "Sign out"} < set(labels(tab))
        told = " ".join(labels(tab))
        assert "New" not in told
        assert "Import" not in told

    def test_words_narrow_it_and_the_likeliest_comes_first(self, cast: Cast, sit: Sit) -> None:
        create_artist(cast.alice, name="Undine Marsh")
        create_artist(cast.alice, name="Ada", title="Foundry lead")
        tab = sit(Palette, cast.alice)
        run(tab, "search", "und")
        assert labels(tab)[0] == "Undine Marsh"
        run(tab, "search", "undo")
        assert labels(tab)[0] == "Undo your own last change"
        run(tab, "search", "theme da")
        assert labels(tab) == ["Look: Dark"]

    def test_each_picture_is_one_that_the_page_has(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Palette, cast.alice)
        run(tab, "open")
        me = asyncio.run(tab.get_state(Session)).me
        offered = {
            each.picture
            for past in (True, False)
            for each in actions_for(me, on_board=True, past=past)
        }
        assert offered <= pictures()
        run(tab, "search", "nobody is called so")
        assert {line.mark for line in lines(tab)} <= pictures()

    def test_nothing_found_says_so_and_where_else_to_look(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Palette, cast.alice)
        run(tab, "search", "zzz & co")
        assert titles(tab) == ["Nothing is called “zzz & co”"]
        assert tab.told.startswith("Nothing found;")
        assert lines(tab)[0].key == "to:/artists?q=zzz+%26+co"
        own = sit(Palette, cast.bob, "/today")
        run(own, "search", "zzz")
        assert (own.sections, own.told[:13]) == ([], "Nothing found")

    def test_charlie_finds_nothing_of_the_studio(self, cast: Cast, sit: Sit) -> None:
        mara = create_artist(cast.alice, name="Mara Lindt")
        create_booking(cast.alice, mara.id, start=MONDAY, title="Kestrel")
        for words in ("mara", "kestrel"):
            tab = sit(Palette, cast.charlie)
            run(tab, "search", words)
            assert titles(tab) == [f"Nothing is called “{words}”"]

    def test_a_refusal_is_told_and_strangers_sign_in(
        self, cast: Cast, sit: Sit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "/sign-in" in str(run(sit(Palette), "open").args)

        async def refuse(*_: Any, **__: Any) -> None:
            raise Unavailable("The database is away; try again in a moment.")

        tab = sit(Palette, cast.alice)
        monkeypatch.setattr(room, "look", refuse)
        run(tab, "search", "mara")
        assert (tab.problem[:12], tab.sections) == ("The database", [])

    def test_closed_it_holds_nothing(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Palette, cast.alice)
        run(tab, "search", "look")
        run(tab, "leave")
        assert (tab.words, tab.sections, tab.told) == ("", [], "")


class TestSelected:
    @pytest.mark.parametrize("order", [("mean", "open"), ("open", "mean")])
    def test_the_bar_in_focus_comes_first(
        self, cast: Cast, sit: Sit, order: tuple[str, str]
    ) -> None:
        row = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY, title="Roto")
        tab = sit(Palette, cast.alice)
        run(asyncio.run(tab.get_state(Session)), "enter")
        said = {"action": "palette", "bookingId": str(row.id)}
        for event in order:
            run(tab, event, *([said] if event == "mean" else []))
        assert titles(tab) == ["Roto, Mon 3 Mar", "Actions"]
        first = lines(tab)[0]
        assert (first.label, first.hotkey, first.key) == ("Confirm", "C", "step:confirm")
        led = run(tab, "choose", first.key, "")
        assert name_of(led) == "BoardMenu.choose"
        run(asyncio.run(tab.get_state(BoardMenu)), "choose", "confirm")
        with reading(cast.alice) as work:
            assert read_booking(work, row.id).status is Status.CONFIRMED

    def test_the_next_time_it_is_not_meant_any_more(self, cast: Cast, sit: Sit) -> None:
        row = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        tab = sit(Palette, cast.alice)
        run(asyncio.run(tab.get_state(Session)), "enter")
        run(
            tab,
            "mean",
            {"action": "palette", "bookingId": str(row.id)},
        )
        run(tab, "open")
        run(tab, "leave")
        run(tab, "open")
        assert titles(tab) == ["Actions"]

    def test_all_that_are_selected(self, cast: Cast, sit: Sit) -> None:
        mara = create_artist(cast.alice).id
        rows = [create_booking(cast.alice, mara, start=MONDAY) for _ in range(2)]
        tab = sit(Palette, cast.alice)
        run(asyncio.run(tab.get_state(Session)), "enter")
        several = {"bookingId": str(rows[0].id), "items": [item(row) for row in rows]}
        run(tab, "mean", {"action": "palette", **several})
        run(tab, "open")
        assert titles(tab)[0] == "2 selected"


class TestChoosing:
    def test_a_booking_is_shown_on_the_board_at_its_day(self, cast: Cast, sit: Sit) -> None:
        row = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY, title="Roto")
        tab = sit(Palette, cast.alice, "/artists")
        run(tab, "search", "roto")
        led = run(tab, "choose", lines(tab)[0].key, "roto")
        assert f"/?booking={row.id}&date=2031-03-03" in script(led)

    def test_on_the_board_it_goes_there_from_where_it_is(self, cast: Cast, sit: Sit) -> None:
        create_artist(cast.alice, name="Mara Lindt")
        tab = sit(Palette, cast.alice, "/?zoom=week&date=2031-03-03&status=hold&booking=x")
        run(tab, "search", "mara")
        led = script(run(tab, "choose", lines(tab)[0].key, "mara"))
        assert "/?zoom=week&date=2031-03-03&q=Mara+Lindt" in led
        assert "replaceState" in led

    def test_a_project_opens_its_form_in_the_list(self, cast: Cast, sit: Sit) -> None:
        kestrel = create_project(cast.alice, code="KES200", title="Kestrel")
        tab = sit(Palette, cast.alice)
        run(tab, "search", "kes")
        there, form = run(tab, "choose", f"project:{kestrel.id}", "kes")
        assert "/projects?q=KES200+Kestrel" in script(there)
        assert name_of(form) == "ProjectForm.edit"

    def test_bobs_booking_is_among_his_days(self, cast: Cast, sit: Sit) -> None:
        assert cast.bob.artist_id
        create_booking(cast.alice, cast.bob.artist_id, start=MONDAY, title="Roto")
        tab = sit(Palette, cast.bob, "/today")
        run(tab, "search", "roto")
        assert "/today" in script(run(tab, "choose", lines(tab)[0].key, "roto"))

    def test_who_types_on_faster_than_it_finds_gets_what_was_typed(
        self, cast: Cast, sit: Sit
    ) -> None:
        for name in ("Kim Aalto", "Kim Berg"):
            create_artist(cast.alice, name=name)
        tab = sit(Palette, cast.alice, "/artists")
        run(tab, "search", "kim")
        led = run(tab, "choose", lines(tab)[0].key, "kim berg")
        assert "q=Kim+Berg" in script(led)
        assert "artists" in script(run(tab, "choose", "say:undo", "kim nobody"))

    def test_what_it_does_not_offer_is_not_done(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Palette, cast.bob, "/today")
        run(tab, "open")
        for key in ("new:artist", "say:undo", "save:pdf", "", "x"):
            assert run(tab, "choose", key, "") is None

    def test_every_action_leads_somewhere(self, cast: Cast, sit: Sit) -> None:
        for at in ("/", "/projects"):
            tab = sit(Palette, cast.alice, at)
            run(tab, "open")
            for line in lines(tab):
                led = run(tab, "choose", line.key, "")
                assert led or line.key.startswith("look:"), line

    @pytest.mark.parametrize("what", ["artist", "project", "booking", "role"])
    def test_something_new_begins_on_its_own_screen(self, cast: Cast, sit: Sit, what: str) -> None:
        tab = sit(Palette, cast.alice, "/settings")
        there, form = deed_of(Line(f"new:{what}", "action", ""), tab, f"{MONDAY}")
        place = f"/{what}s" if what in {"artist", "project"} else "/"
        assert f'"{place}"' in script(there)
        assert name_of(form).endswith(("begin", "draw"))
