"""The cookie with a session's token, and one for a try that failed: out of reach of scripts."""

from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import Response

from production_tool.infra.settings import get_settings
from production_tool.services import identity

_DAY = 24 * 3600


def read_cookie(request: HTTPConnection) -> str:
    """The session's token; empty when there is none."""
    return identity.session_token(request.headers.get("cookie", ""))


def set_cookie(answer: Response, request: HTTPConnection, token: str) -> Response:
    """Give the browser its session; over https under the name that only this host can set."""
    secure = _is_secure(request)
    answer.set_cookie(
        identity.SECURE_COOKIE_NAME if secure else identity.COOKIE_NAME,
        token,
        max_age=get_settings().session_days * _DAY,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def keep_address(answer: Response, request: HTTPConnection, email: str) -> Response:
    """Let the form come back with what was typed as the address; for a minute."""
    answer.set_cookie(
        identity.TRIED_COOKIE_NAME,
        quote(email, safe=""),
        max_age=60,
        path="/",
        secure=_is_secure(request),
        httponly=True,
        samesite="lax",
    )
    return answer


def clear_cookie(answer: Response) -> Response:
    """Take it back, under either name."""
    for name in (identity.SECURE_COOKIE_NAME, identity.COOKIE_NAME):
        secure = name == identity.SECURE_COOKIE_NAME
        answer.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
    return answer


def _is_secure(request: HTTPConnection) -> bool:
    return request.url.scheme == "https" or (get_settings().public_url or "").startswith("https:")
