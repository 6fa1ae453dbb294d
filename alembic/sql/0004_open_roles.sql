-- Work that waits for a person. Once filled it names the booking; one that was opened again
-- still names the booking it had, so that the filling can be done again.
CREATE TABLE app.open_role (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  project_id uuid,
  title text NOT NULL CHECK (btrim(title) <> '' AND length(title) <= 200),
  skill text NOT NULL DEFAULT '' CHECK (length(skill) <= 60),
  notes text NOT NULL DEFAULT '' CHECK (length(notes) <= 4000),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'filled', 'withdrawn')),
  start_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL,
  booking_id uuid,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT open_role_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT open_role_period_check CHECK (start_at < end_at AND end_at - start_at <= interval '400 days'),
  CONSTRAINT open_role_filled_check CHECK (status <> 'filled' OR booking_id IS NOT NULL),
  CONSTRAINT open_role_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant (id) ON DELETE CASCADE,
  CONSTRAINT open_role_project_fkey FOREIGN KEY (tenant_id, project_id) REFERENCES app.project (tenant_id, id),
  CONSTRAINT open_role_booking_fkey FOREIGN KEY (tenant_id, booking_id) REFERENCES app.booking (tenant_id, id)
);
CREATE INDEX open_role_window_idx ON app.open_role (tenant_id, end_at, start_at) WHERE status = 'open';
CREATE INDEX open_role_list_idx ON app.open_role (tenant_id, start_at, id);
CREATE INDEX open_role_project_idx ON app.open_role (tenant_id, project_id);
CREATE INDEX open_role_booking_idx ON app.open_role (tenant_id, booking_id);

ALTER TABLE app.open_role ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_rows ON app.open_role TO app_rw
  USING (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid)
  WITH CHECK (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid);
REVOKE ALL ON app.open_role FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON app.open_role TO app_rw;

CREATE TRIGGER tick BEFORE INSERT OR UPDATE OR DELETE ON app.open_role FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER touch BEFORE UPDATE ON app.open_role FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.open_role REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.open_role REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.open_role REFERENCING OLD TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
