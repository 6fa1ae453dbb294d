-- Row security, forced on everything; then only the rights each role needs.
DO $$
DECLARE
  name text;
  tenant_row text := 'tenant_id = NULLIF(current_setting(''app.current_tenant'', true), '''')::uuid';
BEGIN
  FOREACH name IN ARRAY ARRAY['tenant', 'tenant_clock', 'user_account', 'membership', 'session', 'api_token',
    'artist', 'artist_skill', 'project', 'booking', 'availability', 'booking_event', 'change', 'idempotency']
  LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['tenant_clock', 'membership', 'api_token', 'artist', 'artist_skill', 'project',
    'booking', 'availability', 'booking_event', 'change', 'idempotency']
  LOOP
    EXECUTE format('CREATE POLICY tenant_rows ON app.%I TO app_rw USING (%s) WITH CHECK (%s)', name, tenant_row, tenant_row);
  END LOOP;
END $$;
CREATE POLICY own_studio ON app.tenant TO app_rw
  USING (id = NULLIF(current_setting('app.current_tenant', true), '')::uuid)
  WITH CHECK (id = NULLIF(current_setting('app.current_tenant', true), '')::uuid);
CREATE POLICY own_account ON app.user_account TO app_rw
  USING (id = NULLIF(current_setting('app.current_user', true), '')::uuid)
  WITH CHECK (id = NULLIF(current_setting('app.current_user', true), '')::uuid);
CREATE POLICY own_sessions ON app.session TO app_rw
  USING (user_id = NULLIF(current_setting('app.current_user', true), '')::uuid)
  WITH CHECK (user_id = NULLIF(current_setting('app.current_user', true), '')::uuid);

CREATE POLICY clockwork ON app.tenant_clock TO app_audit USING (true) WITH CHECK (true);
CREATE POLICY append ON app.change FOR INSERT TO app_audit WITH CHECK (true);
CREATE POLICY append ON app.booking_event FOR INSERT TO app_audit WITH CHECK (name = 'HoldExpired');
CREATE POLICY sign_in ON app.user_account TO app_auth USING (true) WITH CHECK (true);
CREATE POLICY sign_in ON app.session TO app_auth USING (true);
CREATE POLICY sign_in ON app.membership FOR SELECT TO app_auth USING (true);
CREATE POLICY sign_in ON app.tenant FOR SELECT TO app_auth USING (true);
CREATE POLICY sign_in ON app.artist FOR SELECT TO app_auth USING (user_id IS NOT NULL);
CREATE POLICY sign_in ON app.api_token FOR SELECT TO app_auth USING (true);
CREATE POLICY due_holds ON app.booking FOR SELECT TO app_jobs USING (status = 'hold');
CREATE POLICY old_answers ON app.idempotency TO app_jobs USING (true);

REVOKE ALL ON SCHEMA app FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA app FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
GRANT USAGE ON SCHEMA app TO app_rw, app_worker;
GRANT USAGE, CREATE ON SCHEMA app TO app_audit, app_auth, app_jobs;

GRANT SELECT, INSERT, UPDATE ON app.tenant, app.artist, app.project, app.booking, app.api_token, app.idempotency TO app_rw;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.membership, app.artist_skill, app.availability TO app_rw;
GRANT SELECT ON app.tenant_clock, app.change, app.booking_event, app.booking_effective TO app_rw;
GRANT INSERT ON app.booking_event TO app_rw;
GRANT SELECT (id, email, name, theme, created_at, updated_at, version), UPDATE (name, theme) ON app.user_account TO app_rw;
GRANT SELECT (id, user_id, studio_id, user_agent, address, created_at, seen_at, expires_at),
  INSERT, UPDATE (studio_id, seen_at, expires_at), DELETE ON app.session TO app_rw;

GRANT SELECT, INSERT, UPDATE ON app.tenant_clock TO app_audit;
GRANT INSERT ON app.change, app.booking_event TO app_audit;
GRANT SELECT, INSERT, UPDATE ON app.user_account TO app_auth;
GRANT SELECT, DELETE ON app.session TO app_auth;
GRANT SELECT ON app.membership, app.tenant, app.api_token TO app_auth;
GRANT SELECT (tenant_id, id, user_id, name) ON app.artist TO app_auth;
GRANT SELECT (tenant_id, status, expires_at) ON app.booking TO app_jobs;
GRANT SELECT (tenant_id, created_at), DELETE ON app.idempotency TO app_jobs;

GRANT EXECUTE ON FUNCTION app.current_tenant(), app.current_user_id(), app.tick(), app.touch(), app.refuse(),
  app.stamp_event(), app.take_clock(boolean), app.advance_clock(boolean)
  TO app_rw, app_audit, app_auth, app_jobs, app_owner;
GRANT EXECUTE ON FUNCTION app.find_login(text), app.find_session(bytea), app.find_api_token(bytea),
  app.find_member(uuid, uuid), app.my_studios(), app.members(), app.ensure_user(uuid, text, text),
  app.my_password_hash(), app.set_my_password(text), app.set_first_password(uuid, text) TO app_rw;
GRANT EXECUTE ON FUNCTION app.due_tenants(integer), app.next_expiry(), app.forget_old_answers(timestamptz),
  app.forget_ended_sessions(), app.find_studio(text) TO app_worker;

ALTER FUNCTION app.advance_clock(boolean) OWNER TO app_audit;
ALTER FUNCTION app.start_clock() OWNER TO app_audit;
ALTER FUNCTION app.log_change() OWNER TO app_audit;
ALTER FUNCTION app.note_expiry() OWNER TO app_audit;
ALTER FUNCTION app.find_login(text) OWNER TO app_auth;
ALTER FUNCTION app.find_session(bytea) OWNER TO app_auth;
ALTER FUNCTION app.find_api_token(bytea) OWNER TO app_auth;
ALTER FUNCTION app.find_member(uuid, uuid) OWNER TO app_auth;
ALTER FUNCTION app.my_studios() OWNER TO app_auth;
ALTER FUNCTION app.members() OWNER TO app_auth;
ALTER FUNCTION app.ensure_user(uuid, text, text) OWNER TO app_auth;
ALTER FUNCTION app.my_password_hash() OWNER TO app_auth;
ALTER FUNCTION app.set_my_password(text) OWNER TO app_auth;
ALTER FUNCTION app.set_first_password(uuid, text) OWNER TO app_auth;
ALTER FUNCTION app.forget_ended_sessions() OWNER TO app_auth;
ALTER FUNCTION app.find_studio(text) OWNER TO app_auth;
ALTER FUNCTION app.due_tenants(integer) OWNER TO app_jobs;
ALTER FUNCTION app.next_expiry() OWNER TO app_jobs;
ALTER FUNCTION app.forget_old_answers(timestamptz) OWNER TO app_jobs;
REVOKE CREATE ON SCHEMA app FROM app_audit, app_auth, app_jobs;
-- The tables' owner cascades foreign keys, and hangs these on tables of later migrations; its
-- right to them went with the functions.
SET LOCAL ROLE app_audit;
GRANT EXECUTE ON FUNCTION app.advance_clock(boolean), app.log_change() TO app_owner;
RESET ROLE;

GRANT USAGE ON SCHEMA public TO app_rw, app_worker;
GRANT SELECT ON public.alembic_version TO app_rw;
DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO app_rw, app_worker', current_database());
END $$;
