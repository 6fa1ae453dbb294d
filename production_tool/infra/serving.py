"""The supervisor's program. It is the one process that always runs, so it loads very little."""

import os
import sys

from production_tool.infra.faults import StartError
from production_tool.infra.settings import get_settings
from production_tool.infra.supervisor import serve


def say(line: str) -> None:
    """One line of progress."""
    sys.stderr.write(f"· {line}\n")
    sys.stderr.flush()


def main() -> None:
    """Serve until stopped; a wrong set-up ends it with one line."""
    try:
        serve(get_settings(), say)
    except StartError as error:
        sys.stderr.write(f"production-tool: {error}\n")
        raise SystemExit(os.EX_CONFIG) from None


if __name__ == "__main__":
    main()
