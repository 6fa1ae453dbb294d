CREATE SCHEMA app;
ALTER SCHEMA app OWNER TO app_owner;
CREATE FUNCTION app.advance_clock(skip_when_busy boolean) RETURNS TABLE(seq bigint, fresh boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
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
ALTER FUNCTION app.advance_clock(skip_when_busy boolean) OWNER TO app_audit;
CREATE FUNCTION app.current_tenant() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid;
ALTER FUNCTION app.current_tenant() OWNER TO app_owner;
CREATE FUNCTION app.current_user_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.current_user'::text, true), ''::text))::uuid;
ALTER FUNCTION app.current_user_id() OWNER TO app_owner;
CREATE FUNCTION app.due_challenges(at_most integer) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT c.tenant_id FROM challenge c WHERE c.status = 'open' AND (c.ends_at <= now()
    OR 2 > (SELECT count(*) FROM booking b WHERE b.tenant_id = c.tenant_id
      AND b.id IN (c.challenger_id, c.challenged_id) AND b.status = 'hold' AND b.expires_at > now()))
  GROUP BY c.tenant_id ORDER BY min(c.ends_at) LIMIT at_most
$$;
ALTER FUNCTION app.due_challenges(at_most integer) OWNER TO app_jobs;
CREATE FUNCTION app.due_tenants(at_most integer) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT b.tenant_id FROM booking b WHERE b.status = 'hold' AND b.expires_at <= now()
  GROUP BY b.tenant_id ORDER BY min(b.expires_at) LIMIT at_most
$$;
ALTER FUNCTION app.due_tenants(at_most integer) OWNER TO app_jobs;
CREATE FUNCTION app.ensure_user(new_id uuid, wanted text, new_name text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  found uuid;
BEGIN
  INSERT INTO user_account (id, email, name) VALUES (new_id, lower(wanted), new_name)
  ON CONFLICT ON CONSTRAINT user_account_email_key DO NOTHING;
  SELECT u.id INTO STRICT found FROM user_account u WHERE u.email = lower(wanted);
  RETURN found;
END $$;
ALTER FUNCTION app.ensure_user(new_id uuid, wanted text, new_name text) OWNER TO app_auth;
CREATE FUNCTION app.find_api_token(wanted bytea) RETURNS TABLE(token_id uuid, user_id uuid, name text, tenant_id uuid, token_role text, role text, artist_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT k.id, u.id, u.name, k.tenant_id, k.role, m.role, a.id
  FROM api_token k
  JOIN membership m ON m.tenant_id = k.tenant_id AND m.user_id = k.user_id
  JOIN user_account u ON u.id = k.user_id AND u.disabled_at IS NULL
  LEFT JOIN artist a ON a.tenant_id = m.tenant_id AND a.user_id = m.user_id
  WHERE k.token_hash = wanted AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now());
END $$;
ALTER FUNCTION app.find_api_token(wanted bytea) OWNER TO app_auth;
CREATE FUNCTION app.find_invitation(wanted bytea) RETURNS TABLE(tenant_id uuid, invitation_id uuid, email text, role text, studio text, owner_id uuid, owner_name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT i.tenant_id, i.id, i.email, i.role, t.name, u.id, u.name
  FROM invitation i
  JOIN membership m ON m.tenant_id = i.tenant_id AND m.user_id = i.invited_by AND m.role = 'studio_owner'
  JOIN user_account u ON u.id = i.invited_by AND u.disabled_at IS NULL
  JOIN tenant t ON t.id = i.tenant_id
  WHERE i.token_hash = wanted AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
$$;
ALTER FUNCTION app.find_invitation(wanted bytea) OWNER TO app_auth;
CREATE FUNCTION app.find_login(wanted text) RETURNS TABLE(user_id uuid, name text, password_hash text, disabled boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT u.id, u.name, u.password_hash, u.disabled_at IS NOT NULL
  FROM user_account u WHERE u.email = lower(wanted)
$$;
ALTER FUNCTION app.find_login(wanted text) OWNER TO app_auth;
CREATE FUNCTION app.find_member(wanted_user uuid, wanted_tenant uuid) RETURNS TABLE(user_id uuid, email text, name text, tenant_id uuid, slug text, studio text, zone text, role text, artist_id uuid, membership_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT u.id, u.email, u.name, t.id, t.slug, t.name, t.zone, m.role, a.id, m.id
  FROM membership m
  JOIN user_account u ON u.id = m.user_id AND u.disabled_at IS NULL
  JOIN tenant t ON t.id = m.tenant_id
  LEFT JOIN artist a ON a.tenant_id = m.tenant_id AND a.user_id = m.user_id
  WHERE m.user_id = wanted_user AND m.tenant_id = wanted_tenant;
END $$;
ALTER FUNCTION app.find_member(wanted_user uuid, wanted_tenant uuid) OWNER TO app_auth;
CREATE FUNCTION app.find_session(wanted bytea) RETURNS TABLE(session_id uuid, user_id uuid, email text, name text, theme text, seen_at timestamp with time zone, expires_at timestamp with time zone, tenant_id uuid, slug text, studio text, zone text, role text, artist_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT s.id, u.id, u.email, u.name, u.theme, s.seen_at, s.expires_at,
    t.id, t.slug, t.name, t.zone, m.role, a.id
  FROM session s
  JOIN user_account u ON u.id = s.user_id AND u.disabled_at IS NULL
  LEFT JOIN membership m ON m.tenant_id = s.studio_id AND m.user_id = s.user_id
  LEFT JOIN tenant t ON t.id = m.tenant_id
  LEFT JOIN artist a ON a.tenant_id = m.tenant_id AND a.user_id = m.user_id
  WHERE s.token_hash = wanted AND s.expires_at > now();
END $$;
ALTER FUNCTION app.find_session(wanted bytea) OWNER TO app_auth;
CREATE FUNCTION app.find_studio(wanted text) RETURNS TABLE(tenant_id uuid, slug text, name text, zone text, owner_id uuid, owner_name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT t.id, t.slug, t.name, t.zone, u.id, u.name
  FROM tenant t
  LEFT JOIN LATERAL (
    SELECT m.user_id FROM membership m WHERE m.tenant_id = t.id AND m.role = 'studio_owner'
    ORDER BY m.created_at, m.id LIMIT 1) first_owner ON true
  LEFT JOIN user_account u ON u.id = first_owner.user_id
  WHERE t.slug = wanted
$$;
ALTER FUNCTION app.find_studio(wanted text) OWNER TO app_auth;
CREATE FUNCTION app.forget_ended_sessions() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  WITH gone AS (DELETE FROM session WHERE expires_at < now() RETURNING 1) SELECT count(*) FROM gone
$$;
ALTER FUNCTION app.forget_ended_sessions() OWNER TO app_auth;
CREATE FUNCTION app.forget_old_answers(older_than timestamp with time zone) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  WITH gone AS (DELETE FROM idempotency WHERE created_at < older_than RETURNING 1) SELECT count(*) FROM gone
$$;
ALTER FUNCTION app.forget_old_answers(older_than timestamp with time zone) OWNER TO app_jobs;
CREATE FUNCTION app.lanes(taken tstzmultirange, spans tstzrange[]) RETURNS smallint[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  lanes tstzmultirange[] := ARRAY[taken];
  found smallint[] := '{}';
  span tstzrange;
  lane integer;
BEGIN
  FOREACH span IN ARRAY spans LOOP
    lane := 1;
    WHILE lanes[lane] && span LOOP
      lane := lane + 1;
    END LOOP;
    lanes[lane] := coalesce(lanes[lane], '{}') + span::tstzmultirange;
    found := found || (lane - 1)::smallint;
  END LOOP;
  RETURN found;
END $$;
ALTER FUNCTION app.lanes(taken tstzmultirange, spans tstzrange[]) OWNER TO app_owner;
CREATE FUNCTION app.log_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
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
ALTER FUNCTION app.log_change() OWNER TO app_audit;
CREATE FUNCTION app.log_view_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
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
ALTER FUNCTION app.log_view_change() OWNER TO app_audit;
CREATE FUNCTION app.members() RETURNS TABLE(membership_id uuid, user_id uuid, email text, name text, role text, version integer, created_at timestamp with time zone, can_sign_in boolean, artist_id uuid, artist text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT m.id, u.id, u.email, u.name, m.role, m.version, m.created_at, u.password_hash IS NOT NULL, a.id, a.name
  FROM membership m JOIN user_account u ON u.id = m.user_id
  LEFT JOIN artist a ON a.tenant_id = m.tenant_id AND a.user_id = m.user_id
  WHERE m.tenant_id = app.current_tenant() ORDER BY u.name, u.email
$$;
ALTER FUNCTION app.members() OWNER TO app_auth;
CREATE FUNCTION app.my_password_hash() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT u.password_hash FROM user_account u WHERE u.id = app.current_user_id()
$$;
ALTER FUNCTION app.my_password_hash() OWNER TO app_auth;
CREATE FUNCTION app.my_studios() RETURNS TABLE(tenant_id uuid, slug text, name text, zone text, role text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT t.id, t.slug, t.name, t.zone, m.role
  FROM membership m JOIN tenant t ON t.id = m.tenant_id
  WHERE m.user_id = app.current_user_id() ORDER BY t.name, t.slug
$$;
ALTER FUNCTION app.my_studios() OWNER TO app_auth;
CREATE FUNCTION app.next_challenge_end() RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT min(c.ends_at) FROM challenge c WHERE c.status = 'open'
$$;
ALTER FUNCTION app.next_challenge_end() OWNER TO app_jobs;
CREATE FUNCTION app.next_expiry() RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT min(b.expires_at) FROM booking b WHERE b.status = 'hold'
$$;
ALTER FUNCTION app.next_expiry() OWNER TO app_jobs;
CREATE FUNCTION app.note_expiry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  INSERT INTO booking_event (tenant_id, seq, at, actor, request_id, name, booking_id, before, after)
  SELECT n.tenant_id, 0, now(), '', '', 'HoldExpired', n.id,
    jsonb_build_object('status', o.status, 'expires_at', o.expires_at),
    jsonb_build_object('status', n.status)
  FROM rows_written n JOIN rows_before o ON o.tenant_id = n.tenant_id AND o.id = n.id
  WHERE o.status = 'hold' AND n.status = 'expired';
  RETURN NULL;
END $$;
ALTER FUNCTION app.note_expiry() OWNER TO app_audit;
CREATE FUNCTION app.refuse() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
ALTER FUNCTION app.refuse() OWNER TO app_owner;
CREATE FUNCTION app.set_first_password(wanted uuid, new_hash text) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  UPDATE user_account SET password_hash = new_hash WHERE id = wanted AND password_hash IS NULL RETURNING true
$$;
ALTER FUNCTION app.set_first_password(wanted uuid, new_hash text) OWNER TO app_auth;
CREATE FUNCTION app.set_my_password(new_hash text) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  UPDATE user_account SET password_hash = new_hash WHERE id = app.current_user_id() RETURNING true
$$;
ALTER FUNCTION app.set_my_password(new_hash text) OWNER TO app_auth;
CREATE FUNCTION app.stamp_event() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  SELECT c.seq INTO NEW.seq FROM tenant_clock c WHERE c.tenant_id = NEW.tenant_id;
  NEW.at := clock_timestamp();
  -- Time ran out by itself, whoever's write happened to notice.
  NEW.actor := CASE WHEN NEW.name = 'HoldExpired' THEN 'clock'
    ELSE coalesce(NULLIF(current_setting('app.current_user', true), ''), session_user) END;
  NEW.request_id := coalesce(current_setting('app.request_id', true), '');
  RETURN NEW;
END $$;
ALTER FUNCTION app.stamp_event() OWNER TO app_owner;
CREATE FUNCTION app.start_clock() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  INSERT INTO tenant_clock (tenant_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
ALTER FUNCTION app.start_clock() OWNER TO app_audit;
CREATE FUNCTION app.studios_short_of_holidays(wanted_year integer) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
  SELECT h.tenant_id FROM studio_holiday h WHERE h.source <> ''
  GROUP BY h.tenant_id HAVING max(h.day) < make_date(wanted_year, 1, 1) LIMIT 1000
$$;
ALTER FUNCTION app.studios_short_of_holidays(wanted_year integer) OWNER TO app_jobs;
CREATE FUNCTION app.take_clock(skip_when_busy boolean DEFAULT false) RETURNS TABLE(seq bigint, at timestamp with time zone, expired integer)
    LANGUAGE plpgsql
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
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
ALTER FUNCTION app.take_clock(skip_when_busy boolean) OWNER TO app_owner;
CREATE FUNCTION app.tick() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  -- Usually it is taken already; looking costs a tenth of asking.
  PERFORM FROM tenant_clock c WHERE c.tenant_id = NULLIF(current_setting('app.current_tenant', true), '')::uuid
    AND c.taken_by = pg_current_xact_id();
  IF NOT FOUND THEN PERFORM take_clock(); END IF;
  RETURN NULL;
END $$;
ALTER FUNCTION app.tick() OWNER TO app_owner;
CREATE FUNCTION app.touch() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'app', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.updated_at := now();
  RETURN NEW;
END $$;
ALTER FUNCTION app.touch() OWNER TO app_owner;
CREATE TABLE app.api_token (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    token_hash bytea NOT NULL,
    hint text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT api_token_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 120))),
    CONSTRAINT api_token_role_check CHECK ((role = ANY (ARRAY['studio_owner'::text, 'studio_manager'::text, 'freelancer'::text])))
);
ALTER TABLE ONLY app.api_token FORCE ROW LEVEL SECURITY;
ALTER TABLE app.api_token OWNER TO app_owner;
CREATE TABLE app.artist (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    department text DEFAULT ''::text NOT NULL,
    employment text DEFAULT 'staff'::text NOT NULL,
    day_rate numeric(12,2),
    currency text DEFAULT 'EUR'::text NOT NULL,
    zone text NOT NULL,
    working_hours jsonb NOT NULL,
    user_id uuid,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT artist_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT artist_day_rate_check CHECK ((day_rate >= (0)::numeric)),
    CONSTRAINT artist_department_check CHECK ((length(department) <= 80)),
    CONSTRAINT artist_email_check CHECK ((length(email) <= 254)),
    CONSTRAINT artist_employment_check CHECK ((employment = ANY (ARRAY['staff'::text, 'freelance'::text]))),
    CONSTRAINT artist_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 120))),
    CONSTRAINT artist_title_check CHECK ((length(title) <= 120))
);
ALTER TABLE ONLY app.artist FORCE ROW LEVEL SECURITY;
ALTER TABLE app.artist OWNER TO app_owner;
CREATE TABLE app.artist_skill (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    artist_id uuid NOT NULL,
    skill text NOT NULL,
    level smallint DEFAULT 3 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT artist_skill_level_check CHECK (((level >= 1) AND (level <= 5))),
    CONSTRAINT artist_skill_skill_check CHECK (((btrim(skill) <> ''::text) AND (length(skill) <= 60)))
);
ALTER TABLE ONLY app.artist_skill FORCE ROW LEVEL SECURITY;
ALTER TABLE app.artist_skill OWNER TO app_owner;
CREATE TABLE app.availability (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    artist_id uuid NOT NULL,
    kind text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    start_at timestamp with time zone NOT NULL,
    end_at timestamp with time zone NOT NULL,
    source_uid text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT availability_kind_check CHECK ((kind = ANY (ARRAY['leave'::text, 'unavailable'::text, 'extra'::text, 'holiday'::text]))),
    CONSTRAINT availability_period_check CHECK ((start_at < end_at)),
    CONSTRAINT availability_title_check CHECK ((length(title) <= 200))
);
ALTER TABLE ONLY app.availability FORCE ROW LEVEL SECURITY;
ALTER TABLE app.availability OWNER TO app_owner;
CREATE TABLE app.booking (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    artist_id uuid NOT NULL,
    project_id uuid,
    title text DEFAULT ''::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    status text NOT NULL,
    start_at timestamp with time zone NOT NULL,
    end_at timestamp with time zone NOT NULL,
    during tstzrange GENERATED ALWAYS AS (tstzrange(start_at, end_at, '[)'::text)) STORED NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    source_uid text,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    answer text,
    counter jsonb,
    day_rate numeric(12,2),
    CONSTRAINT booking_answer_check CHECK ((answer = ANY (ARRAY['pending'::text, 'accepted'::text, 'declined'::text, 'countered'::text]))),
    CONSTRAINT booking_asking_check CHECK (((answer IS NULL) OR (status <> ALL (ARRAY['hold'::text, 'expired'::text])))),
    CONSTRAINT booking_counter_check CHECK (((NOT (answer IS DISTINCT FROM 'countered'::text)) = (counter IS NOT NULL))),
    CONSTRAINT booking_declined_check CHECK (((answer IS DISTINCT FROM 'declined'::text) OR (status = 'declined'::text))),
    CONSTRAINT booking_expiry_check CHECK (((status <> 'hold'::text) OR (expires_at IS NOT NULL))),
    CONSTRAINT booking_notes_check CHECK ((length(notes) <= 4000)),
    CONSTRAINT booking_period_check CHECK (((start_at < end_at) AND ((end_at - start_at) <= '400 days'::interval))),
    CONSTRAINT booking_rate_check CHECK ((day_rate >= (0)::numeric)),
    CONSTRAINT booking_status_check CHECK ((status = ANY (ARRAY['hold'::text, 'pencil'::text, 'confirmed'::text, 'released'::text, 'expired'::text, 'declined'::text, 'cancelled'::text]))),
    CONSTRAINT booking_title_check CHECK ((length(title) <= 200))
);
ALTER TABLE ONLY app.booking FORCE ROW LEVEL SECURITY;
ALTER TABLE app.booking OWNER TO app_owner;
CREATE VIEW app.booking_effective WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    artist_id,
    project_id,
    title,
    notes,
    status,
    start_at,
    end_at,
    during,
    queued_at,
    expires_at,
    source_uid,
    created_by,
    created_at,
    updated_at,
    version,
    answer,
    counter,
    day_rate,
        CASE
            WHEN ((status = 'hold'::text) AND (expires_at <= now())) THEN 'expired'::text
            ELSE status
        END AS effective_status
   FROM app.booking b;
ALTER VIEW app.booking_effective OWNER TO app_owner;
CREATE TABLE app.booking_event (
    tenant_id uuid NOT NULL,
    seq bigint NOT NULL,
    ordinal bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    request_id text NOT NULL,
    name text NOT NULL,
    booking_id uuid NOT NULL,
    before jsonb,
    after jsonb
);
ALTER TABLE ONLY app.booking_event FORCE ROW LEVEL SECURITY;
ALTER TABLE app.booking_event OWNER TO app_owner;
ALTER TABLE app.booking_event ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.booking_event_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE app.challenge (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    challenger_id uuid NOT NULL,
    challenged_id uuid NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT challenge_ended_check CHECK (((status = 'open'::text) = (ended_at IS NULL))),
    CONSTRAINT challenge_other_check CHECK ((challenger_id <> challenged_id)),
    CONSTRAINT challenge_status_check CHECK ((status = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text, 'dropped'::text, 'void'::text])))
);
ALTER TABLE ONLY app.challenge FORCE ROW LEVEL SECURITY;
ALTER TABLE app.challenge OWNER TO app_owner;
CREATE TABLE app.change (
    tenant_id uuid NOT NULL,
    seq bigint NOT NULL,
    ordinal bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    request_id text NOT NULL,
    "table" text NOT NULL,
    row_id uuid NOT NULL,
    op text NOT NULL,
    version integer NOT NULL,
    "row" jsonb NOT NULL,
    CONSTRAINT change_op_check CHECK ((op = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text])))
);
ALTER TABLE ONLY app.change FORCE ROW LEVEL SECURITY;
ALTER TABLE app.change OWNER TO app_owner;
ALTER TABLE app.change ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.change_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE app.idempotency (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status smallint,
    answer jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)))
);
ALTER TABLE ONLY app.idempotency FORCE ROW LEVEL SECURITY;
ALTER TABLE app.idempotency OWNER TO app_owner;
CREATE TABLE app.invitation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    token_hash bytea NOT NULL,
    invited_by uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT invitation_email_check CHECK (((email = lower(email)) AND (POSITION(('@'::text) IN (email)) > 1) AND (length(email) <= 254))),
    CONSTRAINT invitation_role_check CHECK ((role = ANY (ARRAY['studio_owner'::text, 'studio_manager'::text, 'freelancer'::text])))
);
ALTER TABLE ONLY app.invitation FORCE ROW LEVEL SECURITY;
ALTER TABLE app.invitation OWNER TO app_owner;
CREATE TABLE app.membership (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT membership_role_check CHECK ((role = ANY (ARRAY['studio_owner'::text, 'studio_manager'::text, 'freelancer'::text])))
);
ALTER TABLE ONLY app.membership FORCE ROW LEVEL SECURITY;
ALTER TABLE app.membership OWNER TO app_owner;
CREATE TABLE app.open_role (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    project_id uuid,
    title text NOT NULL,
    skill text DEFAULT ''::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    start_at timestamp with time zone NOT NULL,
    end_at timestamp with time zone NOT NULL,
    booking_id uuid,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT open_role_filled_check CHECK (((status <> 'filled'::text) OR (booking_id IS NOT NULL))),
    CONSTRAINT open_role_notes_check CHECK ((length(notes) <= 4000)),
    CONSTRAINT open_role_period_check CHECK (((start_at < end_at) AND ((end_at - start_at) <= '400 days'::interval))),
    CONSTRAINT open_role_skill_check CHECK ((length(skill) <= 60)),
    CONSTRAINT open_role_status_check CHECK ((status = ANY (ARRAY['open'::text, 'filled'::text, 'withdrawn'::text]))),
    CONSTRAINT open_role_title_check CHECK (((btrim(title) <> ''::text) AND (length(title) <= 200)))
);
ALTER TABLE ONLY app.open_role FORCE ROW LEVEL SECURITY;
ALTER TABLE app.open_role OWNER TO app_owner;
CREATE TABLE app.project (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    title text NOT NULL,
    client text DEFAULT ''::text NOT NULL,
    colour text DEFAULT '#6366F1'::text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    starts_on date,
    ends_on date,
    budget numeric(14,2),
    currency text DEFAULT 'EUR'::text NOT NULL,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT project_budget_check CHECK ((budget >= (0)::numeric)),
    CONSTRAINT project_client_check CHECK ((length(client) <= 120)),
    CONSTRAINT project_code_check CHECK (((btrim(code) <> ''::text) AND (length(code) <= 40))),
    CONSTRAINT project_colour_check CHECK ((colour ~ '^#[0-9A-Fa-f]{6}$'::text)),
    CONSTRAINT project_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT project_dates_check CHECK ((ends_on >= starts_on)),
    CONSTRAINT project_status_check CHECK ((status = ANY (ARRAY['bidding'::text, 'active'::text, 'paused'::text, 'done'::text]))),
    CONSTRAINT project_title_check CHECK (((btrim(title) <> ''::text) AND (length(title) <= 200)))
);
ALTER TABLE ONLY app.project FORCE ROW LEVEL SECURITY;
ALTER TABLE app.project OWNER TO app_owner;
CREATE TABLE app.role_event (
    tenant_id uuid NOT NULL,
    seq bigint NOT NULL,
    ordinal bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    request_id text NOT NULL,
    name text NOT NULL,
    role_id uuid NOT NULL,
    before jsonb,
    after jsonb
);
ALTER TABLE ONLY app.role_event FORCE ROW LEVEL SECURITY;
ALTER TABLE app.role_event OWNER TO app_owner;
ALTER TABLE app.role_event ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.role_event_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE app.saved_view (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    days_ahead integer,
    shared boolean DEFAULT false NOT NULL,
    opens_first boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT saved_view_days_ahead_check CHECK (((days_ahead >= '-3660'::integer) AND (days_ahead <= 3660))),
    CONSTRAINT saved_view_name_check CHECK (((name = btrim(name)) AND ((length(name) >= 1) AND (length(name) <= 60)))),
    CONSTRAINT saved_view_query_check CHECK ((length(query) <= 2000))
);
ALTER TABLE ONLY app.saved_view FORCE ROW LEVEL SECURITY;
ALTER TABLE app.saved_view OWNER TO app_owner;
CREATE TABLE app.session (
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    user_id uuid NOT NULL,
    studio_id uuid,
    user_agent text DEFAULT ''::text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY app.session FORCE ROW LEVEL SECURITY;
ALTER TABLE app.session OWNER TO app_owner;
CREATE TABLE app.studio_holiday (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    day date NOT NULL,
    name text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT studio_holiday_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 120))),
    CONSTRAINT studio_holiday_source_check CHECK ((length(source) <= 60))
);
ALTER TABLE ONLY app.studio_holiday FORCE ROW LEVEL SECURITY;
ALTER TABLE app.studio_holiday OWNER TO app_owner;
CREATE TABLE app.tenant (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    zone text NOT NULL,
    queue_policy text DEFAULT 'ranked'::text NOT NULL,
    hold_days integer DEFAULT 14 NOT NULL,
    hold_hours_before_start integer DEFAULT 48 NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    challenge_hours integer DEFAULT 24 NOT NULL,
    acceptance_required boolean DEFAULT false NOT NULL,
    CONSTRAINT tenant_challenge_hours_check CHECK (((challenge_hours >= 1) AND (challenge_hours <= 720))),
    CONSTRAINT tenant_hold_days_check CHECK (((hold_days >= 1) AND (hold_days <= 365))),
    CONSTRAINT tenant_hold_hours_before_start_check CHECK (((hold_hours_before_start >= 0) AND (hold_hours_before_start <= 8760))),
    CONSTRAINT tenant_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 120))),
    CONSTRAINT tenant_queue_policy_check CHECK ((queue_policy = ANY (ARRAY['ranked'::text, 'free'::text]))),
    CONSTRAINT tenant_slug_check CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$'::text))
);
ALTER TABLE ONLY app.tenant FORCE ROW LEVEL SECURITY;
ALTER TABLE app.tenant OWNER TO app_owner;
CREATE TABLE app.tenant_clock (
    tenant_id uuid NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    taken_by xid8
)
WITH (fillfactor='50');
ALTER TABLE ONLY app.tenant_clock FORCE ROW LEVEL SECURITY;
ALTER TABLE app.tenant_clock OWNER TO app_owner;
CREATE TABLE app.user_account (
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text,
    theme text DEFAULT 'system'::text NOT NULL,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT user_account_email_check CHECK (((email = lower(email)) AND (POSITION(('@'::text) IN (email)) > 1) AND (length(email) <= 254))),
    CONSTRAINT user_account_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 120))),
    CONSTRAINT user_account_theme_check CHECK ((theme = ANY (ARRAY['system'::text, 'light'::text, 'dark'::text])))
);
ALTER TABLE ONLY app.user_account FORCE ROW LEVEL SECURITY;
ALTER TABLE app.user_account OWNER TO app_owner;
ALTER TABLE ONLY app.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.artist
    ADD CONSTRAINT artist_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.artist_skill
    ADD CONSTRAINT artist_skill_key UNIQUE (tenant_id, artist_id, skill);
