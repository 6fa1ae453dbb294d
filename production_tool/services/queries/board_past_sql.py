"""The rows a board had at a past instant, as history tells them, shaped like the tables."""

from production_tool.services.queries.board_sql import Source

_COLUMNS = {
    "artist": (
        "tenant_id uuid, id uuid, name text, title text, department text, working_hours jsonb,"
        " archived_at timestamptz"
    ),
    "artist_skill": "tenant_id uuid, artist_id uuid, skill text, level smallint",
    "project": "tenant_id uuid, id uuid, code text, title text, colour text",
    "availability": (
        "tenant_id uuid, id uuid, artist_id uuid, kind text, title text,"
        " start_at timestamptz, end_at timestamptz"
    ),
    "studio_holiday": "tenant_id uuid, id uuid, day date, name text",
    "booking": (
        "tenant_id uuid, id uuid, artist_id uuid, project_id uuid, title text, status text,"
        " start_at timestamptz, end_at timestamptz, queued_at timestamptz,"
        " expires_at timestamptz, version integer, answer text"
    ),
    "open_role": (
        "tenant_id uuid, id uuid, project_id uuid, title text, skill text, status text,"
        " start_at timestamptz, end_at timestamptz, created_at timestamptz, version integer"
    ),
}
_TABLES = ", ".join(f"'{table}'" for table in ("tenant", *_COLUMNS))

# Writes of a studio come one after the other, so history lies in the order of time too and can
# be searched in halves: below `low` everything had happened, from `high` on nothing had. A
# write had happened when its last change had.
_SEARCH = """
halves AS (
  SELECT CAST(0 AS bigint) AS low, c.seq + 1 AS high
  FROM app.tenant_clock c WHERE c.tenant_id = :tenant_id
  UNION ALL
  SELECT CASE WHEN next.at <= :at THEN next.seq + 1 ELSE h.low END,
    CASE WHEN next.at <= :at THEN h.high ELSE (h.low + h.high) / 2 END
  FROM halves h LEFT JOIN LATERAL (
    SELECT c.seq, c.at FROM app.change c
    WHERE c.tenant_id = :tenant_id AND c.seq >= (h.low + h.high) / 2
    ORDER BY c.seq, c.ordinal DESC LIMIT 1
  ) next ON true
  WHERE h.low < h.high
),
reached AS MATERIALIZED (SELECT max(low) - 1 AS seq FROM halves)"""
# Narrow first, so that only the images that count are ever read.
_STOOD = f"""
newest AS MATERIALIZED (
  SELECT c.row_id, max(c.version) AS version FROM app.change c
  WHERE c.tenant_id = :tenant_id AND c.seq <= (SELECT seq FROM reached)
    AND c."table" IN ({_TABLES})
  GROUP BY c.row_id
),
stood AS MATERIALIZED (
  SELECT c."table", c."row" FROM newest JOIN app.change c
    ON c.tenant_id = :tenant_id AND c.row_id = newest.row_id AND c.version = newest.version
  WHERE c.op <> 'delete'
)"""  # noqa: S608
# Before the studio there was no zone of it; the one it has will do.
_STUDIO = """
studio AS MATERIALIZED (
  SELECT past.zone, greatest(past.seq, 0) AS seq, CAST(:at AS timestamptz) AS at,
    CAST(:first AS timestamp) AT TIME ZONE past.zone AS start_at,
    CAST(:last AS timestamp) AT TIME ZONE past.zone AS end_at
  FROM (
    SELECT r.seq, coalesce((SELECT s."row" ->> 'zone' FROM stood s WHERE s."table" = 'tenant'),
      t.zone) AS zone
    FROM app.tenant t, reached r WHERE t.id = :tenant_id
  ) past
)"""


def _as_it_stood(table: str, columns: str) -> str:
    return f"""
{table} AS MATERIALIZED (
  SELECT r.* FROM stood s, jsonb_to_record(s."row") AS r({columns}) WHERE s."table" = '{table}'
)"""  # noqa: S608


PAST = Source(
    studio=",".join(
        [_SEARCH, _STOOD, _STUDIO, *(_as_it_stood(*each) for each in _COLUMNS.items())]
    ),
    now="CAST(:at AS timestamptz)",
    booking="booking",
    artist="artist",
    skill="artist_skill",
    project="project",
    availability="availability",
    holiday="studio_holiday",
    role="open_role",
    founded="(SELECT seq FROM reached) >= 0",
)
