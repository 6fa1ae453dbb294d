"""What a page of ours may load and run, as its Content-Security-Policy."""

import base64
import hashlib
import re
from collections.abc import Iterable

# An answer that is no page loads nothing.
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def page_policy(pages: Iterable[str], *, evaluates: bool) -> str:
    """The policy under which just these pages' own inline scripts run.

    ``evaluates`` lets scripts compile text into code, which Reflex's event chains need.
    Styles may be inline: the screens' component library writes them while it runs.
    """
    hashes = sorted({_hash(script) for page in pages for script in _INLINE.findall(page)})
    scripts = ["'self'", *(["'unsafe-eval'"] if evaluates else []), *hashes]
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(scripts),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
