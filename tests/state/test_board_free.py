"""Who is free, asked at a tab."""

from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from production_tool.domain.artists import Skill
from production_tool.domain.bookings import Status
from production_tool.state.board_free import Question, WhoIsFree
from tests.factories import Cast, create_artist, create_booking
from tests.state.conftest import Sit, run

FIRST = date(2031, 3, 3)
WEEK = Question(first="2031-03-03", last="2031-03-07")


def asked(sit: Sit, cast: Cast, question: Question) -> Any:
    """A tab that was opened at the address of a question."""
    tab = sit(WhoIsFree, cast.alice, f"/?free={quote(question.text, safe='')}")
    run(tab, "load")
    return tab


class TestAsking:
    def test_the_address_brings_question_and_answer(self, cast: Cast, sit: Sit) -> None:
        ada = create_artist(cast.alice, name="Ada", skills=(Skill("comp", 4), Skill("roto", 2)))
        ben = create_artist(cast.alice, name="Ben", skills=(Skill("comp", 5),))
        create_booking(cast.alice, ben.id, start=FIRST, status=Status.CONFIRMED)
        tab = asked(sit, cast, Question(first=WEEK.first, last=WEEK.last, skills=["comp"]))
        assert (tab.asking, tab.count, tab.asked.skills) == (True, 1, ["comp"])
        assert tab.answer == {
            "rows": [str(ada.id)],
            "start": "2031-03-03T00:00:00",
            "end": "2031-03-08T00:00:00",
        }
        assert tab.matches[0].about == "comp, roto"
        assert tab.matches[0].start == "2031-03-03T00:00:00"

    def test_f_opens_it_for_the_week_in_view_and_closes_it(self, cast: Cast, sit: Sit) -> None:
        tab = sit(WhoIsFree, cast.alice, "/?date=2031-03-03")
        run(tab, "turn")
        assert (tab.asking, tab.asked, tab.count) == (True, WEEK, 1)
        run(tab, "turn")
        assert (tab.asking, tab.answer, tab.matches) == (False, {}, [])

    def test_a_length_finds_each_ones_own_time(self, cast: Cast, sit: Sit) -> None:
        assert cast.bob.artist_id is not None
        create_booking(cast.alice, cast.bob.artist_id, start=FIRST, status=Status.PENCIL)
        tab = asked(sit, cast, WEEK)
        assert tab.count == 0
        run(tab, "change", "lasting", "2d")
        assert [each.when for each in tab.matches] == ["Tue 4 \u2013 Wed 5 Mar"]

    def test_parts_of_a_day(self, cast: Cast, sit: Sit) -> None:
        tab = asked(
            sit, cast, Question(first=WEEK.first, last=WEEK.first, start="09:00", end="13:00")
        )
        assert (tab.answer["start"], tab.answer["end"]) == (
            "2031-03-03T09:00:00",
            "2031-03-03T13:00:00",
        )

    def test_a_first_day_after_the_last_takes_it_along(self, cast: Cast, sit: Sit) -> None:
        tab = asked(sit, cast, WEEK)
        run(tab, "change", "first", "2031-04-01")
        assert (tab.asked.last, tab.fault) == ("2031-04-01", "")

    @pytest.mark.parametrize(
        ("name", "value"), [("last", ""), ("last", "2031-03-01"), ("start", "x"), ("lasting", "9d")]
    )
    def test_what_makes_no_sense_is_said(self, cast: Cast, sit: Sit, name: str, value: str) -> None:
        tab = asked(sit, cast, WEEK)
        run(tab, "change", name, value)
        assert tab.fault
        assert tab.answer == {}

    def test_nonsense_in_the_address_breaks_nothing(self, cast: Cast, sit: Sit) -> None:
        tab = sit(WhoIsFree, cast.alice, "/?free=%26%3D%00x%3Dy%26first%3D9999-99-99")
        run(tab, "load")
        assert tab.fault == "Choose the first and the last day."

    def test_who_was_taken_meanwhile_is_named(self, cast: Cast, sit: Sit) -> None:
        ada = create_artist(cast.alice, name="Ada")
        tab = asked(sit, cast, WEEK)
        assert (tab.count, tab.taken) == (2, "")
        create_booking(cast.alice, ada.id, start=FIRST, status=Status.PENCIL)
        run(tab, "again")
        assert (tab.count, tab.taken) == (1, "Ada")
        assert str(ada.id) not in tab.answer["rows"]
        run(tab, "again")
        assert (tab.count, tab.taken) == (1, "Ada")  # still there to be read
        run(tab, "change", "last", "2031-03-06")
        assert (tab.count, tab.taken) == (1, "")
        run(tab, "turn")
        run(tab, "again")
        assert tab.answer == {}

    def test_a_skill_more_and_one_less(self, cast: Cast, sit: Sit) -> None:
        tab = asked(sit, cast, WEEK)
        run(tab, "want", "comp", True)
        assert tab.count == 0
        run(tab, "want", "comp", False)
        assert tab.count == 1
