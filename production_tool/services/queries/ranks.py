"""Ranks of holds, computed by the database; the same sweep over edges as domain.queue's."""


def ranks_among(booking: str, *, at: str) -> str:
    """CTEs after one named `holds` (id, artist_id, start_at, end_at, queued_at).

    `ranks` says of each hold with anybody of ``booking`` ahead how many are, where it is worst.
    At one instant ends come before starts, for periods are half-open.
    """
    return f"""
edges AS (
  SELECT h.id, edge.at, edge.step
  FROM holds h
  JOIN {booking} c ON c.tenant_id = :tenant_id AND c.artist_id = h.artist_id AND c.id <> h.id
    AND c.start_at < h.end_at AND c.end_at > h.start_at
    AND (c.status IN ('pencil', 'confirmed') OR (c.status = 'hold' AND c.expires_at > {at}
      AND (c.queued_at, c.id) < (h.queued_at, h.id)))
  CROSS JOIN LATERAL (VALUES (greatest(c.start_at, h.start_at), 1), (c.end_at, -1)) edge (at, step)
),
ranks AS (
  SELECT id, max(depth) AS ahead
  FROM (
    SELECT id,
      sum(step) OVER (PARTITION BY id ORDER BY at, step ROWS UNBOUNDED PRECEDING) AS depth
    FROM edges) sweep
  GROUP BY id
)"""  # noqa: S608


RANKS = ranks_among("app.booking", at="now()")
