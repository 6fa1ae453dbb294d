"""The data directory: one holder, private secrets, sockets whose path is short enough."""

import stat
from pathlib import Path

import pytest

from production_tool.infra.datadir import DataDirBusyError, held, open_data_dir, read_secrets
from production_tool.infra.faults import StartError


class TestDataDir:
    def test_one_at_a_time(self, tmp_path: Path) -> None:
        data = open_data_dir(tmp_path)
        with (
            held(data, "serve"),
            pytest.raises(DataDirBusyError, match="Another server already runs") as busy,
            held(data, "command"),
        ):
            pass
        assert busy.value.purpose == "serve"

    def test_free_again_when_the_holder_is_done(self, tmp_path: Path) -> None:
        data = open_data_dir(tmp_path)
        with held(data, "serve"):
            pass
        with held(data, "command"):
            pass

    def test_secrets_are_made_once_and_private(self, tmp_path: Path) -> None:
        data = open_data_dir(tmp_path)
        first = read_secrets(data, ("one", "two"))
        assert read_secrets(data, ("one", "two", "three"))["one"] == first["one"]
        assert stat.S_IMODE(data.secret_file.stat().st_mode) == 0o600

    def test_a_long_path_gets_a_short_folder_for_its_sockets(self, tmp_path: Path) -> None:
        data = open_data_dir(tmp_path / ("long" * 30))
        assert len(str(data.run / ".s.PGSQL.5432")) <= 107
        assert stat.S_IMODE(data.run.stat().st_mode) == 0o700
        data.run.rmdir()

    def test_a_file_in_its_place_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("not a folder")
        with pytest.raises(StartError, match="Cannot use the data directory"):
            open_data_dir(tmp_path / "data")
