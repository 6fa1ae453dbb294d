"""The optional file in which a studio says what its own headers and words mean."""

import json
import tomllib
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from production_tool.domain.imports.dates import Order
from production_tool.domain.imports.headers import Sort, fields_of
from production_tool.domain.imports.tables import Unreadable

_FIELDS = frozenset[str]().union(*(fields_of(sort) for sort in Sort))


class Mapping(BaseModel):
    """`[columns] "Wer" = "artist"`, `[statuses] "FIX" = "confirmed"`, dates, end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, str] = Field(default_factory=dict)
    statuses: dict[str, Literal["hold", "pencil", "confirmed"]] = Field(default_factory=dict)
    dates: Order | None = None
    end: Literal["inclusive", "exclusive"] | None = None

    @field_validator("columns")
    @classmethod
    def _known_fields(cls, columns: dict[str, str]) -> dict[str, str]:
        for header, name in columns.items():
            if name not in _FIELDS:
                known = ", ".join(sorted(_FIELDS))
                raise ValueError(f"“{header}” is mapped to “{name}”; known are {known}")
        return columns

    @field_validator("statuses")
    @classmethod
    def _any_case(cls, statuses: dict[str, str]) -> dict[str, str]:
        return {word.casefold(): status for word, status in statuses.items()}


def read_mapping(text: str) -> Mapping:
    """A mapping file, TOML or JSON. Raises Unreadable with one sentence."""
    try:
        raw = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except ValueError as error:
        raise Unreadable(f"The mapping file is neither TOML nor JSON: {error}") from None
    try:
        return Mapping.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Unreadable(f"The mapping file is wrong at {place}: {first['msg']}") from None
