"""How many examples hypothesis tries, and which: the same ones in a check, new ones in a search."""

from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

# A check must say the same of the same tree, so its examples are always the same. How long one
# takes says more about the machine's other work than about the program: there is no deadline.
settings.register_profile(
    "check", deadline=None, derandomize=True, database=None, max_examples=100, print_blob=True
)
# `make search` looks for what nobody thought of, and keeps what it finds for the next search.
settings.register_profile(
    "search",
    deadline=None,
    derandomize=False,
    database=DirectoryBasedExampleDatabase(".hypothesis/examples"),
    max_examples=3000,
    print_blob=True,
)


def fewer(share: float) -> int:
    """A part of the examples that other tests get, for a test whose examples take long."""
    usual = settings.get_profile(settings.get_current_profile_name()).max_examples
    return max(1, round(usual * share))