ALTER TABLE ONLY app.artist_skill
    ADD CONSTRAINT artist_skill_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.artist
    ADD CONSTRAINT artist_user_key UNIQUE (tenant_id, user_id);
ALTER TABLE ONLY app.availability
    ADD CONSTRAINT availability_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.availability
    ADD CONSTRAINT availability_source_key UNIQUE (tenant_id, artist_id, source_uid);
ALTER TABLE ONLY app.booking_event
    ADD CONSTRAINT booking_event_pkey PRIMARY KEY (tenant_id, seq, ordinal);
ALTER TABLE ONLY app.booking
    ADD CONSTRAINT booking_no_overlap EXCLUDE USING gist (tenant_id WITH =, artist_id WITH =, during WITH &&) WHERE ((status = ANY (ARRAY['pencil'::text, 'confirmed'::text])));
ALTER TABLE ONLY app.booking
    ADD CONSTRAINT booking_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.booking
    ADD CONSTRAINT booking_source_key UNIQUE (tenant_id, artist_id, source_uid);
ALTER TABLE ONLY app.challenge
    ADD CONSTRAINT challenge_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (tenant_id, seq, ordinal);
ALTER TABLE ONLY app.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (tenant_id, user_id, key);
ALTER TABLE ONLY app.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.membership
    ADD CONSTRAINT membership_user_key UNIQUE (tenant_id, user_id);
