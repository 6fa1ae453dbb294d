"""One's own account: the password, and where one is signed in."""

from typing import Any, Literal

import reflex as rx

from production_tool.services import identity
from production_tool.state import focus
from production_tool.state.forms import Form
from production_tool.state.session import answering, prove

LOOKS: list[tuple[Literal["system", "light", "dark"], str]] = [
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
]


class Account(rx.State):
    """The forms of the account screen."""

    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    asking: bool = False

    @rx.event
    @answering
    async def change_password(self, sent: dict[str, Any]):
        """Choose another password; other browsers are signed out."""
        self.faults = {}
        form = Form(sent)
        await prove(
            self,
            identity.change_password,
            current=form.secret("current"),
            new=form.secret("password"),
            address=self.router.session.client_ip,
        )
        told = rx.toast.success("Your password is changed; other browsers are signed out.")
        return [told, focus.anew("change-password")]

    @rx.event
    def ask(self, asking: bool):
        """Ask before every browser is signed out."""
        self.asking = asking

    @rx.event
    @answering
    async def leave_everywhere(self):
        """Sign out of every browser, this one too."""
        self.asking = False
        await prove(self, identity.sign_out, everywhere=True)
        return rx.redirect("/sign-in")
