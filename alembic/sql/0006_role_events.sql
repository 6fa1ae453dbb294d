-- Named facts about open roles, in the order of the studio's clock, as booking_event has them.
CREATE TABLE app.role_event (
  tenant_id uuid NOT NULL,
  seq bigint NOT NULL,
  ordinal bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  request_id text NOT NULL,
  name text NOT NULL,
  role_id uuid NOT NULL,
  before jsonb,
  after jsonb,
  CONSTRAINT role_event_pkey PRIMARY KEY (tenant_id, seq, ordinal),
  CONSTRAINT role_event_role_fkey FOREIGN KEY (tenant_id, role_id) REFERENCES app.open_role (tenant_id, id)
);
CREATE INDEX role_event_role_idx ON app.role_event (tenant_id, role_id, seq);

ALTER TABLE app.role_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_rows ON app.role_event TO app_rw
  USING (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid)
  WITH CHECK (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid);
REVOKE ALL ON app.role_event FROM PUBLIC;
GRANT SELECT, INSERT ON app.role_event TO app_rw;

CREATE TRIGGER tick BEFORE INSERT ON app.role_event FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER stamp_event BEFORE INSERT ON app.role_event FOR EACH ROW EXECUTE FUNCTION app.stamp_event();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.role_event
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse();
