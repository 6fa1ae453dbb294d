INSERT INTO app.tenant (id, slug, name, zone) VALUES (%(tenant)s, %(slug)s, 'A studio', 'Europe/Berlin');
INSERT INTO app.user_account (id, email, name, password_hash) VALUES (%(user)s, %(email)s, 'Owner', 'secret');
INSERT INTO app.membership (tenant_id, id, user_id, role) VALUES (%(tenant)s, %(id)s, %(user)s, 'studio_owner');
INSERT INTO app.session (id, token_hash, user_id, studio_id, expires_at)
  VALUES (%(id)s, %(hash)s, %(user)s, %(tenant)s, now() + interval '1 day');
INSERT INTO app.api_token (tenant_id, id, user_id, name, role, token_hash)
  VALUES (%(tenant)s, %(id)s, %(user)s, 'Robot', 'studio_owner', %(hash)s);
INSERT INTO app.invitation (tenant_id, id, email, role, token_hash, invited_by, expires_at)
  VALUES (%(tenant)s, %(id)s, 'dana@example.org', 'freelancer', %(hash)s, %(user)s, now() + interval '1 day');
INSERT INTO app.artist (tenant_id, id, name, zone, working_hours) VALUES (%(tenant)s, %(id)s, 'Mara', 'Europe/Berlin', '{}');
INSERT INTO app.artist_skill (tenant_id, id, artist_id, skill) VALUES (%(tenant)s, %(id)s, %(id)s, 'nuke');
INSERT INTO app.project (tenant_id, id, code, title) VALUES (%(tenant)s, %(id)s, 'NOR', 'Northlight');
INSERT INTO app.booking (tenant_id, id, artist_id, project_id, status, start_at, end_at, queued_at)
  VALUES (%(tenant)s, %(id)s, %(id)s, %(id)s, 'confirmed', now(), now() + interval '1 day', now());
INSERT INTO app.booking (tenant_id, id, artist_id, status, start_at, end_at, queued_at, expires_at)
  VALUES (%(tenant)s, gen_random_uuid(), %(id)s, 'hold', now(), now() + interval '1 day', now(), now() + interval '1 day');
INSERT INTO app.challenge (tenant_id, id, challenger_id, challenged_id, ends_at)
  SELECT %(tenant)s, %(id)s, b.id, %(id)s, now() + interval '1 day' FROM app.booking b
  WHERE b.tenant_id = %(tenant)s AND b.status = 'hold';
INSERT INTO app.availability (tenant_id, id, artist_id, kind, start_at, end_at)
  VALUES (%(tenant)s, %(id)s, %(id)s, 'leave', now(), now() + interval '1 day');
INSERT INTO app.open_role (tenant_id, id, project_id, title, status, start_at, end_at, booking_id)
  VALUES (%(tenant)s, %(id)s, %(id)s, 'Compositor', 'filled', now(), now() + interval '1 day', %(id)s);
INSERT INTO app.booking_event (tenant_id, seq, at, actor, request_id, name, booking_id)
  VALUES (%(tenant)s, 0, now(), '', '', 'BookingConfirmed', %(id)s);
INSERT INTO app.role_event (tenant_id, seq, at, actor, request_id, name, role_id)
  VALUES (%(tenant)s, 0, now(), '', '', 'RoleFilled', %(id)s);
INSERT INTO app.saved_view (tenant_id, id, owner_id, name, query, shared) VALUES (%(tenant)s, %(id)s, %(user)s, 'My month', 'zoom=month', true);
INSERT INTO app.studio_holiday (tenant_id, id, day, name, source) VALUES (%(tenant)s, %(id)s, '2027-05-01', 'Labour Day', 'DE-BE');
INSERT INTO app.idempotency (tenant_id, user_id, key, fingerprint) VALUES (%(tenant)s, %(user)s, 'k', '');
