"""What changed on the board since a number of the clock, as one statement."""

from production_tool.services.queries.board_sql import PRESENT, bars, row

# A change of one booking can change the rank and the lane of the holds behind it, where it was or
# where it is, and of the holds behind those, and nothing else; a role's, that of the roles behind.
# A version before the first one told is the image of where it was.
CHANGES = f"""
WITH RECURSIVE {PRESENT.studio},
recent AS MATERIALIZED (
  SELECT "table", row_id, op, version, actor, "row" FROM app.change
  WHERE tenant_id = :tenant_id AND seq > :since ORDER BY seq, ordinal LIMIT :enough
),
before AS MATERIALIZED (
  SELECT r."table", c.row_id, c."row" FROM recent r JOIN app.change c
    ON c.tenant_id = :tenant_id AND c.row_id = r.row_id AND c.version = r.version - 1
      AND c."table" = r."table"
  WHERE r.op = 'update' AND r."table" IN ('booking', 'open_role', 'artist')
),
places AS MATERIALIZED (
  SELECT DISTINCT i.row_id AS id,
    coalesce(i."row" ->> 'artist_id', i."row" ->> 'tenant_id')::uuid AS line,
    coalesce(i."row" ->> 'queued_at', i."row" ->> 'created_at')::timestamptz AS since,
    (i."row" ->> 'start_at')::timestamptz AS start_at,
    (i."row" ->> 'end_at')::timestamptz AS end_at,
    i."row" ->> 'status' IN ('pencil', 'confirmed') AS firm
  FROM (
    SELECT row_id, "row" FROM recent WHERE "table" IN ('booking', 'open_role')
    UNION ALL SELECT row_id, "row" FROM before WHERE "table" IN ('booking', 'open_role')
  ) i
),
lines AS MATERIALIZED (SELECT DISTINCT line AS id FROM places),
{PRESENT.lanes},
concerned AS (
  SELECT id, line, since, start_at, end_at, firm FROM places
  UNION
  SELECT q.id, q.line, q.since, q.start_at, q.end_at, false
  FROM concerned c JOIN queues q ON q.line = c.line
    AND q.start_at < c.end_at AND q.end_at > c.start_at
    AND (c.firm OR (c.since, c.id) < (q.since, q.id))
),
live AS MATERIALIZED (
  SELECT b.id, b.artist_id, b.project_id, b.status, b.start_at, b.end_at, b.title,
    b.queued_at, b.expires_at, b.version, b.answer
  FROM app.booking b
  JOIN app.artist a ON a.tenant_id = :tenant_id AND a.id = b.artist_id AND a.archived_at IS NULL
  WHERE b.tenant_id = :tenant_id AND b.id IN (SELECT id FROM concerned) AND {PRESENT.live()}
    AND b.start_at < (SELECT end_at FROM studio) AND b.end_at > (SELECT start_at FROM studio)
),
holds AS (SELECT * FROM live WHERE status = 'hold'),
waiting AS MATERIALIZED (
  SELECT w.* FROM app.open_role w
  WHERE w.tenant_id = :tenant_id AND w.status = 'open' AND w.id IN (SELECT id FROM concerned)
    AND w.start_at < (SELECT end_at FROM studio) AND w.end_at > (SELECT start_at FROM studio)
),
{PRESENT.ranks}
SELECT studio.seq,
  studio.seq < :since OR EXISTS (SELECT FROM before
      WHERE "table" = 'artist' AND "row" ->> 'archived_at' IS NOT NULL)
    OR (SELECT count(*) = :enough OR coalesce(bool_or(
      "table" IN ('tenant', 'availability', 'studio_holiday')
      OR ("table" = 'project' AND op = 'update')
      OR ("table" = 'artist' AND "row" ->> 'archived_at' IS NOT NULL)), false)
    FROM recent) AS reset,
  (SELECT m.name FROM app.members() m WHERE m.user_id::text =
    (SELECT min(actor) FROM recent HAVING min(actor) = max(actor))) AS by_name,
  json_build_object('seq', studio.seq, 'prev', CAST(:since AS bigint),
    'rows', (SELECT coalesce(json_agg({row("a.department")}
        ORDER BY lower(a.department), lower(a.name), a.id), '[]') FROM app.artist a
      WHERE a.tenant_id = :tenant_id AND a.archived_at IS NULL AND a.id IN (
        SELECT row_id FROM recent WHERE "table" = 'artist' UNION ALL
        SELECT ("row" ->> 'artist_id')::uuid FROM recent WHERE "table" = 'artist_skill')),
    'bars', {bars(PRESENT)},
    'gone', ARRAY(SELECT DISTINCT row_id FROM recent
      WHERE "table" IN ('booking', 'open_role')
        AND row_id NOT IN (SELECT id FROM live UNION ALL SELECT id FROM waiting))
  )::text AS body FROM studio
"""  # noqa: S608
