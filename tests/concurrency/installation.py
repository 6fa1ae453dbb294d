"""A whole installation with servers of its own and one studio, to be hurt."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from production_tool.infra import frontend
from tests.program import Program, running

EMAIL, PASSWORD = "alice@studio.example", "the early train to the sea"


@contextmanager
def installed(folder: Path) -> Iterator[Program]:
    """A ready installation with one studio, stopped at the end."""
    frontend.build()
    folder.chmod(0o711)
    with running(folder, PRODUCTION_TOOL_ACCESS_TOKEN_MINUTES="60") as program:
        done = program.run(
            *("create-studio", "--name", "Alder", "--slug", "alder"),
            *("--owner-email", EMAIL, "--password-stdin"),
            given=PASSWORD,
        )
        assert done.returncode == 0, done.stderr
        yield program
