"""Who is free."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert

from production_tool.domain.artists import Skill
from production_tool.domain.bookings import Status
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import NotAllowed, NotFound
from production_tool.models import Availability
from production_tool.services.queries.availability import check_availability, find_free_artists
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)


class TestCheckAvailability:
    def test_holds_leave_an_artist_free_and_say_the_rank(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        hold = create_booking(cast.alice, mara.id, start=FIRST, days=2)
        with reading(cast.alice) as work:
            found = check_availability(work, artist_id=mara.id, start=FIRST, end=FIRST + DAY)
            without = check_availability(
                work, artist_id=mara.id, start=FIRST, end=FIRST + DAY, ignoring=hold.id
            )
        assert (found.free, found.rank, found.alternatives) == (True, 2, ())
        assert [one.id for one in found.blocking] == [hold.id]
        assert (without.rank, without.blocking) == (1, ())

    def test_a_firm_booking_does_not(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST, days=2, status=Status.PENCIL)
        with reading(cast.alice) as work:
            found = check_availability(
                work,
                artist_id=mara.id,
                start=datetime(2031, 3, 4, 9),
                end=datetime(2031, 3, 4, 17),
            )
        assert not found.free
        assert found.alternatives[0].start.isoformat() == "2031-03-05T08:00:00+00:00"

    def test_bob_and_charlie_learn_nothing(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        with pytest.raises(NotAllowed), reading(cast.bob) as work:
            check_availability(work, artist_id=mara.id, start=FIRST, end=FIRST + DAY)
        with pytest.raises(NotFound), reading(cast.charlie) as work:
            check_availability(work, artist_id=mara.id, start=FIRST, end=FIRST + DAY)


class TestFindFreeArtists:
    def test_all_the_skills_and_nothing_firm_in_the_range(self, cast: Cast) -> None:
        both = (Skill("Houdini", 4), Skill("pyro", 2))
        free = create_artist(cast.alice, name="Ada Free", skills=both)
        held = create_artist(cast.alice, name="Ben Held", skills=both)
        busy = create_artist(cast.alice, name="Cleo Busy", skills=both)
        away = create_artist(cast.alice, name="Dov Away", skills=both)
        create_artist(cast.alice, name="Eli Other", skills=(Skill("Houdini", 5),))
        create_booking(cast.alice, held.id, start=FIRST)
        create_booking(cast.alice, busy.id, start=FIRST, days=2, status=Status.CONFIRMED)
        with working(cast.alice) as work:
            row = {
                "tenant_id": cast.alice.tenant_id,
                "id": new_id(),
                "artist_id": away.id,
                "kind": "leave",
                "start_at": busy.created_at.replace(year=2031, month=3, day=1),
                "end_at": busy.created_at.replace(year=2031, month=3, day=20),
            }
            work.connection.execute(insert(Availability).values(row))
            work.keep()
        with reading(cast.alice) as work:
            found = find_free_artists(
                work, start=FIRST, end=FIRST + 2 * DAY, skills=("houdini", " PYRO ")
            )
            later = find_free_artists(
                work, start=FIRST + 2 * DAY, end=FIRST + 3 * DAY, skills=("pyro",)
            )
        assert [one.name for one in found] == ["Ada Free", "Ben Held"]
        assert found[0].id == free.id
        assert found[0].skills == ("Houdini", "pyro")
        assert [one.name for one in later] == ["Ada Free", "Ben Held", "Cleo Busy"]

    def test_bob_may_not_ask(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed), reading(cast.bob) as work:
            find_free_artists(work, start=FIRST, end=FIRST + DAY)
