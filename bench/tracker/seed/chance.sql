-- Chance from a fixed seed: the same number for the same row and purpose, on every machine and in any order.
create function pg_temp.chance(nr bigint, purpose bigint) returns double precision
language sql immutable parallel safe
return (hashint8extended(nr, purpose * 7919 + 20181204) & 2147483647)::double precision / 2147483648;
--> statement-breakpoint
-- A whole number from 0 to below `under`.
create function pg_temp.pick(nr bigint, purpose bigint, under integer) returns integer
language sql immutable parallel safe
return floor(pg_temp.chance(nr, purpose) * under)::integer;
--> statement-breakpoint
-- An id as the program makes them (version 7, ordered by time), but always the same one.
create function pg_temp.made_id(at timestamptz, kind text, nr bigint) returns uuid
language sql stable parallel safe
return (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
  || substr(md5(kind || nr), 1, 3) || '8' || substr(md5(kind || nr), 4, 15))::uuid;
