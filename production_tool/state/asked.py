"""What the board may ask for, read strictly: names in camelCase, times of the studio's wall."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from pydantic import AliasGenerator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from production_tool.domain.refusals import Invalid
from production_tool.services.undo import MOST
from production_tool.state.wishes_of_roles import as_row

M = TypeVar("M", bound=BaseModel)

ROLES = "roles"  # the row of roles that wait for a person


class Sent(BaseModel):
    """Something the browser sent; nothing unknown."""

    model_config = ConfigDict(alias_generator=AliasGenerator(to_camel), extra="forbid", frozen=True)


class Change(Sent):
    """A bar let go elsewhere, or a copy of it."""

    booking_id: UUID
    artist_id: Annotated[UUID, BeforeValidator(as_row)]
    start: datetime
    end: datetime
    version: int


class Changes(Sent):
    """Bars let go elsewhere at once."""

    kind: Literal["move", "resize", "copy"]
    items: Annotated[list[Change], Field(min_length=1, max_length=MOST)]


class Gap(Sent):
    """Empty space drawn into."""

    artist_id: UUID | Literal["roles"]
    start: datetime
    end: datetime


class Item(Sent):
    """A bar as it was seen."""

    booking_id: UUID
    version: int


class Several(Sent):
    """Bars that something is asked of at once."""

    items: Annotated[list[Item], Field(min_length=1, max_length=MOST)]


class Act(Several):
    """The same step asked of one or of several."""

    action: str


class Command(Sent):
    """Something else asked by a key, with the bar in focus, if any.

    ``items`` are all the bars it is for, when several are selected.
    """

    action: str
    booking_id: UUID | Literal[""] = ""
    items: list[Item] = []


class Menu(Sent):
    """A menu asked for on a bar or on empty space, at a point of the window.

    ``items`` are all the bars it is for, when several are selected and this is one of them.
    """

    booking_id: UUID | Literal[""]
    artist_id: UUID | Literal["", "roles"]
    start: datetime | Literal[""] = ""
    x: float
    y: float
    items: Annotated[list[Item], Field(max_length=MOST)] = []


def as_sent(items: Iterable[Item]) -> dict[str, Any]:
    """Bars as the browser names them, for another event."""
    return {"items": [item.model_dump(mode="json", by_alias=True) for item in items]}


def understood(kind: type[M], payload: Any) -> M:
    """The payload as a model. Raises Invalid for too many bars, or what our pages never send."""
    try:
        return kind.model_validate(payload)
    except ValidationError as nonsense:
        if any(fault["type"] == "too_long" for fault in nonsense.errors()):
            raise Invalid(f"Up to {MOST} bars change at once; select fewer of them.") from nonsense
        raise Invalid("The board sent something unreadable; load the page again.") from nonsense
