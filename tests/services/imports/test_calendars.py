"""Calendars: repetitions, zones, whole days, and coming in again without doubling."""

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import col

from production_tool.domain.actor import Actor
from production_tool.domain.imports.calendars import Diary
from production_tool.domain.imports.report import ImportReport, Outcome
from production_tool.domain.imports.tables import Unreadable
from production_tool.models import Availability, Booking
from production_tool.services.bookings import cancel_booking
from production_tool.services.imports import (
    EventsAs,
    ImportOptions,
    SourceFile,
    UnreadableFile,
    import_files,
)
from production_tool.services.imports.calendar_reading import read_calendar
from production_tool.services.work import reading, working
from tests.examples import fewer
from tests.factories import Cast, create_artist

DATA = Path(__file__).parents[2] / "data"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SAMPLE = (DATA / "artist_calendar.ics").read_text()
# The same without the events that overlap, which cannot all be firm bookings.
SOUND = (
    SAMPLE.replace("DATE:20261019", "DATE:20261214")
    .replace("DATE:20261031", "DATE:20261219")
    .replace("Eastern Standard Time:20261110", "Eastern Standard Time:20261112")
)
BOOKINGS = ImportOptions(artist="Mara Lindt", events_as=EventsAs.BOOKINGS)
ABSENCES = ImportOptions(artist="Mara Lindt")


def diary(text: str) -> Diary:
    return read_calendar(SourceFile("typed.ics", text.encode()), now=NOW)


