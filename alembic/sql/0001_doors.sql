-- Doors through row security: definer functions that return just what is needed. What every
-- request asks is in plpgsql, whose plans are kept; plain SQL would be planned at each call.

-- Signing in: the one account of that address, if there is one.
CREATE FUNCTION app.find_login(wanted text)
RETURNS TABLE (user_id uuid, name text, password_hash text, disabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT u.id, u.name, u.password_hash, u.disabled_at IS NOT NULL
  FROM user_account u WHERE u.email = lower(wanted)
$$;

-- Who a session cookie belongs to, in the studio it is in, in one look.
CREATE FUNCTION app.find_session(wanted bytea)
RETURNS TABLE (session_id uuid, user_id uuid, email text, name text, theme text, seen_at timestamptz,
  expires_at timestamptz, tenant_id uuid, slug text, studio text, zone text, role text, artist_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
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

-- Who a named API token acts as; never more than its maker may today.
CREATE FUNCTION app.find_api_token(wanted bytea)
RETURNS TABLE (token_id uuid, user_id uuid, name text, tenant_id uuid, token_role text, role text, artist_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT k.id, u.id, u.name, k.tenant_id, k.role, m.role, a.id
  FROM api_token k
  JOIN membership m ON m.tenant_id = k.tenant_id AND m.user_id = k.user_id
  JOIN user_account u ON u.id = k.user_id AND u.disabled_at IS NULL
  LEFT JOIN artist a ON a.tenant_id = m.tenant_id AND a.user_id = m.user_id
  WHERE k.token_hash = wanted AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now());
END $$;

-- What a user is in a studio today (short-lived tokens are checked against it).
CREATE FUNCTION app.find_member(wanted_user uuid, wanted_tenant uuid)
RETURNS TABLE (user_id uuid, email text, name text, tenant_id uuid, slug text, studio text, zone text, role text,
  artist_id uuid, membership_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT u.id, u.email, u.name, t.id, t.slug, t.name, t.zone, m.role, a.id, m.id
  FROM membership m
  JOIN user_account u ON u.id = m.user_id AND u.disabled_at IS NULL
  JOIN tenant t ON t.id = m.tenant_id
  LEFT JOIN artist a ON a.tenant_id = m.tenant_id AND a.user_id = m.user_id
  WHERE m.user_id = wanted_user AND m.tenant_id = wanted_tenant;
END $$;

-- The studios of the user this transaction acts for.
CREATE FUNCTION app.my_studios()
RETURNS TABLE (tenant_id uuid, slug text, name text, zone text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT t.id, t.slug, t.name, t.zone, m.role
  FROM membership m JOIN tenant t ON t.id = m.tenant_id
  WHERE m.user_id = app.current_user_id() ORDER BY t.name, t.slug
$$;

-- The members of the studio this transaction is in.
CREATE FUNCTION app.members()
RETURNS TABLE (membership_id uuid, user_id uuid, email text, name text, role text, version integer,
  created_at timestamptz, can_sign_in boolean, artist_id uuid, artist text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT m.id, u.id, u.email, u.name, m.role, m.version, m.created_at, u.password_hash IS NOT NULL, a.id, a.name
  FROM membership m JOIN user_account u ON u.id = m.user_id
  LEFT JOIN artist a ON a.tenant_id = m.tenant_id AND a.user_id = m.user_id
  WHERE m.tenant_id = app.current_tenant() ORDER BY u.name, u.email
$$;

-- The account of an address, made without a password when there is none yet.
CREATE FUNCTION app.ensure_user(new_id uuid, wanted text, new_name text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
DECLARE
  found uuid;
BEGIN
  INSERT INTO user_account (id, email, name) VALUES (new_id, lower(wanted), new_name)
  ON CONFLICT ON CONSTRAINT user_account_email_key DO NOTHING;
  SELECT u.id INTO STRICT found FROM user_account u WHERE u.email = lower(wanted);
  RETURN found;
END $$;

CREATE FUNCTION app.my_password_hash() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT u.password_hash FROM user_account u WHERE u.id = app.current_user_id()
$$;

CREATE FUNCTION app.set_my_password(new_hash text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  UPDATE user_account SET password_hash = new_hash WHERE id = app.current_user_id() RETURNING true
$$;

-- An invited account chooses its first password once; afterwards only its user changes it.
CREATE FUNCTION app.set_first_password(wanted uuid, new_hash text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  UPDATE user_account SET password_hash = new_hash WHERE id = wanted AND password_hash IS NULL RETURNING true
$$;

-- Work across studios: ids and instants only.
CREATE FUNCTION app.due_tenants(at_most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT b.tenant_id FROM booking b WHERE b.status = 'hold' AND b.expires_at <= now()
  GROUP BY b.tenant_id ORDER BY min(b.expires_at) LIMIT at_most
$$;

CREATE FUNCTION app.next_expiry() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT min(b.expires_at) FROM booking b WHERE b.status = 'hold'
$$;

CREATE FUNCTION app.forget_old_answers(older_than timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  WITH gone AS (DELETE FROM idempotency WHERE created_at < older_than RETURNING 1) SELECT count(*) FROM gone
$$;

CREATE FUNCTION app.forget_ended_sessions() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  WITH gone AS (DELETE FROM session WHERE expires_at < now() RETURNING 1) SELECT count(*) FROM gone
$$;

-- The console acts as the studio's first owner.
CREATE FUNCTION app.find_studio(wanted text)
RETURNS TABLE (tenant_id uuid, slug text, name text, zone text, owner_id uuid, owner_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_catalog, pg_temp AS $$
  SELECT t.id, t.slug, t.name, t.zone, u.id, u.name
  FROM tenant t
  LEFT JOIN LATERAL (
    SELECT m.user_id FROM membership m WHERE m.tenant_id = t.id AND m.role = 'studio_owner'
    ORDER BY m.created_at, m.id LIMIT 1) first_owner ON true
  LEFT JOIN user_account u ON u.id = first_owner.user_id
  WHERE t.slug = wanted
$$;
