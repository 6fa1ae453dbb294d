"""Sessions and passwords: how long they last, what they tell, what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from limits.errors import StorageError

from production_tool.domain.accounts import WrongCredentials
from production_tool.domain.refusals import NotSignedIn
from production_tool.infra.settings import get_settings
from production_tool.services import identity, throttle
from production_tool.services.identity import passwords, sessions
from production_tool.services.throttle import TooManyTries
from production_tool.services.work import at_the_door
from tests.factories import PASSWORD, found_studio, letters
from tests.servers import Database

HOME = "192.0.2.1"


@pytest.fixture
def email(database: Database) -> str:
    address = f"olga-{letters()}@example.org"
    found_studio(owner_email=address)
    return address


class TestSessions:
    def test_its_token_is_kept_as_a_hash(self, email: str) -> None:
        token = sign_in(email)
        seat = identity.find_seat(token)
        assert len(token) == 43
        with at_the_door(user_id=seat.actor.user_id) as work:
            kept = "SELECT id, user_agent, address FROM app.session"
            rows = work.connection.exec_driver_sql(kept).all()
        assert rows == [(seat.session_id, "Firefox", HOME)]
        assert identity.find_actor_by_session(sessions.hashed(token).hex()) is None

    def test_it_ends_in_time_however_much_it_is_used(self, email: str) -> None:
        token = sign_in(email)
        move(token, "expires_at", -timedelta(seconds=1))
        with pytest.raises(NotSignedIn):
            identity.find_seat(token)

    def test_unused_it_ends_earlier(self, email: str) -> None:
        token = sign_in(email)
        idle = timedelta(hours=get_settings().session_idle_hours)
        move(token, "seen_at", timedelta(minutes=1) - idle)
        assert identity.find_actor_by_session(token)
        move(token, "seen_at", -timedelta(minutes=1) - idle)
        assert identity.find_actor_by_session(token) is None

    def test_use_is_noted_now_and_then(self, email: str) -> None:
        token = sign_in(email)
        move(token, "seen_at", -timedelta(minutes=4))
        before = seen_at(token)
        identity.find_seat(token)
        assert seen_at(token) == before
        move(token, "seen_at", -timedelta(minutes=6))
        identity.find_seat(token)
        assert seen_at(token) > before

    @pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 5000, "é\x00"])
    def test_what_is_no_token(self, database: Database, token: str) -> None:
        assert identity.find_actor_by_session(token) is None


class TestCookieHeader:
    @pytest.mark.parametrize(
        "header",
        [
            "production_tool=abc",
            'other={"a": [1, 2]}; production_tool=abc; x',
            "a=1;production_tool=abc",
            "production_tool=plain; __Host-production_tool=abc",
        ],
    )
    def test_the_token_is_found_among_strangers(self, database: Database, header: str) -> None:
        assert identity.session_token(header) == "abc"

    @pytest.mark.parametrize("header", ["", ";;=;", "xproduction_tool=abc", "production_tool"])
    def test_none(self, database: Database, header: str) -> None:
        assert identity.session_token(header) == ""


class TestPasswords:
    def test_nobody_takes_as_long_as_somebody(
        self, email: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        compared: list[str] = []

        class Counting(PasswordHasher):
            def verify(self, hash: str | bytes, password: str | bytes) -> Any:
                compared.append(str(hash))
                return super().verify(hash, password)

        monkeypatch.setattr(
            passwords,
            "_hasher",
            Counting(time_cost=2, memory_cost=19_456, parallelism=1),
        )
        for who in (email, f"nobody-{email}"):
            with pytest.raises(WrongCredentials):
                sign_in(who, password="a wrong guess")
        assert len(compared) == 2
        costs = {each.rsplit("$", 2)[0] for each in compared}
        assert costs == {"$argon2id$v=19$m=19456,t=2,p=1"}

    def test_an_outdated_hash_is_made_anew(
        self, email: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dearer = PasswordHasher(time_cost=3, memory_cost=19_456, parallelism=1)
        monkeypatch.setattr(passwords, "_hasher", dearer)
        user_id = identity.find_seat(sign_in(email)).actor.user_id
        with at_the_door(user_id=user_id) as work:
            kept = work.connection.exec_driver_sql("SELECT app.my_password_hash()").scalar_one()
        assert "t=3" in kept
        assert sign_in(email)

    def test_letters_count_however_they_were_composed(self, database: Database) -> None:
        address = f"olga-{letters()}@example.org"
        found_studio(owner_email=address, password="caf\u00e9 au lait noir")
        assert sign_in(address, password="cafe\u0301 au lait noir")


class TestThrottling:
    def test_one_address_cannot_try_at_everybody(
        self, email: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(get_settings(), "sign_in_attempts", 1)
        neighbour = f"2001:db8:{letters()[-4:]}::"
        for number in range(10):
            with pytest.raises(WrongCredentials):
                sign_in(f"{number}-{email}", password="x", address=f"{neighbour}{number}")
        with pytest.raises(TooManyTries) as refused:
            sign_in(email, address=f"{neighbour}ffff")
        assert refused.value.retry_after
        assert sign_in(email, address="2001:db9::1")

    def test_everybody_cannot_try_at_one_account(
        self, email: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(get_settings(), "sign_in_attempts", 1)
        for number in range(10):
            with pytest.raises(WrongCredentials):
                sign_in(email, password="x", address=f"{letters()}-{number}")
        with pytest.raises(TooManyTries):
            sign_in(email, address=letters())

    def test_without_redis_each_process_counts_for_itself(
        self, email: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away() -> None:
            raise StorageError(ConnectionError("away"))

        monkeypatch.setattr(throttle, "_shared", away)
        monkeypatch.setattr(throttle._Fallback, "down_until", 0.0)
        for _ in range(10):
            with pytest.raises(WrongCredentials):
                sign_in(email, password="x")
        with pytest.raises(TooManyTries):
            sign_in(email)


def sign_in(email: str, *, password: str = PASSWORD, address: str = HOME) -> str:
    return identity.sign_in(email=email, password=password, address=address, user_agent="Firefox")


def move(token: str, column: str, by: timedelta) -> None:
    """Pretend that a session's instant lies elsewhere, seen from now."""
    seat = identity.find_seat(token)
    with at_the_door(user_id=seat.actor.user_id) as work:
        work.connection.exec_driver_sql(
            f"UPDATE app.session SET {column} = now() + %s WHERE id = %s", (by, seat.session_id)
        )
        work.keep()


def seen_at(token: str) -> Any:
    seat = identity.find_seat(token)
    with at_the_door(user_id=seat.actor.user_id) as work:
        return work.connection.exec_driver_sql("SELECT seen_at FROM app.session").scalar_one()
