"""Tables into a studio: all or nothing, dry runs, refused rows mended and brought again."""

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from production_tool.domain.actor import Actor
from production_tool.domain.imports.mapping import read_mapping
from production_tool.domain.imports.report import ImportReport, Outcome
from production_tool.domain.refusals import NotAllowed
from production_tool.models import Booking, BookingEvent, TenantClock
from production_tool.services.imports import (
    ImportOptions,
    SourceFile,
    UnreadableFile,
    import_files,
)
from production_tool.services.queries.artists import ArtistFilter, list_artists
from production_tool.services.queries.projects import list_projects
from production_tool.services.work import reading
from tests.factories import Cast

DATA = Path(__file__).parents[2] / "data"
SKIP = ImportOptions(on_conflict="skip")


def sample(*names: str) -> list[SourceFile]:
    return [SourceFile(name, (DATA / name).read_bytes()) for name in names]


def table(text: str, name: str = "typed.csv") -> SourceFile:
    return SourceFile(name, text.encode())


def bring(actor: Actor, *names: str, options: ImportOptions | None = None) -> ImportReport:
    return import_files(actor, files=sample(*names), options=options or ImportOptions())


def count(actor: Actor, status: str | None = None) -> int:
    with reading(actor) as work:
        counted = select(func.count()).where(col(Booking.tenant_id) == actor.tenant_id)
        if status:
            counted = counted.where(col(Booking.status) == status)
        return work.connection.execute(counted).scalar_one()


def clock(actor: Actor) -> int:
    with reading(actor) as work:
        return work.connection.execute(select(col(TenantClock.seq))).scalar_one()


def reasons(report: ImportReport) -> dict[int, str]:
    return {line.number: line.reason for line in report.lines if line.outcome is Outcome.REFUSED}


@pytest.fixture
def planned(cast: Cast) -> Actor:
    """alice, whose studio has the artists and projects of the samples."""
    bring(cast.alice, "artists.csv", "projects.csv")
    return cast.alice


class TestWholeStudio:
    def test_all_files_come_in_whatever_their_order(self, cast: Cast) -> None:
        report = bring(cast.alice, "bookings.csv", "projects.csv", "artists.csv")
        assert report.counts == {Outcome.NEW: 64 + 22 + 1800}
        assert [count(cast.alice, s) for s in ("hold", "pencil", "confirmed")] == [922, 288, 590]
        assert count(cast.charlie) == 0

    def test_every_booking_has_its_event_and_one_place_on_the_clock(self, planned: Actor) -> None:
        before = clock(planned)
        bring(planned, "bookings.csv")
        assert clock(planned) == before + 1
        with reading(planned) as work:
            events = work.connection.execute(
                select(col(BookingEvent.name), func.count()).group_by(col(BookingEvent.name))
            )
            assert dict(events.all()) == {
                "BookingHeld": 922, "BookingPencilled": 288, "BookingConfirmed": 590,
            }  # fmt: skip

    def test_the_same_file_again_changes_nothing(self, planned: Actor) -> None:
        bring(planned, "bookings.csv")
        again = bring(planned, "artists.csv", "projects.csv", "bookings.csv")
        assert again.counts == {Outcome.SAME: 64 + 22 + 1800}
        assert count(planned) == 1800

    def test_german_and_workbook_say_what_is_there_already(self, planned: Actor) -> None:
        bring(planned, "bookings.csv")
        report = bring(planned, "bookings_german.csv", "studio.xlsx")
        assert report.counts == {Outcome.SAME: 300 + 400 + 64}

    def test_artists_keep_what_the_file_says(self, planned: Actor) -> None:
        with reading(planned) as work:
            (finn,) = list_artists(work, narrowed=ArtistFilter(search="Fujita Finn")).rows
        assert (finn.department, finn.employment, str(finn.day_rate)) == ("FX", "staff", "680.00")
        assert [skill.name for skill in finn.skills] == ["houdini", "pyro", "simulation"]
        assert finn.zone == "Europe/Berlin"

    def test_a_later_table_updates_what_it_names_and_no_more(self, planned: Actor) -> None:
        text = "Name,Department,Day rate\nFINN  fujita,Pipeline,700\n"
        report = import_files(planned, files=[table(text)], options=ImportOptions())
        assert report.counts == {Outcome.CHANGED: 1}
        with reading(planned) as work:
            (finn,) = list_artists(work, narrowed=ArtistFilter(search="Fujita Finn")).rows
        assert (finn.department, str(finn.day_rate)) == ("Pipeline", "700.00")
        assert (finn.email, len(finn.skills)) == ("finn.fujita@example.org", 3)


