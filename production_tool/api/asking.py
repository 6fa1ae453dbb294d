"""What a list may be asked for: which part of it, in which order."""

from typing import Annotated, Any, cast

from pydantic import BeforeValidator, Field

from production_tool.api.schemas.base import Given, When
from production_tool.domain.bookings import Status
from production_tool.services.queries.paging import MOST, Ask


def split(values: Any) -> Any:
    """Values said one by one or between commas."""
    if not isinstance(values, list):
        return values
    said = [str(value) for value in cast("list[object]", values)]
    return [part.strip() for value in said for part in value.split(",") if part.strip()]


# Several values, said one by one or between commas.
Words = Annotated[
    list[Annotated[str, Field(max_length=120)]], BeforeValidator(split), Field(max_length=50)
]
Statuses = Annotated[list[Status], BeforeValidator(split), Field(max_length=50)]


class Asked(Given):
    """Which part of a list."""

    limit: int = Field(default=50, ge=1, le=MOST)
    page: int = Field(default=1, ge=1, le=10_000, description="By number; or use `cursor`.")
    cursor: str | None = Field(
        default=None, min_length=1, max_length=2000, description="`meta.nextCursor` of before."
    )
    sort: str = Field(
        default="", max_length=40, description="A field's name; with a minus, the other way round."
    )
    q: str = Field(default="", max_length=200, description="Words that must all be found.")

    @property
    def ask(self) -> Ask:
        """The part, as the queries want it."""
        return Ask(limit=self.limit, page=self.page, cursor=self.cursor, sort=self.sort)


class Range(Given):
    """From a time up to, not including, another."""

    from_: When = Field(alias="from")
    to: When
