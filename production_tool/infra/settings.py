"""Every option of the program, read once from the environment."""

import difflib
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from typing_extensions import override

from production_tool.infra.faults import StartError

PREFIX = "PRODUCTION_TOOL_"
# Names that deployments expect without the prefix; the prefixed name works as well.
PLAIN = {"database_url": "DATABASE_URL", "redis_url": "REDIS_URL", "port": "PORT"}
SECRETS = ("database_url", "database_owner_url", "database_worker_url", "redis_url", "secret")
_DRIVER = "postgresql+psycopg://"


class SettingsError(StartError):
    """An option has a value that makes no sense."""


def _named(field: str) -> Any:
    return AliasChoices(PLAIN[field], PREFIX + field.upper())


class Settings(BaseSettings):
    """What may be configured; names and meaning are listed in docs/operations.md."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, populate_by_name=True, extra="forbid"
    )

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535, validation_alias=_named("port"))
    workers: int = Field(default=1, ge=1, le=64)
    public_url: str | None = None
    allowed_origins: Annotated[list[str], NoDecode] = []
    trusted_proxies: Annotated[list[str], NoDecode] = []
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    demo: bool = True
    # A page of every component, for those who build them; nothing that is delivered has it.
    gallery: bool = False
    # Set by the supervisor, so that it knows its own workers when they answer.
    start_nonce: str = ""

    database_url: str | None = Field(default=None, validation_alias=_named("database_url"))
    database_owner_url: str | None = None
    database_worker_url: str | None = None
    redis_url: str | None = Field(default=None, validation_alias=_named("redis_url"))
    postgres_bin: Path | None = None
    valkey_bin: Path | None = None

    database_behind_pooler: bool = False
    database_pool_size: int = Field(default=8, ge=1, le=200)

    secret: SecretStr = SecretStr("")
    session_days: int = Field(default=30, ge=1, le=400)
    session_idle_hours: int = Field(default=7 * 24, ge=1)
    access_token_minutes: int = Field(default=15, ge=1, le=24 * 60)
    sign_in_attempts: int = Field(default=10, ge=1)
    sign_in_window_minutes: int = Field(default=15, ge=1)

    @field_validator("database_url", "database_owner_url", "database_worker_url")
    @classmethod
    def _speaks_postgres(cls, url: str | None) -> str | None:
        if url is None:
            return None
        scheme, found, rest = url.partition("://")
        if not found or scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
            raise ValueError("must begin with postgresql://")
        return _DRIVER + rest

    @field_validator("redis_url")
    @classmethod
    def _speaks_redis(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must begin with redis://, rediss:// or unix://")
        return url

    @field_validator("allowed_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("public_url", "allowed_origins")
    @classmethod
    def _are_origins(cls, value: str | list[str] | None) -> str | list[str] | None:
        if isinstance(value, list):
            return [_origin(each) for each in value]
        return None if value is None else _origin(value)

    @property
    def origins(self) -> list[str]:
        """The web origins whose pages may talk to this program."""
        own = [f"http://localhost:{self.port}", f"http://127.0.0.1:{self.port}"]
        return list(
            dict.fromkeys(
                [*([self.public_url] if self.public_url else []), *own, *self.allowed_origins]
            )
        )

    @override
    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, _SecretFiles(settings_cls)


class _SecretFiles(PydanticBaseSettingsSource):
    """Reads NAME from the file that NAME_FILE points to, so that no secret needs an environment."""

    @override
    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        return None, field_name, False

    @override
    def __call__(self) -> dict[str, Any]:
        return {
            field: value
            for field in SECRETS
            if (value := _from_file(field, os.environ)) is not None
        }


def _from_file(field: str, environ: Mapping[str, str]) -> str | None:
    for name in _names(field):
        path = environ.get(name + "_FILE")
        if not path:
            continue
        if environ.get(name):
            raise SettingsError(f"Set {name} or {name}_FILE, not both.")
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(f"{name}_FILE: cannot read {path} ({error.strerror}).") from error
    return None


def _names(field: str) -> list[str]:
    prefixed = PREFIX + field.upper()
    return [PLAIN[field], prefixed] if field in PLAIN else [prefixed]


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    host = rest.rstrip("/")
    if scheme not in {"http", "https"} or not host or "/" in host:
        raise ValueError("must be an origin such as https://booking.example.com")
    return f"{scheme}://{host}"


def libpq(url: str) -> str:
    """The same address without SQLAlchemy's driver name, for psycopg and PostgreSQL's own tools."""
    return url.replace(_DRIVER, "postgresql://", 1)


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The options of this process. Raises SettingsError, one line on the first wrong one."""
    _refuse_unknown(os.environ)
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_one_line(error)) from error


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = [name for field in Settings.model_fields for name in _names(field)]
    known += [name + "_FILE" for field in SECRETS for name in _names(field)]
    for name in environ:
        if name.startswith(PREFIX) and name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise SettingsError(f"{name} is not a setting of this program.{hint}")


def _one_line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0])
    field = next((each for each in Settings.model_fields if name in [each, *_names(each)]), name)
    said = next((each for each in _names(field) if os.environ.get(each)), _names(field)[0])
    return f"{said}: {first['msg'].removeprefix('Value error, ')}."
