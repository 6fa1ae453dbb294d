"""Signing in with address and password.

These functions open their own work, since a password is compared between two transactions:
the slow part holds no connection.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, text
from sqlmodel import col

from production_tool.domain.accounts import (
    NoStudio,
    WrongCredentials,
    check_password,
)
from production_tool.domain.refusals import Invalid
from production_tool.models import UserSession
from production_tool.services import throttle
from production_tool.services.identity import sessions
from production_tool.services.identity.passwords import (
    hash_password,
    is_outdated,
    verify_password,
)
from production_tool.services.work import Work, ask_the_door, at_the_door

_LOGIN = "SELECT * FROM app.find_login(%(email)s)"
_SET_PASSWORD = text("SELECT app.set_my_password(:hash)")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who just proved who they are, the studio they chose, and all of theirs."""

    user_id: UUID
    studio: sessions.Studio
    studios: list[sessions.Studio]


def identify(*, email: str, password: str, address: str, slug: str | None = None) -> Known:
    """Who has this address and this password.

    Without a slug it is the studio they sat in last, or the first by name. Raises
    WrongCredentials, TooManyTries, NoStudio or Invalid (no such studio of theirs).
    """
    user_id = prove(email=email, password=password, address=address)
    with at_the_door(user_id=user_id) as work:
        studios = sessions.find_studios(work)
        return Known(user_id, _choose(work, studios, slug), studios)


def sign_in(
    *, email: str, password: str, address: str, user_agent: str = "", former: str = ""
) -> str:
    """Open a session for whoever has this address and password; returns its token.

    ``former`` is the token of the session the browser had: it ends. Raises as identify.
    """
    known = identify(email=email, password=password, address=address)
    if former:
        sessions.sign_out(former)
    with at_the_door(user_id=known.user_id) as work:
        return sessions.open_session(
            work,
            user_id=known.user_id,
            studio_id=known.studio.id,
            user_agent=user_agent,
            address=address,
        )


def prove(*, email: str, password: str, address: str) -> UUID:
    """The account of this address and password, counted and compared in constant time.

    Raises WrongCredentials or TooManyTries, the same for an account that is not there.
    """
    throttle.check_tries(account=email, address=address)
    found = ask_the_door(_LOGIN, email=_searchable(email))
    right = verify_password(found.password_hash if found else None, password)
    if found is None or not right or found.disabled:
        throttle.note_failure(account=email, address=address)
        raise WrongCredentials(
            "The email address or the password is wrong; check both and try again."
        )
    throttle.note_success(account=email, address=address)
    if is_outdated(found.password_hash):
        _keep(found.user_id, hash_password(password))
    return found.user_id


def change_password(token: str, *, current: str, new: str, address: str) -> None:
    """Choose another password; every other session of the account ends.

    Raises NotSignedIn, WrongCredentials, TooManyTries or BadPassword.
    """
    seat = sessions.find_seat(token)
    check_password(new, email=seat.email)
    user_id = prove(email=seat.email, password=current, address=address)
    kept = hash_password(new)
    with at_the_door(user_id=user_id) as work:
        work.connection.execute(_SET_PASSWORD, {"hash": kept})
        sessions.end_other_sessions(work, session_id=seat.session_id)
        work.tell_that_rights_changed(user_id)


def _choose(work: Work, studios: list[sessions.Studio], slug: str | None) -> sessions.Studio:
    if not studios:
        raise NoStudio("Your account belongs to no studio any more; ask an owner to invite you.")
    if slug is None:
        last = _last_studio(work)
        return next((each for each in studios if each.id == last), studios[0])
    chosen = next((each for each in studios if each.slug == slug), None)
    if chosen is None:
        raise Invalid(
            "You belong to no studio of that short name; choose one of yours.",
            fields={"studio": "is none of your studios"},
        )
    return chosen


def _last_studio(work: Work) -> UUID | None:
    latest = col(UserSession.seen_at).desc()
    return work.connection.scalar(select(col(UserSession.studio_id)).order_by(latest).limit(1))


def _keep(user_id: UUID, password_hash: str) -> None:
    with at_the_door(user_id=user_id) as work:
        work.connection.execute(_SET_PASSWORD, {"hash": password_hash})
        work.keep()


def _searchable(email: str) -> str:
    # Nothing that an address cannot hold reaches the database, which would refuse to read it.
    return "".join(letter for letter in email.strip()[:254] if letter.isprintable())
