"""Artists, projects and bookings by words, the best first: what a few typed letters mean."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, TextClause, text

from production_tool.domain.actor import Actor, Permission
from production_tool.domain.bookings import Status
from production_tool.domain.finding import PLAIN, words_of
from production_tool.domain.inputs import searchable
from production_tool.services.work import Work

AT_MOST = 8  # of each kind
_SINGLE = {letter: plain for letter, plain in PLAIN.items() if len(plain) == 1}


@dataclass(frozen=True, slots=True)
class FoundArtist:
    """Somebody of the studio, by name."""

    id: UUID
    name: str
    title: str
    department: str


@dataclass(frozen=True, slots=True)
class FoundProject:
    """A project that is not archived."""

    id: UUID
    code: str
    title: str
    client: str
    colour: str


@dataclass(frozen=True, slots=True)
class FoundBooking:
    """A booking; ``status`` is the effective one, ``start`` and ``end`` are instants."""

    id: UUID
    words: str
    artist: str
    status: Status
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What the words may mean, each kind with its best first."""

    artists: tuple[FoundArtist, ...] = ()
    projects: tuple[FoundProject, ...] = ()
    bookings: tuple[FoundBooking, ...] = ()


def find_by_words(work: Work, *, words: str) -> Found:
    """What has all of the words in it, as far as the actor may see it: freelancers their own.

    Artists and projects whose name begins with them come first, and archived ones not at all;
    of bookings those that stand, from now on, and then those that have been or have ended.
    """
    wanted = words_of(searchable(words))
    if not wanted:
        return Found()
    asked = {f"w{n}": word for n, word in enumerate(wanted)} | _rights(work.actor)
    rows = work.connection.execute(_statement(len(wanted)), asked).all()
    return Found(
        artists=tuple(_artist(row) for row in rows if row.kind == "artist"),
        projects=tuple(_project(row) for row in rows if row.kind == "project"),
        bookings=tuple(_booking(row) for row in rows if row.kind == "booking"),
    )


def _rights(actor: Actor) -> dict[str, Any]:
    planner = actor.may(Permission.SEE_BOARD)
    if not planner:
        actor.must(Permission.SEE_OWN_BOOKINGS)
    return {
        "tenant_id": actor.tenant_id,
        "planner": planner,
        "artists": actor.may(Permission.SEE_ARTISTS),
        "projects": actor.may(Permission.SEE_PROJECTS),
        "own": actor.artist_id,
        "at_most": AT_MOST,
    }


@cache
def _statement(count: int) -> TextClause:
    """For so many words. Each thing has a bit for every word it has; a booking has its own, its
    artist's and its project's. So the long list of bookings is only read for its titles."""
    every = (1 << count) - 1
    artist = "concat_ws(' ', a.name, a.title, a.department)"
    # What a freelancer may know of a project is its title.
    project = "CASE WHEN :planner THEN concat_ws(' ', p.code, p.title, p.client) ELSE p.title END"
    return text(f"""
WITH people AS MATERIALIZED (
  SELECT a.id, a.name, a.title, a.department, a.archived_at,
    {_bits("said.words", count)} AS bits, {_bits("said.name", count)} AS named,
    {_place("said.name", count)} AS place
  FROM app.artist a CROSS JOIN LATERAL (
    SELECT {_folded("a.name")} AS name, {_folded(artist)} AS words OFFSET 0) said
  WHERE a.tenant_id = :tenant_id AND (:artists OR a.id = :own)
), works AS MATERIALIZED (
  SELECT p.id, p.code, p.title, p.client, p.colour, p.archived_at,
    {_bits("said.words", count)} AS bits, {_place("said.words", count)} AS place
  FROM app.project p CROSS JOIN LATERAL (SELECT {_folded(project)} AS words OFFSET 0) said
  WHERE p.tenant_id = :tenant_id
), claims AS (
  SELECT b.id, concat_ws(' · ', nullif(concat_ws(' ', CASE WHEN :planner THEN p.code END, p.title),
      ''), nullif(b.title, '')) AS words,
    a.name AS artist, b.start_at, b.end_at,
    CASE WHEN b.status = 'hold' AND b.expires_at <= now() THEN 'expired' ELSE b.status END AS status
  FROM app.booking b
  JOIN people a ON a.id = b.artist_id
  LEFT JOIN works p ON p.id = b.project_id
  WHERE b.tenant_id = :tenant_id AND (:planner OR b.artist_id = :own)
    AND (a.named | coalesce(p.bits, 0) = {every} OR (b.title <> ''
      AND a.named | coalesce(p.bits, 0) | ({_bits(_folded("b.title"), count)}) = {every}))
)
(SELECT 'artist' AS kind, id, name, title, department AS more, '' AS look,
  NULL::timestamptz AS start_at, NULL::timestamptz AS end_at
  FROM people WHERE :artists AND bits = {every} AND archived_at IS NULL
  ORDER BY place, lower(name), id LIMIT :at_most)
UNION ALL
(SELECT 'project', id, code, title, client, colour, NULL, NULL
  FROM works WHERE :projects AND bits = {every} AND archived_at IS NULL
  ORDER BY place, lower(title), id LIMIT :at_most)
UNION ALL
(SELECT 'booking', id, words, artist, '', status, start_at, end_at
  FROM claims ORDER BY status NOT IN ('hold', 'pencil', 'confirmed'), end_at <= now(),
    abs(extract(epoch FROM start_at - now())), id LIMIT :at_most)
""")  # noqa: S608


def _folded(words: str) -> str:
    """The same as domain.finding does to what is looked for; most words need none of it."""
    apart = rf"regexp_replace(normalize({words}, NFKD), '[\u0300-\u036f]', '', 'g')"
    others, plain = "".join(_SINGLE), "".join(_SINGLE.values())
    whole = f"replace(translate({apart}, '{others}', '{plain}'), 'ß', 'ss')"
    plainly = f"octet_length({words}) = char_length({words})"
    return f"lower(CASE WHEN {plainly} THEN {words} ELSE {whole} END)"


def _bits(words: str, count: int) -> str:
    bits = (f"(strpos({words}, :w{n}) > 0)::int * {1 << n}" for n in range(count))
    return " | ".join(bits)


def _place(words: str, count: int) -> str:
    """0 where the words begin it, 1 where each begins a word of it, 2 elsewhere."""
    begun = " AND ".join(f"strpos(' ' || {words}, ' ' || :w{n}) > 0" for n in range(count))
    return f"CASE WHEN NOT ({begun}) THEN 2 WHEN starts_with({words}, :w0) THEN 0 ELSE 1 END"


def _artist(row: Row[Any]) -> FoundArtist:
    return FoundArtist(row.id, row.name, row.title, row.more)


def _project(row: Row[Any]) -> FoundProject:
    return FoundProject(row.id, row.name, row.title, row.more, row.look)


def _booking(row: Row[Any]) -> FoundBooking:
    return FoundBooking(row.id, row.name, row.title, Status(row.look), row.start_at, row.end_at)
