"""Paper: pages of shapes become PDF or PNG."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast

from production_tool.infra.offload import run_offloaded

HERE = Path(__file__).parent
TEMPLATE = HERE / "board.typ"
FONTS = HERE / "fonts"
TOKENS = HERE.parents[1] / "assets" / "tokens.json"
PICTURE_PPI = 110


def typeset(pages: Sequence[Mapping[str, Any]], *, kind: str, title: str, author: str) -> bytes:
    """A document of pages, as "pdf" or (one page only) "png". Raises OffloadError."""
    given = {"pages": pages, "title": title, "author": author, "colours": paper_colours()}
    return run_offloaded(__name__, kind, given=json.dumps(given).encode())


def paper_colours() -> dict[str, str]:
    """Paper is light."""
    light = json.loads(TOKENS.read_text("utf-8"))["color"]["light"]
    return {name: token["$value"] for name, token in light.items()}


def _main(kind: str) -> None:
    import typst  # noqa: PLC0415 - only the process of its own needs it

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
