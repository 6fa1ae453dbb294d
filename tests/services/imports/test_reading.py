"""The sample files of a studio, good and broken, as tables."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production_tool.domain.imports.headers import Sort
from production_tool.domain.imports.mapping import Mapping, read_mapping
from production_tool.domain.imports.rows import BookingRow, Sheet
from production_tool.domain.imports.tables import Unreadable
from production_tool.services.imports.reading import SourceFile, read_sheets

DATA = Path(__file__).parents[2] / "data"


def sheets_of(name: str, mapping: Mapping | None = None) -> list[Sheet]:
    return read_sheets(SourceFile(name, (DATA / name).read_bytes()), mapping or Mapping())


def sheet(text: str | bytes, mapping: str = "") -> Sheet:
    content = text.encode() if isinstance(text, str) else text
    (only,) = read_sheets(SourceFile("typed.csv", content), read_mapping(mapping))
    return only


def bookings(of: Sheet) -> list[BookingRow]:
    return [row for row in of.rows if isinstance(row, BookingRow)]


class TestSampleFiles:
    @pytest.mark.parametrize(
        ("name", "sort", "count"),
        [
            ("artists.csv", Sort.ARTISTS, 64),
            ("projects.csv", Sort.PROJECTS, 22),
            ("bookings.csv", Sort.BOOKINGS, 1800),
            ("bookings_german.csv", Sort.BOOKINGS, 300),
        ],
    )
    def test_every_row_comes_in(self, name: str, sort: Sort, count: int) -> None:
        (read,) = sheets_of(name)
        assert (read.layout.sort, len(read.rows), read.refused) == (sort, count, ())

    def test_german_words_mean_what_the_english_file_says(self) -> None:
        (german,), (english,) = sheets_of("bookings_german.csv"), sheets_of("bookings.csv")
        said = [(r.artist, r.project, r.span, r.status, r.notes) for r in bookings(german)]
        assert said == [
            (r.artist, r.project, r.span, r.status, r.notes) for r in bookings(english)[:300]
        ]
        assert str(german.dates["start"]) == "day.month.year"

    def test_a_workbook_gives_its_sheets(self) -> None:
        booked, people = sheets_of("studio.xlsx")
        assert (booked.layout.sort, len(booked.rows)) == (Sort.BOOKINGS, 400)
        assert (people.layout.sort, len(people.rows)) == (Sort.ARTISTS, 64)
        assert bookings(booked)[0].span.end == date(2026, 12, 13)

    def test_each_broken_row_is_refused_for_its_own_reason(self) -> None:
        (read,) = sheets_of("bookings_broken.csv")
        reasons = {r.line.number: "; ".join(map(str, r.problems)) for r in read.refused}
        expected = {
            6: "To (inclusive): it ends before it starts",
            7: "From: there is no such day as “2026-02-30”",
            8: "From: which month is meant by “03/04/2026”?",
            9: "From: the start is missing",
            10: "Status: “maybe” is no status",
            11: "Artist: “=HYPERLINK(",
            13: "To (inclusive): it lasts 5845 days; at most 400",
        }
        assert reasons.keys() == expected.keys()
        for number, reason in expected.items():
            assert reasons[number].startswith(reason)

    def test_latin_letters_are_read_and_it_is_said(self) -> None:
        (read,) = sheets_of("bookings_not_utf8.csv")
        assert bookings(read)[0].artist == "José"
        assert "not UTF-8" in read.table.notes[0]

    def test_a_file_without_a_last_line_break_is_named(self) -> None:
        (read,) = sheets_of("bookings_truncated.csv")
        assert len(read.rows) == 338
        assert "may be cut off" in read.table.notes[0]

    def test_binary_junk_is_refused_in_a_sentence(self) -> None:
        with pytest.raises(Unreadable, match="not a text file"):
            sheets_of("not_a_table.csv")


class TestCutFiles:
    TABLE = 'Artist,Project,From,To,Status,Notes\nAnna,A1,2026-07-01,2026-07-02,hold,"a, b"\n'

    @given(st.integers(min_value=36, max_value=len(TABLE) - 2))
    def test_wherever_a_file_is_cut_nothing_false_comes_in(self, length: int) -> None:
        read = sheet(self.TABLE[:length])
        for row in bookings(read):
            assert (row.artist, row.status) == ("Anna", "hold")
            assert read.table.notes

    def test_an_open_quotation_mark_names_its_line(self) -> None:
        read = sheet(self.TABLE + 'Bea,A1,2026-07-01,2026-07-02,hold,"never\nclosed\n')
        assert len(read.rows) == 1
        assert "line 3 is never closed" in str(read.refused[0].problems[0])

    def test_a_row_with_too_many_cells_is_refused(self) -> None:
        read = sheet("Artist,From\nAnna,2026-07-01,oops\n")
        assert "3 cells" in str(read.refused[0].problems[0])


def workbook(sheet: Callable[[bytes], bytes]) -> bytes:
    """The sample workbook with its first sheet changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(DATA / "studio.xlsx") as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, sheet(part) if name.endswith("sheet1.xml") else part)
    return out.getvalue()


