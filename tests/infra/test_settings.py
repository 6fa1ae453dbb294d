"""Options come from the environment; nonsense is named in one line."""

import os
from pathlib import Path

import pytest

from production_tool.infra.settings import Settings, SettingsError, get_settings, libpq


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shared test database's addresses are not part of these stories."""
    for name in [*os.environ]:
        if name in {"DATABASE_URL", "REDIS_URL", "PORT"} or name.startswith("PRODUCTION_TOOL_"):
            monkeypatch.delenv(name)


# Not the kept answer, which other tests use.
read = get_settings.__wrapped__


class TestReading:
    def test_nothing_has_to_be_set(self) -> None:
        settings = Settings()
        assert settings.port == 8000
        assert settings.database_url is None

    @pytest.mark.parametrize("name", ["PORT", "PRODUCTION_TOOL_PORT"])
    def test_a_plain_name_works_like_a_prefixed_one(
        self, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.setenv(name, "9000")
        assert read().port == 9000

    @pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
    def test_every_way_to_write_a_database_address(
        self, monkeypatch: pytest.MonkeyPatch, scheme: str
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", f"{scheme}://rw@db/tool")
        assert read().database_url == "postgresql+psycopg://rw@db/tool"
        assert libpq(read().database_url or "") == "postgresql://rw@db/tool"

    def test_lists_are_separated_by_commas(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(
            "PRODUCTION_TOOL_ALLOWED_ORIGINS", "https://a.example, https://b.example/"
        )
        assert read().origins[-2:] == ["https://a.example", "https://b.example"]

    def test_origins_follow_the_port(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PORT", "9000")
        monkeypatch.setenv("PRODUCTION_TOOL_PUBLIC_URL", "https://booking.example")
        assert read().origins == [
            "https://booking.example",
            "http://localhost:9000",
            "http://127.0.0.1:9000",
        ]


class TestSecretFiles:
    def test_a_secret_may_lie_in_a_file(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "secret").write_text("long and unguessable\n")
        monkeypatch.setenv("PRODUCTION_TOOL_SECRET_FILE", str(tmp_path / "secret"))
        assert read().secret.get_secret_value() == "long and unguessable"

    def test_so_may_an_address_with_a_password(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "url").write_text("postgresql://rw:pw@db/tool")
        monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
        assert read().database_url == "postgresql+psycopg://rw:pw@db/tool"

    def test_both_at_once_is_refused(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("REDIS_URL", "redis://one")
        monkeypatch.setenv("REDIS_URL_FILE", str(tmp_path / "two"))
        with pytest.raises(SettingsError, match="Set REDIS_URL or REDIS_URL_FILE, not both"):
            read()

    def test_a_missing_file_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("REDIS_URL_FILE", "/nowhere/at/all")
        with pytest.raises(SettingsError, match="REDIS_URL_FILE: cannot read /nowhere/at/all"):
            read()


class TestNonsense:
    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("PORT", "eighty", "^PORT: Input should be a valid integer"),
            ("PORT", "70000", "^PORT: Input should be less than"),
            ("DATABASE_URL", "mysql://x", "^DATABASE_URL: must begin with postgresql://"),
            ("REDIS_URL", "localhost", "^REDIS_URL: must begin with redis://"),
            ("PRODUCTION_TOOL_PUBLIC_URL", "booking.example", "must be an origin such as"),
            ("PRODUCTION_TOOL_WORKERS", "0", "^PRODUCTION_TOOL_WORKERS: Input should be greater"),
            ("PRODUCTION_TOOL_PROT", "1", "Did you mean PRODUCTION_TOOL_PORT"),
        ],
    )
    def test_one_line_names_it(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
    ) -> None:
        monkeypatch.setenv(name, value)
        with pytest.raises(SettingsError, match=said) as refused:
            read()
        assert "\n" not in str(refused.value)
