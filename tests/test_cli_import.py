"""The console's import, from files on a disk."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from production_tool.cli_import import Wishes, run_import
from production_tool.models import Tenant
from production_tool.services.queries.artists import list_artists
from production_tool.services.work import reading
from tests.factories import Cast, create_cast
from tests.servers import Database

DATA = Path(__file__).parent / "data"


@pytest.fixture
def cast(database: Database) -> Cast:
    """alice, bob and charlie."""
    return create_cast(database)


@pytest.fixture
def slug(cast: Cast) -> str:
    """The short name of alice's studio."""
    with reading(cast.alice) as work:
        return work.connection.execute(select(col(Tenant.slug))).scalar_one()


def copied(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_bytes((DATA / name).read_bytes())
    return [folder / name for name in names]


class TestConsole:
    def test_refused_rows_lie_beside_their_file(
        self, cast: Cast, slug: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        files = copied(tmp_path, "artists.csv", "projects.csv", "bookings_broken.csv")
        assert run_import(Wishes(slug, files)) == 1
        told = capsys.readouterr().out
        assert "Dates in “From” are read as year-month-day" in told
        assert "Nothing was written" in told
        assert (tmp_path / "bookings_broken.refused.csv").exists()
        assert run_import(Wishes(slug, files, skip_conflicts=True)) == 0
        assert "Imported: 88 new, 10 refused." in capsys.readouterr().out
        # The first one may hold somebody's mending.
        assert (tmp_path / "bookings_broken.refused-2.csv").exists()
        with reading(cast.alice) as work:
            assert list_artists(work).total == 65

    def test_a_dry_run_tells_every_row_and_leaves_no_file(
        self, slug: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (file,) = copied(tmp_path, "bookings_broken.csv")
        assert run_import(Wishes(slug, [file], dry_run=True, create_missing=True)) == 1
        told = capsys.readouterr().out
        assert "bookings_broken.csv, row 2: new: Finn Fujita, KES100, 2026-07-06" in told
        assert "row 7: refused" in told
        assert list(tmp_path.iterdir()) == [file]

    @pytest.mark.parametrize(
        ("name", "why"),
        [("none.csv", "cannot be read"), ("not_a_table.csv", "not a text file")],
    )
    def test_what_cannot_be_read_is_one_line(
        self, slug: str, name: str, why: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run_import(Wishes(slug, [DATA / name])) == 1
        assert why in capsys.readouterr().err

    def test_an_unknown_studio_is_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run_import(Wishes("nowhere", [DATA / "artists.csv"])) == 1
        assert "no studio" in capsys.readouterr().err
