"""What the screen shows, as an address of a file."""

from datetime import date
from typing import Any

import pytest

from production_tool.state.board_export import BoardExport, window
from tests.factories import Cast, create_artist
from tests.state.conftest import Sit, run

NOW = date(2031, 3, 3)


def exported(sit: Sit, cast: Cast, at: str, kind: str = "pdf") -> str:
    return str(run(sit(BoardExport, cast.alice, at), "save", kind))


class TestWindow:
    @pytest.mark.parametrize(
        ("zoom", "first", "last"),
        [
            ("day", "2031-03-10", "2031-03-11"),
            ("week", "2031-03-07", "2031-03-14"),
            ("month", "2031-02-23", "2031-03-26"),
            ("nonsense", "2031-02-23", "2031-03-26"),
        ],
    )
    def test_it_lies_around_the_day(self, zoom: str, first: str, last: str) -> None:
        found = window("2031-03-10", zoom, NOW)
        assert found == (date.fromisoformat(first), date.fromisoformat(last))

    def test_no_day_is_today(self) -> None:
        assert window("x", "day", NOW)[0] == NOW


class TestAddress:
    def test_filters_and_range_go_along(self, cast: Cast, sit: Sit) -> None:
        create_artist(cast.alice, department="FX")
        told = exported(sit, cast, "/?department=FX&group=skill&zoom=week&date=2031-03-10&free=x")
        assert "format=pdf&from=2031-03-07&to=2031-03-14&department=FX&group=skill" in told

    @pytest.mark.parametrize("query", ["status=x", "group=x", "at=x"])
    def test_nonsense_is_refused_in_words(self, cast: Cast, sit: Sit, query: str) -> None:
        assert "cannot be read" in exported(sit, cast, f"/?{query}")

    def test_printing_shows_the_pages(self, cast: Cast, sit: Sit) -> None:
        told: Any = run(sit(BoardExport, cast.alice, "/?zoom=week"), "print_it")
        assert "inline=true" in str(told)
