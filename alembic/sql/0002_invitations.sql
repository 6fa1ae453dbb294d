-- Who was asked to join, by whom, as what. Nobody is a member, and no account is made, before
-- the person opens the link that the owner gave them.
CREATE TABLE app.invitation (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL CHECK (email = lower(email) AND position('@' IN email) > 1 AND length(email) <= 254),
  role text NOT NULL CHECK (role IN ('studio_owner', 'studio_manager', 'freelancer')),
  token_hash bytea NOT NULL,
  invited_by uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT invitation_pkey PRIMARY KEY (tenant_id, id),
  -- Whoever is let go takes their open invitations along.
  CONSTRAINT invitation_member_fkey FOREIGN KEY (tenant_id, invited_by)
    REFERENCES app.membership (tenant_id, user_id) ON DELETE CASCADE
);
CREATE INDEX invitation_hash_idx ON app.invitation (token_hash);
CREATE INDEX invitation_email_idx ON app.invitation (tenant_id, email);
CREATE INDEX invitation_member_idx ON app.invitation (tenant_id, invited_by);

ALTER TABLE app.invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_rows ON app.invitation TO app_rw
  USING (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid)
  WITH CHECK (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid);
CREATE POLICY sign_in ON app.invitation FOR SELECT TO app_auth USING (true);
REVOKE ALL ON app.invitation FROM PUBLIC;
GRANT SELECT (tenant_id, id, email, role, invited_by, expires_at, accepted_at, revoked_at, created_at, updated_at, version),
  INSERT, UPDATE (accepted_at, revoked_at) ON app.invitation TO app_rw;
GRANT SELECT ON app.invitation TO app_auth;

CREATE TRIGGER tick BEFORE INSERT OR UPDATE OR DELETE ON app.invitation FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER touch BEFORE UPDATE ON app.invitation FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.invitation REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.invitation REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.invitation REFERENCING OLD TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();

-- What an invitation's link is good for: nothing once it was used, taken back or is over, or
-- when whoever gave it is no owner any more.
CREATE FUNCTION app.find_invitation(wanted bytea)
RETURNS TABLE (tenant_id uuid, invitation_id uuid, email text, role text, studio text,
  owner_id uuid, owner_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT i.tenant_id, i.id, i.email, i.role, t.name, u.id, u.name
  FROM invitation i
  JOIN membership m ON m.tenant_id = i.tenant_id AND m.user_id = i.invited_by AND m.role = 'studio_owner'
  JOIN user_account u ON u.id = i.invited_by AND u.disabled_at IS NULL
  JOIN tenant t ON t.id = i.tenant_id
  WHERE i.token_hash = wanted AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
$$;
REVOKE ALL ON FUNCTION app.find_invitation(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_invitation(bytea) TO app_rw;
GRANT CREATE ON SCHEMA app TO app_auth;
ALTER FUNCTION app.find_invitation(bytea) OWNER TO app_auth;
REVOKE CREATE ON SCHEMA app FROM app_auth;
