"""Lists in pages: a cursor says after which row to go on, whatever was written meanwhile."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Text, func, literal, select, tuple_

from production_tool.domain.inputs import is_clean
from production_tool.domain.refusals import Invalid
from production_tool.services.work import Work

T = TypeVar("T")

MOST = 200
_LAST_PAGE = 10_000


class BadCursor(Invalid):
    """The cursor was not given out for this list in this order."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Which part of a list: by number, or after a cursor of the part before.

    ``sort`` names an order of the list, with a minus for the other way round.
    """

    limit: int = 50
    page: int = 1
    cursor: str | None = None
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Part of a list; ``next_cursor`` is None on the last one."""

    rows: tuple[T, ...]
    total: int
    page: int
    limit: int
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows as the database gave them, and what a Page needs to say beside them."""

    rows: Sequence[Row[Any]]
    total: int
    page: int
    limit: int
    next_cursor: str | None

    def of(self, rows: Sequence[T]) -> Page[T]:
        """The same part, with rows that others may carry."""
        return Page(tuple(rows), self.total, self.page, self.limit, self.next_cursor)


# Columns of tables or expressions over them; each has a type and an order.
Orders: TypeAlias = dict[str, tuple[Any, ...]]
Rows: TypeAlias = Select[*tuple[Any, ...]]


def lowered(column: Any) -> ColumnElement[str]:
    """Text in an order that does not mind its case."""
    return func.lower(column, type_=Text())


def sliced(work: Work, matching: Rows, *, ask: Ask, orders: Orders) -> Slice:
    """The part asked for of everything that matches, in two queries.

    Each order ends with a column that no two rows share. Raises BadCursor or Invalid.
    """
    columns, backwards = _order(ask.sort, orders)
    limit = min(max(ask.limit, 1), MOST)
    page, after = (ask.page, None) if ask.cursor is None else _read(ask, columns)
    keys = [column.label(f"key_{n}") for n, column in enumerate(columns)]
    part = matching.add_columns(*keys)
    part = part.order_by(*(c.desc() if backwards else c.asc() for c in columns)).limit(limit + 1)
    if after is None:
        part = part.offset((min(max(page, 1), _LAST_PAGE) - 1) * limit)
    else:
        here, there = tuple_(*columns), tuple_(*after)
        part = part.where(here < there if backwards else here > there)
    rows = work.connection.execute(part).all()
    total = work.connection.scalar(select(func.count()).select_from(matching.subquery())) or 0
    more = len(rows) > limit
    cursor = _write(ask.sort, page + 1, rows[limit - 1][-len(columns) :]) if more else None
    return Slice(rows[:limit], total, page, limit, cursor)


def _order(sort: str, orders: Orders) -> tuple[tuple[Any, ...], bool]:
    name = sort.removeprefix("-") or next(iter(orders))
    if name not in orders:
        known = ", ".join(orders)
        raise Invalid(
            f"This list cannot be sorted by {name[:40]}; sort it by {known}.",
            fields={"sort": f"must be one of {known}"},
        )
    return orders[name], sort.startswith("-")


def _write(sort: str, page: int, key: Sequence[Any]) -> str:
    plain = [each.isoformat() if isinstance(each, date) else str(each) for each in key]
    return base64.urlsafe_b64encode(json.dumps([sort, page, *plain]).encode()).decode().rstrip("=")


def _read(ask: Ask, columns: Sequence[Any]) -> tuple[int, list[Any]]:
    try:
        padded = (ask.cursor or "") + "=" * (-len(ask.cursor or "") % 4)
        sort, page, *key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        values = [
            literal(_typed(each, column.type.python_type), column.type)
            for each, column in zip(key, columns, strict=True)
        ]
        if sort != ask.sort or not isinstance(page, int) or not 1 < page < 10**9:
            raise _bad_cursor()
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError) as unreadable:
        raise _bad_cursor() from unreadable
    return page, values


def _typed(value: str, kind: type) -> Any:
    if kind in {datetime, date}:
        return kind.fromisoformat(value)
    if kind is str and (not is_clean(value) or len(value) > 400):
        raise ValueError(value)
    return UUID(value) if kind is UUID else kind(value)


def _bad_cursor() -> BadCursor:
    return BadCursor(
        "This cursor belongs to another list or order; begin again without it.",
        fields={"cursor": "is not a cursor of this list"},
    )
