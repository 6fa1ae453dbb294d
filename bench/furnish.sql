INSERT INTO app.project (tenant_id, id, code, title, client)
  SELECT %(tenant)s, gen_random_uuid(), 'P' || n, 'Title sequence ' || n, 'Northlight' FROM generate_series(1, 20) n;
INSERT INTO app.artist (tenant_id, id, name, title, department, zone, working_hours)
  SELECT %(tenant)s, gen_random_uuid(), 'Artist ' || n, 'Compositor', 'Department ' || n %% 8, 'Europe/Berlin',
    '{"mon":[[540, 1080]],"tue":[[540, 1080]],"wed":[[540, 1080]],"thu":[[540, 1080]],"fri":[[540, 1080]],"sat":[],"sun":[]}'
  FROM generate_series(1, %(artists)s) n;
INSERT INTO app.booking (tenant_id, id, artist_id, project_id, title, status, start_at, end_at, queued_at, expires_at)
  SELECT %(tenant)s, gen_random_uuid(), a.id, p.id, 'Shots ' || n, s.status,
    %(start)s::timestamptz + s.day * interval '1 day', %(start)s::timestamptz + (s.day + s.days) * interval '1 day',
    now() + n * interval '1 millisecond', CASE WHEN s.status = 'hold' THEN now() + interval '400 days' END
  FROM generate_series(0, %(bookings)s - 1) n
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM app.artist WHERE tenant_id = %(tenant)s) a
    ON a.place = n %% %(artists)s
  JOIN (SELECT id, row_number() OVER (ORDER BY code) - 1 AS place FROM app.project WHERE tenant_id = %(tenant)s) p
    ON p.place = n %% 20
  CROSS JOIN LATERAL (SELECT
    CASE WHEN n / %(artists)s %% 3 = 2 THEN 'hold' WHEN n %% 2 = 0 THEN 'pencil' ELSE 'confirmed' END AS status,
    (n / %(artists)s) * 6 AS day, CASE WHEN n / %(artists)s %% 3 = 2 THEN 9 ELSE 5 END AS days) s;
