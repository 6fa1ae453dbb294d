"""The account behind an address: found and proven, or made with its first password."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.accounts import (
    WrongCredentials,
    check_password,
    checked_email,
    checked_name,
)
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import Conflict
from production_tool.services.identity.passwords import hash_password, verify_password
from production_tool.services.work import Work, ask_the_door

_LOGIN = "SELECT * FROM app.find_login(%(email)s)"
_ENSURE = text("SELECT app.ensure_user(:id, :email, :name)")
_FIRST_PASSWORD = text("SELECT app.set_first_password(:id, :hash)")


@dataclass(frozen=True, slots=True)
class Account:
    """A proven account; one that is new has a hash still to be written."""

    id: UUID
    email: str
    name: str
    first_hash: str | None = None


def prepare_account(*, email: str, name: str, password: str) -> Account:
    """Hash or compare a password, before the transaction that needs the account.

    An account that is there keeps its password, which must be the given one: whoever invites
    an address cannot become the person. Raises BadAccount, BadPassword or WrongCredentials.
    """
    address = checked_email(email)
    found = ask_the_door(_LOGIN, email=address)
    if found is not None:
        if not verify_password(found.password_hash, password) or found.disabled:
            raise WrongCredentials(
                "This address has an account already, with another password; use that one.",
                fields={"password": "is not the password of the account"},
            )
        return Account(found.user_id, address, found.name)
    check_password(password, email=address)
    tidy = checked_name(name, email=address)
    return Account(new_id(), address, tidy, hash_password(password))


def write_account(work: Work, account: Account) -> None:
    """Write a new account with its password. Raises Conflict when somebody else just did."""
    if account.first_hash is None:
        return
    asked = {"id": account.id, "email": account.email, "name": account.name}
    if work.connection.scalar(_ENSURE, asked) != account.id:
        raise Conflict("This address got an account just now; try again.")
    work.connection.execute(_FIRST_PASSWORD, {"id": account.id, "hash": account.first_hash})
