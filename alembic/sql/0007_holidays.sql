-- A day on which a studio does not work; local dates of the studio. `source` is the country and
-- region whose days were taken, such as DE-BE; a day that the studio made itself has none.
CREATE TABLE app.studio_holiday (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  day date NOT NULL,
  name text NOT NULL CHECK (btrim(name) <> '' AND length(name) <= 120),
  source text NOT NULL DEFAULT '' CHECK (length(source) <= 60),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT studio_holiday_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT studio_holiday_day_key UNIQUE (tenant_id, day),
  CONSTRAINT studio_holiday_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant (id) ON DELETE CASCADE
);

ALTER TABLE app.studio_holiday ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_rows ON app.studio_holiday TO app_rw
  USING (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid)
  WITH CHECK (tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid);
CREATE POLICY taken_days ON app.studio_holiday FOR SELECT TO app_jobs USING (source <> '');
REVOKE ALL ON app.studio_holiday FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.studio_holiday TO app_rw;
GRANT SELECT (tenant_id, day, source) ON app.studio_holiday TO app_jobs;

CREATE TRIGGER tick BEFORE INSERT OR UPDATE OR DELETE ON app.studio_holiday FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER touch BEFORE UPDATE ON app.studio_holiday FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.studio_holiday REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.studio_holiday REFERENCING NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.studio_holiday REFERENCING OLD TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();

-- Studios whose days from a calendar end before a year does; ids only.
CREATE FUNCTION app.studios_short_of_holidays(wanted_year integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT h.tenant_id FROM studio_holiday h WHERE h.source <> ''
  GROUP BY h.tenant_id HAVING max(h.day) < make_date(wanted_year, 1, 1) LIMIT 1000
$$;
REVOKE ALL ON FUNCTION app.studios_short_of_holidays(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.studios_short_of_holidays(integer) TO app_worker;
GRANT CREATE ON SCHEMA app TO app_jobs;
ALTER FUNCTION app.studios_short_of_holidays(integer) OWNER TO app_jobs;
REVOKE CREATE ON SCHEMA app FROM app_jobs;