class TestBadWorkbooks:
    @pytest.mark.parametrize("far", [b"XFD1048576", b"A99999999", b"ZZZZZZ2"])
    def test_a_cell_far_out_does_not_fill_the_memory(self, far: bytes) -> None:
        content = workbook(lambda part: part.replace(b'r="A2"', b'r="%s"' % far, 1))
        with pytest.raises(Unreadable, match="clear what is far out"):
            sheet(content)

    @given(st.integers(4, 19_000))
    def test_a_workbook_cut_off_is_refused(self, length: int) -> None:
        with pytest.raises(Unreadable):
            sheet((DATA / "studio.xlsx").read_bytes()[:length])

    @given(st.lists(st.tuples(st.integers(4, 19_717), st.integers(0, 255)), min_size=1))
    def test_no_damage_breaks_the_reader(self, damage: list[tuple[int, int]]) -> None:
        content = bytearray((DATA / "studio.xlsx").read_bytes())
        for place, value in damage:
            content[place] = value
        with suppress(Unreadable):
            assert read_sheets(SourceFile("x.xlsx", bytes(content)), Mapping())


class TestOtherShapes:
    @pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
    def test_any_common_delimiter(self, mark: str) -> None:
        text = "Artist,Project,From,To\nAnna,A1,2026-07-01,2026-07-02\n".replace(",", mark)
        assert bookings(sheet(text))[0].project == "A1"

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
    def test_any_common_encoding(self, encoding: str) -> None:
        text = "Künstler;Von;Bis\nJörg Weiß;01.07.2026;02.07.2026\n"
        assert bookings(sheet(text.encode(encoding)))[0].artist == "Jörg Weiß"

    def test_a_title_above_the_header_is_passed_over(self) -> None:
        read = sheet("Plan of the year\n\nArtist,From,To\nAnna,2026-07-01,2026-07-02\n")
        assert [r.line.number for r in bookings(read)] == [4]

    def test_an_exclusive_end_is_not_counted(self) -> None:
        text = "Artist,From,To\nAnna,2026-07-01,2026-07-02\n"
        assert bookings(sheet(text))[0].span.end == date(2026, 7, 3)
        assert bookings(sheet(text, 'end = "exclusive"'))[0].span.end == date(2026, 7, 2)

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "empty"),
            (b"%PDF-1.7 ...", "a PDF"),
            (b"PK\x03\x04 cut", "damaged or cut off"),
            (b"foo,bar\n1,2\n", "no header"),
            (b"\xff\xfe\x00", "begins like UTF-16"),
        ],
    )
    def test_what_cannot_be_read_is_refused(self, content: bytes, why: str) -> None:
        with pytest.raises(Unreadable, match=why):
            sheet(content)

    @given(st.binary(max_size=200))
    def test_no_bytes_break_the_reader(self, content: bytes) -> None:
        with suppress(Unreadable):
            assert sheet(content).rows is not None
