"""Words and numbers as people write them."""

from decimal import Decimal

import pytest

from production_tool.domain.imports.headers import Sort, recognise
from production_tool.domain.imports.mapping import read_mapping
from production_tool.domain.imports.tables import Unreadable
from production_tool.domain.imports.words import (
    read_amount,
    read_currency,
    read_name,
    read_skills,
    read_status,
)


class TestAmounts:
    @pytest.mark.parametrize(
        ("cell", "amount"),
        [
            ("680", "680"),
            (680.0, "680"),
            ("680,50", "680.50"),
            ("1.234,50 €", "1234.50"),
            ("$1,234.50", "1234.50"),
            ("1.200", "1200"),
            ("1,234,567", "1234567"),
        ],
    )
    def test_both_decimal_marks_are_understood(self, cell: str | float, amount: str) -> None:
        assert read_amount(cell) == Decimal(amount)

    @pytest.mark.parametrize("cell", ["much", "-5", "1" * 30])
    def test_what_is_no_sum_is_refused(self, cell: str) -> None:
        with pytest.raises(Unreadable):
            read_amount(cell)


class TestWords:
    def test_german_and_english_statuses_mean_the_same(self) -> None:
        words = ["Fest", "CONFIRMED", "Reserviert", "tentative", "Option", ""]
        assert [read_status(word, {}) for word in words] == [
            "confirmed", "confirmed", "pencil", "pencil", "hold", "hold",
        ]  # fmt: skip

    @pytest.mark.parametrize(("word", "why"), [("maybe", "no status"), ("Storniert", "ended")])
    def test_other_statuses_are_refused(self, word: str, why: str) -> None:
        with pytest.raises(Unreadable, match=why):
            read_status(word, {})

    def test_skills_may_carry_levels(self) -> None:
        assert read_skills("nuke:4; hard surface (2), roto") == {
            "nuke": 4, "hard surface": 2, "roto": None,
        }  # fmt: skip

    def test_a_formula_is_no_name(self) -> None:
        with pytest.raises(Unreadable, match="formula"):
            read_name('=HYPERLINK("http://example.org")')

    def test_currencies_by_sign_or_letters(self) -> None:
        assert [read_currency(c) for c in ("€", "usd", "")] == ["EUR", "USD", None]


class TestHeaders:
    @pytest.mark.parametrize(
        ("header", "sort"),
        [
            (["Artist", "Project", "From", "To (inclusive)", "Status", "Notes"], Sort.BOOKINGS),
            (["Künstler", "Projekt", "Von", "Bis", "Status", "Notiz"], Sort.BOOKINGS),
            (["ARTIST", "project", "Start", "Finish", "State", "Remark"], Sort.BOOKINGS),
            (["Name", "Project", "From", "To"], Sort.BOOKINGS),
            (["Full name", "Team", "Rate"], Sort.ARTISTS),
            (["Name", "E-Mail", "Abteilung", "Tagessatz", "Währung", "Zeitzone"], Sort.ARTISTS),
            (["Code", "Title", "Client", "Start", "End", "Budget"], Sort.PROJECTS),
            (["Kürzel", "Titel", "Kunde", "Beginn", "Ende"], Sort.PROJECTS),
        ],
    )
    def test_the_header_tells_what_the_rows_are(self, header: list[str], sort: Sort) -> None:
        layout = recognise(header)
        assert layout is not None
        assert layout.sort is sort

    def test_no_known_word_no_layout(self) -> None:
        assert recognise(["foo", "bar"]) is None

    def test_an_exclusive_end_says_so_in_its_header(self) -> None:
        layout = recognise(["Artist", "From", "To (exclusive)"])
        assert layout is not None
        assert layout.end_exclusive

    def test_a_mapping_wins_over_the_known_words(self) -> None:
        mapping = read_mapping('[columns]\n"Wofür" = "project"\n"Project" = "notes"')
        layout = recognise(["Artist", "Project", "Wofür", "From"], own=mapping.columns)
        assert layout is not None
        assert layout.columns == {"artist": 0, "notes": 1, "project": 2, "start": 3}


class TestMapping:
    def test_json_is_as_good_as_toml(self) -> None:
        mapping = read_mapping('{"statuses": {"FIX!": "confirmed"}, "dates": "mdy"}')
        assert read_status("fix!", dict(mapping.statuses)) == "confirmed"

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("[columns", "neither TOML nor JSON"),
            ('[columns]\nWer = "who"', "known are"),
            ('[statuses]\nX = "maybe"', "statuses.X"),
            ("colour = 3", "colour"),
        ],
    )
    def test_a_wrong_mapping_says_where(self, text: str, why: str) -> None:
        with pytest.raises(Unreadable, match=why):
            read_mapping(text)
