"""Signed statements: short-lived tokens that say who may do what until when."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from production_tool.infra.settings import get_settings

_ALGORITHM = "HS256"


class Purpose(StrEnum):
    """What a statement is for; each has a key of its own, so that none passes for another."""

    ACCESS = "access"


def sign(purpose: Purpose, claims: Mapping[str, Any], *, now: datetime, lasts: timedelta) -> str:
    """A compact JWT of the claims, valid from ``now`` for as long as it lasts."""
    times = {"iat": int(now.timestamp()), "exp": int((now + lasts).timestamp())}
    return jwt.encode(
        {"alg": _ALGORITHM}, {"aud": purpose.value, **claims, **times}, _key(purpose, _secret())
    )


def read(purpose: Purpose, token: str, *, now: datetime) -> dict[str, Any] | None:
    """The claims of a statement we signed for this purpose; None when it is not, or is over."""
    rules = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        exp={"essential": True},
        aud={"essential": True, "value": purpose.value},
    )
    try:
        claims = dict(_proven(purpose, token, _secret()))
        rules.validate(claims)
    except (JoseError, ValueError):
        return None
    return claims


@lru_cache(maxsize=1_024)
def _proven(purpose: Purpose, token: str, secret: str) -> Mapping[str, Any]:
    # A signature that was right stays right: looked at once a process and token. Its time is
    # looked at with every use, and so is, by the caller, what its holder may still do.
    return jwt.decode(token, _key(purpose, secret), algorithms=[_ALGORITHM]).claims


@lru_cache
def _key(purpose: Purpose, secret: str) -> OctKey:
    return OctKey.import_key(
        hmac.digest(secret.encode(), f"production-tool {purpose.value}".encode(), hashlib.sha256)
    )


def _secret() -> str:
    secret = get_settings().secret.get_secret_value()
    if not secret:
        raise RuntimeError("no signing key is set")
    return secret
