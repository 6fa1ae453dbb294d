INSERT INTO app.tenant (id, slug, name, zone) VALUES (%(tenant)s, %(slug)s, 'Bench', 'Europe/Berlin');
INSERT INTO app.user_account (id, email, name) VALUES (%(owner)s, %(slug)s || '@example.org', 'Alice');
INSERT INTO app.membership (tenant_id, id, user_id, role)
  VALUES (%(tenant)s, gen_random_uuid(), %(owner)s, 'studio_owner');
