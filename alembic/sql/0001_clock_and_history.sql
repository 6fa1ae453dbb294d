-- The studio's clock: every write transaction takes the next number first and holds it to
-- the commit. Definer, so that no program role can set a clock by hand.
CREATE FUNCTION app.advance_clock(skip_when_busy boolean) RETURNS TABLE (seq bigint, fresh boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  studio uuid := app.current_tenant();
BEGIN
  IF studio IS NULL THEN
    RAISE EXCEPTION 'no studio is set for this transaction' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT c.seq, false FROM tenant_clock c
    WHERE c.tenant_id = studio AND c.taken_by = pg_current_xact_id();
  IF FOUND THEN RETURN; END IF;
  IF skip_when_busy THEN
    PERFORM FROM tenant_clock c WHERE c.tenant_id = studio FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  RETURN QUERY UPDATE tenant_clock c SET seq = c.seq + 1, taken_by = pg_current_xact_id()
    WHERE c.tenant_id = studio RETURNING c.seq, true;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'studio % has no clock', studio USING ERRCODE = 'foreign_key_violation';
  END IF;
END $$;

-- Takes the clock once a transaction; whoever takes it first stamps the overdue holds, so
-- that an overdue hold can never matter to a write. `at` is the instant the write counts from.
CREATE FUNCTION app.take_clock(skip_when_busy boolean DEFAULT false)
RETURNS TABLE (seq bigint, at timestamptz, expired integer)
LANGUAGE plpgsql SET search_path = app, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  taken record;
  instant timestamptz;
  stamped integer := 0;
BEGIN
  SELECT c.seq, c.fresh INTO taken FROM advance_clock(skip_when_busy) c;
  IF NOT FOUND THEN RETURN; END IF;
  instant := clock_timestamp();
  -- An update of no rows would still fire every statement trigger.
  IF taken.fresh AND EXISTS (SELECT FROM booking b
      WHERE b.tenant_id = current_tenant() AND b.status = 'hold' AND b.expires_at <= instant) THEN
    UPDATE booking SET status = 'expired'
      WHERE tenant_id = current_tenant() AND status = 'hold' AND expires_at <= instant;
    GET DIAGNOSTICS stamped = ROW_COUNT;
  END IF;
  RETURN QUERY SELECT taken.seq, instant, stamped;
END $$;

CREATE FUNCTION app.tick() RETURNS trigger
LANGUAGE plpgsql SET search_path = app, pg_catalog, pg_temp AS $$
BEGIN
  -- Usually it is taken already; looking costs a tenth of asking.
  PERFORM FROM tenant_clock c WHERE c.tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid
    AND c.taken_by = pg_current_xact_id();
  IF NOT FOUND THEN PERFORM take_clock(); END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION app.start_clock() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO tenant_clock (tenant_id) VALUES (NEW.id);
  RETURN NULL;
END $$;

CREATE FUNCTION app.touch() RETURNS trigger
LANGUAGE plpgsql SET search_path = app, pg_catalog, pg_temp AS $$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.updated_at := now();
  RETURN NEW;
END $$;

CREATE FUNCTION app.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = app, pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

-- Full image after an insert or update, last image for a delete; secrets stay out.
CREATE FUNCTION app.log_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
DECLARE
  who text := coalesce(NULLIF(current_setting('app.current_user', true), ''), session_user);
  request text := coalesce(current_setting('app.request_id', true), '');
  instant timestamptz := clock_timestamp();
  bump integer := CASE WHEN TG_OP = 'DELETE' THEN 1 ELSE 0 END;
BEGIN
  INSERT INTO change (tenant_id, seq, at, actor, request_id, "table", row_id, op, version, "row")
  SELECT c.tenant_id, c.seq, instant, who, request, TG_TABLE_NAME, (i.image->>'id')::uuid,
    lower(TG_OP), (i.image->>'version')::integer + bump, i.image
  FROM (SELECT to_jsonb(r) - 'during' - 'token_hash' AS image FROM rows_written r) i
  JOIN tenant_clock c ON c.tenant_id = coalesce(i.image->>'tenant_id', i.image->>'id')::uuid;
  RETURN NULL;
END $$;

CREATE FUNCTION app.stamp_event() RETURNS trigger
LANGUAGE plpgsql SET search_path = app, pg_catalog, pg_temp AS $$
BEGIN
  SELECT c.seq INTO NEW.seq FROM tenant_clock c WHERE c.tenant_id = NEW.tenant_id;
  NEW.at := clock_timestamp();
  -- Time ran out by itself, whoever's write happened to notice.
  NEW.actor := CASE WHEN NEW.name = 'HoldExpired' THEN 'clock'
    ELSE coalesce(NULLIF(current_setting('app.current_user', true), ''), session_user) END;
  NEW.request_id := coalesce(current_setting('app.request_id', true), '');
  RETURN NEW;
END $$;

-- However a hold comes to be stamped, its event is written with it, exactly once.
CREATE FUNCTION app.note_expiry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO booking_event (tenant_id, seq, at, actor, request_id, name, booking_id, before, after)
  SELECT n.tenant_id, 0, now(), '', '', 'HoldExpired', n.id,
    jsonb_build_object('status', o.status, 'expires_at', o.expires_at),
    jsonb_build_object('status', n.status)
  FROM rows_written n JOIN rows_before o ON o.tenant_id = n.tenant_id AND o.id = n.id
  WHERE o.status = 'hold' AND n.status = 'expired';
  RETURN NULL;
END $$;

CREATE TRIGGER start_clock AFTER INSERT ON app.tenant FOR EACH ROW EXECUTE FUNCTION app.start_clock();
CREATE TRIGGER stamp_event BEFORE INSERT ON app.booking_event FOR EACH ROW EXECUTE FUNCTION app.stamp_event();
CREATE TRIGGER note_expiry AFTER UPDATE ON app.booking
  REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_written
  FOR EACH STATEMENT EXECUTE FUNCTION app.note_expiry();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.change
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.booking_event
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse();
CREATE TRIGGER tick BEFORE INSERT ON app.booking_event FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE UPDATE OR DELETE ON app.tenant FOR EACH STATEMENT EXECUTE FUNCTION app.tick();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['membership', 'api_token', 'artist', 'artist_skill', 'project', 'booking', 'availability']
  LOOP
    EXECUTE format('CREATE TRIGGER tick BEFORE INSERT OR UPDATE OR DELETE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION app.tick()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['tenant', 'membership', 'api_token', 'artist', 'artist_skill', 'project', 'booking', 'availability']
  LOOP
    EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.touch()', name);
    EXECUTE format('CREATE TRIGGER z_log_insert AFTER INSERT ON app.%I REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change()', name);
    EXECUTE format('CREATE TRIGGER z_log_update AFTER UPDATE ON app.%I REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change()', name);
    EXECUTE format('CREATE TRIGGER z_log_delete AFTER DELETE ON app.%I REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change()', name);
  END LOOP;
END $$;
CREATE TRIGGER touch BEFORE UPDATE ON app.user_account FOR EACH ROW EXECUTE FUNCTION app.touch();
