"""Building the screens' JavaScript, once, and again only when its sources changed."""

import fcntl
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from production_tool.infra.faults import StartError
from production_tool.infra.settings import get_settings

ROOT = Path(__file__).parents[2]
BUILT = ROOT / ".web" / "build" / "client"
_STAMP = ROOT / ".web" / "build" / "sources.sha256"
# All that the compiled pages are made of. Rules count too: pages show their words and limits.
_SOURCES = ("pages", "components", "state", "domain", "production_tool.py")
_BESIDE = ("assets", "reflex.lock", "rxconfig.py", "requirements.lock")
_BAKED = re.compile(r"""(["'`])(http|ws)s?://localhost:\d+(/[^"'`]*)\1""")
_SYSTEM_CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)


def is_built() -> bool:
    """Whether the pages on disk belong to these sources."""
    return built_from() == fingerprint()


def built_from() -> str:
    """The fingerprint of the sources that the pages on disk were made of; empty without any."""
    return _STAMP.read_text("ascii") if _STAMP.exists() else ""


def build() -> None:
    """Build the pages if needed; one process builds, others wait. Raises StartError."""
    with (ROOT / ".web.lock").open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_built():
            return
        _STAMP.unlink(missing_ok=True)
        _export()
        _tidy_lock()
        _speak_to_own_origin()
        _STAMP.write_text(fingerprint(), encoding="ascii")


def fingerprint() -> str:
    """A hash over every source of the pages, and over what decides which of them there are."""
    found = hashlib.sha256(b"with gallery" if get_settings().gallery else b"")
    for file in _files():
        found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def _files() -> Iterator[Path]:
    package = ROOT / "production_tool"
    for place in [*(package / name for name in _SOURCES), *(ROOT / name for name in _BESIDE)]:
        if place.is_file():
            yield place
        for file in sorted(place.rglob("*")):
            # Reflex puts its wrapped components' files into assets/external itself.
            if file.is_file() and not {"__pycache__", "external"} & set(file.parts):
                yield file


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """What Reflex and npm need to know, so that they ask nobody and write no addresses."""
    found = dict(given) | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{given.get('PATH', '')}",
        "REFLEX_USE_NPM": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_API_URL": "http://localhost:8000",
        "npm_config_omit_lockfile_registry_resolved": "true",
        "npm_config_audit": "false",
        "npm_config_fund": "false",
        "npm_config_update_notifier": "false",
    }
    bundle = next((name for name in _SYSTEM_CERTIFICATES if Path(name).exists()), None)
    if bundle:
        # The packaged Node knows only its own certificates.
        found.setdefault("NODE_EXTRA_CA_CERTS", bundle)
    return found


def _export() -> None:
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--no-ssr"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(os.environ), capture_output=True, text=True, check=False
    )
    if done.returncode or not BUILT.exists():
        sys.stderr.write(done.stdout[-6000:] + done.stderr[-6000:])
        raise StartError("The front end could not be built; what its tools said stands above.")


def _tidy_lock() -> None:
    """Reflex writes the same packages in changing orders; one order keeps the tree clean."""
    file = ROOT / "reflex.lock" / "package.json"
    tidy = json.dumps(json.loads(file.read_text("utf-8")), indent=2, sort_keys=True) + "\n"
    file.write_text(tidy, encoding="utf-8")


def _speak_to_own_origin() -> None:
    """Replace the baked server address, so that one build serves any host and port."""
    chunks = list((BUILT / "assets").glob("reflex-env-*.js"))
    for chunk in chunks:
        text, count = _BAKED.subn(_own_origin, chunk.read_text("utf-8"))
        if not count:
            raise StartError(f"{chunk.name} holds no server address; Reflex changed its format.")
        chunk.write_text(text, encoding="utf-8")
        packed = chunk.with_name(chunk.name + ".gz")
        if packed.exists():
            packed.write_bytes(gzip.compress(text.encode()))
    if not chunks:
        raise StartError("The front end has no address chunk; Reflex changed its format.")


def _own_origin(found: re.Match[str]) -> str:
    # `http…` → `ws…` and `https…` → `wss…`.
    origin = "location.origin" if found[2] == "http" else '"ws"+location.origin.slice(4)'
    return f'({origin}+"{found[3]}")'
