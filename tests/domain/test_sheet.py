"""The board as a sheet, and where everything stands on paper."""

from datetime import date
from typing import Any

from production_tool.domain.paper import (
    A3,
    A4,
    MARGIN,
    Heading,
    Page,
    lay_out,
    paper_for,
    shortened,
)
from production_tool.domain.sheet import DAY, Sheet, minute_of, read_sheet

FIRST = date(2026, 11, 9)
HEADING = Heading("Booking board", "Alder Studio", "made today")


def bar(start: int, days: float, status: str = "confirmed", lane: int = 0) -> list[Any]:
    begin = minute_of(FIRST) + start * DAY
    rank = 1 if status == "hold" else 0
    return [
        "id",
        "a0",
        begin,
        begin + int(days * DAY),
        status,
        rank,
        "NOR Comp",
        1,
        *[None] * 3,
        lane,
    ]


def board(rows: int = 1, days: int = 31, bars: list[list[Any]] | None = None) -> Sheet:
    last = date.fromordinal(FIRST.toordinal() + days)
    told: dict[str, Any] = {
        "from": FIRST.isoformat(),
        "to": last.isoformat(),
        "rows": [
            [f"a{n}", f"Artist {n}", "Lead", f"Group {n // 10}", [5, 6], []] for n in range(rows)
        ],
        "bars": bars or [],
        "shades": [],
    }
    return read_sheet(told, blank="No department")


def words(page: Page) -> list[str]:
    return [str(shape[-1]) for shape in page.shapes if shape[0] == "text"]


class TestReading:
    def test_rows_stand_under_their_heads_and_bars_in_lanes(self) -> None:
        sheet = board(12, bars=[bar(0, 3), bar(1, 3, "hold", 1), bar(3, 2, "pencil")])
        assert [group.name for group in sheet.groups] == ["Group 0", "Group 1"]
        assert [each.lane for each in sheet.lines[0].bars] == [0, 1, 0]
        assert [each.sign for each in sheet.lines[0].bars] == ["C", "H1", "P"]

    def test_roles_are_there_only_when_somebody_is_missing(self) -> None:
        told: dict[str, Any] = {
            "from": "2026-11-09",
            "to": "2026-11-10",
            "rows": [["roles", "Unassigned", "", "", [], []], ["a", "Ada", None, None, [], []]],
            "bars": [],
            "shades": [["", 0, 1, "holiday", "Day off"]],
        }
        sheet = read_sheet(told, blank="No skill")
        assert [group.name for group in sheet.groups] == ["No skill"]
        assert sheet.holidays[0].label == "Day off"


class TestPaper:
    def test_its_size_is_chosen_by_what_is_on_it(self) -> None:
        assert paper_for(board(10, days=31)) == A4
        assert paper_for(board(10, days=92)) == A3
        assert paper_for(board(120, days=14)) == A3

    def test_pages_break_between_rows_and_say_their_heads_again(self) -> None:
        pages = lay_out(board(60), HEADING)
        assert len(pages) > 1
        names = [word for page in pages for word in words(page) if word.startswith("Artist")]
        assert names == [f"Artist {n}" for n in range(60)]
        for number, page in enumerate(pages, 1):
            assert f"Page {number} of {len(pages)}" in words(page)
            assert "November 2026" in words(page)
        assert any(word.endswith("(continued)") for page in pages[1:] for word in words(page))

    def test_a_head_never_stands_alone_at_the_foot(self) -> None:
        for rows in range(20, 60):
            for page in lay_out(board(rows), HEADING):
                told = [w for w in words(page) if w.startswith(("Artist", "Group"))]
                assert told[-1].startswith("Artist")

    def test_nothing_leaves_the_page(self) -> None:
        bars = [
            bar(-20, 90),
            bar(0, 0.25, "hold", 1),
            *[bar(2, 9, "hold", lane) for lane in range(80)],
        ]
        for page in lay_out(board(3, bars=bars), HEADING):
            for kind, style, x, y, w, last in page.shapes:
                assert isinstance(x, float | int)
                assert isinstance(y, float | int)
                assert isinstance(w, float | int)
                assert 0 <= x <= x + (w if kind == "box" else 0) <= page.width - MARGIN + 0.1, style
                tall = last if kind == "box" and isinstance(last, float | int) else 0
                assert 0 <= y <= y + tall <= page.height

    def test_a_picture_is_one_page_whatever_its_size(self) -> None:
        (page,) = lay_out(board(100), HEADING, whole=True)
        assert "Artist 99" in words(page)

    def test_a_board_without_rows_is_a_page_too(self) -> None:
        (page,) = lay_out(board(0), HEADING)
        assert "Page 1 of 1" in words(page)

    def test_one_day_is_told_in_hours(self) -> None:
        (page,) = lay_out(board(2, days=1), HEADING)
        assert {"Monday 9 November 2026", "8:00", "22:00"} <= set(words(page))

    def test_words_are_shortened_with_a_sign(self) -> None:
        assert shortened("Creature cycles", 400, 7) == "Creature cycles"
        assert shortened("Creature cycles", 40, 7) == "Creature\u2026"
        assert shortened("Creature", 3, 7) == ""
