"""The papers list what there is."""

from pathlib import Path

from production_tool.infra.settings import PLAIN, PREFIX, Settings

PAPER = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")


class TestOperations:
    def test_every_setting_is_listed(self) -> None:
        names = [PREFIX + field.upper() for field in Settings.model_fields] + [*PLAIN.values()]
        assert [name for name in names if f"`{name}`" not in PAPER] == []

    def test_every_command_is_listed(self) -> None:
        from_paper = {
            line.split("`production-tool ")[1].split("`")[0].split(" ")[0]
            for line in PAPER.splitlines()
            if line.startswith("| `production-tool ")
        }
        assert {"serve", "migrate", "demo", "create-studio", "import", "doctor"} <= from_paper
