"""What open tabs show, in Redis for an hour, so that any process can go on with them.

Entries are sealed: only this installation can read them, and only what it wrote is taken back.
Without Redis nothing is put away and nothing is found.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from secrets import token_bytes
from time import monotonic
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from redis.exceptions import RedisError

from production_tool.infra import bus
from production_tool.infra.settings import get_settings

LASTS = 3600
_REST_AFTER_FAILURE = 2.0
_NONCE, _WRITER = 12, 16


class TabStore:
    """The store as one process sees it; entries of another ``version`` are not seen at all."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._me = token_bytes(_WRITER)
        self._rests_until = 0.0

    def put(self, entries: Mapping[str, bytes]) -> None:
        """Put entries away, replacing those that are there; nothing while Redis is away."""
        client: Any = bus.client()
        line = client.pipeline(transaction=False)
        for name, content in entries.items():
            line.set(self._key(name), self._seal(name, self._me + content), ex=LASTS)
        self._ask(line.execute)

    def find(self, name: str) -> bytes | None:
        """What another process put away last; None if there is nothing, or it was this one."""
        client: Any = bus.client()
        found = cast("bytes | None", self._ask(lambda: client.get(self._key(name))))
        opened = None if found is None else self._open(name, found)
        if opened is None or opened[:_WRITER] == self._me:
            return None
        return opened[_WRITER:]

    def _ask(self, question: Callable[[], Any]) -> Any:
        """The answer; None, for a while without asking, when Redis has failed to give one."""
        if monotonic() < self._rests_until:
            return None
        try:
            return question()
        except RedisError:
            self._rests_until = monotonic() + _REST_AFTER_FAILURE
            return None

    def _seal(self, name: str, content: bytes) -> bytes:
        nonce = token_bytes(_NONCE)
        return nonce + _cipher().encrypt(nonce, content, self._key(name).encode())

    def _open(self, name: str, sealed: bytes) -> bytes | None:
        nonce, content = sealed[:_NONCE], sealed[_NONCE:]
        try:
            return _cipher().decrypt(nonce, content, self._key(name).encode())
        except (InvalidTag, ValueError):  # not ours, or not whole
            return None

    def _key(self, name: str) -> str:
        return f"production-tool:tab:{self._version}:{name}"


def _cipher() -> ChaCha20Poly1305:
    secret = get_settings().secret.get_secret_value().encode()
    return ChaCha20Poly1305(sha256(b"open tabs\0" + secret).digest())
