-- How long the holder of a challenged hold has to answer.
ALTER TABLE app.tenant ADD COLUMN challenge_hours integer NOT NULL DEFAULT 24
  CONSTRAINT tenant_challenge_hours_check CHECK (challenge_hours BETWEEN 1 AND 720);

-- A hold that asks the first hold ahead of it to decide. Ended ones stay, for history.
CREATE TABLE app.challenge (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  challenger_id uuid NOT NULL,
  challenged_id uuid NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'won', 'lost', 'dropped', 'void')),
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT challenge_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT challenge_other_check CHECK (challenger_id <> challenged_id),
  CONSTRAINT challenge_ended_check CHECK ((status = 'open') = (ended_at IS NULL)),
  CONSTRAINT challenge_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant (id) ON DELETE CASCADE,
  CONSTRAINT challenge_challenger_fkey FOREIGN KEY (tenant_id, challenger_id) REFERENCES app.booking (tenant_id, id),
  CONSTRAINT challenge_challenged_fkey FOREIGN KEY (tenant_id, challenged_id) REFERENCES app.booking (tenant_id, id)
);
-- One open challenge a hold, on either side, whatever the program believes.
CREATE UNIQUE INDEX challenge_challenged_key ON app.challenge (tenant_id, challenged_id) WHERE status = 'open';
CREATE UNIQUE INDEX challenge_challenger_key ON app.challenge (tenant_id, challenger_id) WHERE status = 'open';
CREATE INDEX challenge_due_idx ON app.challenge (ends_at) WHERE status = 'open';

ALTER TABLE app.challenge ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_rows ON app.challenge TO app_rw
  USING (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid)
  WITH CHECK (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid);
CREATE POLICY open_challenges ON app.challenge FOR SELECT TO app_jobs USING (status = 'open');
REVOKE ALL ON app.challenge FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON app.challenge TO app_rw;
GRANT SELECT (tenant_id, challenger_id, challenged_id, status, ends_at) ON app.challenge TO app_jobs;
GRANT SELECT (id) ON app.booking TO app_jobs;

CREATE TRIGGER tick BEFORE INSERT OR UPDATE OR DELETE ON app.challenge FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER touch BEFORE UPDATE ON app.challenge FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.challenge REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.challenge REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.challenge REFERENCING OLD TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();

-- Studios in which time has decided a challenge: the window is over, or one of the two holds has
-- lapsed (whoever stamped it). Ids only; what becomes of it is decided under the studio's clock.
CREATE FUNCTION app.due_challenges(at_most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT c.tenant_id FROM challenge c WHERE c.status = 'open' AND (c.ends_at <= now()
    OR 2 > (SELECT count(*) FROM booking b WHERE b.tenant_id = c.tenant_id
      AND b.id IN (c.challenger_id, c.challenged_id) AND b.status = 'hold' AND b.expires_at > now()))
  GROUP BY c.tenant_id ORDER BY min(c.ends_at) LIMIT at_most
$$;

CREATE FUNCTION app.next_challenge_end() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT min(c.ends_at) FROM challenge c WHERE c.status = 'open'
$$;
REVOKE ALL ON FUNCTION app.due_challenges(integer), app.next_challenge_end() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.due_challenges(integer), app.next_challenge_end() TO app_worker;
GRANT CREATE ON SCHEMA app TO app_jobs;
ALTER FUNCTION app.due_challenges(integer) OWNER TO app_jobs;
ALTER FUNCTION app.next_challenge_end() OWNER TO app_jobs;
REVOKE CREATE ON SCHEMA app FROM app_jobs;
