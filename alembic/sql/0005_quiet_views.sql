-- What is personal stays so in the history too, which the whole studio may read: of a view that is
-- not shared it tells that it was made, changed or deleted, by whom and when, and nothing more.
GRANT CREATE ON SCHEMA app TO app_audit;
CREATE FUNCTION app.log_view_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
DECLARE
  who text := coalesce(NULLIF(current_setting('app.current_user', true), ''), session_user);
  request text := coalesce(current_setting('app.request_id', true), '');
  bump integer := CASE WHEN TG_OP = 'DELETE' THEN 1 ELSE 0 END;
BEGIN
  INSERT INTO change (tenant_id, seq, at, actor, request_id, "table", row_id, op, version, "row")
  SELECT c.tenant_id, c.seq, clock_timestamp(), who, request, TG_TABLE_NAME, v.id, lower(TG_OP), v.version + bump,
    CASE WHEN v.shared THEN to_jsonb(v) ELSE jsonb_build_object('id', v.id, 'tenant_id', v.tenant_id,
      'version', v.version, 'shared', false) END
  FROM rows_written v JOIN tenant_clock c ON c.tenant_id = v.tenant_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.log_view_change() FROM PUBLIC;
ALTER FUNCTION app.log_view_change() OWNER TO app_audit;
REVOKE CREATE ON SCHEMA app FROM app_audit;
-- The tables' owner hangs it on the table; its right to it went with the function.
SET LOCAL ROLE app_audit;
GRANT EXECUTE ON FUNCTION app.log_view_change() TO app_owner;
RESET ROLE;

DROP TRIGGER z_log_insert ON app.saved_view;
DROP TRIGGER z_log_update ON app.saved_view;
DROP TRIGGER z_log_delete ON app.saved_view;
CREATE TRIGGER z_log_insert AFTER INSERT ON app.saved_view REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_view_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.saved_view REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_view_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.saved_view REFERENCING OLD TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_view_change();

-- What was written down before this; nothing else ever changes history.
ALTER TABLE app.change NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.change DISABLE TRIGGER append_only;
UPDATE app.change SET "row" = jsonb_build_object('id', row_id, 'tenant_id', tenant_id,
  'version', "row" -> 'version', 'shared', false)
  WHERE "table" = 'saved_view' AND "row" ->> 'shared' = 'false';
ALTER TABLE app.change ENABLE TRIGGER append_only;
ALTER TABLE app.change FORCE ROW LEVEL SECURITY;

-- A kept answer may tell of such a view: it is there for whoever asked, not for the whole studio.
DROP POLICY tenant_rows ON app.idempotency;
CREATE POLICY own_rows ON app.idempotency TO app_rw
  USING (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid
    AND user_id = NULLIF(current_setting('app.current_user', true), '')::uuid)
  WITH CHECK (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid
    AND user_id = NULLIF(current_setting('app.current_user', true), '')::uuid);
