"""Firm time in memory agrees with a plain search through all of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from production_tool.domain.imports.clashes import Taken
from production_tool.domain.imports.names import NameBook
from production_tool.domain.periods import Period

WHO = UUID(int=1)
SPANS = st.tuples(st.integers(0, 60), st.integers(1, 12))


def period(first: int, length: int) -> Period:
    day = datetime(2026, 7, 1, tzinfo=UTC)
    return Period(day + timedelta(days=first), day + timedelta(days=first + length))


class TestTaken:
    @given(st.lists(SPANS))
    def test_the_first_to_come_is_in_the_way(self, spans: list[tuple[int, int]]) -> None:
        taken, plain = Taken(), list[Period]()
        for number, span in enumerate(spans):
            wanted = period(*span)
            blocker = taken.blocker(WHO, wanted)
            assert (blocker is not None) == any(wanted.overlaps(other) for other in plain)
            if blocker is None:
                taken.take(WHO, wanted, str(number))
                plain.append(wanted)
        for gone in plain:
            taken.free(WHO, gone)
            assert taken.blocker(WHO, gone) is None

    def test_others_are_not_in_the_way(self) -> None:
        taken = Taken()
        taken.take(WHO, period(0, 5), "row 2")
        assert taken.blocker(UUID(int=2), period(0, 5)) is None
        assert taken.blocker(WHO, period(5, 1)) is None
        assert taken.blocker(WHO, period(4, 1)) == "row 2"


class TestNames:
    def test_letters_composed_differently_are_the_same_name(self) -> None:
        book = NameBook[int]()
        book.add(1, ("José  Müller", ""))
        assert book.find("JOSE\u0301 MÜLLER") == [1]
        assert book.find("") == []
        assert book.hint("Jose Müller") == " Is “José  Müller” meant?"
        assert book.hint("Zacharias") == ""
