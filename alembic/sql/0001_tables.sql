CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- Whose rows a transaction may touch; unset means nobody's.
CREATE FUNCTION app.current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('app.current_tenant', true), '')::uuid;
CREATE FUNCTION app.current_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('app.current_user', true), '')::uuid;

CREATE TABLE app.tenant (
  id uuid NOT NULL,
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$'),
  name text NOT NULL CHECK (btrim(name) <> '' AND length(name) <= 120),
  zone text NOT NULL,
  queue_policy text NOT NULL DEFAULT 'ranked' CHECK (queue_policy IN ('ranked', 'free')),
  hold_days integer NOT NULL DEFAULT 14 CHECK (hold_days BETWEEN 1 AND 365),
  hold_hours_before_start integer NOT NULL DEFAULT 48 CHECK (hold_hours_before_start BETWEEN 0 AND 8760),
  labels jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT tenant_pkey PRIMARY KEY (id),
  CONSTRAINT tenant_slug_key UNIQUE (slug)
);

-- One row a studio: the number of its latest write, and the transaction that took it.
CREATE TABLE app.tenant_clock (
  tenant_id uuid NOT NULL,
  seq bigint NOT NULL DEFAULT 0,
  taken_by xid8,
  CONSTRAINT tenant_clock_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT tenant_clock_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant (id) ON DELETE CASCADE
) WITH (fillfactor = 50);

CREATE TABLE app.user_account (
  id uuid NOT NULL,
  email text NOT NULL CHECK (email = lower(email) AND position('@' IN email) > 1 AND length(email) <= 254),
  name text NOT NULL CHECK (btrim(name) <> '' AND length(name) <= 120),
  password_hash text,
  theme text NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT user_account_pkey PRIMARY KEY (id),
  CONSTRAINT user_account_email_key UNIQUE (email)
);

CREATE TABLE app.membership (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('studio_owner', 'studio_manager', 'freelancer')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT membership_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT membership_user_key UNIQUE (tenant_id, user_id),
  CONSTRAINT membership_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant (id) ON DELETE CASCADE,
  CONSTRAINT membership_user_fkey FOREIGN KEY (user_id) REFERENCES app.user_account (id)
);
CREATE INDEX membership_user_idx ON app.membership (user_id);

CREATE TABLE app.session (
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  user_id uuid NOT NULL,
  studio_id uuid,
  user_agent text NOT NULL DEFAULT '',
  address text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_token_key UNIQUE (token_hash),
  CONSTRAINT session_user_fkey FOREIGN KEY (user_id) REFERENCES app.user_account (id) ON DELETE CASCADE,
  CONSTRAINT session_studio_fkey FOREIGN KEY (studio_id) REFERENCES app.tenant (id) ON DELETE SET NULL
);
CREATE INDEX session_user_idx ON app.session (user_id);
CREATE INDEX session_expires_idx ON app.session (expires_at);

CREATE TABLE app.api_token (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL CHECK (btrim(name) <> '' AND length(name) <= 120),
  role text NOT NULL CHECK (role IN ('studio_owner', 'studio_manager', 'freelancer')),
  token_hash bytea NOT NULL,
  hint text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT api_token_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT api_token_member_fkey FOREIGN KEY (tenant_id, user_id)
    REFERENCES app.membership (tenant_id, user_id) ON DELETE CASCADE
);
CREATE INDEX api_token_hash_idx ON app.api_token (token_hash);
CREATE INDEX api_token_member_idx ON app.api_token (tenant_id, user_id);

CREATE TABLE app.artist (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL CHECK (btrim(name) <> '' AND length(name) <= 120),
  email text NOT NULL DEFAULT '' CHECK (length(email) <= 254),
  title text NOT NULL DEFAULT '' CHECK (length(title) <= 120),
  department text NOT NULL DEFAULT '' CHECK (length(department) <= 80),
  employment text NOT NULL DEFAULT 'staff' CHECK (employment IN ('staff', 'freelance')),
  day_rate numeric(12, 2) CHECK (day_rate >= 0),
  currency text NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
  zone text NOT NULL,
  working_hours jsonb NOT NULL,
  user_id uuid,
  archived_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT artist_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT artist_user_key UNIQUE (tenant_id, user_id),
  CONSTRAINT artist_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant (id) ON DELETE CASCADE,
  CONSTRAINT artist_user_fkey FOREIGN KEY (tenant_id, user_id)
    REFERENCES app.membership (tenant_id, user_id) ON DELETE SET NULL (user_id)
);
CREATE INDEX artist_name_idx ON app.artist (tenant_id, department, name);

