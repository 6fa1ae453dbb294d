"""Heavy work in a process of its own."""

import pytest

from production_tool.infra import offload
from production_tool.infra.offload import OffloadError, run_offloaded
from production_tool.infra.typesetting import typeset


class TestOffload:
    def test_what_breaks_down_says_why(self) -> None:
        with pytest.raises(OffloadError, match="TypstError"):
            typeset([], kind="gif", title="Board", author="")

    def test_what_takes_too_long_is_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(offload, "_SECONDS", 0.2)
        with pytest.raises(OffloadError, match="took more than"):
            run_offloaded("http.server", "0", given=b"")

    def test_who_never_has_a_turn_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(offload, "_WAIT", 0.01)
        taken = [offload._SEATS.acquire(), offload._SEATS.acquire()]  # pyright: ignore[reportPrivateUsage]
        try:
            with pytest.raises(OffloadError, match="too many"):
                run_offloaded("json.tool", given=b"{}")
        finally:
            for _ in taken:
                offload._SEATS.release()  # pyright: ignore[reportPrivateUsage]
