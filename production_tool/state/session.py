"""Who sits at this tab."""

from dataclasses import dataclass, field

import reflex as rx


@dataclass(frozen=True)
class Me:
    """The signed-in user as the screens show them; ``rights`` holds values of Permission."""

    name: str = ""
    initials: str = ""
    role: str = ""
    studio: str = ""
    zone: str = "UTC"
    plans: bool = False
    rights: list[str] = field(default_factory=list)


NOBODY = Me()


class Session(rx.State):
    """The signed-in user; a cache that every page load fills anew from the cookie."""

    me: Me = NOBODY
    ready: bool = False

    @rx.event
    async def enter(self):
        """Find out who is here."""
        self.me = Me(name="Alice Hart", initials="AH", plans=True, studio="Studio North")
        self.ready = True