CREATE TABLE app.artist_skill (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  artist_id uuid NOT NULL,
  skill text NOT NULL CHECK (btrim(skill) <> '' AND length(skill) <= 60),
  level smallint NOT NULL DEFAULT 3 CHECK (level BETWEEN 1 AND 5),
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT artist_skill_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT artist_skill_key UNIQUE (tenant_id, artist_id, skill),
  CONSTRAINT artist_skill_artist_fkey FOREIGN KEY (tenant_id, artist_id)
    REFERENCES app.artist (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX artist_skill_skill_idx ON app.artist_skill (tenant_id, skill, artist_id);

CREATE TABLE app.project (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL CHECK (btrim(code) <> '' AND length(code) <= 40),
  title text NOT NULL CHECK (btrim(title) <> '' AND length(title) <= 200),
  client text NOT NULL DEFAULT '' CHECK (length(client) <= 120),
  colour text NOT NULL DEFAULT '#6366F1' CHECK (colour ~ '^#[0-9A-Fa-f]{6}$'),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('bidding', 'active', 'paused', 'done')),
  starts_on date,
  ends_on date,
  budget numeric(14, 2) CHECK (budget >= 0),
  currency text NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
  archived_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT project_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT project_code_key UNIQUE (tenant_id, code),
  CONSTRAINT project_dates_check CHECK (ends_on >= starts_on),
  CONSTRAINT project_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant (id) ON DELETE CASCADE
);

CREATE TABLE app.booking (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  artist_id uuid NOT NULL,
  project_id uuid,
  title text NOT NULL DEFAULT '' CHECK (length(title) <= 200),
  notes text NOT NULL DEFAULT '' CHECK (length(notes) <= 4000),
  status text NOT NULL CHECK (status IN
    ('hold', 'pencil', 'confirmed', 'released', 'expired', 'declined', 'cancelled')),
  start_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL,
  during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(start_at, end_at, '[)')) STORED,
  queued_at timestamptz NOT NULL,
  expires_at timestamptz,
  source_uid text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT booking_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT booking_period_check CHECK (start_at < end_at AND end_at - start_at <= interval '400 days'),
  CONSTRAINT booking_expiry_check CHECK (status <> 'hold' OR expires_at IS NOT NULL),
  CONSTRAINT booking_source_key UNIQUE (tenant_id, artist_id, source_uid),
  CONSTRAINT booking_artist_fkey FOREIGN KEY (tenant_id, artist_id) REFERENCES app.artist (tenant_id, id),
  CONSTRAINT booking_project_fkey FOREIGN KEY (tenant_id, project_id) REFERENCES app.project (tenant_id, id),
  CONSTRAINT booking_no_overlap EXCLUDE USING gist
    (tenant_id WITH =, artist_id WITH =, during WITH &&) WHERE (status IN ('pencil', 'confirmed'))
);
CREATE INDEX booking_window_idx ON app.booking (tenant_id, end_at, start_at);
CREATE INDEX booking_artist_idx ON app.booking (tenant_id, artist_id, end_at, start_at);
CREATE INDEX booking_list_idx ON app.booking (tenant_id, start_at, id);
CREATE INDEX booking_project_idx ON app.booking (tenant_id, project_id, start_at);
CREATE INDEX booking_expiry_idx ON app.booking (tenant_id, expires_at) WHERE status = 'hold';
CREATE INDEX booking_due_idx ON app.booking (expires_at) WHERE status = 'hold';

-- Dated exceptions to an artist's working hours.
CREATE TABLE app.availability (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  artist_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('leave', 'unavailable', 'extra', 'holiday')),
  title text NOT NULL DEFAULT '' CHECK (length(title) <= 200),
  start_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL,
  source_uid text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT availability_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT availability_period_check CHECK (start_at < end_at),
  CONSTRAINT availability_source_key UNIQUE (tenant_id, artist_id, source_uid),
  CONSTRAINT availability_artist_fkey FOREIGN KEY (tenant_id, artist_id) REFERENCES app.artist (tenant_id, id)
);
CREATE INDEX availability_artist_idx ON app.availability (tenant_id, artist_id, end_at, start_at);
CREATE INDEX availability_window_idx ON app.availability (tenant_id, end_at, start_at);

-- Named facts in the past tense, in the order of the studio's clock.
CREATE TABLE app.booking_event (
  tenant_id uuid NOT NULL,
  seq bigint NOT NULL,
  ordinal bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  request_id text NOT NULL,
  name text NOT NULL,
  booking_id uuid NOT NULL,
  before jsonb,
  after jsonb,
  CONSTRAINT booking_event_pkey PRIMARY KEY (tenant_id, seq, ordinal),
  CONSTRAINT booking_event_booking_fkey FOREIGN KEY (tenant_id, booking_id) REFERENCES app.booking (tenant_id, id)
);
CREATE INDEX booking_event_booking_idx ON app.booking_event (tenant_id, booking_id, seq);

-- Every version of every tenant-owned row.
CREATE TABLE app.change (
  tenant_id uuid NOT NULL,
  seq bigint NOT NULL,
  ordinal bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  request_id text NOT NULL,
  "table" text NOT NULL,
  row_id uuid NOT NULL,
  op text NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
  version integer NOT NULL,
  "row" jsonb NOT NULL,
  CONSTRAINT change_pkey PRIMARY KEY (tenant_id, seq, ordinal)
);
CREATE INDEX change_row_idx ON app.change (tenant_id, row_id, version);

-- First answers to requests that carried an Idempotency-Key.
CREATE TABLE app.idempotency (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  fingerprint bytea NOT NULL,
  status smallint,
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_pkey PRIMARY KEY (tenant_id, user_id, key),
  CONSTRAINT idempotency_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenant (id) ON DELETE CASCADE
);
CREATE INDEX idempotency_created_idx ON app.idempotency (tenant_id, created_at);

-- An overdue hold is expired from that instant, whether or not it has been stamped.
CREATE VIEW app.booking_effective WITH (security_invoker = true) AS
SELECT b.*,
  CASE WHEN b.status = 'hold' AND b.expires_at <= now() THEN 'expired' ELSE b.status END AS effective_status
FROM app.booking b;
