"""Every refusal says what can be done instead."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import production_tool
from production_tool.domain.refusals import Refusal

ROOT = Path(production_tool.__file__).parent
# An import's say of one cell or row; the report around them says what to do.
OF_FILES = ROOT / "domain" / "imports", ROOT / "services" / "imports"
# After what is wrong comes what to do, or the whole of it is that.
ADVISES = re.compile(r"; \w|[.:] \w|^(Sign|Choose|Say|Give|Ask|Name) ")


def rooms() -> Iterator[Path]:
    for layer in ("domain", "services", "state", "api"):
        for path in sorted((ROOT / layer).rglob("*.py")):
            if not any(path.is_relative_to(folder) for folder in OF_FILES):
                yield path


def said(argument: ast.expr) -> str:
    """A message as it is written, with an x for whatever is put into it."""
    match argument:
        case ast.Constant(value=str(words)):
            return words
        case ast.JoinedStr(values=parts):
            return "".join(said(part) for part in parts)
        case ast.BinOp(left=left, right=right):
            return said(left) + said(right)
        case _:
            return "x"


def refusals(path: Path) -> Iterator[tuple[int, str]]:
    """Line and message of each refusal that is raised or made with words of its own."""
    name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
    room = vars(import_module(name.removesuffix(".__init__")))
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=kind), args=[words, *_]):
                meant = room.get(kind)
                if (
                    isinstance(meant, type)
                    and issubclass(meant, Refusal)
                    and said(words).strip("x.")
                ):
                    yield node.lineno, said(words)
            case _:
                pass


def test_each_says_what_to_do() -> None:
    told = {
        f"{path.relative_to(ROOT)}:{line}": words
        for path in rooms()
        for line, words in refusals(path)
        if words
    }
    assert len(told) > 100
    assert {where: words for where, words in told.items() if not ADVISES.search(words)} == {}
