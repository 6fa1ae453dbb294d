-- A view of the board with a name: a query string, and which day it opens at. A personal one is
-- there for its owner only, a shared one for everybody of the studio who may see the board.
CREATE TABLE app.saved_view (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  name text NOT NULL CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 60),
  query text NOT NULL CHECK (length(query) <= 2000),
  -- Days from the day it is opened; null is a fixed day, which the query names.
  days_ahead integer CHECK (days_ahead BETWEEN -3660 AND 3660),
  shared boolean NOT NULL DEFAULT false,
  opens_first boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT saved_view_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT saved_view_owner_fkey FOREIGN KEY (tenant_id, owner_id)
    REFERENCES app.membership (tenant_id, user_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX saved_view_name_idx ON app.saved_view (tenant_id, owner_id, lower(name));
CREATE UNIQUE INDEX saved_view_shared_name_idx ON app.saved_view (tenant_id, lower(name)) WHERE shared;
CREATE UNIQUE INDEX saved_view_first_idx ON app.saved_view (tenant_id, owner_id) WHERE opens_first;

ALTER TABLE app.saved_view ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON app.saved_view TO app_rw
  USING (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid
    AND owner_id = NULLIF(current_setting('app.current_user', true), '')::uuid)
  WITH CHECK (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid
    AND owner_id = NULLIF(current_setting('app.current_user', true), '')::uuid);
CREATE POLICY shared_rows ON app.saved_view FOR SELECT TO app_rw
  USING (shared AND tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid);
REVOKE ALL ON app.saved_view FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.saved_view TO app_rw;

CREATE TRIGGER tick BEFORE INSERT OR UPDATE OR DELETE ON app.saved_view FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER touch BEFORE UPDATE ON app.saved_view FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.saved_view REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.saved_view REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.saved_view REFERENCING OLD TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
