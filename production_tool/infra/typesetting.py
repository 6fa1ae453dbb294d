"""Paper: pages of shapes become PDF or PNG, in a process of their own that may not go astray."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Literal, cast

HERE = Path(__file__).parent
TEMPLATE = HERE / "board.typ"
FONTS = HERE / "fonts"
TOKENS = HERE.parents[1] / "assets" / "tokens.json"
PICTURE_PPI = 110
_SECONDS = 60
_WAIT = 20
# Drawing takes a core for a moment; more at once would only take them from everybody.
_SEATS = BoundedSemaphore(2)


class TypesettingError(Exception):
    """The typesetter broke down, or took far too long."""


def typeset(pages: Sequence[Mapping[str, Any]], *, kind: str, title: str, author: str) -> bytes:
    """A document of pages, as "pdf" or (one page only) "png". Raises TypesettingError.

    A child process does it: the typesetter's code and memory are not kept in a web worker, and
    what takes too long is ended.
    """
    if not _SEATS.acquire(timeout=_WAIT):
        raise TypesettingError("too many documents are being drawn")
    try:
        return _drawn(pages, kind, title, author)
    finally:
        _SEATS.release()


def paper_colours() -> dict[str, str]:
    """Paper is light."""
    light = json.loads(TOKENS.read_text("utf-8"))["color"]["light"]
    return {name: token["$value"] for name, token in light.items()}


def _drawn(pages: Sequence[Mapping[str, Any]], kind: str, title: str, author: str) -> bytes:
    given = {"pages": pages, "title": title, "author": author, "colours": paper_colours()}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "production_tool.infra.typesetting", kind],
            input=json.dumps(given).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as failure:
        raise TypesettingError(failure.stderr.decode(errors="replace")[-2000:]) from failure
    except subprocess.TimeoutExpired as failure:
        raise TypesettingError(f"{kind} took more than {_SECONDS} s") from failure
    return done.stdout


def _main(kind: str) -> None:
    """The child: pages in, a document out."""
    import typst  # noqa: PLC0415 - only this process needs it

    made = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format=cast("Literal['pdf', 'png']", kind),
        ppi=PICTURE_PPI,
        sys_inputs={"pages": sys.stdin.read()},
    )
    pages = cast("bytes | list[bytes]", made)
    sys.stdout.buffer.write(pages if isinstance(pages, bytes) else pages[0])


if __name__ == "__main__":
    _main(sys.argv[1])
