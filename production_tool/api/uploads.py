"""The native form that brings files for an import; the settings screen goes on with them."""

from urllib.parse import urlencode

from anyio import to_thread
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from production_tool.api.cookies import read_cookie
from production_tool.domain.refusals import Refusal
from production_tool.services import identity
from production_tool.services.imports import SourceFile, park_files

PAGE = "/settings/import"
_MOST_FILES = 20


async def upload(request: Request) -> Response:
    """Keep the files and go to the screen that checks them."""
    token = read_cookie(request)
    async with request.form(max_files=_MOST_FILES, max_fields=20) as form:
        sent = [part for part in form.getlist("files") if isinstance(part, UploadFile)]
        files = [SourceFile(part.filename, await part.read()) for part in sent if part.filename]
    if not files:
        return _to(problem="none")
    try:
        key = await to_thread.run_sync(lambda: _park(token, files))
    except Refusal as refusal:
        return _to(problem=refusal.kind.value)
    return _to(upload=key)


def _park(token: str, files: list[SourceFile]) -> str:
    return park_files(identity.find_seat(token).actor, files=files)


def _to(**parameters: str) -> Response:
    url = f"{PAGE}?{urlencode(parameters)}"
    return RedirectResponse(url, status_code=303, headers={"Cache-Control": "no-store"})


ROUTES = [Route("/files/import", upload, methods=["POST"])]
