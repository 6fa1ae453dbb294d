"""Making a booking, and what the database itself refuses."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from production_tool.domain.artists import Skill
from production_tool.domain.bookable import ArtistArchived, ProjectArchived
from production_tool.domain.bookings import (
    ArtistBusy,
    BadStatus,
    BadWords,
    BookingRow,
    Status,
)
from production_tool.domain.expiry import ExpiryInThePast, FirmBookingsLast
from production_tool.domain.ids import new_id
from production_tool.domain.periods import BadPeriod
from production_tool.domain.refusals import NotAllowed, NotFound
from production_tool.services import artists, bookings, projects
from production_tool.services.bookings import making, stepping
from production_tool.services.queries.booking_details import booking_details
from production_tool.services.work import reading, working
from tests.factories import (
    Cast,
    create_artist,
    create_booking,
    create_project,
    create_raw_booking,
)
from tests.services.deeds import events, set_policy, take

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)


class TestCreateBooking:
    @pytest.mark.parametrize("status", [Status.HOLD, Status.PENCIL, Status.CONFIRMED])
    def test_alice_books_mara(self, cast: Cast, status: Status) -> None:
        mara, project = create_artist(cast.alice), create_project(cast.alice)
        booking = create_booking(
            cast.alice, mara.id, start=FIRST, days=3, status=status, project_id=project.id
        )
        assert (booking.status, booking.version) == (status, 1)
        assert booking.start == datetime(2031, 3, 2, 23, tzinfo=UTC)
        assert booking.end == datetime(2031, 3, 5, 23, tzinfo=UTC)
        assert (booking.expires_at is not None) == (status is Status.HOLD)
        with reading(cast.alice) as work:
            details = booking_details(work, booking.id)
        assert details.booking.project_code == project.code
        assert details.booking.whole_days
        assert details.working_minutes == 3 * 8 * 60
        assert [(e.name, e.by) for e in details.events] == [
            (
                {"hold": "BookingHeld", "pencil": "BookingPencilled"}.get(
                    status, "BookingConfirmed"
                ),
                "Alice",
            )
        ]

    def test_what_comes_back_is_what_is_stored(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        booking = create_booking(cast.alice, mara.id, start=FIRST, title="roto", notes="a\nb")
        with reading(cast.alice) as work:
            stored = booking_details(work, booking.id).booking
        for field in BookingRow.__dataclass_fields__:
            assert getattr(stored, field) == getattr(booking, field), field

    def test_two_firm_bookings_never_overlap(self, cast: Cast) -> None:
        mara, project = create_artist(cast.alice, name="Mara Lindt"), create_project(cast.alice)
        first = create_booking(
            cast.alice, mara.id, start=FIRST, days=3, status=Status.PENCIL, project_id=project.id
        )
        with pytest.raises(ArtistBusy) as refused:
            create_booking(cast.alice, mara.id, start=FIRST + 2 * DAY, status=Status.CONFIRMED)
        assert refused.value.blocking.id == first.id
        assert refused.value.message.startswith(
            f"Mara Lindt is pencilled for {project.code} Northlight until 5 March 2031;"
        )
        touching = create_booking(
            cast.alice, mara.id, start=FIRST + 3 * DAY, status=Status.CONFIRMED
        )
        assert touching.status is Status.CONFIRMED

    def test_a_refusal_says_what_is_free_instead(self, cast: Cast) -> None:
        skilled = (Skill("houdini", 3), Skill("pyro", 4))
        mara = create_artist(cast.alice, name="Mara Lindt", skills=skilled)
        ugo = create_artist(cast.alice, name="Ugo Ferri", skills=(Skill("houdini", 5),))
        wim = create_artist(cast.alice, name="Wim Aalto", skills=skilled)
        taken = create_artist(cast.alice, name="Ivo Taken", skills=skilled)
        create_artist(cast.alice, name="Ann Other", skills=(Skill("paint", 5),))
        create_booking(cast.alice, mara.id, start=FIRST, days=3, status=Status.PENCIL)
        create_booking(cast.alice, mara.id, start=FIRST + 5 * DAY, days=1)
        create_booking(cast.alice, taken.id, start=FIRST, days=9, status=Status.CONFIRMED)
        with pytest.raises(ArtistBusy) as refused:
            create_booking(cast.alice, mara.id, start=FIRST, days=3, status=Status.PENCIL)
        offers = refused.value.alternatives
        assert [offer.artist for offer in offers] == ["Mara Lindt", "Wim Aalto", "Ugo Ferri"]
        assert [offer.artist_id for offer in offers[1:]] == [wim.id, ugo.id]
        with working(cast.alice) as work:
            made = bookings.create_booking(
                work,
                artist_id=mara.id,
                start=offers[0].start,
                end=offers[0].end,
                status=Status.PENCIL,
            )
        # After the hold on the 8th; from Sunday the 9th on it would be a day's work less.
        assert made.start == datetime(2031, 3, 9, 23, tzinfo=UTC)

    def test_any_number_of_holds_may_overlap(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST, days=3, status=Status.CONFIRMED)
        holds = [create_booking(cast.alice, mara.id, start=FIRST, days=3) for _ in range(3)]
        with reading(cast.alice) as work:
            ranks = [booking_details(work, hold.id).booking.rank for hold in holds]
        assert ranks == [2, 3, 4]

    def test_the_default_expiry_is_the_studios(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        set_policy(cast.alice, hold_days=3)
        hold = create_booking(cast.alice, mara.id, start=FIRST)
        assert hold.expires_at == hold.queued_at + 3 * DAY

    def test_the_maker_may_set_another(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        wish = datetime(2030, 1, 1, 12, tzinfo=UTC)
        assert create_booking(cast.alice, mara.id, start=FIRST, expires_at=wish).expires_at == wish

    @pytest.mark.parametrize(
        ("details", "refusal"),
        [
            ({"days": 0}, BadPeriod),
            ({"days": -1}, BadPeriod),
            ({"days": 401}, BadPeriod),
            ({"start": date(1066, 10, 14)}, BadPeriod),
            ({"start": date(9000, 1, 1)}, BadPeriod),
            ({"status": Status.RELEASED}, BadStatus),
            ({"title": "x" * 201}, BadWords),
            ({"notes": "\x00"}, BadWords),
            ({"expires_at": datetime(2020, 1, 1, tzinfo=UTC)}, ExpiryInThePast),
            (
                {"expires_at": datetime(2030, 1, 1, tzinfo=UTC), "status": Status.PENCIL},
                FirmBookingsLast,
            ),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, cast: Cast, details: dict[str, Any], refusal: type[Exception]
    ) -> None:
        mara = create_artist(cast.alice)
        with pytest.raises(refusal) as refused:
            create_booking(cast.alice, mara.id, **{"start": FIRST, **details})
        assert refused.value.fields  # type: ignore[attr-defined]

    def test_unknown_and_archived_names_are_refused(self, cast: Cast) -> None:
        mara, project = create_artist(cast.alice), create_project(cast.alice)
        with pytest.raises(NotFound, match="artist"):
            create_booking(cast.alice, new_id(), start=FIRST)
        with pytest.raises(NotFound, match="project"):
            create_booking(cast.alice, mara.id, start=FIRST, project_id=new_id())
        with working(cast.alice) as work:
            artists.archive_artist(work, artist_id=mara.id, seen_version=1)
            projects.archive_project(work, project_id=project.id, seen_version=1)
        with pytest.raises(ArtistArchived):
            create_booking(cast.alice, mara.id, start=FIRST)
        other = create_artist(cast.alice)
        with pytest.raises(ProjectArchived):
            create_booking(cast.alice, other.id, start=FIRST, project_id=project.id)

    def test_charlies_artists_are_not_there(self, cast: Cast) -> None:
        theirs = create_artist(cast.charlie)
        with pytest.raises(NotFound):
            create_booking(cast.alice, theirs.id, start=FIRST)

    def test_bob_may_not(self, cast: Cast) -> None:
        assert cast.bob.artist_id is not None
        with pytest.raises(NotAllowed):
            create_booking(cast.bob, cast.bob.artist_id, start=FIRST)


class TestTheDatabaseRefuses:
    """The application's own check only words it better."""

    def blind(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for room in (making, stepping):
            monkeypatch.setattr(room, "refuse_if_busy", lambda *_: None)

    def test_a_double_booking_that_nobody_saw_coming(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mara = create_artist(cast.alice, name="Mara Lindt")
        first = create_booking(cast.alice, mara.id, start=FIRST, status=Status.PENCIL)
        hold = create_booking(cast.alice, mara.id, start=FIRST)
        self.blind(monkeypatch)
        with pytest.raises(ArtistBusy, match="Mara Lindt is pencilled") as refused:
            create_booking(cast.alice, mara.id, start=FIRST, status=Status.PENCIL)
        assert refused.value.blocking.id == first.id
        with pytest.raises(ArtistBusy) as refused:
            take(cast.alice, bookings.pencil_booking, hold)
        assert refused.value.blocking.id == first.id
        assert events(cast.alice, hold) == ["BookingHeld"]

    def test_a_booking_written_past_the_services_counts_too(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        raw = create_raw_booking(cast.alice, mara.id)
        with reading(cast.alice) as work:
            day = booking_details(work, raw).booking.start.date()
        with pytest.raises(ArtistBusy) as refused:
            create_booking(cast.alice, mara.id, start=day, days=2, status=Status.PENCIL)
        assert refused.value.blocking.id == raw
