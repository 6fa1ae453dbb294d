-- Every row is a breach of what docs/decisions/0005-row-security.md promises.
WITH tables AS (
  SELECT c.* FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p')
), owned AS (
  SELECT c.oid, c.oid::regclass::text AS name, c.relrowsecurity, c.relforcerowsecurity, a.attnum, a.attnotnull
  FROM tables c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
), functions AS (
  SELECT p.*, p.oid::regprocedure::text AS name FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace
), program_roles(name) AS (VALUES ('app_rw'), ('app_worker'), ('app_audit'), ('app_auth'), ('app_jobs'))

SELECT 'row security is not forced' AS breach, oid::regclass::text AS what FROM tables
WHERE NOT (relrowsecurity AND relforcerowsecurity)
UNION ALL
SELECT 'tenant_id may be null', name FROM owned WHERE NOT attnotnull
UNION ALL
SELECT 'no policy by tenant for app_rw', o.name FROM owned o
WHERE has_table_privilege('app_rw', o.oid, 'SELECT') AND NOT EXISTS (
  SELECT FROM pg_policy p WHERE p.polrelid = o.oid AND 'app_rw'::regrole = ANY (p.polroles)
    AND pg_get_expr(p.polqual, p.polrelid) LIKE '%tenant_id = %app.current_tenant%'
    AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%tenant_id = %app.current_tenant%')
UNION ALL
SELECT 'a policy lets app_rw see everything', p.polrelid::regclass::text FROM pg_policy p
WHERE 'app_rw'::regrole = ANY (p.polroles) AND pg_get_expr(p.polqual, p.polrelid) NOT LIKE '%current_setting%'
UNION ALL
SELECT 'a policy for everybody', p.polrelid::regclass::text FROM pg_policy p
JOIN tables t ON t.oid = p.polrelid WHERE 0 = ANY (p.polroles)
UNION ALL
SELECT 'a unique key without tenant_id', i.indexrelid::regclass::text FROM pg_index i JOIN owned o ON o.oid = i.indrelid
WHERE (i.indisunique OR i.indisexclusion) AND NOT o.attnum = ANY (i.indkey::int2[])
UNION ALL
SELECT 'the primary key does not begin with tenant_id', i.indexrelid::regclass::text FROM pg_index i
JOIN owned o ON o.oid = i.indrelid WHERE i.indisprimary AND i.indkey[0] <> o.attnum
UNION ALL
-- Global tables are those without a tenant_id; a reference to one cannot carry it.
SELECT 'a reference that can leave the studio', k.conrelid::regclass || '.' || k.conname FROM pg_constraint k
JOIN owned o ON o.oid = k.conrelid JOIN owned target ON target.oid = k.confrelid
WHERE k.contype = 'f' AND NOT o.attnum = ANY (k.conkey)
UNION ALL
SELECT 'no clock trigger', o.name FROM owned o
WHERE o.oid::regclass NOT IN ('app.tenant_clock'::regclass, 'app.change'::regclass, 'app.idempotency'::regclass)
  AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = o.oid AND t.tgfoid = 'app.tick'::regproc AND t.tgenabled = 'O')
UNION ALL
SELECT 'no history', o.name || ' ' || op FROM owned o, (VALUES (4, 'insert'), (8, 'delete'), (16, 'update')) ops(bit, op)
WHERE o.oid::regclass NOT IN ('app.tenant_clock'::regclass, 'app.change'::regclass, 'app.booking_event'::regclass,
    'app.role_event'::regclass, 'app.idempotency'::regclass)
  AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = o.oid AND t.tgfoid IN ('app.log_change'::regproc, 'app.log_view_change'::regproc)
    AND t.tgtype & bit <> 0 AND t.tgenabled = 'O')
UNION ALL
SELECT 'history can be altered', t.name FROM (VALUES ('app.change'), ('app.booking_event'), ('app.role_event')) t(name)
WHERE NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t.name::regclass AND g.tgfoid = 'app.refuse'::regproc
  AND g.tgtype & (8 | 16 | 32) = (8 | 16 | 32))
