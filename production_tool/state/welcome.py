"""The page behind an invitation's link."""

import reflex as rx
from anyio import to_thread

from production_tool.domain.accounts import SHORTEST_PASSWORD
from production_tool.domain.refusals import Kind
from production_tool.services.invitations import find_welcome
from production_tool.state.door import too_many_tries

WORDS = {
    Kind.UNAUTHENTICATED: "This address has an account already: join with its own password.",
    Kind.NOT_FOUND: "This link was used or is over; ask for another one.",
    Kind.CONFLICT: "You are in the studio already; just sign in.",
    Kind.UNAVAILABLE: "Joining does not work just now; try again in a moment.",
    Kind.INVALID: f"Take a password of at least {SHORTEST_PASSWORD} characters that is not just "
    "your address or one letter many times.",
}


class Welcome(rx.State):
    """What the holder of a link is told."""

    token: str = ""
    studio: str = ""
    email: str = ""
    role: str = ""
    invited_by: str = ""
    problem: str = ""
    ready: bool = False

    @rx.event
    async def arrive(self):
        """Look what the link is good for."""
        asked = self.router.url.query_parameters
        self.token = asked.get("token", "")
        found = await to_thread.run_sync(find_welcome, self.token)
        self.problem = _words(asked.get("problem", ""), asked.get("wait", ""))
        self.studio = found.studio if found else ""
        self.email = found.email if found else ""
        self.role = found.role.value.removeprefix("studio_") if found else ""
        self.invited_by = found.invited_by if found else ""
        self.ready = True


def _words(kind: str, wait: str) -> str:
    if kind == Kind.THROTTLED:
        return too_many_tries(wait)
    return next((words for known, words in WORDS.items() if known == kind), "")
