-- Whether the studio waits for its artists' word before it confirms.
ALTER TABLE app.tenant ADD COLUMN acceptance_required boolean NOT NULL DEFAULT false;

-- What a booking asks of its artist. Nobody is asked about those made before this.
ALTER TABLE app.booking
  ADD COLUMN answer text,
  ADD COLUMN counter jsonb,
  ADD COLUMN day_rate numeric(12, 2),
  ADD CONSTRAINT booking_answer_check CHECK (answer IN ('pending', 'accepted', 'declined', 'countered')),
  ADD CONSTRAINT booking_asking_check CHECK (answer IS NULL OR status NOT IN ('hold', 'expired')),
  ADD CONSTRAINT booking_declined_check CHECK (answer IS DISTINCT FROM 'declined' OR status = 'declined'),
  ADD CONSTRAINT booking_counter_check CHECK ((answer IS NOT DISTINCT FROM 'countered') = (counter IS NOT NULL)),
  ADD CONSTRAINT booking_rate_check CHECK (day_rate >= 0);

-- A view keeps the columns that its table had when it was made.
DROP VIEW app.booking_effective;
CREATE VIEW app.booking_effective WITH (security_invoker = true) AS
SELECT b.*,
  CASE WHEN b.status = 'hold' AND b.expires_at <= now() THEN 'expired' ELSE b.status END AS effective_status
FROM app.booking b;
REVOKE ALL ON app.booking_effective FROM PUBLIC;
GRANT SELECT ON app.booking_effective TO app_rw;
