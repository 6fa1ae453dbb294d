"""The shape of every answer: data, meta, error, and for a failure what the problem is."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Generic, Self, TypeVar, cast
from uuid import UUID

from pydantic import AliasChoices, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from production_tool.domain.refusals import Kind

T = TypeVar("T")


class Wire(BaseModel):
    """What travels: camelCase outside, snake_case inside, built from a service's frozen rows."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, from_attributes=True, extra="forbid"
    )

    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as it goes out."""
        return cls.model_validate(row)


def taken_from(field: str, attribute: str) -> Any:
    """For a field that rows call otherwise."""
    return Field(validation_alias=AliasChoices(attribute, field, to_camel(field)))


Start = Annotated[datetime, taken_from("start_time", "start")]
End = Annotated[datetime, taken_from("end_time", "end")]


class Meta(Wire):
    """Where in a list an answer lies; all empty when it is no list."""

    total: int | None = None
    page: int | None = None
    limit: int | None = None
    next_cursor: str | None = None


class Envelope(Wire, Generic[T]):
    """A success."""

    data: T
    meta: Meta = Field(default_factory=Meta)
    error: None = None


class Problem(Wire):
    """Why not, for a program: ``kind`` never changes its words, the sentence may."""

    kind: Kind
    fields: dict[str, str] = Field(default_factory=dict)
    current: Any = None
    blocking: Any = None
    alternatives: list[Any] = Field(default_factory=list)


class Failure(Wire):
    """A failure: one sentence for a person, and the problem for a program."""

    data: None = None
    meta: Meta = Field(default_factory=Meta)
    error: str
    problem: Problem


_shapes: dict[type, Callable[[Any], BaseModel]] = {}


def goes_out_as(row: type[T], shape: Callable[[T], BaseModel]) -> None:
    """Let rows of a type look in a problem as they look in any other answer."""
    _shapes[row] = shape


def wired(value: Any) -> Any:
    """A service's rows as JSON has them: camelCase names, UTC instants ending in Z."""
    if type(value) in _shapes:
        return wired(_shapes[type(value)](value))
    if is_dataclass(value) and not isinstance(value, type):
        return {to_camel(each.name): wired(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, Mapping):
        named = cast("Mapping[Any, Any]", value)
        return {to_camel(str(name)): wired(each) for name, each in named.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [wired(each) for each in cast("list[Any]", value)]
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value
