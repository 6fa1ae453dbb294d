"""Lanes of bars that overlap, computed by the database: the first with room, in queue order.

They depend on nothing that a viewer chooses. Firm bookings never overlap each other, so they lie
in the first lane; holds give way to those and to holds before them, in view or not.
"""


def lanes_among(booking: str, role: str, *, at: str) -> str:
    """CTEs after one named `lines`: ids of artists, and the studio's own for the row of roles.

    `queues` are the live holds of those artists and the roles that wait; `lanes` says in which
    lane each of them lies.
    """
    return f"""
queues AS MATERIALIZED (
  SELECT b.id, b.artist_id AS line, b.queued_at AS since, b.start_at, b.end_at
  FROM {booking} b JOIN lines ON lines.id = b.artist_id
  WHERE b.tenant_id = :tenant_id AND b.status = 'hold' AND b.expires_at > {at}
  UNION ALL
  SELECT w.id, w.tenant_id, w.created_at, w.start_at, w.end_at
  FROM {role} w JOIN lines ON lines.id = w.tenant_id
  WHERE w.tenant_id = :tenant_id AND w.status = 'open'
),
firm AS MATERIALIZED (
  SELECT b.artist_id AS line, range_agg(tstzrange(b.start_at, b.end_at)) AS spans
  FROM {booking} b JOIN lines ON lines.id = b.artist_id
  WHERE b.tenant_id = :tenant_id AND b.status IN ('pencil', 'confirmed')
    AND b.end_at > (SELECT min(start_at) FROM queues)
    AND b.start_at < (SELECT max(end_at) FROM queues)
  GROUP BY b.artist_id
),
lanes AS (
  SELECT placed.id, placed.lane
  FROM (
    SELECT line, array_agg(id ORDER BY since, id) AS ids,
      array_agg(tstzrange(start_at, end_at) ORDER BY since, id) AS spans
    FROM queues GROUP BY line
  ) queue LEFT JOIN firm USING (line)
  CROSS JOIN LATERAL unnest(queue.ids, app.lanes(coalesce(firm.spans, '{{}}'), queue.spans))
    placed (id, lane)
)"""  # noqa: S608
