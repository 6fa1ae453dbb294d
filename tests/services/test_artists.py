"""Artists: who may change them, what is refused, who sees which."""

from decimal import Decimal
from uuid import UUID

import pytest

from production_tool.domain.actor import Actor
from production_tool.domain.artists import (
    ArtistRow,
    ArtistStillBooked,
    BadArtist,
    LoginTaken,
    NoSuchArtist,
    Skill,
    StaleArtist,
)
from production_tool.domain.refusals import NotAllowed
from production_tool.services.artists import archive_artist, restore_artist, update_artist
from production_tool.services.queries.artists import (
    ArtistFilter,
    find_artist,
    list_artists,
    list_departments,
    list_skills,
)
from production_tool.services.queries.paging import Ask, BadCursor
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_raw_booking


def change(actor: Actor, artist: ArtistRow, **changes: object) -> ArtistRow:
    """Change an artist as the version given has it."""
    with working(actor) as work:
        return update_artist(
            work,
            artist_id=artist.id,
            seen_version=artist.version,
            **changes,  # type: ignore[arg-type]
        )


class TestCreateArtist:
    def test_alice_takes_somebody_on(self, cast: Cast) -> None:
        made = create_artist(
            cast.alice,
            name="  Mara   Lindt ",
            day_rate=Decimal(480),
            skills=(Skill("nuke", 2), Skill("Nuke", 4), Skill("houdini")),
        )
        assert (made.name, made.zone, made.version) == ("Mara Lindt", "Europe/Berlin", 1)
        assert made.skills == (Skill("houdini", 3), Skill("nuke", 4))
        assert made.day_rate == Decimal("480.00")

    def test_every_fault_is_told_at_once(self, cast: Cast) -> None:
        with pytest.raises(BadArtist) as refused:
            create_artist(
                cast.alice,
                name="\x00",
                zone="Nowhere/Land",
                email="mara",
                currency="Euro",
                day_rate=Decimal("NaN"),
                skills=(Skill("nuke", 6),),
            )
        assert set(refused.value.fields) == {
            "name",
            "zone",
            "email",
            "currency",
            "dayRate",
            "skills",
        }

    def test_bob_may_not(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed):
            create_artist(cast.bob, name="Eve")

    def test_a_login_belongs_to_one_artist_and_to_a_member(self, cast: Cast) -> None:
        with pytest.raises(LoginTaken, match="Bob"):
            create_artist(cast.alice, user_id=cast.bob.user_id)
        with pytest.raises(BadArtist, match="no member"):
            create_artist(cast.alice, user_id=cast.charlie.user_id)


class TestUpdateArtist:
    def test_what_is_not_named_stays(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, skills=(Skill("nuke"), Skill("katana")), title="Lead")
        after = change(cast.alice, mara, skills=(Skill("nuke", 5), Skill("mari")))
        assert (after.version, after.title) == (2, "Lead")
        assert after.skills == (Skill("mari"), Skill("nuke", 5))

    def test_no_change_is_no_new_version(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        assert change(cast.alice, mara, name="Mara Lindt").version == 1

    def test_a_stale_version_is_refused_with_the_row(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        change(cast.alice, mara, title="Lead")
        with pytest.raises(StaleArtist) as refused:
            change(cast.alice, mara, title="Head")
        assert refused.value.current.title == "Lead"

    def test_charlie_does_not_even_see_her(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        with pytest.raises(NoSuchArtist):
            change(cast.charlie, mara, title="Mine")


class TestArchiveArtist:
    def test_somebody_booked_stays(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_raw_booking(cast.alice, mara.id)
        with (
            pytest.raises(ArtistStillBooked, match="1 booking from now on"),
            working(cast.alice) as work,
        ):
            archive_artist(work, artist_id=mara.id, seen_version=1)

    def test_away_and_back(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        with working(cast.alice) as work:
            gone = archive_artist(work, artist_id=mara.id, seen_version=1)
            assert gone.archived_at is not None
            listed = list_artists(work, narrowed=ArtistFilter(archived=True))
            assert [row.id for row in listed.rows] == [mara.id]
        with working(cast.alice) as work:
            back = restore_artist(work, artist_id=mara.id, seen_version=gone.version)
        assert (back.archived_at, back.version) == (None, 3)


class TestListArtists:
    def test_pages_hold_everybody_once_in_every_order(self, cast: Cast) -> None:
        for number in range(7):
            create_artist(cast.alice, name=f"A{number // 3}", department="FX"[: number % 2])
        for sort in ("", "-name", "department", "-createdAt"):
            seen: list[UUID] = []
            ask = Ask(limit=3, sort=sort)
            with reading(cast.alice) as work:
                while True:
                    page = list_artists(work, ask=ask)
                    seen += [row.id for row in page.rows]
                    if page.next_cursor is None:
                        break
                    ask = Ask(limit=3, sort=sort, cursor=page.next_cursor)
            assert (page.page, page.total, len(set(seen)), len(seen)) == (3, 8, 8, 8)

    @pytest.mark.parametrize("cursor", ["x", "====", "WyIiLDIsIngiXQ", "\x00", "é" * 9])
    def test_a_made_up_cursor_is_refused(self, cast: Cast, cursor: str) -> None:
        with reading(cast.alice) as work, pytest.raises(BadCursor):
            list_artists(work, ask=Ask(cursor=cursor))

    def test_a_cursor_of_another_order_is_refused(self, cast: Cast) -> None:
        create_artist(cast.alice)
        with reading(cast.alice) as work:
            cursor = list_artists(work, ask=Ask(limit=1)).next_cursor
            with pytest.raises(BadCursor):
                list_artists(work, ask=Ask(limit=1, sort="createdAt", cursor=cursor))

    def test_search_and_filters_narrow(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, department="FX", skills=(Skill("Nuke"), Skill("mari")))
        create_artist(cast.alice, name="Ines", department="FX")
        create_artist(cast.alice, name="Per 100%_", skills=(Skill("nuke"),))
        with reading(cast.alice) as work:

            def found(**narrowed: object) -> list[str]:
                page = list_artists(work, narrowed=ArtistFilter(**narrowed))  # type: ignore[arg-type]
                return [row.name for row in page.rows]

            assert found(search="lindt nuk") == [mara.name]
            assert found(search="100%_") == ["Per 100%_"]
            assert found(skills=("nuke", "MARI")) == [mara.name]
            assert found(department="FX") == ["Ines", mara.name]
            assert list_departments(work) == ("FX",)
            assert list_skills(work) == ("Nuke", "mari", "nuke")

    def test_bob_sees_himself_with_his_rate_and_nobody_else(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, skills=(Skill("nuke"),))
        with working(cast.alice) as work:
            assert cast.bob.artist_id is not None
            update_artist(work, artist_id=cast.bob.artist_id, seen_version=1, day_rate=Decimal(300))
        with reading(cast.bob) as work:
            assert [(row.name, row.day_rate) for row in list_artists(work).rows] == [("Bob", 300)]
            assert list_skills(work) == ()
            with pytest.raises(NoSuchArtist):
                find_artist(work, mara.id)

    def test_it_takes_two_queries_however_long_the_list(self, cast: Cast) -> None:
        for _ in range(5):
            create_artist(cast.alice, skills=(Skill("nuke"),))
        with reading(cast.alice) as work:
            seen: list[str] = []
            ran = work.connection.execute
            work.connection.execute = lambda *a, **k: seen.append("") or ran(*a, **k)  # type: ignore[method-assign]
            list_artists(work)
        assert len(seen) <= 2