def event(*lines: str) -> str:
    body = "\r\n".join(("BEGIN:VEVENT", "UID:x@typed", "SUMMARY:Typed", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}\r\nEND:VCALENDAR\r\n"


def utc(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


class TestReading:
    def test_the_sample_says_what_it_means(self) -> None:
        found = {(e.title, e.span.start): e.span.end for e in diary(SAMPLE).occurrences}
        assert found["Holiday in Portugal", date(2026, 8, 3)] == date(2026, 8, 17)
        assert found["Call with Montreal", utc("2026-11-10 15:00")] == utc("2026-11-10 16:30")
        assert found["Dentist", utc("2026-07-07 07:30")] == utc("2026-07-07 08:30")

    def test_a_night_over_the_change_of_clocks_is_nine_hours(self) -> None:
        (night,) = [e for e in diary(SAMPLE).occurrences if e.title == "Night shoot"]
        assert night.span.start == utc("2026-10-24 20:00")
        assert night.span.end == utc("2026-10-25 05:00")

    def test_repetitions_know_their_exceptions_and_moves(self) -> None:
        taught = [e for e in diary(SAMPLE).occurrences if e.uid == "3@sample"]
        days = [f"{e.span.start:%m-%d %H:%M}" for e in taught]
        assert days == [
            "09-01 14:00", "09-08 14:00", "09-15 14:00", "09-29 14:00", "10-07 10:00",
            "10-20 14:00", "10-27 14:00", "11-03 14:00", "11-10 14:00", "11-17 14:00",
        ]  # fmt: skip
        assert len({e.mark for e in taught}) == len(taught)

    def test_each_broken_event_has_its_own_reason(self) -> None:
        read = diary((DATA / "calendar_broken.ics").read_text())
        assert [e.title for e in read.occurrences] == ["Fine", "No UID"]
        assert [(left.title, str(left.problem)) for left in read.left_out] == [
            ("Ends first", "it ends before it starts"),
            ("No start", "its start is missing"),
            (
                "Unknown zone",
                "the time zone “Mars/Olympus” is not known and the calendar does not define it",
            ),
            ("For ever", "it repeats secondly; daily is the most often possible"),
        ]

    def test_for_ever_is_two_years(self) -> None:
        read = diary(event("DTSTART:20200708T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"))
        assert 156 <= len(read.occurrences) <= 158
        assert "taken until 2028-11-23" in read.notes[0]

    @pytest.mark.parametrize(
        ("lines", "why"),
        [
            (("DTSTART:20260708T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0"), "no time at all"),
            (("DTSTART;VALUE=DATE:20260708", "RRULE:FREQ=DAILY;INTERVAL=0"), "no step"),
            (("DTSTART;VALUE=DATE:20260708", "RRULE:FREQ=BOGUS"), "cannot be read"),
            (("DTSTART:nonsense",), "cannot be read"),
            (("DTSTART;VALUE=DATE:20260708", "DURATION:P500D"), "at most 400"),
            (("DTSTART;VALUE=DATE:00010101",), "out of range"),
        ],
    )
    def test_impossible_events_are_refused(self, lines: tuple[str, ...], why: str) -> None:
        (left,) = diary(event(*lines)).left_out
        assert why in str(left.problem)

    def test_zones_of_one_calendar_are_unknown_to_the_next(self) -> None:
        own = SAMPLE.replace("TZID:Europe/Berlin", "TZID:Mars/Olympus").replace(
            "TZID=Europe/Berlin", "TZID=Mars/Olympus"
        )
        dentist = diary(own).occurrences[0].span.start
        assert isinstance(dentist, datetime)
        assert dentist == utc("2026-07-07 07:30")
        assert "Mars/Olympus" in str(
            diary((DATA / "calendar_broken.ics").read_text()).left_out[2].problem
        )

    @settings(max_examples=fewer(0.6))
    @given(
        st.lists(
            st.tuples(st.integers(0, len(SAMPLE) - 1), st.sampled_from("0:;=\nZ-,\u2028\x00")),
            min_size=1,
            max_size=6,
        )
    )
    def test_no_damage_breaks_the_reader(self, damage: list[tuple[int, str]]) -> None:
        text = list(SAMPLE)
        for place, letter in damage:
            text[place] = letter
        with suppress(Unreadable):
            assert diary("".join(text)).notes is not None

    def test_a_calendar_cut_off_is_refused(self, cast: Cast) -> None:
        cut = SourceFile("cut.ics", SAMPLE[:1500].encode())
        with pytest.raises(UnreadableFile, match="cut off"):
            import_files(cast.alice, files=[cut], options=ABSENCES)


@pytest.fixture
def alice(cast: Cast) -> Actor:
    """alice, with Mara among her artists."""
    create_artist(cast.alice, name="Mara Lindt")
    return cast.alice


def bring(actor: Actor, text: str, options: ImportOptions) -> ImportReport:
    return import_files(actor, files=[SourceFile("mara.ics", text.encode())], options=options)


def absences(actor: Actor) -> dict[str, tuple[datetime, datetime]]:
    with reading(actor) as work:
        rows = work.connection.execute(
            select(col(Availability.title), col(Availability.start_at), col(Availability.end_at))
        )
        return {f"{title} {start:%m-%d}": (start, end) for title, start, end in rows}


def booked(actor: Actor) -> dict[str, str]:
    with reading(actor) as work:
        rows = work.connection.execute(
            select(col(Booking.title), col(Booking.start_at), col(Booking.status))
        )
        return {f"{title} {start:%m-%d %H:%M}": status for title, start, status in rows}


class TestUnavailability:
    def test_events_become_time_away(self, alice: Actor) -> None:
        report = bring(alice, SAMPLE, ABSENCES)
        assert report.counts == {Outcome.NEW: 15, Outcome.LEFT_OUT: 2}
        away = absences(alice)
        # Whole days are days of the studio.
        assert away["Holiday in Portugal 08-02"] == (
            utc("2026-08-02 22:00"), utc("2026-08-16 22:00"),
        )  # fmt: skip
        assert "Spot for Kestrel (tentative) 10-18" in away

    def test_coming_in_again_doubles_nothing(self, alice: Actor) -> None:
        bring(alice, SAMPLE, ABSENCES)
        again = bring(alice, SAMPLE, ABSENCES)
        assert again.counts == {Outcome.SAME: 15, Outcome.LEFT_OUT: 2}
        assert len(absences(alice)) == 15

    def test_what_the_calendar_changed_is_changed(self, alice: Actor) -> None:
        bring(alice, SAMPLE, ABSENCES)
        later = (
            SAMPLE.replace("20260707T103000", "20260707T123000")
            .replace("EXDATE;TZID=Europe/Berlin:20260922", "EXDATE;TZID=Europe/Berlin:20260901")
            .replace("SUMMARY:Spot for Kestrel", "SUMMARY:Off")
        )
        report = bring(alice, later, ABSENCES)
        assert report.counts == {
            Outcome.SAME: 12, Outcome.CHANGED: 2, Outcome.NEW: 1, Outcome.REMOVED: 1,
            Outcome.LEFT_OUT: 2,
        }  # fmt: skip
        away = absences(alice)
        assert away["Dentist 07-07"][1] == utc("2026-07-07 10:30")
        assert "Teaching 09-22" in away
        assert "Teaching 09-01" not in away

    def test_a_cancelled_event_goes(self, alice: Actor) -> None:
        bring(alice, SAMPLE, ABSENCES)
        report = bring(
            alice, SAMPLE.replace("SUMMARY:Dentist", "SUMMARY:Dentist\nSTATUS:CANCELLED"), ABSENCES
        )
        assert report.count(Outcome.REMOVED) == 1
        assert "Dentist 07-07" not in absences(alice)

    def test_a_calendar_needs_to_be_somebodys(self, alice: Actor) -> None:
        with pytest.raises(UnreadableFile, match="--artist"):
            bring(alice, SAMPLE, ImportOptions())
        with pytest.raises(UnreadableFile, match="no artist “Nobody”"):
            bring(alice, SAMPLE, ImportOptions(artist="Nobody"))


class TestBookings:
    def test_tentative_ones_are_pencils_and_the_rest_confirmed(self, alice: Actor) -> None:
        assert bring(alice, SOUND, BOOKINGS).counts == {Outcome.NEW: 15, Outcome.LEFT_OUT: 2}
        found = booked(alice)
        assert found["Spot for Kestrel 12-13 23:00"] == "pencil"
        assert found["Night shoot 10-24 20:00"] == "confirmed"

    def test_coming_in_again_moves_and_ends(self, alice: Actor) -> None:
        bring(alice, SOUND, BOOKINGS)
        assert bring(alice, SOUND, BOOKINGS).count(Outcome.SAME) == 15
        later = SOUND.replace("20260707T", "20260709T").replace(
            "SUMMARY:Night shoot", "SUMMARY:Night shoot\nSTATUS:CANCELLED"
        ).replace("STATUS:TENTATIVE", "STATUS:CONFIRMED")  # fmt: skip
        report = bring(alice, later, BOOKINGS)
        assert (report.count(Outcome.CHANGED), report.count(Outcome.REMOVED)) == (2, 1)
        found = booked(alice)
        assert found["Dentist 07-09 07:30"] == "confirmed"
        assert found["Spot for Kestrel 12-13 23:00"] == "confirmed"
        assert found["Night shoot 10-24 20:00"] == "cancelled"
        assert len(found) == 15

    def test_what_the_studio_ended_stays_ended(self, alice: Actor) -> None:
        bring(alice, SOUND, BOOKINGS)
        with working(alice) as work:
            key = work.connection.execute(
                select(col(Booking.id)).where(col(Booking.title) == "Dentist")
            ).scalar_one()
            cancel_booking(work, booking_id=key, seen_version=1)
        report = bring(alice, SOUND, BOOKINGS)
        assert report.counts == {Outcome.SAME: 14, Outcome.LEFT_OUT: 3}

    def test_an_event_in_the_way_is_refused_and_can_be_mended(self, alice: Actor) -> None:
        twice = SOUND.replace(
            "DTSTART;VALUE=DATE:20261214", "DTSTART;VALUE=DATE:20260816"
        ).replace("DTEND;VALUE=DATE:20261219", "DTEND;VALUE=DATE:20260818")  # fmt: skip
        skip = ImportOptions(artist="Mara Lindt", events_as=EventsAs.BOOKINGS, on_conflict="skip")
        report = bring(alice, twice, skip)
        (line,) = [x for x in report.lines if x.outcome is Outcome.REFUSED]
        assert "Holiday in Portugal, 2026-08-03 to 2026-08-16" in line.reason
        (refused,) = report.refused_files
        assert refused.name == "mara.refused.ics"
        mended = refused.content.decode().replace("20260816", "20260817")
        assert "X-REFUSED-BECAUSE" in mended
        assert bring(alice, mended, BOOKINGS).counts == {Outcome.NEW: 1}

    def test_events_that_overlap_name_each_other(self, alice: Actor) -> None:
        report = bring(alice, SAMPLE, BOOKINGS)
        refused = [line for line in report.lines if line.outcome is Outcome.REFUSED]
        assert [line.what for line in refused] == ["Spot for Kestrel", "Call with Montreal"]
        assert "clashes with event 3 of mara.ics (Teaching, 2026-10-2" in refused[0].reason
        assert booked(alice) == {}