UNION ALL
SELECT 'history may be written by ' || r.name, t.name
FROM (VALUES ('app.change', 'UPDATE'), ('app.change', 'DELETE'), ('app.change', 'TRUNCATE'),
  ('app.booking_event', 'UPDATE'), ('app.booking_event', 'DELETE'), ('app.booking_event', 'TRUNCATE'),
  ('app.role_event', 'UPDATE'), ('app.role_event', 'DELETE'), ('app.role_event', 'TRUNCATE')) t(name, verb),
  program_roles r WHERE has_table_privilege(r.name, t.name, t.verb)
UNION ALL
SELECT 'app_rw may forge history', 'app.change' WHERE has_table_privilege('app_rw', 'app.change', 'INSERT')
UNION ALL
SELECT 'app_rw may set the clock', 'app.tenant_clock' WHERE has_any_column_privilege('app_rw', 'app.tenant_clock', 'UPDATE')
UNION ALL
SELECT 'app_rw may read a secret', x.t || '.' || x.c FROM (VALUES ('app.user_account', 'password_hash'), ('app.session', 'token_hash'), ('app.invitation', 'token_hash')) x(t, c)
WHERE has_column_privilege('app_rw', x.t, x.c, 'SELECT')
UNION ALL
SELECT 'app_worker may touch a table', oid::regclass::text FROM tables
WHERE has_any_column_privilege('app_worker', oid, 'SELECT, INSERT, UPDATE, REFERENCES')
UNION ALL
SELECT 'search_path is not pinned', name FROM functions
WHERE prosecdef AND NOT EXISTS (SELECT FROM unnest(proconfig) s WHERE s LIKE 'search_path=%pg_temp')
UNION ALL
SELECT 'a definer function of a strong role', f.name FROM functions f JOIN pg_roles r ON r.oid = f.proowner
WHERE f.prosecdef AND (r.rolsuper OR r.rolbypassrls OR r.rolcanlogin)
UNION ALL
SELECT 'a function for everybody', name FROM functions
WHERE EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) x WHERE x.grantee = 0)
UNION ALL
SELECT 'a view with its owner''s rights', c.oid::regclass::text FROM pg_class c
WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'v' AND NOT coalesce(c.reloptions::text, '') ~ 'security_invoker=(true|on)'
UNION ALL
SELECT 'a materialised view in reach', c.oid::regclass::text FROM pg_class c
WHERE c.relkind = 'm' AND has_table_privilege('app_rw', c.oid, 'SELECT')
UNION ALL
SELECT 'a role too strong', rolname::text FROM pg_roles
WHERE rolname IN (SELECT name FROM program_roles UNION SELECT 'app_owner')
  AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
UNION ALL
SELECT 'a doorkeeper that can sign in', rolname::text FROM pg_roles
WHERE rolname IN ('app_audit', 'app_auth', 'app_jobs') AND rolcanlogin
UNION ALL
SELECT 'a strong role is inherited by ' || m.member::regrole, m.roleid::regrole::text FROM pg_auth_members m
WHERE m.roleid::regrole::text IN ('app_audit', 'app_auth', 'app_jobs', 'app_owner')
  AND (SELECT rolinherit FROM pg_roles WHERE oid = m.member) AND m.member::regrole::text LIKE 'app\_%'
UNION ALL
SELECT 'an enum (its = is not leakproof)', c.oid::regclass || '.' || a.attname FROM pg_attribute a
JOIN tables c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid WHERE t.typtype = 'e'
UNION ALL
SELECT 'temporary tables for ' || r.name, current_database()::text FROM program_roles r
WHERE has_database_privilege(r.name, current_database(), 'TEMPORARY')
UNION ALL
SELECT 'app_rw may make objects', n.nspname::text FROM pg_namespace n
WHERE n.nspname IN ('app', 'public') AND has_schema_privilege('app_rw', n.oid, 'CREATE')