class TestBrokenFile:
    def test_each_row_is_refused_with_its_own_reason(self, planned: Actor) -> None:
        report = bring(planned, "bookings_broken.csv", options=SKIP)
        assert report.counts == {Outcome.NEW: 2, Outcome.REFUSED: 10}
        why = reasons(report)
        assert "clashes with row 2 of bookings_broken.csv" in why[3]
        assert "Finn Fujita, KES100, 2026-07-06 to 2026-07-10, confirmed" in why[3]
        assert why[4] == "Artist: there is no artist “Nobody Known”."
        assert why[5] == "Project: there is no project “NOPE999”."
        assert "which month" in why[8]
        assert "formula" in why[11]
        assert count(planned) == 2

    def test_without_skipping_nothing_is_written(self, planned: Actor) -> None:
        before = clock(planned)
        report = bring(planned, "bookings_broken.csv")
        assert report.stopped
        assert (count(planned), clock(planned)) == (0, before)
        assert report.refused_files[0].name == "bookings_broken.refused.csv"

    def test_a_dry_run_says_the_same_and_writes_nothing(self, planned: Actor) -> None:
        before = clock(planned)
        dry = bring(planned, "bookings_broken.csv", options=ImportOptions(dry_run=True))
        assert (count(planned), clock(planned)) == (0, before)
        real = bring(planned, "bookings_broken.csv", options=SKIP)
        assert dry.lines == real.lines

    def test_refused_rows_come_in_once_they_are_mended(self, planned: Actor) -> None:
        report = bring(planned, "bookings_broken.csv", options=SKIP)
        (refused,) = report.refused_files
        text = refused.content.decode("utf-8-sig")
        assert text.splitlines()[0].endswith(",Refused because")
        again = import_files(planned, files=[table(text)], options=SKIP)
        assert again.counts == {Outcome.REFUSED: 10}
        mended = (
            text.replace("2026-07-08,2026-07-09,confirmed", "2026-07-11,2026-07-12,confirmed")
            .replace("Nobody Known", "Dana Zhang")
            .replace("NOPE999", "HAL101")
            .replace("2026-07-09,2026-07-08", "2026-07-08,2026-07-09")
            .replace("2026-02-30", "2026-02-28")
            .replace("03/04/2026,05/04/2026", "2026-04-03,2026-04-05")
            .replace("HAL101,,2026-07-09", "HAL101,2026-07-09,2026-07-09")
            .replace("maybe", "hold")
            .replace('"=HYPERLINK(""http://example.org"")"', "Greta N'Diaye")
            .replace("2036-01-01", "2020-01-31")
        )
        report = import_files(planned, files=[table(mended)], options=ImportOptions())
        assert report.counts == {Outcome.NEW: 10}
        assert count(planned) == 12

    def test_files_that_are_no_tables_are_named(self, planned: Actor) -> None:
        with pytest.raises(UnreadableFile, match=r"not_a_table\.csv cannot be imported"):
            bring(planned, "bookings.csv", "not_a_table.csv")
        assert count(planned) == 0


