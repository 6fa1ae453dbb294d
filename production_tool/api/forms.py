"""Native forms that set or clear the cookie, which no event of a screen could do."""

import re
from typing import TypeVar
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from production_tool.api.cookies import clear_cookie, keep_address, read_cookie, set_cookie
from production_tool.api.slow import run_slowly
from production_tool.domain.refusals import Invalid, Refusal
from production_tool.services import identity, invitations

Form = TypeVar("Form", bound=BaseModel)

# One of our own pages: a path from the root that no browser reads as another host.
_PAGE = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_LONGEST_PAGE = 2000


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore")
    next: str = "/"


class SignIn(_Form):
    """What the sign-in page sends."""

    email: str = Field(max_length=254)
    password: str = Field(max_length=256)


class SignOut(_Form):
    """What a sign-out button sends."""

    everywhere: bool = False


class SwitchStudio(_Form):
    """What the menu of studios sends."""

    studio: str = Field(max_length=48)


class ChangePassword(_Form):
    """What the password form sends."""

    current: str = Field(max_length=256)
    password: str = Field(max_length=256)


class Accept(_Form):
    """What the welcome page sends."""

    token: str = Field(max_length=100)
    name: str = Field(default="", max_length=120)
    password: str = Field(max_length=256)


async def sign_in(request: Request) -> Response:
    """A new session; the one this browser had ends."""
    back, email = "/sign-in", ""
    try:
        form = await _read(request, SignIn)
        back, email = f"{back}?next={quote(safe_page(form.next), safe='')}", form.email
        token = await run_slowly(
            lambda: identity.sign_in(
                email=form.email,
                password=form.password,
                address=_address(request),
                user_agent=request.headers.get("user-agent", ""),
                former=read_cookie(request),
            )
        )
    except Refusal as refusal:
        return keep_address(_refused(back, refusal), request, email)
    return set_cookie(_to(safe_page(form.next)), request, token)


async def sign_out(request: Request) -> Response:
    """No session any more, here or everywhere."""
    token = read_cookie(request)
    try:
        form = await _read(request, SignOut)
        await run_slowly(lambda: identity.sign_out(token, everywhere=form.everywhere))
    except Refusal as refusal:
        return _refused("/sign-in", refusal)
    return clear_cookie(_to("/sign-in"))


async def switch_studio(request: Request) -> Response:
    """The same session in another studio."""
    token = read_cookie(request)
    try:
        form = await _read(request, SwitchStudio)
        await run_slowly(lambda: identity.switch_studio(token, slug=form.studio))
    except Refusal as refusal:
        return _refused("/", refusal)
    return _to(safe_page(form.next))


async def change_password(request: Request) -> Response:
    """Another password; every other session ends."""
    token, back = read_cookie(request), "/settings/account"
    try:
        form = await _read(request, ChangePassword)
        back = safe_page(form.next) if form.next != "/" else back
        await run_slowly(
            lambda: identity.change_password(
                token, current=form.current, new=form.password, address=_address(request)
            )
        )
    except Refusal as refusal:
        return _refused(back, refusal)
    return _to(_with(back, done="password"))


async def accept_invitation(request: Request) -> Response:
    """Join a studio by a link, and be signed in there."""
    back = "/welcome"
    try:
        form = await _read(request, Accept)
        back += f"?token={quote(form.token, safe='')}"
        token = await run_slowly(
            lambda: invitations.accept_invitation(
                secret=form.token,
                name=form.name,
                password=form.password,
                address=_address(request),
                user_agent=request.headers.get("user-agent", ""),
                former=read_cookie(request),
            )
        )
    except Refusal as refusal:
        return _refused(back, refusal)
    return set_cookie(_to(safe_page(form.next)), request, token)


def safe_page(asked: str) -> str:
    """The page to go on to, if it is one of ours; the first page otherwise."""
    ours = len(asked) <= _LONGEST_PAGE and _PAGE.fullmatch(asked)
    return asked if ours and not asked.startswith("/auth/") else "/"


async def _read(request: Request, kind: type[Form]) -> Form:
    async with request.form(max_files=0, max_fields=20) as sent:
        given = dict(sent)
    try:
        return kind.model_validate(given)
    except ValidationError as wrong:
        fields = {str(each["loc"][0]): each["msg"] for each in wrong.errors()}
        raise Invalid("The form is not complete; look at what is marked.", fields=fields) from wrong


def _refused(back: str, refusal: Refusal) -> Response:
    """Back to the form; ``problem`` is the refusal's kind, ``wait`` its seconds."""
    told = {"problem": refusal.kind.value}
    if refusal.retry_after:
        told["wait"] = str(refusal.retry_after)
    if refusal.fields:
        told["field"] = next(iter(refusal.fields))
    return _to(_with(back, **told))


def _with(page: str, **parameters: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}{urlencode(parameters)}"


def _to(page: str) -> Response:
    return RedirectResponse(page, status_code=303, headers={"Cache-Control": "no-store"})


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


ROUTES = [
    Route("/auth/sign-in", sign_in, methods=["POST"]),
    Route("/auth/sign-out", sign_out, methods=["POST"]),
    Route("/auth/studio", switch_studio, methods=["POST"]),
    Route("/auth/welcome", accept_invitation, methods=["POST"]),
    Route("/auth/password", change_password, methods=["POST"]),
]
