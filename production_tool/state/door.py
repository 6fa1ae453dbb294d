"""The sign-in page: why somebody is here, and where they wanted to go."""

import reflex as rx

from production_tool.domain.refusals import Kind, NotSignedIn
from production_tool.services import identity
from production_tool.state.session import prove

WORDS = {
    Kind.UNAUTHENTICATED: "The email address or the password is wrong; check both and try again.",
    Kind.NOT_ALLOWED: "Your account belongs to no studio any more; ask an owner to invite you.",
    Kind.UNAVAILABLE: "Signing in does not work just now; try again in a moment.",
}
OTHERWISE = "Fill in your email address and your password."
A_MINUTE = 60


class Door(rx.State):
    """What the address says about the last try."""

    problem: str = ""
    email: str = ""
    onward: str = "/"

    @rx.event
    async def arrive(self):
        """Say what went wrong; whoever is signed in goes on at once."""
        asked = self.router.url.query_parameters
        self.onward = asked.get("next", "/")
        self.problem = _words(asked.get("problem", ""), asked.get("wait", ""))
        self.email = identity.tried_address(self.router.headers.cookie) if self.problem else ""
        try:
            await prove(self, identity.find_seat)
        except NotSignedIn:
            return None
        return rx.redirect("/")


def too_many_tries(wait: str) -> str:
    """How long to wait; ``wait`` is in seconds, as an address says it."""
    minutes = -(-int(wait) // A_MINUTE) if wait.isascii() and wait.isdecimal() else 1
    unit = "minute" if minutes == 1 else "minutes"
    return f"Too many tries. Wait {minutes} {unit}, then try again."


def _words(kind: str, wait: str) -> str:
    if not kind:
        return ""
    if kind == Kind.THROTTLED:
        return too_many_tries(wait)
    return next((words for known, words in WORDS.items() if known == kind), OTHERWISE)
