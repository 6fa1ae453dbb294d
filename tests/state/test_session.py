"""Who sits at a tab, and what becomes of refusals: the rules every handler shares."""

from decimal import Decimal
from typing import Any

from production_tool.services.identity import sign_out
from production_tool.services.queries.artists import list_artists
from production_tool.services.work import reading
from production_tool.state.artist_form import ArtistForm
from production_tool.state.artists import Artists
from production_tool.state.session import Session, token_of
from tests.factories import Cast, create_artist
from tests.state.conftest import Sit, run

NEW = {"name": "Mara", "zone": "Europe/Berlin", "hours_mon": "9-18"}


def where_to(answer: Any) -> str:
    """The address a redirect goes to."""
    return next(str(value) for name, value in answer.args if str(name) == "path").strip('"')


class TestEntering:
    def test_alice_is_shown_as_the_session_says(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Session, cast.alice)
        assert run(tab, "enter") is None
        assert (tab.me.name, tab.me.studio, tab.me.plans) == ("Alice", "Alder Studio", True)
        assert "see members" in tab.me.rights

    def test_bob_is_led_to_his_own_days(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Session, cast.bob)
        assert where_to(run(tab, "enter")) == "/today"
        assert not tab.me.plans

    def test_nobody_is_sent_to_sign_in_and_comes_back(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Session, None, "/artists?q=mara")
        assert where_to(run(tab, "enter")) == "/sign-in?next=%2Fartists%3Fq%3Dmara"

    def test_what_left_the_server_holds_no_secret(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Session, cast.alice)
        run(tab, "enter")
        assert token_of(tab) not in str(tab.get_delta())


class TestHandlers:
    def test_a_session_that_ended_ends_in_mid_connection(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Artists, cast.alice, "/artists")
        assert run(tab, "load") is None
        sign_out(token_of(tab))
        assert where_to(run(tab, "load")).startswith("/sign-in")

    def test_bob_cannot_call_what_he_is_not_shown(self, cast: Cast, sit: Sit) -> None:
        tab = sit(ArtistForm, cast.bob)
        run(tab, "begin")
        told = run(tab, "save", NEW)
        assert "may not edit artists" in str(told.args)
        with reading(cast.alice) as work:
            assert [each.name for each in list_artists(work).rows] == ["Bob"]

    def test_a_second_click_makes_nothing_more(self, cast: Cast, sit: Sit) -> None:
        tab = sit(ArtistForm, cast.alice)
        run(tab, "begin")
        run(tab, "save", NEW)
        assert "closed already" in str(run(tab, "save", NEW).args)
        with reading(cast.alice) as work:
            assert [each.name for each in list_artists(work).rows].count("Mara") == 1

    def test_charlie_finds_nothing_of_another_studio(self, cast: Cast, sit: Sit) -> None:
        mara = create_artist(cast.alice, name="Mara")
        tab = sit(ArtistForm, cast.charlie)
        assert "no such artist" in str(run(tab, "edit", str(mara.id)).args)
        assert not tab.shown

    def test_faults_go_to_their_fields(self, cast: Cast, sit: Sit) -> None:
        tab = sit(ArtistForm, cast.alice)
        run(tab, "begin")
        run(tab, "save", {**NEW, "name": "", "currency": "Euro"})
        assert tab.shown
        assert tab.faults["name"] == "is missing"
        assert "currency" in tab.faults

    def test_a_list_that_cannot_be_read_says_so(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Artists, cast.alice, "/artists?page=2&employment=boss")
        run(tab, "load")
        assert (tab.ready, tab.problem) == (True, "")

    def test_rates_stay_when_the_form_did_not_ask_for_them(self, cast: Cast, sit: Sit) -> None:
        mara = create_artist(cast.alice, name="Mara", day_rate=Decimal(480))
        tab = sit(ArtistForm, cast.alice)
        run(tab, "edit", str(mara.id))
        run(tab, "save", {**NEW, "title": "Animator"})
        with reading(cast.alice) as work:
            changed = next(each for each in list_artists(work).rows if each.id == mara.id)
        assert (changed.title, changed.day_rate) == ("Animator", 480)
