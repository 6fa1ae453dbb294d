"""Tokens: what they may do, how they end, and what is no token."""

from datetime import UTC, datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from production_tool.domain.actor import Role
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import NotAllowed
from production_tool.domain.tokens import BadToken, NoSuchToken
from production_tool.infra.settings import get_settings
from production_tool.services import members, tokens
from production_tool.services.queries.members import find_myself, list_members
from production_tool.services.queries.tokens import list_tokens
from production_tool.services.work import reading, working
from tests.factories import Cast, add_member, letters


class TestNamedTokens:
    def test_shown_once_and_kept_hashed(self, cast: Cast) -> None:
        with working(cast.alice) as work:
            made = tokens.make_token(work, name=" Nightly   export ", role=Role.STUDIO_MANAGER)
        assert made.secret.startswith("pt_")
        assert made.token.name == "Nightly export"
        with reading(cast.alice) as work:
            assert list_tokens(work) == [made.token]
            kept = work.connection.exec_driver_sql("SELECT token_hash FROM app.api_token").scalars()
            assert made.secret.encode() not in set(kept)
            history = "SELECT string_agg(row::text, '') FROM app.change"
            written = work.connection.exec_driver_sql(history).scalar_one()
        assert made.secret not in written
        assert "token_hash" not in written

    def test_it_acts_as_its_maker_with_the_role_it_was_given(self, cast: Cast) -> None:
        with working(cast.alice) as work:
            made = tokens.make_token(work, name="Export", role=Role.STUDIO_MANAGER)
        actor = tokens.find_actor_by_token(made.secret)
        assert actor is not None
        assert (actor.user_id, actor.role) == (cast.alice.user_id, Role.STUDIO_MANAGER)
        with reading(actor) as work, pytest.raises(NotAllowed):
            list_tokens(work)

    def test_it_is_never_more_than_its_maker_is_now(self, cast: Cast) -> None:
        owner = add_member(
            cast.alice, email=f"otto-{letters()}@example.org", role=Role.STUDIO_OWNER
        )
        with working(owner) as work:
            made = tokens.make_token(work, name="Everything", role=Role.STUDIO_OWNER)
        with working(cast.alice) as work:
            otto = next(each for each in list_members(work) if each.user_id == owner.user_id)
            otto = members.change_role(
                work, member_id=otto.id, role=Role.FREELANCER, seen_version=otto.version
            )
        actor = tokens.find_actor_by_token(made.secret)
        assert actor is not None
        assert actor.role is Role.FREELANCER
        with working(cast.alice) as work:
            members.remove_member(work, member_id=otto.id, seen_version=otto.version)
        assert tokens.find_actor_by_token(made.secret) is None

    def test_revoked(self, cast: Cast) -> None:
        with working(cast.alice) as work:
            made = tokens.make_token(work, name="Export", role=Role.STUDIO_MANAGER)
        with working(cast.charlie) as work, pytest.raises(NoSuchToken):
            tokens.revoke_token(work, token_id=made.token.id)
        with working(cast.alice) as work:
            tokens.revoke_token(work, token_id=made.token.id)
        assert tokens.find_actor_by_token(made.secret) is None

    def test_over(self, cast: Cast) -> None:
        soon = datetime.now(UTC) + timedelta(hours=1)
        with working(cast.alice) as work:
            made = tokens.make_token(work, name="x", role=Role.STUDIO_MANAGER, expires_at=soon)
            work.connection.exec_driver_sql(
                "UPDATE app.api_token SET expires_at = now() - interval '1 second'"
            )
        assert tokens.find_actor_by_token(made.secret) is None

    def test_nonsense_is_named(self, cast: Cast) -> None:
        past = datetime.now(UTC) - timedelta(days=1)
        with working(cast.alice) as work, pytest.raises(BadToken) as refused:
            tokens.make_token(work, name=" ", role=Role.STUDIO_MANAGER, expires_at=past)
        assert set(refused.value.fields) == {"name", "expiresAt"}

    def test_bob_makes_none(self, cast: Cast) -> None:
        with working(cast.bob) as work, pytest.raises(NotAllowed):
            tokens.make_token(work, name="Mine", role=Role.FREELANCER)


class TestAccessTokens:
    def test_bound_to_one_membership(self, cast: Cast) -> None:
        assert tokens.find_actor_by_token(issued(cast)) == cast.alice
        other = tokens.issue_access_token(
            user_id=cast.alice.user_id, tenant_id=cast.alice.tenant_id, membership_id=new_id()
        )
        assert tokens.find_actor_by_token(other.access_token) is None

    def test_another_studio_in_the_claims_is_nobody(self, cast: Cast) -> None:
        crossed = tokens.issue_access_token(
            user_id=cast.alice.user_id, tenant_id=cast.charlie.tenant_id, membership_id=new_id()
        )
        assert tokens.find_actor_by_token(crossed.access_token) is None

    @pytest.mark.parametrize(
        "forge",
        [
            lambda token: token[:-4] + "AAAA",
            lambda token: ".".join([*token.split(".")[:2], ""]),
            lambda token: signed_with(b"x" * 32, token),
            lambda token: signed_with(get_settings().secret.get_secret_value().encode(), token),
            lambda _: "pt_" + "x" * 43,
            lambda _: "a.b.c",
            lambda _: "é" * 50,
            lambda _: "x" * 5000,
            lambda _: "",
        ],
    )
    def test_what_is_no_token(self, cast: Cast, forge) -> None:
        assert tokens.find_actor_by_token(forge(issued(cast))) is None

    def test_over(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(get_settings(), "access_token_minutes", -1)
        assert tokens.find_actor_by_token(issued(cast)) is None


def issued(cast: Cast) -> str:
    with reading(cast.alice) as work:
        assert find_myself(work).email
        found = next(e for e in list_members(work) if e.user_id == cast.alice.user_id)
    made = tokens.issue_access_token(
        user_id=cast.alice.user_id, tenant_id=cast.alice.tenant_id, membership_id=found.id
    )
    return made.access_token


def signed_with(key: bytes, token: str) -> str:
    now = int(datetime.now(UTC).timestamp())
    claims = {"aud": "access", "sub": "x", "tid": "y", "mid": "z", "iat": now, "exp": now + 60}
    assert token
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(key))