ALTER TABLE ONLY app.open_role
    ADD CONSTRAINT open_role_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.project
    ADD CONSTRAINT project_code_key UNIQUE (tenant_id, code);
ALTER TABLE ONLY app.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.role_event
    ADD CONSTRAINT role_event_pkey PRIMARY KEY (tenant_id, seq, ordinal);
ALTER TABLE ONLY app.saved_view
    ADD CONSTRAINT saved_view_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);
ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_token_key UNIQUE (token_hash);
ALTER TABLE ONLY app.studio_holiday
    ADD CONSTRAINT studio_holiday_day_key UNIQUE (tenant_id, day);
ALTER TABLE ONLY app.studio_holiday
    ADD CONSTRAINT studio_holiday_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY app.tenant_clock
    ADD CONSTRAINT tenant_clock_pkey PRIMARY KEY (tenant_id);
ALTER TABLE ONLY app.tenant
    ADD CONSTRAINT tenant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY app.tenant
    ADD CONSTRAINT tenant_slug_key UNIQUE (slug);
ALTER TABLE ONLY app.user_account
    ADD CONSTRAINT user_account_email_key UNIQUE (email);
ALTER TABLE ONLY app.user_account
    ADD CONSTRAINT user_account_pkey PRIMARY KEY (id);
