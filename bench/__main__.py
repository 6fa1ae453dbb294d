"""`python -m bench [NAME…]`: runs all benchmarks, or those named; one JSON object a line."""

import sys
from importlib import import_module

from bench.report import tell
from bench.stage import stage

NAMES = (
    "creating",
    "board",
    "past",
    "importing",
    "screens",
    "program",
    "widget",
    "using",
    "live",
)


def main() -> None:
    """Each benchmark on a fresh stage, so that none leans on another's rows."""
    wanted = sys.argv[1:] or NAMES
    for name in wanted:
        if name not in NAMES:
            sys.exit(f"{name} is not a benchmark; there are: {', '.join(NAMES)}")
        with stage() as here:
            for each in import_module(f"bench.{name}").figures(here):
                tell(each)


if __name__ == "__main__":
    main()
