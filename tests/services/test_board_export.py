"""The board as files: what stands in them, and what is refused."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import Status
from production_tool.domain.refusals import NotAllowed
from production_tool.services import board_export, bookings
from production_tool.services.board_export import (
    Exported,
    Format,
    TooMuchToExport,
    finish_export,
    prepare_export,
)
from production_tool.services.queries.board import BoardFilter, Group
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking, create_holiday

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)
EVIL = "=HYPERLINK(0)"


def export(actor: Actor, kind: Format, days: int = 14, **more: Any) -> Exported:
    with reading(actor) as work:
        drawn = prepare_export(work, kind=kind, first=FIRST, last=FIRST + days * DAY, **more)
    return finish_export(drawn, kind=kind)


def booked(cast: Cast, title: str = "Hero") -> None:
    """Mara: confirmed, and held by somebody else on the same days."""
    mara = create_artist(cast.alice, name="Mara Lindt", department="FX")
    create_booking(cast.alice, mara.id, start=FIRST, days=3, title=title, status=Status.CONFIRMED)
    create_booking(cast.alice, mara.id, start=FIRST + DAY, days=2, title="Second")


class TestFiles:
    def test_a_pdf_has_pages_and_a_picture_has_one(self, cast: Cast) -> None:
        booked(cast)
        pdf, png = export(cast.alice, Format.PDF), export(cast.alice, Format.PNG)
        assert pdf.body.startswith(b"%PDF-")
        assert png.body.startswith(b"\x89PNG")
        assert pdf.name == "board-2031-03-03-2031-03-16.pdf"

    def test_words_are_never_markup(self, cast: Cast) -> None:
        booked(cast, title='#panic("x") $ \\ */ \u0416 \u4e2d')
        assert export(cast.alice, Format.PDF).body.startswith(b"%PDF-")

    def test_an_empty_board_is_a_file_too(self, cast: Cast) -> None:
        assert export(cast.charlie, Format.PDF).body
        assert export(cast.charlie, Format.XLSX).body


class TestWorkbook:
    def test_rows_by_days_and_a_list(self, cast: Cast) -> None:
        booked(cast)
        book = CalamineWorkbook.from_filelike(BytesIO(export(cast.alice, Format.XLSX).body))
        board = book.get_sheet_by_name("Board").to_python()
        assert board[2][1:4] == ["Mon 3", "Tue 4", "Wed 5"]
        mara = next(n for n, row in enumerate(board) if row[0] == "Mara Lindt")
        assert (board[mara - 1][0], board[mara][1], board[mara + 1][2]) == (
            "FX",
            "C Hero",
            "H2 Second",
        )
        listed = book.get_sheet_by_name("Bookings").to_python()
        assert listed[0][:3] == ["Artist", "Group", "Status"]
        assert listed[1] == [
            "Mara Lindt",
            "FX",
            "confirmed",
            "",
            "Hero",
            FIRST,
            FIRST + 2 * DAY,
            3.0,
        ]

    def test_a_holiday_is_told_on_its_day(self, cast: Cast) -> None:
        create_holiday(cast.alice, FIRST + DAY, "Closed <all> day")
        body = export(cast.alice, Format.XLSX).body
        told = zipfile.ZipFile(BytesIO(body)).read("xl/comments1.xml").decode()
        assert 'ref="C3"' in told
        assert "Closed &lt;all&gt; day" in told
        for kind in (Format.PDF, Format.PNG):
            assert export(cast.alice, kind).body

    def test_two_parts_of_a_day_have_a_cell_each(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, name="Mara Lindt", department="FX")
        for title in ("One", "Two"):
            create_booking(cast.alice, mara.id, start=FIRST, title=title)
        book = CalamineWorkbook.from_filelike(BytesIO(export(cast.alice, Format.XLSX).body))
        told = [row[1] for row in book.get_sheet_by_name("Board").to_python()]
        assert {"H1 One", "H2 Two"} <= set(told)

    def test_morning_and_afternoon_have_a_cell_each(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, name="Mara Lindt", department="FX")
        for title, hours in (("Two", (13, 17)), ("One", (9, 13))):
            start, end = (datetime.combine(FIRST, time(hour)) for hour in hours)
            with working(cast.alice) as work:
                bookings.create_booking(
                    work,
                    artist_id=mara.id,
                    start=start,
                    end=end,
                    title=title,
                    status=Status.CONFIRMED,
                )
        create_booking(cast.alice, mara.id, start=FIRST, title="Behind")
        book = CalamineWorkbook.from_filelike(BytesIO(export(cast.alice, Format.XLSX).body))
        told = [row[1] for row in book.get_sheet_by_name("Board").to_python()]
        assert told[-3:] == ["C One", "C Two", "H2 Behind"]

    @pytest.mark.parametrize("evil", [EVIL, "+1+1", "-2+3", "@SUM(1)", "https://example.org"])
    def test_no_word_becomes_a_sum_or_a_link(self, cast: Cast, evil: str) -> None:
        mara = create_artist(cast.alice, name=evil, department=evil)
        create_booking(cast.alice, mara.id, start=FIRST, title=evil)
        body = export(cast.alice, Format.XLSX).body
        with zipfile.ZipFile(BytesIO(body)) as parts:
            pages = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
            styles = parts.read("xl/styles.xml")
        assert len(pages) == 2
        assert not any(b"<f>" in page or b"<hyperlink" in page for page in pages)
        assert (b'quotePrefix="1"' in styles) == (not evil.startswith("https"))
        listed = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_name("Bookings")
        assert [row[4] for row in listed.to_python()[1:]] == [evil]


class TestRefusals:
    def test_bob_has_no_board_and_charlie_gets_the_own(self, cast: Cast) -> None:
        booked(cast)
        with pytest.raises(NotAllowed):
            export(cast.bob, Format.XLSX)
        book = CalamineWorkbook.from_filelike(BytesIO(export(cast.charlie, Format.XLSX).body))
        assert len(book.get_sheet_by_name("Bookings").to_python()) == 1

    def test_too_long_a_range(self, cast: Cast) -> None:
        with pytest.raises(TooMuchToExport, match="at most 190"):
            export(cast.alice, Format.PDF, days=191)

    def test_too_many_lines_for_a_picture(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        booked(cast)
        monkeypatch.setitem(board_export.MOST_ROWS, "png", 2)
        with pytest.raises(TooMuchToExport, match="choose PDF"):
            export(cast.alice, Format.PNG)


class TestHeading:
    def test_it_says_what_is_shown(self, cast: Cast) -> None:
        booked(cast)
        narrowed = BoardFilter(department="FX", statuses=(Status.HOLD,), group=Group.SKILL)
        with reading(cast.alice) as work:
            drawn = prepare_export(
                work, kind=Format.PDF, first=FIRST, last=FIRST + DAY, narrowed=narrowed
            )
        assert (
            drawn.heading.about
            == "Alder Studio \u00b7 Mon 3 Mar 2031 \u00b7 FX \u00b7 hold \u00b7 by skill"
        )
        assert [line.name for line in drawn.sheet.lines] == ["Mara Lindt"]
