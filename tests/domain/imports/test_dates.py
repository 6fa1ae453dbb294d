"""Dates of any order: detected where it can be told, refused where it cannot."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production_tool.domain.imports.dates import DateReading, Order, detect, read_moment, stated
from production_tool.domain.imports.tables import Unreadable

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
FORMS = {Order.DMY: "%d/%m/%Y", Order.MDY: "%m/%d/%Y"}


class TestDetection:
    @given(st.lists(DAYS, min_size=1), st.sampled_from(Order))
    def test_what_is_detected_reads_every_date_as_it_was_meant(
        self, days: list[date], order: Order
    ) -> None:
        cells = [day.strftime(FORMS.get(order, "%Y-%m-%d")) for day in days]
        reading = detect(cells)
        for day, cell in zip(days, cells, strict=True):
            if reading.order is None and order in FORMS and day.day != day.month:
                with pytest.raises(Unreadable, match="which month"):
                    read_moment(cell, reading)
            else:
                assert read_moment(cell, reading) == day

    @given(st.lists(DAYS, min_size=1), st.sampled_from([Order.DMY, Order.MDY]))
    def test_a_stated_order_is_never_doubted(self, days: list[date], order: Order) -> None:
        cells = [day.strftime(FORMS[order]) for day in days]
        reading = stated(order, cells)
        assert [read_moment(cell, reading) for cell in cells] == days

    @given(st.lists(DAYS, min_size=1), st.sampled_from([Order.DMY, Order.MDY]))
    def test_one_day_above_twelve_gives_the_order_away(
        self, days: list[date], order: Order
    ) -> None:
        cells = [day.strftime(FORMS[order]) for day in [*days, date(2026, 7, 31)]]
        assert detect(cells).order is order

    def test_both_orders_in_a_column_leave_it_open(self) -> None:
        reading = detect(["13/04/2026", "04/13/2026", "03/04/2026"])
        assert reading.order is None
        assert "both orders occur" in str(reading)
        with pytest.raises(Unreadable, match="which month"):
            read_moment("13/04/2026", reading)

    def test_dotted_and_iso_dates_need_no_detection(self) -> None:
        reading = detect(["08.12.2026", "2026-12-08", date(2026, 12, 8)])
        assert {read_moment(c, reading) for c in ("08.12.2026", "8.12.26", "2026-12-08")} == {
            date(2026, 12, 8)
        }


class TestReading:
    @pytest.mark.parametrize(
        ("cell", "reason"),
        [
            ("2026-02-30", "no such day"),
            ("31.04.2026", "no such day"),
            ("03/04/2026", "which month"),
            ("tomorrow", "not a date"),
            (46000.0, "not a date"),
            ("2026-07-01 25:00", "no such time"),
            ("0026-07-01", "out of range"),
            ("\u0662\u0660\u0662\u0666-07-01", "not a date"),
        ],
    )
    def test_nonsense_is_refused_with_its_reason(self, cell: str | float, reason: str) -> None:
        with pytest.raises(Unreadable, match=reason):
            read_moment(cell, DateReading())

    def test_a_date_that_is_the_same_either_way_is_read(self) -> None:
        assert read_moment("04/04/2026", DateReading()) == date(2026, 4, 4)

    def test_times_stay_local_unless_an_offset_is_named(self) -> None:
        plain = DateReading()
        assert read_moment("2026-07-06 09:30", plain) == datetime(2026, 7, 6, 9, 30)
        assert read_moment("06.07.2026 9:30 pm", plain) == datetime(2026, 7, 6, 21, 30)
        at = read_moment("2026-07-06T09:30:00+02:00", plain)
        assert at == datetime(2026, 7, 6, 7, 30, tzinfo=UTC)
        midnight = read_moment("2026-07-06 24:00", plain)
        assert midnight == datetime(2026, 7, 6) + timedelta(days=1)

    def test_a_sheets_midnight_is_a_whole_day(self) -> None:
        assert read_moment(datetime(2026, 7, 6), DateReading()) == date(2026, 7, 6)
