"""The board's statements: the same snapshot from today's tables or from another source of rows."""

import re
from dataclasses import dataclass

from production_tool.services.queries.lanes import lanes_among
from production_tool.services.queries.ranks import ranks_among

# Meant are left joins; but a full one is never done row by row, which PostgreSQL chooses for
# thousands when, among many studios, it expects three. Whoever reads it leaves out what has no id.
_RANKED = (
    "SELECT live.*, ranks.ahead, lanes.lane FROM live"
    " FULL JOIN ranks ON ranks.id = live.id FULL JOIN lanes ON lanes.id = live.id"
)
_PLACE = "array_position('{confirmed,pencil,hold}', b.status)"
# What the studio waits for, or has to settle.
_ANSWER = "CASE WHEN b.answer IN ('pending', 'countered') THEN b.answer ELSE '' END"
# What a person reads on a bar; the whole of it is in the booking's panel. Patches stay small.
LONGEST_LABEL = 64
BOOKING_WORDS = "concat_ws(' ', p.code, coalesce(nullif(b.title, ''), p.title))"
ROLE_WORDS = "concat_ws(' · ', concat_ws(' ', p.code, w.title), nullif(w.skill, ''))"
# The row above everybody's, where roles wait for a person.
ROLES = "roles"
_ROLES_ROW = f"json_build_array('{ROLES}', 'Unassigned', '', '', '[]'::json, '[]'::json)"


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: relations shaped like the tables, and the instant that counts.

    ``studio`` is a CTE of that name with zone, seq, at, and start_at and end_at of the window;
    what the other names need stands beside it. ``founded`` says whether there was a studio.
    """

    studio: str
    now: str = "now()"
    booking: str = "app.booking"
    artist: str = "app.artist"
    skill: str = "app.artist_skill"
    project: str = "app.project"
    availability: str = "app.availability"
    holiday: str = "app.studio_holiday"
    role: str = "app.open_role"
    founded: str = "true"

    def live(self, booking: str = "b") -> str:
        """Whether a booking counts at that instant."""
        return (
            f"({booking}.status IN ('pencil', 'confirmed')"
            f" OR ({booking}.status = 'hold' AND {booking}.expires_at > {self.now}))"
        )

    @property
    def ranks(self) -> str:
        """CTEs that rank what a CTE `holds` holds."""
        return ranks_among(self.booking, at=self.now)

    @property
    def lanes(self) -> str:
        """CTEs that give those their lanes that lie on the rows of a CTE `lines`."""
        return lanes_among(self.booking, self.role, at=self.now)


def in_driver_words(statement: str) -> str:
    """The same with places such as ``%(name)s``: prepared once, it need not be planned again."""
    return re.sub(r"(?<!:):([a-z_]+)", r"%(\1)s", statement)


def minutes(instant: str) -> str:
    """Minutes of the studio's wall clock since 1970."""
    return f"extract(epoch FROM {instant} AT TIME ZONE studio.zone)::bigint / 60"


PRESENT = Source(
    studio="""
studio AS MATERIALIZED (
  SELECT t.zone, c.seq, CAST(:first AS timestamp) AT TIME ZONE t.zone AS start_at,
    CAST(:last AS timestamp) AT TIME ZONE t.zone AS end_at, CAST(NULL AS timestamptz) AS at
  FROM app.tenant t JOIN app.tenant_clock c ON c.tenant_id = t.id WHERE t.id = :tenant_id
)"""
)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = ", ".join(f"coalesce(a.working_hours -> '{day}', '[]')" for day in _WEEK)


def row(head: str) -> str:
    """An artist `a` as the board has it: whose row, under which head, off when, at work when."""
    return f"""json_build_array(a.id, a.name, a.title, {head}, ARRAY(
    SELECT day.n - 1 FROM unnest('{{{",".join(_WEEK)}}}'::text[]) WITH ORDINALITY day (name, n)
    WHERE coalesce(a.working_hours -> day.name, '[]') = '[]' ORDER BY day.n),
    replace(jsonb_build_array({_HOURS})::text, ' ', '')::json)"""  # noqa: S608


def label(words: str) -> str:
    """The words, cut where a bar could not show them."""
    return (
        f"CASE WHEN length({words}) > {LONGEST_LABEL}"
        f" THEN left({words}, {LONGEST_LABEL - 1}) || '…' ELSE {words} END"
    )


def _until(bar: str) -> str:
    """Where it ends on the wall; by clocks that go back it would end early, or before it began."""
    start, end, lasts = f"{bar}.start_at", f"{bar}.end_at", f"{bar}.end_at - {bar}.start_at"
    as_long = f"{minutes(start)} + extract(epoch FROM {lasts})::bigint / 60"
    return (
        f"CASE WHEN {lasts} < interval '2 hours' THEN greatest({as_long}, {minutes(end)})"
        f" ELSE {minutes(end)} END"
    )