class TestConflicts:
    TEXT = "Artist,From,To,Status\nFinn Fujita,2026-07-08,2026-07-09,pencil\n"

    def test_who_is_in_the_way_in_the_studio_is_named(self, planned: Actor) -> None:
        bring(planned, "bookings_broken.csv", options=SKIP)
        report = import_files(planned, files=[table(self.TEXT)], options=ImportOptions())
        assert reasons(report)[2] == (
            "Finn Fujita is booked already (confirmed, KES100, 2026-07-06 to 2026-07-10)"
        )

    def test_holds_may_stand_in_a_queue(self, planned: Actor) -> None:
        bring(planned, "bookings_broken.csv", options=SKIP)
        text = self.TEXT.replace("pencil", "hold")
        assert import_files(planned, files=[table(text)], options=ImportOptions()).written

    def test_only_what_was_asked_for_is_created(self, cast: Cast) -> None:
        text = "Artist,Project,From,To\nNew Face,New Show,2026-07-08,2026-07-09\n"
        refused = import_files(cast.alice, files=[table(text)], options=ImportOptions())
        assert "no artist “New Face”" in reasons(refused)[2]
        assert "no project “New Show”" in reasons(refused)[2]
        made = import_files(
            cast.alice, files=[table(text)], options=ImportOptions(create_missing=True)
        )
        assert made.written
        with reading(cast.alice) as work:
            assert "New Face" in {a.name for a in list_artists(work).rows}
            assert [(p.code, p.title) for p in list_projects(work).rows] == [
                ("NEW-SHOW", "New Show")
            ]

    def test_a_name_spelt_almost_right_gets_a_hint(self, planned: Actor) -> None:
        text = self.TEXT.replace("Fujita", "Fujitta")
        report = import_files(planned, files=[table(text)], options=ImportOptions())
        assert "Is “Finn Fujita” meant?" in reasons(report)[2]

    def test_a_time_that_the_clocks_skip_is_refused(self, planned: Actor) -> None:
        text = "Artist,From,To\nFinn Fujita,2026-03-29 02:30,2026-03-29 09:00\n"
        report = import_files(planned, files=[table(text)], options=ImportOptions())
        assert "does not exist" in reasons(report)[2]

    def test_slashed_dates_keep_their_meaning_in_the_refused_file(self, planned: Actor) -> None:
        text = (
            "Artist,From,To,Status\nFinn Fujita,13/07/2026,14/07/2026,hold\n"
            "Nobody,03/04/2026,05/04/2026,hold\n"
        )
        report = import_files(planned, files=[table(text)], options=SKIP)
        assert b"Nobody,2026-04-03,05/04/2026" not in report.refused_files[0].content
        assert b"Nobody,2026-04-03,2026-04-05" in report.refused_files[0].content

    def test_a_stated_order_decides(self, planned: Actor) -> None:
        text = "Artist,From,To,Status\nFinn Fujita,03/04/2026,05/04/2026,hold\n"
        options = ImportOptions(mapping=read_mapping('dates = "mdy"'))
        report = import_files(planned, files=[table(text)], options=options)
        assert "2026-03-04 to 2026-05-04" in report.lines[0].what


class TestRights:
    def test_bob_may_not_import(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed):
            bring(cast.bob, "artists.csv")

    def test_charlies_artists_are_nobody_here(self, cast: Cast) -> None:
        bring(cast.charlie, "artists.csv", "projects.csv")
        report = bring(cast.alice, "bookings_german.csv", options=SKIP)
        assert report.counts == {Outcome.REFUSED: 300}


class TestOthersMeanwhile:
    TEXT = "Artist,From,To,Status\nFinn Fujita,2026-07-08,2026-07-09,pencil\n"

    def test_rows_are_judged_again_when_somebody_else_wrote(self, planned: Actor) -> None:
        """While the first import is being judged, a second one takes the time."""
        busy: list[ImportReport] = []

        def interfere(phase: str, done: int, total: int) -> None:
            if (phase, done) == ("checking", total) and not busy:
                busy.append(
                    import_files(
                        planned, files=[table(self.TEXT, "second.csv")], options=ImportOptions()
                    )
                )

        report = import_files(
            planned, files=[table(self.TEXT)], options=ImportOptions(), progress=interfere
        )
        assert busy[0].written
        assert report.counts == {Outcome.SAME: 1}
        assert count(planned) == 1

    def test_the_time_is_taken_by_other_work(self, planned: Actor) -> None:
        taken: list[ImportReport] = []
        other = self.TEXT.replace("2026-07-09", "2026-07-20")

        def interfere(phase: str, done: int, total: int) -> None:
            if (phase, done) == ("checking", total) and not taken:
                taken.append(import_files(planned, files=[table(other)], options=ImportOptions()))

        report = import_files(
            planned, files=[table(self.TEXT)], options=ImportOptions(), progress=interfere
        )
        assert report.stopped
        assert "is booked already (pencil" in reasons(report)[2]


class TestNamesakes:
    TEXT = "Name,E-mail\nKim Lee,kim@one.example\nKim Lee,kim@two.example\nKim Lee,\n"

    def test_two_addresses_are_two_people(self, cast: Cast) -> None:
        report = import_files(cast.alice, files=[table(self.TEXT)], options=SKIP)
        assert report.counts == {Outcome.NEW: 2, Outcome.REFUSED: 1}
        assert "2 artists are called Kim Lee" in reasons(report)[4]
        again = import_files(cast.alice, files=[table(self.TEXT)], options=SKIP)
        assert again.counts == {Outcome.SAME: 2, Outcome.REFUSED: 1}
        text = (
            "Artist,From,To\nKim Lee,2026-07-08,2026-07-09\nkim@two.example,2026-07-08,2026-07-09\n"
        )
        booked = import_files(cast.alice, files=[table(text)], options=SKIP)
        assert booked.counts == {Outcome.NEW: 1, Outcome.REFUSED: 1}
