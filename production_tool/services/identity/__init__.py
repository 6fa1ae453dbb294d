"""Who somebody is: signing in, the session behind the cookie, passwords."""

from production_tool.services.identity.sessions import (
    COOKIE_NAME,
    SECURE_COOKIE_NAME,
    TRIED_COOKIE_NAME,
    SignedIn,
    Studio,
    find_actor_by_session,
    find_seat,
    session_token,
    sign_out,
    switch_studio,
    tried_address,
)
from production_tool.services.identity.signing_in import (
    Known,
    change_password,
    identify,
    sign_in,
)

__all__ = [
    "COOKIE_NAME",
    "SECURE_COOKIE_NAME",
    "TRIED_COOKIE_NAME",
    "Known",
    "SignedIn",
    "Studio",
    "change_password",
    "find_actor_by_session",
    "find_seat",
    "identify",
    "session_token",
    "sign_in",
    "sign_out",
    "switch_studio",
    "tried_address",
]
