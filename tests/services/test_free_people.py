"""Who has room: in all of a range, or for so long within it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from production_tool.domain.actor import Actor
from production_tool.domain.artists import Skill
from production_tool.domain.bookings import Status
from production_tool.domain.periods import BadPeriod
from production_tool.domain.refusals import NotAllowed
from production_tool.domain.working_hours import ExceptionKind
from production_tool.domain.zones import whole_days
from production_tool.services.absences import NewAbsence, note_absences
from production_tool.services.queries.free_people import FreePerson, find_free_people
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking, create_raw_booking
from tests.statements import statements

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)


def free(actor: Actor, days: int = 5, **asked: Any) -> list[FreePerson]:
    with reading(actor) as work:
        return find_free_people(work, start=FIRST, end=FIRST + days * DAY, **asked)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2031, 3, day, hour)


class TestAllOfIt:
    def test_who_is_booked_on_one_day_is_not_free(self, cast: Cast) -> None:
        create_artist(cast.alice, name="Ada")
        ben = create_artist(cast.alice, name="Ben")
        create_booking(cast.alice, ben.id, start=FIRST, days=1, status=Status.CONFIRMED)
        found = free(cast.alice)
        assert [each.name for each in found] == ["Ada", "Bob"]
        assert (found[0].start, found[0].end) == (at(3), at(8))

    @pytest.mark.parametrize("length", [None, 2 * DAY])
    def test_it_asks_no_more_for_more_people(self, cast: Cast, length: timedelta | None) -> None:
        asked: list[int] = []
        for number in (1, 30):
            for _ in range(number):
                artist = create_artist(cast.alice)
                create_booking(cast.alice, artist.id, start=FIRST + 9 * DAY)
            with statements() as sent:
                assert len(free(cast.alice, length=length)) > number
            asked.append(len(sent))
        assert 0 < asked[0] == asked[1] <= 4

    def test_bob_may_not_ask_and_charlie_sees_the_own_people(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed):
            free(cast.bob)
        assert free(cast.charlie) == []


class TestAway:
    def test_who_is_on_leave_is_not_free_and_has_room_around_it(self, cast: Cast) -> None:
        ada = create_artist(cast.alice, name="Ada", skills=(Skill("comp", 3),))
        away = whole_days(FIRST + DAY, FIRST + 2 * DAY, ZoneInfo("Europe/Berlin"))
        leave = NewAbsence(artist_id=ada.id, period=away, title="Leave", kind=ExceptionKind.LEAVE)
        with working(cast.alice) as work:
            note_absences(work, items=[leave])
        assert free(cast.alice, skills=("comp",)) == []
        (found,) = free(cast.alice, length=3 * DAY, skills=("comp",))
        assert (found.start, found.end) == (at(5), at(8))
        assert free(cast.alice, length=4 * DAY, skills=("comp",)) == []


class TestSoLong:
    def test_the_earliest_gap_that_is_long_enough(self, cast: Cast) -> None:
        ada = create_artist(cast.alice, name="Ada", skills=(Skill("comp", 3),))
        create_booking(cast.alice, ada.id, start=FIRST + DAY, days=1, status=Status.CONFIRMED)
        (found,) = free(cast.alice, length=2 * DAY, skills=("comp",))
        assert (found.start, found.end) == (at(5), at(7))

    def test_days_begin_at_midnight_and_hours_do_not(self, cast: Cast) -> None:
        ada = create_artist(cast.alice, name="Ada", skills=(Skill("comp", 3),))
        noon = datetime(2031, 3, 3, 11, tzinfo=UTC)  # noon in Berlin
        create_raw_booking(cast.alice, ada.id, start_at=noon - timedelta(hours=12), end_at=noon)
        (days,) = free(cast.alice, length=DAY, skills=("comp",))
        (hours,) = free(cast.alice, length=timedelta(hours=4), skills=("comp",))
        assert days.start == at(4)
        assert (hours.start, hours.end) == (at(3, 12), at(3, 16))

    def test_who_has_only_shorter_gaps_is_not_told(self, cast: Cast) -> None:
        ada = create_artist(cast.alice, name="Ada", skills=(Skill("comp", 3),))
        create_booking(cast.alice, ada.id, start=FIRST + 2 * DAY, days=1, status=Status.PENCIL)
        assert free(cast.alice, length=3 * DAY, skills=("comp",)) == []

    def test_a_day_is_a_day_when_the_clocks_change(self, cast: Cast) -> None:
        create_artist(cast.alice, name="Ada", skills=(Skill("comp", 3),))
        with reading(cast.alice) as work:
            (found,) = find_free_people(
                work,
                start=date(2031, 3, 30),
                end=date(2031, 3, 31),
                length=DAY,
                skills=("comp",),
            )
        assert (found.start, found.end) == (datetime(2031, 3, 30), datetime(2031, 3, 31))

    def test_the_better_match_comes_first(self, cast: Cast) -> None:
        create_artist(cast.alice, name="Ada", skills=(Skill("comp", 2),))
        create_artist(cast.alice, name="Ben", skills=(Skill("Comp", 5),))
        assert [each.name for each in free(cast.alice, length=DAY, skills=("COMP",))] == [
            "Ben",
            "Ada",
        ]

    @pytest.mark.parametrize("length", [timedelta(0), 6 * DAY])
    def test_what_cannot_fit_is_refused(self, cast: Cast, length: timedelta) -> None:
        with pytest.raises(BadPeriod):
            free(cast.alice, length=length)
