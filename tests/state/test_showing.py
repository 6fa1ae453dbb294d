"""How things are written on the screens."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from production_tool.domain.periods import Period
from production_tool.state import showing

BERLIN = ZoneInfo("Europe/Berlin")


class TestWriting:
    @pytest.mark.parametrize(
        ("name", "letters"),
        [("Mara Lindqvist", "ML"), ("Anna Maria Rossi", "AR"), ("Cher", "C"), ("", "")],
    )
    def test_initials(self, name: str, letters: str) -> None:
        assert showing.initials(name) == letters

    def test_a_person_keeps_their_colour(self) -> None:
        assert showing.colour_of("Mara") == showing.colour_of("Mara")
        assert 1 <= showing.colour_of("") <= 6

    @pytest.mark.parametrize(
        ("amount", "written"),
        [(None, ""), (Decimal(480), "€ 480"), (Decimal("1480.50"), "€ 1,480.50")],
    )
    def test_money(self, amount: Decimal | None, written: str) -> None:
        assert showing.money(amount, "EUR") == written

    def test_an_unknown_currency_stands_for_itself(self) -> None:
        assert showing.money(Decimal(5), "CHF") == "CHF 5"

    @pytest.mark.parametrize(
        ("rank", "written"),
        [
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (11, "11th"),
            (22, "22nd"),
            (113, "113th"),
        ],
    )
    def test_ordinals(self, rank: int, written: str) -> None:
        assert showing.ordinal(rank) == written

    def test_days_name_a_year_once(self) -> None:
        assert showing.days(date(2027, 3, 1), date(2027, 4, 5)) == "1 Mar \u2013 5 Apr 2027"
        assert showing.days(date(2026, 12, 1), date(2027, 1, 5)) == "1 Dec 2026 \u2013 5 Jan 2027"
        assert showing.days(None, None) == ""

    def test_whole_days_end_on_their_last_day(self) -> None:
        # Clocks go forward in this week: it stays Monday to Friday.
        week = Period(datetime(2027, 3, 21, 23, tzinfo=UTC), datetime(2027, 3, 28, 22, tzinfo=UTC))
        text = showing.period_text(week, BERLIN, whole=True)
        assert text == "Mon 22 \u2013 Sun 28 March"

    def test_a_range_over_two_months_is_short(self) -> None:
        period = Period(datetime(2027, 3, 30, tzinfo=UTC), datetime(2027, 4, 3, tzinfo=UTC))
        text = showing.period_text(period, ZoneInfo("UTC"), whole=True)
        assert text == "Tue 30 Mar \u2013 Fri 2 Apr"

    def test_part_days_tell_their_times(self) -> None:
        part = Period(datetime(2027, 3, 1, 9, tzinfo=UTC), datetime(2027, 3, 1, 13, tzinfo=UTC))
        text = showing.period_text(part, BERLIN, whole=False)
        assert text == "Mon 1 March, 10:00\u201314:00"


class TestHours:
    @pytest.mark.parametrize(
        ("text", "spans"),
        [
            ("", []),
            ("9-18", [[540, 1080]]),
            ("9:00 - 13:00, 14-18", [[540, 780], [840, 1080]]),
            ("9\u201312.30; 13\u201317", [[540, 750], [780, 1020]]),
            ("0-24", [[0, 1440]]),
        ],
    )
    def test_are_read_as_people_write_them(self, text: str, spans: list[list[int]]) -> None:
        assert showing.read_hours(text) == spans

    @pytest.mark.parametrize("text", ["whenever", "9", "9-", "9-18-20", "nine to five"])
    def test_anything_else_is_none(self, text: str) -> None:
        with pytest.raises(ValueError, match=r".+"):
            showing.read_hours(text)

    def test_are_written_so_that_they_can_be_read(self) -> None:
        spans = [[540, 750], [840, 1080]]
        assert showing.read_hours(showing.hours_text(spans)) == spans


@pytest.mark.parametrize(
    ("text", "page"),
    [("", 1), ("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("9" * 30, 1), ("\u0663", 1)],
)
def test_page_numbers_of_an_address(text: str, page: int) -> None:
    assert showing.page_number(text) == page
