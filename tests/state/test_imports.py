"""The import's screen without a browser: choices, and who may."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from production_tool.infra.settings import get_settings
from production_tool.services.imports import SourceFile, park_files
from production_tool.state.imports import Imports
from tests.factories import Cast
from tests.state.conftest import Sit, run

TEXT = "Artist,From,To\nNew Face,03/04/2026,05/04/2026\n"


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_settings(), "data", tmp_path)


class Tab:
    """Stands for the tab inside a background task: entered before each change."""

    def __init__(self, state: Any) -> None:
        object.__setattr__(self, "_state", state)

    async def __aenter__(self) -> "Tab":
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._state, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._state, name, value)


def run_behind(state: Imports, handler: str) -> None:
    """A background event, to its end."""
    asyncio.run(Imports.event_handlers[handler].fn(Tab(state)))


def opened(cast: Cast, sit: Sit, *files: SourceFile) -> Imports:
    key = park_files(cast.alice, files=files)
    tab: Imports = sit(Imports, cast.alice, f"/settings/import?upload={key}")
    run(tab, "enter")
    return tab


class TestImports:
    def test_choices_change_what_the_check_says(self, cast: Cast, sit: Sit) -> None:
        tab = opened(cast, sit, SourceFile("a.csv", TEXT.encode()))
        run_behind(tab, "check")
        assert (tab.refused, tab.ready) == (1, 0)
        assert "which month" in tab.lines[0].reason
        run(tab, "choose", "dates", "dmy")
        run(tab, "choose", "create_missing", "yes")
        run_behind(tab, "check")
        assert (tab.refused, tab.ready, tab.written) == (0, 1, False)
        run_behind(tab, "bring")
        assert (tab.sentence, tab.written, tab.phase) == ("Imported: 1 new.", True, "")

    def test_nonsense_choices_are_passed_over(self, cast: Cast, sit: Sit) -> None:
        tab = opened(cast, sit, SourceFile("a.csv", TEXT.encode()))
        before = tab.chosen
        for name, value in (
            ("dates", "ymd"),
            ("events_as", ""),
            ("upload", "x"),
            ("__class__", "x"),
        ):
            run(tab, "choose", name, value)
        assert tab.chosen == before

    def test_a_mapping_file_comes_with_the_rest(self, cast: Cast, sit: Sit) -> None:
        mapping = SourceFile("words.toml", b'dates = "mdy"\n[columns]\n"Wer" = "artist"')
        text = TEXT.replace("Artist", "Wer").encode()
        tab = opened(cast, sit, SourceFile("a.csv", text), mapping)
        run_behind(tab, "check")
        assert tab.lines[0].reason == "Wer: there is no artist “New Face”."
        broken = SourceFile("words.toml", b"\xff")
        tab = opened(cast, sit, SourceFile("a.csv", text), broken)
        run_behind(tab, "check")
        assert tab.problem

    def test_charlie_finds_nothing_under_alices_key(self, cast: Cast, sit: Sit) -> None:
        alices = opened(cast, sit, SourceFile("a.csv", TEXT.encode()))
        tab = sit(Imports, cast.charlie, f"/settings/import?upload={alices.upload}")
        run(tab, "enter")
        run_behind(tab, "check")
        assert "upload them again" in tab.problem

    def test_bob_may_not(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Imports, cast.bob, "/settings/import?upload=" + "0" * 32)
        run(tab, "enter")
        run_behind(tab, "bring")
        assert "may not import" in tab.problem
