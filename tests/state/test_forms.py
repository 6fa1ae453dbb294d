"""Forms as a browser, or somebody with a socket, may send them."""

from datetime import date
from decimal import Decimal

import pytest

from production_tool.domain.artists import Employment
from production_tool.domain.refusals import NotFound
from production_tool.state.forms import BadForm, Form, as_id


class TestForm:
    def test_reads_what_is_there(self) -> None:
        form = Form({"a": " Mara ", "n": "1,200.50", "d": "2027-03-01", "e": "freelance"})
        assert form.text("a") == "Mara"
        assert form.amount("n") == Decimal("1200.50")
        assert form.day("d") == date(2027, 3, 1)
        assert form.choice("e", Employment, otherwise=Employment.STAFF) is Employment.FREELANCE
        form.refuse()

    def test_an_empty_field_is_no_fault(self) -> None:
        form = Form({"n": "", "d": " "})
        assert form.amount("n") is None
        assert form.day("d") is None
        assert form.number("missing", otherwise=3) == 3
        form.refuse()

    def test_every_fault_is_named(self) -> None:
        form = Form({"n": "much", "d": "soon", "e": "boss"})
        form.amount("n")
        form.day("d")
        form.choice("e", Employment, otherwise=Employment.STAFF)
        with pytest.raises(BadForm) as refusal:
            form.refuse()
        assert set(refusal.value.fields) == {"n", "d", "e"}

    @pytest.mark.parametrize("value", [None, 5, ["x"], {"y": 1}, True])
    def test_what_is_no_text_counts_as_empty(self, value: object) -> None:
        assert Form({"a": value}).text("a") == ""

    def test_a_password_is_taken_as_it_is_typed(self) -> None:
        assert Form({"p": "  two spaces  "}).secret("p") == "  two spaces  "


@pytest.mark.parametrize("nonsense", ["", "1", "x" * 40, "../../etc"])
def test_an_id_that_is_none_finds_nothing(nonsense: str) -> None:
    with pytest.raises(NotFound):
        as_id(nonsense)
