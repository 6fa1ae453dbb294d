"""Uploaded files between their check and their import, for a day, in the data directory."""

import json
import re
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from production_tool.domain.actor import Actor, Permission
from production_tool.domain.refusals import NotFound
from production_tool.infra.settings import get_settings
from production_tool.services.imports.reading import SourceFile

_KEY = re.compile(r"[0-9a-f]{32}")
_NAMES = "names.json"
_A_DAY = 24 * 3600
_MOST_UPLOADS = 10


class UploadGone(NotFound):
    """The files are not there any more, or never were in this studio."""


def park_files(actor: Actor, *, files: Sequence[SourceFile]) -> str:
    """Keep the files for a while; the key finds them again, in this studio only.

    Raises NotAllowed.
    """
    actor.must(Permission.IMPORT)
    key = secrets.token_hex(16)
    folder = _folder(actor) / key
    folder.mkdir(mode=0o700, parents=True)
    for number, file in enumerate(files):
        # Their own names are only told, never used on the disk.
        (folder / str(number)).write_bytes(file.content)
    (folder / _NAMES).write_text(json.dumps([file.name for file in files]), "utf-8")
    _forget_old(folder)
    return key


def parked_files(actor: Actor, *, key: str) -> list[SourceFile]:
    """The files of a key. Raises NotAllowed or UploadGone."""
    actor.must(Permission.IMPORT)
    folder = _folder(actor) / key
    if not _KEY.fullmatch(key) or not (folder / _NAMES).exists():
        raise UploadGone("These files are not here any more; upload them again.")
    names: list[str] = json.loads((folder / _NAMES).read_text("utf-8"))
    return [SourceFile(name, (folder / str(n)).read_bytes()) for n, name in enumerate(names)]


def forget_files(actor: Actor, *, key: str) -> None:
    """Throw the files away. Raises NotAllowed."""
    actor.must(Permission.IMPORT)
    if _KEY.fullmatch(key):
        shutil.rmtree(_folder(actor) / key, ignore_errors=True)


def _folder(actor: Actor) -> Path:
    return get_settings().data / "uploads" / str(actor.tenant_id)


def _forget_old(latest: Path) -> None:
    """The folder just made tells what time it is."""
    now = latest.stat().st_mtime
    others = sorted(latest.parent.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
    for place, other in enumerate(others):
        if place >= _MOST_UPLOADS or now - other.stat().st_mtime > _A_DAY:
            shutil.rmtree(other, ignore_errors=True)
