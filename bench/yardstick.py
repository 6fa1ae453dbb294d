"""DayPilot Lite, fetched when it is measured; the repository holds nothing of it."""

import base64
import hashlib
import os
import subprocess
import tarfile
from pathlib import Path

from production_tool.infra import frontend

_PACKAGE = "@daypilot/daypilot-lite-javascript@5.10.1"
_TARBALL = "daypilot-daypilot-lite-javascript-5.10.1.tgz"
_SCRIPT = "package/daypilot-javascript.min.js"
_SHA512 = "9LgvWO3NNFXw2JlN7ApPwo/6QLwqDzkUIGpqM2jathX7OBr1zLIdd06Qg/SOkFK0puQzllkxRjfsKpvE0glnLA=="


def daypilot() -> str:
    """Its script, from the cache or the registry; anything but the known file is refused."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "production-tool"
    file = cache / _TARBALL
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(  # noqa: S603 - npm of the project, fixed arguments
            ["npm", "pack", "--silent", "--pack-destination", str(cache), _PACKAGE],  # noqa: S607
            env=frontend.environment(os.environ),
            stdout=subprocess.DEVNULL,
            check=True,
        )
    found = base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()
    if found != _SHA512:
        file.unlink()
        raise RuntimeError(f"{_TARBALL} is not the file that was looked at; it was removed.")
    with tarfile.open(file) as packed:
        script = packed.extractfile(_SCRIPT)
        if script is None:
            raise RuntimeError(f"{_TARBALL} holds no {_SCRIPT}")
        return script.read().decode()
