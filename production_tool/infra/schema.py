"""Which schema the program was written for, without loading the migration tool."""

from functools import cache
from pathlib import Path

_VERSIONS = Path(__file__).parents[2] / "alembic" / "versions"


@cache
def newest() -> str:
    """The newest revision; revisions are numbered, and their files begin with the number."""
    return max(path.stem.partition("_")[0] for path in _VERSIONS.glob("[0-9]*.py"))
