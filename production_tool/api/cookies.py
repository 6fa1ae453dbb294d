"""The one cookie: a session's token, out of reach of scripts and of other sites."""

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
    settings = get_settings()
    public = settings.public_url or ""
    secure = request.url.scheme == "https" or public.startswith("https:")
    answer.set_cookie(
        identity.SECURE_COOKIE_NAME if secure else identity.COOKIE_NAME,
        token,
        max_age=settings.session_days * _DAY,
        path="/",
        secure=secure,
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
