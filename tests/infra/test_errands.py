"""Heavy work in a process of its own."""

import pytest

from production_tool.infra import errands
from production_tool.infra.errands import ErrandError, run_errand
from production_tool.infra.typesetting import typeset


class TestErrands:
    def test_what_breaks_down_says_why(self) -> None:
        with pytest.raises(ErrandError, match="TypstError"):
            typeset([], kind="gif", title="Board", author="")

    def test_what_takes_too_long_is_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(errands, "_SECONDS", 0.2)
        with pytest.raises(ErrandError, match="took more than"):
            run_errand("http.server", "0", given=b"")

    def test_who_never_has_a_turn_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(errands, "_WAIT", 0.01)
        taken = [errands._SEATS.acquire(), errands._SEATS.acquire()]  # pyright: ignore[reportPrivateUsage]
        try:
            with pytest.raises(ErrandError, match="too many"):
                run_errand("json.tool", given=b"{}")
        finally:
            for _ in taken:
                errands._SEATS.release()  # pyright: ignore[reportPrivateUsage]
