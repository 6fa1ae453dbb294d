-- In which lane each of these times lies: the first one with room, in the order given. Of the
-- first lane some time may be taken already.
CREATE FUNCTION app.lanes(taken tstzmultirange, spans tstzrange[]) RETURNS smallint[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
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
REVOKE ALL ON FUNCTION app.lanes(tstzmultirange, tstzrange[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.lanes(tstzmultirange, tstzrange[]) TO app_rw;