def bars(of: Source) -> str:
    """What the CTE `live` holds, in queue order; after it the roles of the CTE `waiting`."""
    return f"""(
  SELECT coalesce(json_agg(bar.cells ORDER BY bar.place, bar.since, bar.id)
    FILTER (WHERE bar.id IS NOT NULL), '[]')
  FROM (
    SELECT {_PLACE} AS place, b.queued_at AS since,
      b.id, json_build_array(b.id, b.artist_id,
        {minutes("b.start_at")}, {_until("b")}, b.status,
        CASE b.status WHEN 'hold' THEN 1 + coalesce(b.ahead, 0) ELSE 0 END,
        {label("said.words")}, b.version,
        CASE b.status WHEN 'hold' THEN {minutes("b.expires_at")} END, p.colour, b.project_id,
        coalesce(b.lane, 0), {_ANSWER}) AS cells
    FROM ({_RANKED}) b CROSS JOIN studio
    LEFT JOIN {of.project} p ON p.tenant_id = :tenant_id AND p.id = b.project_id
    CROSS JOIN LATERAL (
      SELECT {BOOKING_WORDS} AS words) said
    UNION ALL
    SELECT 4, w.created_at, w.id, json_build_array(w.id, '{ROLES}',
        {minutes("w.start_at")}, {_until("w")}, 'role', 0, {label("said.words")},
        w.version, NULL, p.colour, w.project_id, lanes.lane, '')
    FROM waiting w JOIN lanes ON lanes.id = w.id CROSS JOIN studio
    LEFT JOIN {of.project} p ON p.tenant_id = :tenant_id AND p.id = w.project_id
    CROSS JOIN LATERAL (
      SELECT {ROLE_WORDS} AS words) said
  ) bar
)"""  # noqa: S608


def _off(of: Source) -> str:
    """CTEs: the studio's holidays, and the absences (and extra hours) of the CTE `people`."""
    return f"""closed AS MATERIALIZED (
  SELECT h.id, h.name, (h.day - DATE '1970-01-01') * 1440 AS since FROM {of.holiday} h
  WHERE h.tenant_id = :tenant_id AND h.day >= CAST(:first AS date) AND h.day < CAST(:last AS date)
),
away AS MATERIALIZED (
  SELECT v.id, v.artist_id, v.kind, v.title,
    {minutes("v.start_at")} AS since, {minutes("v.end_at")} AS until
  FROM {of.availability} v JOIN people ON people.id = v.artist_id CROSS JOIN studio
  WHERE v.tenant_id = :tenant_id AND v.start_at < studio.end_at AND v.end_at > studio.start_at
),"""  # noqa: S608


# A holiday is everybody's.
_SHADES = """(
  SELECT coalesce(json_agg(s.cells ORDER BY s.since, s.id), '[]') FROM (
    SELECT since, id, json_build_array('', since, since + 1440, 'holiday', name) AS cells
    FROM closed
    UNION ALL SELECT since, id, json_build_array(artist_id, since, until, kind, title) FROM away
  ) s
)"""
# Days side by side are named together, and the name may reach to the next ones.
_HOLIDAYS = """(
  SELECT coalesce(
    json_agg(json_build_array('', since, reach, 'holiday', names) ORDER BY since), '[]')
  FROM (
    SELECT min(since) AS since, string_agg(name, ' · ' ORDER BY since) AS names,
      lead(min(since), 1, min(since) + 30 * 1440) OVER (ORDER BY min(since)) AS reach
    FROM (SELECT since, name, since - 1440 * row_number() OVER (ORDER BY since) AS run
      FROM closed) c
    GROUP BY run
  ) named
)"""


# When the week of somebody does not hold: [start, end, whether all of it is worked], by id, under
# "" for whoever has no times of their own. Holidays empty the week, extra hours come on top of it,
# time off wins over both. Where clocks go back, a time may end before it began: that is no time.
_EXCEPTIONS = """(
  SELECT json_object_agg(own.id, coalesce((
      SELECT json_agg(json_build_array(lower(span), upper(span), worked) ORDER BY span)
      FROM (SELECT unnest(everybody.shut - own.extra + own.off) AS span, 0 AS worked
        UNION ALL SELECT unnest(own.extra - own.off), 1) spans), '[]'))
  FROM (
    SELECT coalesce(range_agg(int4range(since, since + 1440)), '{}') AS shut FROM closed
  ) everybody CROSS JOIN (
    SELECT '' AS id, int4multirange() AS off, int4multirange() AS extra
    UNION ALL
    SELECT artist_id::text, coalesce(range_agg(span) FILTER (WHERE kind <> 'extra'), '{}'),
      coalesce(range_agg(span) FILTER (WHERE kind = 'extra'), '{}')
    FROM away CROSS JOIN LATERAL (
      SELECT int4range(since::integer, greatest(since, until)::integer) AS span) exact
    GROUP BY artist_id
  ) own
)"""