CREATE INDEX api_token_hash_idx ON app.api_token USING btree (token_hash);
CREATE INDEX api_token_member_idx ON app.api_token USING btree (tenant_id, user_id);
CREATE INDEX artist_name_idx ON app.artist USING btree (tenant_id, department, name);
CREATE INDEX artist_skill_skill_idx ON app.artist_skill USING btree (tenant_id, skill, artist_id);
CREATE INDEX availability_artist_idx ON app.availability USING btree (tenant_id, artist_id, end_at, start_at);
CREATE INDEX availability_window_idx ON app.availability USING btree (tenant_id, end_at, start_at);
CREATE INDEX booking_artist_idx ON app.booking USING btree (tenant_id, artist_id, end_at, start_at);
CREATE INDEX booking_due_idx ON app.booking USING btree (expires_at) WHERE (status = 'hold'::text);
CREATE INDEX booking_event_booking_idx ON app.booking_event USING btree (tenant_id, booking_id, seq);
CREATE INDEX booking_expiry_idx ON app.booking USING btree (tenant_id, expires_at) WHERE (status = 'hold'::text);
CREATE INDEX booking_list_idx ON app.booking USING btree (tenant_id, start_at, id);
CREATE INDEX booking_project_idx ON app.booking USING btree (tenant_id, project_id, start_at);
CREATE INDEX booking_window_idx ON app.booking USING btree (tenant_id, end_at, start_at);
CREATE UNIQUE INDEX challenge_challenged_key ON app.challenge USING btree (tenant_id, challenged_id) WHERE (status = 'open'::text);
CREATE UNIQUE INDEX challenge_challenger_key ON app.challenge USING btree (tenant_id, challenger_id) WHERE (status = 'open'::text);
CREATE INDEX challenge_due_idx ON app.challenge USING btree (ends_at) WHERE (status = 'open'::text);
CREATE INDEX change_row_idx ON app.change USING btree (tenant_id, row_id, version);
CREATE INDEX idempotency_created_idx ON app.idempotency USING btree (tenant_id, created_at);
CREATE INDEX invitation_email_idx ON app.invitation USING btree (tenant_id, email);
CREATE INDEX invitation_hash_idx ON app.invitation USING btree (token_hash);
CREATE INDEX invitation_member_idx ON app.invitation USING btree (tenant_id, invited_by);
CREATE INDEX membership_user_idx ON app.membership USING btree (user_id);
CREATE INDEX open_role_booking_idx ON app.open_role USING btree (tenant_id, booking_id);
CREATE INDEX open_role_list_idx ON app.open_role USING btree (tenant_id, start_at, id);
CREATE INDEX open_role_project_idx ON app.open_role USING btree (tenant_id, project_id);
CREATE INDEX open_role_window_idx ON app.open_role USING btree (tenant_id, end_at, start_at) WHERE (status = 'open'::text);
CREATE INDEX role_event_role_idx ON app.role_event USING btree (tenant_id, role_id, seq);
CREATE UNIQUE INDEX saved_view_first_idx ON app.saved_view USING btree (tenant_id, owner_id) WHERE opens_first;
CREATE UNIQUE INDEX saved_view_name_idx ON app.saved_view USING btree (tenant_id, owner_id, lower(name));
CREATE UNIQUE INDEX saved_view_shared_name_idx ON app.saved_view USING btree (tenant_id, lower(name)) WHERE shared;
CREATE INDEX session_expires_idx ON app.session USING btree (expires_at);
CREATE INDEX session_user_idx ON app.session USING btree (user_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.booking_event FOR EACH STATEMENT EXECUTE FUNCTION app.refuse();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.change FOR EACH STATEMENT EXECUTE FUNCTION app.refuse();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.role_event FOR EACH STATEMENT EXECUTE FUNCTION app.refuse();
CREATE TRIGGER note_expiry AFTER UPDATE ON app.booking REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.note_expiry();
CREATE TRIGGER stamp_event BEFORE INSERT ON app.booking_event FOR EACH ROW EXECUTE FUNCTION app.stamp_event();
CREATE TRIGGER stamp_event BEFORE INSERT ON app.role_event FOR EACH ROW EXECUTE FUNCTION app.stamp_event();
CREATE TRIGGER start_clock AFTER INSERT ON app.tenant FOR EACH ROW EXECUTE FUNCTION app.start_clock();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.api_token FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.artist FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.artist_skill FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.availability FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.booking FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT ON app.booking_event FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.challenge FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.invitation FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.membership FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.open_role FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.project FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT ON app.role_event FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.saved_view FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE INSERT OR DELETE OR UPDATE ON app.studio_holiday FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER tick BEFORE DELETE OR UPDATE ON app.tenant FOR EACH STATEMENT EXECUTE FUNCTION app.tick();
CREATE TRIGGER touch BEFORE UPDATE ON app.api_token FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.artist FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.artist_skill FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.availability FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.booking FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.challenge FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.invitation FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.membership FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.open_role FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.project FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.saved_view FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.studio_holiday FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.tenant FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.user_account FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.api_token REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.artist REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.artist_skill REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.availability REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.booking REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.challenge REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.invitation REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.membership REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.open_role REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.project REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.saved_view REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_view_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.studio_holiday REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_delete AFTER DELETE ON app.tenant REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.api_token REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.artist REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.artist_skill REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.availability REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.booking REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.challenge REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.invitation REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.membership REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.open_role REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.project REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.saved_view REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_view_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.studio_holiday REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_insert AFTER INSERT ON app.tenant REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.api_token REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.artist REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.artist_skill REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.availability REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.booking REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.challenge REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.invitation REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.membership REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.open_role REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.project REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.saved_view REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_view_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.studio_holiday REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
CREATE TRIGGER z_log_update AFTER UPDATE ON app.tenant REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION app.log_change();
ALTER TABLE ONLY app.api_token
    ADD CONSTRAINT api_token_member_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES app.membership(tenant_id, user_id) ON DELETE CASCADE;
ALTER TABLE ONLY app.artist_skill
    ADD CONSTRAINT artist_skill_artist_fkey FOREIGN KEY (tenant_id, artist_id) REFERENCES app.artist(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY app.artist
    ADD CONSTRAINT artist_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(id) ON DELETE CASCADE;
ALTER TABLE ONLY app.artist
    ADD CONSTRAINT artist_user_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES app.membership(tenant_id, user_id) ON DELETE SET NULL (user_id);
ALTER TABLE ONLY app.availability
    ADD CONSTRAINT availability_artist_fkey FOREIGN KEY (tenant_id, artist_id) REFERENCES app.artist(tenant_id, id);
ALTER TABLE ONLY app.booking
    ADD CONSTRAINT booking_artist_fkey FOREIGN KEY (tenant_id, artist_id) REFERENCES app.artist(tenant_id, id);
ALTER TABLE ONLY app.booking_event
    ADD CONSTRAINT booking_event_booking_fkey FOREIGN KEY (tenant_id, booking_id) REFERENCES app.booking(tenant_id, id);
ALTER TABLE ONLY app.booking
    ADD CONSTRAINT booking_project_fkey FOREIGN KEY (tenant_id, project_id) REFERENCES app.project(tenant_id, id);
ALTER TABLE ONLY app.challenge
    ADD CONSTRAINT challenge_challenged_fkey FOREIGN KEY (tenant_id, challenged_id) REFERENCES app.booking(tenant_id, id);
ALTER TABLE ONLY app.challenge
    ADD CONSTRAINT challenge_challenger_fkey FOREIGN KEY (tenant_id, challenger_id) REFERENCES app.booking(tenant_id, id);
ALTER TABLE ONLY app.challenge
    ADD CONSTRAINT challenge_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(id) ON DELETE CASCADE;
ALTER TABLE ONLY app.idempotency
    ADD CONSTRAINT idempotency_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(id) ON DELETE CASCADE;
ALTER TABLE ONLY app.invitation
    ADD CONSTRAINT invitation_member_fkey FOREIGN KEY (tenant_id, invited_by) REFERENCES app.membership(tenant_id, user_id) ON DELETE CASCADE;
ALTER TABLE ONLY app.membership
    ADD CONSTRAINT membership_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(id) ON DELETE CASCADE;
ALTER TABLE ONLY app.membership
    ADD CONSTRAINT membership_user_fkey FOREIGN KEY (user_id) REFERENCES app.user_account(id);
ALTER TABLE ONLY app.open_role
    ADD CONSTRAINT open_role_booking_fkey FOREIGN KEY (tenant_id, booking_id) REFERENCES app.booking(tenant_id, id);
ALTER TABLE ONLY app.open_role
    ADD CONSTRAINT open_role_project_fkey FOREIGN KEY (tenant_id, project_id) REFERENCES app.project(tenant_id, id);
ALTER TABLE ONLY app.open_role
    ADD CONSTRAINT open_role_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(id) ON DELETE CASCADE;
ALTER TABLE ONLY app.project
    ADD CONSTRAINT project_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(id) ON DELETE CASCADE;
ALTER TABLE ONLY app.role_event
    ADD CONSTRAINT role_event_role_fkey FOREIGN KEY (tenant_id, role_id) REFERENCES app.open_role(tenant_id, id);
ALTER TABLE ONLY app.saved_view
    ADD CONSTRAINT saved_view_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES app.membership(tenant_id, user_id) ON DELETE CASCADE;
ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_studio_fkey FOREIGN KEY (studio_id) REFERENCES app.tenant(id) ON DELETE SET NULL;
ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_user_fkey FOREIGN KEY (user_id) REFERENCES app.user_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY app.studio_holiday
    ADD CONSTRAINT studio_holiday_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(id) ON DELETE CASCADE;
ALTER TABLE ONLY app.tenant_clock
    ADD CONSTRAINT tenant_clock_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant(id) ON DELETE CASCADE;
ALTER TABLE app.api_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY append ON app.booking_event FOR INSERT TO app_audit WITH CHECK ((name = 'HoldExpired'::text));
CREATE POLICY append ON app.change FOR INSERT TO app_audit WITH CHECK (true);
ALTER TABLE app.artist ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.artist_skill ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.availability ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.booking ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.booking_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.challenge ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.change ENABLE ROW LEVEL SECURITY;
CREATE POLICY clockwork ON app.tenant_clock TO app_audit USING (true) WITH CHECK (true);
CREATE POLICY due_holds ON app.booking FOR SELECT TO app_jobs USING ((status = 'hold'::text));
ALTER TABLE app.idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.membership ENABLE ROW LEVEL SECURITY;
CREATE POLICY old_answers ON app.idempotency TO app_jobs USING (true);
CREATE POLICY open_challenges ON app.challenge FOR SELECT TO app_jobs USING ((status = 'open'::text));
ALTER TABLE app.open_role ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_account ON app.user_account TO app_rw USING ((id = (NULLIF(current_setting('app.current_user'::text, true), ''::text))::uuid)) WITH CHECK ((id = (NULLIF(current_setting('app.current_user'::text, true), ''::text))::uuid));
CREATE POLICY own_rows ON app.idempotency TO app_rw USING (((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid) AND (user_id = (NULLIF(current_setting('app.current_user'::text, true), ''::text))::uuid))) WITH CHECK (((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid) AND (user_id = (NULLIF(current_setting('app.current_user'::text, true), ''::text))::uuid)));
CREATE POLICY own_rows ON app.saved_view TO app_rw USING (((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid) AND (owner_id = (NULLIF(current_setting('app.current_user'::text, true), ''::text))::uuid))) WITH CHECK (((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid) AND (owner_id = (NULLIF(current_setting('app.current_user'::text, true), ''::text))::uuid)));
CREATE POLICY own_sessions ON app.session TO app_rw USING ((user_id = (NULLIF(current_setting('app.current_user'::text, true), ''::text))::uuid)) WITH CHECK ((user_id = (NULLIF(current_setting('app.current_user'::text, true), ''::text))::uuid));
CREATE POLICY own_studio ON app.tenant TO app_rw USING ((id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
ALTER TABLE app.project ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.role_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.saved_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.session ENABLE ROW LEVEL SECURITY;
CREATE POLICY shared_rows ON app.saved_view FOR SELECT TO app_rw USING ((shared AND (tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)));
CREATE POLICY sign_in ON app.api_token FOR SELECT TO app_auth USING (true);
CREATE POLICY sign_in ON app.artist FOR SELECT TO app_auth USING ((user_id IS NOT NULL));
CREATE POLICY sign_in ON app.invitation FOR SELECT TO app_auth USING (true);
CREATE POLICY sign_in ON app.membership FOR SELECT TO app_auth USING (true);
CREATE POLICY sign_in ON app.session TO app_auth USING (true);
CREATE POLICY sign_in ON app.tenant FOR SELECT TO app_auth USING (true);
CREATE POLICY sign_in ON app.user_account TO app_auth USING (true) WITH CHECK (true);
ALTER TABLE app.studio_holiday ENABLE ROW LEVEL SECURITY;
CREATE POLICY taken_days ON app.studio_holiday FOR SELECT TO app_jobs USING ((source <> ''::text));
ALTER TABLE app.tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.tenant_clock ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_rows ON app.api_token TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.artist TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.artist_skill TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.availability TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.booking TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.booking_event TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.challenge TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.change TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.invitation TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.membership TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.open_role TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.project TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.role_event TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.studio_holiday TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
CREATE POLICY tenant_rows ON app.tenant_clock TO app_rw USING ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid));
ALTER TABLE app.user_account ENABLE ROW LEVEL SECURITY;
GRANT USAGE ON SCHEMA app TO app_rw;
GRANT USAGE ON SCHEMA app TO app_worker;
GRANT USAGE ON SCHEMA app TO app_audit;
GRANT USAGE ON SCHEMA app TO app_auth;
GRANT USAGE ON SCHEMA app TO app_jobs;
REVOKE ALL ON FUNCTION app.advance_clock(skip_when_busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.advance_clock(skip_when_busy boolean) TO app_rw;
GRANT ALL ON FUNCTION app.advance_clock(skip_when_busy boolean) TO app_auth;
GRANT ALL ON FUNCTION app.advance_clock(skip_when_busy boolean) TO app_jobs;
GRANT ALL ON FUNCTION app.advance_clock(skip_when_busy boolean) TO app_owner;
REVOKE ALL ON FUNCTION app.current_tenant() FROM PUBLIC;
GRANT ALL ON FUNCTION app.current_tenant() TO app_rw;
GRANT ALL ON FUNCTION app.current_tenant() TO app_audit;
GRANT ALL ON FUNCTION app.current_tenant() TO app_auth;
GRANT ALL ON FUNCTION app.current_tenant() TO app_jobs;
REVOKE ALL ON FUNCTION app.current_user_id() FROM PUBLIC;
GRANT ALL ON FUNCTION app.current_user_id() TO app_rw;
GRANT ALL ON FUNCTION app.current_user_id() TO app_audit;
GRANT ALL ON FUNCTION app.current_user_id() TO app_auth;
GRANT ALL ON FUNCTION app.current_user_id() TO app_jobs;
REVOKE ALL ON FUNCTION app.due_challenges(at_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.due_challenges(at_most integer) TO app_worker;
REVOKE ALL ON FUNCTION app.due_tenants(at_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.due_tenants(at_most integer) TO app_worker;
REVOKE ALL ON FUNCTION app.ensure_user(new_id uuid, wanted text, new_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ensure_user(new_id uuid, wanted text, new_name text) TO app_rw;
REVOKE ALL ON FUNCTION app.find_api_token(wanted bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION app.find_api_token(wanted bytea) TO app_rw;
REVOKE ALL ON FUNCTION app.find_invitation(wanted bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION app.find_invitation(wanted bytea) TO app_rw;
REVOKE ALL ON FUNCTION app.find_login(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.find_login(wanted text) TO app_rw;
REVOKE ALL ON FUNCTION app.find_member(wanted_user uuid, wanted_tenant uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.find_member(wanted_user uuid, wanted_tenant uuid) TO app_rw;
REVOKE ALL ON FUNCTION app.find_session(wanted bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION app.find_session(wanted bytea) TO app_rw;
REVOKE ALL ON FUNCTION app.find_studio(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.find_studio(wanted text) TO app_worker;
REVOKE ALL ON FUNCTION app.forget_ended_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION app.forget_ended_sessions() TO app_worker;
REVOKE ALL ON FUNCTION app.forget_old_answers(older_than timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.forget_old_answers(older_than timestamp with time zone) TO app_worker;
REVOKE ALL ON FUNCTION app.lanes(taken tstzmultirange, spans tstzrange[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lanes(taken tstzmultirange, spans tstzrange[]) TO app_rw;
REVOKE ALL ON FUNCTION app.log_change() FROM PUBLIC;
GRANT ALL ON FUNCTION app.log_change() TO app_owner;
REVOKE ALL ON FUNCTION app.log_view_change() FROM PUBLIC;
GRANT ALL ON FUNCTION app.log_view_change() TO app_owner;
REVOKE ALL ON FUNCTION app.members() FROM PUBLIC;
GRANT ALL ON FUNCTION app.members() TO app_rw;
REVOKE ALL ON FUNCTION app.my_password_hash() FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_password_hash() TO app_rw;
REVOKE ALL ON FUNCTION app.my_studios() FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_studios() TO app_rw;
REVOKE ALL ON FUNCTION app.next_challenge_end() FROM PUBLIC;
GRANT ALL ON FUNCTION app.next_challenge_end() TO app_worker;
REVOKE ALL ON FUNCTION app.next_expiry() FROM PUBLIC;
GRANT ALL ON FUNCTION app.next_expiry() TO app_worker;
REVOKE ALL ON FUNCTION app.note_expiry() FROM PUBLIC;
REVOKE ALL ON FUNCTION app.refuse() FROM PUBLIC;
GRANT ALL ON FUNCTION app.refuse() TO app_rw;
GRANT ALL ON FUNCTION app.refuse() TO app_audit;
GRANT ALL ON FUNCTION app.refuse() TO app_auth;
GRANT ALL ON FUNCTION app.refuse() TO app_jobs;
REVOKE ALL ON FUNCTION app.set_first_password(wanted uuid, new_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.set_first_password(wanted uuid, new_hash text) TO app_rw;
REVOKE ALL ON FUNCTION app.set_my_password(new_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.set_my_password(new_hash text) TO app_rw;
REVOKE ALL ON FUNCTION app.stamp_event() FROM PUBLIC;
GRANT ALL ON FUNCTION app.stamp_event() TO app_rw;
GRANT ALL ON FUNCTION app.stamp_event() TO app_audit;
GRANT ALL ON FUNCTION app.stamp_event() TO app_auth;
GRANT ALL ON FUNCTION app.stamp_event() TO app_jobs;
REVOKE ALL ON FUNCTION app.start_clock() FROM PUBLIC;
REVOKE ALL ON FUNCTION app.studios_short_of_holidays(wanted_year integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.studios_short_of_holidays(wanted_year integer) TO app_worker;
REVOKE ALL ON FUNCTION app.take_clock(skip_when_busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.take_clock(skip_when_busy boolean) TO app_rw;
GRANT ALL ON FUNCTION app.take_clock(skip_when_busy boolean) TO app_audit;
GRANT ALL ON FUNCTION app.take_clock(skip_when_busy boolean) TO app_auth;
GRANT ALL ON FUNCTION app.take_clock(skip_when_busy boolean) TO app_jobs;
REVOKE ALL ON FUNCTION app.tick() FROM PUBLIC;
GRANT ALL ON FUNCTION app.tick() TO app_rw;
GRANT ALL ON FUNCTION app.tick() TO app_audit;
GRANT ALL ON FUNCTION app.tick() TO app_auth;
GRANT ALL ON FUNCTION app.tick() TO app_jobs;
REVOKE ALL ON FUNCTION app.touch() FROM PUBLIC;
GRANT ALL ON FUNCTION app.touch() TO app_rw;
GRANT ALL ON FUNCTION app.touch() TO app_audit;
GRANT ALL ON FUNCTION app.touch() TO app_auth;
GRANT ALL ON FUNCTION app.touch() TO app_jobs;
GRANT SELECT,INSERT,UPDATE ON TABLE app.api_token TO app_rw;
GRANT SELECT ON TABLE app.api_token TO app_auth;
GRANT SELECT,INSERT,UPDATE ON TABLE app.artist TO app_rw;
GRANT SELECT(tenant_id) ON TABLE app.artist TO app_auth;
GRANT SELECT(id) ON TABLE app.artist TO app_auth;
GRANT SELECT(name) ON TABLE app.artist TO app_auth;
GRANT SELECT(user_id) ON TABLE app.artist TO app_auth;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.artist_skill TO app_rw;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.availability TO app_rw;
GRANT SELECT,INSERT,UPDATE ON TABLE app.booking TO app_rw;
GRANT SELECT(tenant_id) ON TABLE app.booking TO app_jobs;
GRANT SELECT(id) ON TABLE app.booking TO app_jobs;
GRANT SELECT(status) ON TABLE app.booking TO app_jobs;
GRANT SELECT(expires_at) ON TABLE app.booking TO app_jobs;
GRANT SELECT ON TABLE app.booking_effective TO app_rw;
GRANT SELECT,INSERT ON TABLE app.booking_event TO app_rw;
GRANT INSERT ON TABLE app.booking_event TO app_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE app.challenge TO app_rw;
GRANT SELECT(tenant_id) ON TABLE app.challenge TO app_jobs;
GRANT SELECT(challenger_id) ON TABLE app.challenge TO app_jobs;
GRANT SELECT(challenged_id) ON TABLE app.challenge TO app_jobs;
GRANT SELECT(status) ON TABLE app.challenge TO app_jobs;
GRANT SELECT(ends_at) ON TABLE app.challenge TO app_jobs;
GRANT SELECT ON TABLE app.change TO app_rw;
GRANT INSERT ON TABLE app.change TO app_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE app.idempotency TO app_rw;
GRANT DELETE ON TABLE app.idempotency TO app_jobs;
GRANT SELECT(tenant_id) ON TABLE app.idempotency TO app_jobs;
GRANT SELECT(created_at) ON TABLE app.idempotency TO app_jobs;
GRANT INSERT ON TABLE app.invitation TO app_rw;
GRANT SELECT ON TABLE app.invitation TO app_auth;
GRANT SELECT(tenant_id) ON TABLE app.invitation TO app_rw;
GRANT SELECT(id) ON TABLE app.invitation TO app_rw;
GRANT SELECT(email) ON TABLE app.invitation TO app_rw;
GRANT SELECT(role) ON TABLE app.invitation TO app_rw;
GRANT SELECT(invited_by) ON TABLE app.invitation TO app_rw;
GRANT SELECT(expires_at) ON TABLE app.invitation TO app_rw;
GRANT SELECT(accepted_at),UPDATE(accepted_at) ON TABLE app.invitation TO app_rw;
GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE app.invitation TO app_rw;
GRANT SELECT(created_at) ON TABLE app.invitation TO app_rw;
GRANT SELECT(updated_at) ON TABLE app.invitation TO app_rw;
GRANT SELECT(version) ON TABLE app.invitation TO app_rw;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.membership TO app_rw;
GRANT SELECT ON TABLE app.membership TO app_auth;
GRANT SELECT,INSERT,UPDATE ON TABLE app.open_role TO app_rw;
GRANT SELECT,INSERT,UPDATE ON TABLE app.project TO app_rw;
GRANT SELECT,INSERT ON TABLE app.role_event TO app_rw;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.saved_view TO app_rw;
GRANT INSERT,DELETE ON TABLE app.session TO app_rw;
GRANT SELECT,DELETE ON TABLE app.session TO app_auth;
GRANT SELECT(id) ON TABLE app.session TO app_rw;
GRANT SELECT(user_id) ON TABLE app.session TO app_rw;
GRANT SELECT(studio_id),UPDATE(studio_id) ON TABLE app.session TO app_rw;
GRANT SELECT(user_agent) ON TABLE app.session TO app_rw;
GRANT SELECT(address) ON TABLE app.session TO app_rw;
GRANT SELECT(created_at) ON TABLE app.session TO app_rw;
GRANT SELECT(seen_at),UPDATE(seen_at) ON TABLE app.session TO app_rw;
GRANT SELECT(expires_at),UPDATE(expires_at) ON TABLE app.session TO app_rw;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.studio_holiday TO app_rw;
GRANT SELECT(tenant_id) ON TABLE app.studio_holiday TO app_jobs;
GRANT SELECT(day) ON TABLE app.studio_holiday TO app_jobs;
GRANT SELECT(source) ON TABLE app.studio_holiday TO app_jobs;
GRANT SELECT,INSERT,UPDATE ON TABLE app.tenant TO app_rw;
GRANT SELECT ON TABLE app.tenant TO app_auth;
GRANT SELECT ON TABLE app.tenant_clock TO app_rw;
GRANT SELECT,INSERT,UPDATE ON TABLE app.tenant_clock TO app_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE app.user_account TO app_auth;
GRANT SELECT(id) ON TABLE app.user_account TO app_rw;
GRANT SELECT(email) ON TABLE app.user_account TO app_rw;
GRANT SELECT(name),UPDATE(name) ON TABLE app.user_account TO app_rw;
GRANT SELECT(theme),UPDATE(theme) ON TABLE app.user_account TO app_rw;
GRANT SELECT(created_at) ON TABLE app.user_account TO app_rw;
GRANT SELECT(updated_at) ON TABLE app.user_account TO app_rw;
GRANT SELECT(version) ON TABLE app.user_account TO app_rw;
