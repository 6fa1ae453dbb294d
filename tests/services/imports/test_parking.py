"""Uploaded files wait for their import, for nobody but their studio."""

from pathlib import Path

import pytest

from production_tool.domain.refusals import NotAllowed
from production_tool.infra.settings import get_settings
from production_tool.services.imports import (
    SourceFile,
    UploadGone,
    forget_files,
    park_files,
    parked_files,
)
from tests.factories import Cast

FILES = [SourceFile("a.csv", b"1"), SourceFile("../../b.csv", b"\x00\xff")]


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_settings(), "data", tmp_path)


class TestParking:
    def test_what_was_parked_is_found_as_it_was(self, cast: Cast, tmp_path: Path) -> None:
        key = park_files(cast.alice, files=FILES)
        assert parked_files(cast.alice, key=key) == FILES
        assert {p.name for p in tmp_path.rglob("*") if p.is_file()} == {"0", "1", "names.json"}

    def test_charlie_does_not_find_it(self, cast: Cast) -> None:
        key = park_files(cast.alice, files=FILES)
        with pytest.raises(UploadGone):
            parked_files(cast.charlie, key=key)
        forget_files(cast.charlie, key=key)
        assert parked_files(cast.alice, key=key)

    @pytest.mark.parametrize("key", ["", "..", "../../etc", "x" * 32, "0" * 32])
    def test_made_up_keys_find_nothing(self, cast: Cast, key: str) -> None:
        with pytest.raises(UploadGone):
            parked_files(cast.alice, key=key)

    def test_bob_may_not_park(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed):
            park_files(cast.bob, files=FILES)

    def test_only_the_latest_are_kept(self, cast: Cast) -> None:
        keys = [park_files(cast.alice, files=FILES[:1]) for _ in range(12)]
        with pytest.raises(UploadGone):
            parked_files(cast.alice, key=keys[0])
        assert parked_files(cast.alice, key=keys[-1])