_NEAREST = """CASE WHEN b.start_at <= middle.at AND b.end_at > middle.at THEN interval '0'
      ELSE least(abs(extract(epoch FROM b.start_at - middle.at)),
        abs(extract(epoch FROM b.end_at - middle.at))) * interval '1 second' END"""


def _strongest_skills(of: Source) -> str:
    return f"""heads AS (
  SELECT DISTINCT ON (k.artist_id) k.artist_id, k.skill AS head FROM {of.skill} k
  WHERE k.tenant_id = :tenant_id ORDER BY k.artist_id, k.level DESC, k.skill
),"""  # noqa: S608


def _nearest_projects(of: Source) -> str:
    return f"""heads AS (
  SELECT DISTINCT ON (b.artist_id) b.artist_id, concat_ws(' ', p.code, p.title) AS head
  FROM live b JOIN {of.project} p ON p.tenant_id = :tenant_id AND p.id = b.project_id
  CROSS JOIN (SELECT start_at + (end_at - start_at) / 2 AS at FROM studio) middle
  ORDER BY b.artist_id, {_NEAREST}, array_position('{{confirmed,pencil,hold}}', b.status),
    b.queued_at, b.id
),"""  # noqa: S608


def _heads(of: Source, group: str) -> tuple[str, str, str]:
    """A CTE that says under which head an artist `a` stands, a join with it, and the head."""
    if group == "department":
        return "", "", "a.department"
    heads = _strongest_skills(of) if group == "skill" else _nearest_projects(of)
    return heads, "LEFT JOIN heads h ON h.artist_id = a.id", "coalesce(h.head, '')"


def snapshot(of: Source, group: str) -> str:
    """Everything in a window, as a number of the clock and one JSON object."""
    grouping, joined, head = _heads(of, group)
    return f"""
WITH RECURSIVE {of.studio},
people AS MATERIALIZED (
  SELECT a.* FROM {of.artist} a
  WHERE a.tenant_id = :tenant_id AND a.archived_at IS NULL
    AND (:department = '' OR a.department = :department)
    AND (:skill = '' OR EXISTS (SELECT FROM {of.skill} k
      WHERE k.tenant_id = a.tenant_id AND k.artist_id = a.id AND lower(k.skill) = lower(:skill)))
    AND (:search = '' OR concat_ws(' ', a.name, a.title, a.department) ILIKE :search)
),
live AS MATERIALIZED (
  SELECT b.* FROM {of.booking} b JOIN people ON people.id = b.artist_id
  WHERE b.tenant_id = :tenant_id AND {of.live()} AND b.status = ANY(:statuses)
    AND b.start_at < (SELECT end_at FROM studio) AND b.end_at > (SELECT start_at FROM studio)
),
holds AS (SELECT * FROM live WHERE status = 'hold'),
waiting AS (
  SELECT w.* FROM {of.role} w
  WHERE w.tenant_id = :tenant_id AND w.status = 'open'
    AND w.start_at < (SELECT end_at FROM studio) AND w.end_at > (SELECT start_at FROM studio)
),
lines AS (SELECT id FROM people UNION ALL SELECT CAST(:tenant_id AS uuid)),
{_off(of)}
{grouping}
{of.ranks},
{of.lanes}
SELECT studio.seq, json_build_object(
  'seq', studio.seq, 'zone', studio.zone, 'from', CAST(:first AS date), 'to', CAST(:last AS date),
  'now', {minutes("now()")}, 'at', {minutes("studio.at")},
  'rows', (SELECT coalesce(json_agg(r.cells ORDER BY r.place, r.head, r.name, r.id), '[]') FROM (
    SELECT 0 AS place, '' AS head, '' AS name, CAST(NULL AS uuid) AS id, {_ROLES_ROW} AS cells
    WHERE {of.founded}
    UNION ALL SELECT 1, lower({head}), lower(a.name), a.id, {row(head)} FROM people a {joined}) r),
  'bars', {bars(of)},
  'shades', {_SHADES},
  'holidays', {_HOLIDAYS},
  'exceptions', {_EXCEPTIONS}
)::text AS body FROM studio
"""  # noqa: S608
