"""Access tokens for programs that know an address and a password."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field, StringConstraints

from production_tool.api.envelope import Envelope, Wire
from production_tool.api.errors import failures
from production_tool.api.slow import run_slowly
from production_tool.services import tokens

router = APIRouter(prefix="/auth", tags=["auth"])


class Credentials(Wire):
    """An account's; ``studio`` is a short name, needed only by people with several."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=254)] = Field(
        examples=["alice@studio.example"]
    )
    password: Annotated[str, StringConstraints(min_length=1, max_length=256)] = Field(
        examples=["seven small red boats"]
    )
    studio: Annotated[str, StringConstraints(min_length=1, max_length=48)] | None = Field(
        default=None, examples=["north-studio"]
    )


class Access(Wire):
    """Send the token as ``Authorization: Bearer …`` until it expires."""

    access_token: str
    expires_at: datetime


@router.post(
    "/token", operation_id="create_access_token", responses=failures(401, 403, 413, 429, 503)
)
async def create_access_token(body: Credentials, request: Request) -> Envelope[Access]:
    """Prove who you are; the token acts in one studio, as your role there at each use."""
    made = await run_slowly(
        lambda: tokens.create_access_token(
            email=body.email,
            password=body.password,
            slug=body.studio,
            address=request.client.host if request.client else "",
        )
    )
    return Envelope(data=Access(access_token=made.access_token, expires_at=made.expires_at))
