"""What a few typed words find, for whom, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import LIVE, BookingRow, Status
from production_tool.domain.finding import begins, folded
from production_tool.services import artists, bookings, projects
from production_tool.services.queries.finding import AT_MOST, Found, find_by_words
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking, create_project
from tests.statements import statements

TODAY = datetime.now(UTC).date()
DAY = timedelta(days=1)


def find(actor: Actor, words: str) -> Found:
    with reading(actor) as work:
        return find_by_words(work, words=words)


def names(found: Found) -> list[str]:
    return [
        *(each.name for each in found.artists),
        *(each.title for each in found.projects),
        *(f"{each.words} · {each.artist}" for each in found.bookings),
    ]


class TestWords:
    def test_a_booking_is_found_by_its_project_and_its_artist(self, cast: Cast) -> None:
        mara, jon = create_artist(cast.alice), create_artist(cast.alice, name="Jon Beck")
        kestrel = create_project(cast.alice, code="KES200", title="Kestrel")
        for artist in (mara, jon):
            create_booking(cast.alice, artist.id, start=TODAY, project_id=kestrel.id, title="Roto")
        assert names(find(cast.alice, "kes mar")) == ["KES200 Kestrel · Roto · Mara Lindt"]
        assert [each.code for each in find(cast.alice, "KES").projects] == ["KES200"]
        assert {each.artist for each in find(cast.alice, "KES").bookings} == {mara.name, jon.name}
        assert names(find(cast.alice, "roto jon")) == ["KES200 Kestrel · Roto · Jon Beck"]
        assert names(find(cast.alice, "kes nobody")) == []

    @pytest.mark.parametrize(
        ("name", "typed"),
        [
            ("Zoë Müller", "zoe mull"),
            ("Søren Łukasz", "soren lukasz"),
            ("Anja Groß", "GROSS"),
            ("Жанна", "жан"),
            ("Rene", "rené"),
        ],
    )
    def test_accents_and_case_do_not_count(self, cast: Cast, name: str, typed: str) -> None:
        create_artist(cast.alice, name=name)
        assert names(find(cast.alice, typed)) == [name]

    def test_nothing_typed_finds_nothing_and_asks_nothing(self, cast: Cast) -> None:
        with statements() as sent:
            assert find(cast.alice, " \0 ") == Found()
        assert not [each for each in sent if "people" in each]

    @pytest.mark.parametrize("typed", ["100%", "a_b", "'; --", "\\", "w " * 300])
    def test_signs_are_letters_like_others(self, cast: Cast, typed: str) -> None:
        create_artist(cast.alice, name="A100 Ab")
        assert names(find(cast.alice, typed)) == []

    def test_one_question_however_much_there_is(self, cast: Cast) -> None:
        for number in range(AT_MOST + 2):
            create_artist(cast.alice, name=f"Kim {number:02}")
        with statements() as sent:
            found = find(cast.alice, "kim")
        assert [each.name for each in found.artists] == [f"Kim {n:02}" for n in range(AT_MOST)]
        assert len([each for each in sent if "app.booking" in each]) == 1


class TestOrder:
    def test_whose_name_begins_with_it_comes_first(self, cast: Cast) -> None:
        for name in ("Emma Kes", "Mikesh", "Kes Okri"):
            create_artist(cast.alice, name=name)
        create_artist(cast.alice, name="Ada", title="Kestrel's lead")
        assert names(find(cast.alice, "kes")) == ["Kes Okri", "Emma Kes", "Ada", "Mikesh"]

    def test_of_bookings_the_nearest_that_stands(self, cast: Cast) -> None:
        mara, rows = create_artist(cast.alice).id, dict[str, BookingRow]()
        for title, days in {"past": -9, "later": 30, "soon": 2, "ended": 1}.items():
            start = TODAY + days * DAY
            rows[title] = create_booking(
                cast.alice, mara, start=start, title=title, status=Status.PENCIL
            )
        with working(cast.alice) as work:
            bookings.end_booking(work, booking_id=rows["ended"].id, seen_version=1)
        found = find(cast.alice, "mara").bookings
        assert [each.words for each in found] == ["soon", "later", "past", "ended"]
        assert found[-1].status not in LIVE

    def test_who_and_what_is_archived_is_left_out_and_its_bookings_stay(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, name="Mara Ode")
        ode = create_project(cast.alice, title="Ode")
        create_booking(cast.alice, mara.id, start=TODAY - 9 * DAY, project_id=ode.id, title="Roto")
        with working(cast.alice) as work:
            artists.archive_artist(work, artist_id=mara.id, seen_version=mara.version)
        with working(cast.alice) as work:
            projects.archive_project(work, project_id=ode.id, seen_version=ode.version)
        found = find(cast.alice, "ode")
        assert (found.artists, found.projects) == ((), ())
        assert [each.artist for each in found.bookings] == ["Mara Ode"]


class TestWho:
    def test_bob_finds_the_own_bookings_and_nobody(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, name="Mara Bobrova")
        secret = create_project(cast.alice, code="SEC100", title="Kestrel", client="Falcon")
        for artist_id in (mara.id, cast.bob.artist_id):
            assert artist_id
            create_booking(cast.alice, artist_id, start=TODAY, project_id=secret.id, title="Roto")
        found = find(cast.bob, "kes")
        assert (found.artists, found.projects) == ((), ())
        assert [(each.words, each.artist) for each in found.bookings] == [("Kestrel · Roto", "Bob")]
        for hidden in ("sec100", "falcon", "mara"):
            assert find(cast.bob, hidden) == Found()

    def test_charlie_finds_nothing_of_the_studio(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        kestrel = create_project(cast.alice, title="Kestrel")
        create_booking(cast.alice, mara.id, start=TODAY, project_id=kestrel.id)
        assert find(cast.charlie, "mara") == find(cast.charlie, "kes") == Found()


def test_words_are_folded_as_the_database_does_it() -> None:
    assert folded("Ångström ßeta Łódź") == "angstrom sseta lodz"
    assert begins(["new", "pro"], "New project")
    assert not begins(["ew"], "New project")
