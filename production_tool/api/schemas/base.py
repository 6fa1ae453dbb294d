"""What every body shares, and the values many of them hold."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.alias_generators import to_camel

from production_tool.domain.moments import Moment

_LARGEST_VERSION = 2**31 - 1


class Given(BaseModel):
    """A body somebody sends; a name it does not have is refused, not passed over."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", frozen=True)


def as_moment(value: Any) -> Any:
    """A time as ISO 8601 has it: with a zone, without (the studio's wall time), or a date."""
    if not isinstance(value, str):
        return value
    if len(value) > 40:
        raise ValueError("is not a time such as 2026-03-02T09:00:00Z or 2026-03-02")
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a time such as 2026-03-02T09:00:00Z or 2026-03-02") from None


def _as_day(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError("is not a date such as 2026-03-02") from None


def _is_text(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("is not text")  # noqa: TRY004 - pydantic makes a 422 of it
    return value


When = Annotated[
    Moment,
    BeforeValidator(as_moment),
    BeforeValidator(_is_text),
    WithJsonSchema(
        {
            "type": "string",
            "description": (
                "ISO 8601: an instant with its zone, wall time in the studio's zone without one, "
                "or a date for the beginning of that day."
            ),
            "anyOf": [{"format": "date-time"}, {"format": "date"}],
            "examples": ["2026-03-02T09:00:00Z", "2026-03-02"],
        }
    ),
]
Day = Annotated[date, BeforeValidator(_as_day), BeforeValidator(_is_text)]
Version = Annotated[
    int,
    Field(
        strict=True,
        ge=1,
        le=_LARGEST_VERSION,
        description="The version you saw; a stale one is refused. `If-Match` says the same.",
        examples=[1],
    ),
]
Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2, examples=["480.00"])]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$", examples=["EUR"])]
Clock = Annotated[
    str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", examples=["09:00"])
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Seen(Given):
    """Which version somebody acts on."""

    version: Version | None = None
