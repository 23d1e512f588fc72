-- An address writes letters as numbers (%D9%8A), and one address inside another writes them so twice. A name that stands
-- in one like this is a name: in what a link leads to, and in an address that is typed as words, which is then covered as
-- a whole. In agreement with lib/alerts/name-search.ts.
set local role plenary_guard;
--> statement-breakpoint
-- One run of letters written as numbers. What is no UTF-8 is read as older pages wrote it.
create function app.decoded_run(run text) returns text
language plpgsql immutable strict parallel safe
set search_path = pg_catalog
as $$
declare
  bytes constant bytea := decode(replace(replace(run, '%00', ''), '%', ''), 'hex');
begin
  return convert_from(bytes, 'UTF8');
exception when character_not_in_repertoire or untranslatable_character then
  return convert_from(bytes, 'LATIN1');
end
$$;
--> statement-breakpoint
-- An address with its letters as letters.
create function app.address_as_written(address text) returns text
language plpgsql immutable strict parallel safe
set search_path = pg_catalog, app
as $$
declare
  written text := address;
begin
  for round in 1 .. 5 loop
    exit when written !~ '%[0-9A-Fa-f]{2}';
    select string_agg(coalesce(m.parts[2], app.decoded_run(m.parts[1])), '' order by m.n) into written
    from regexp_matches(written, '((?:%[0-9A-Fa-f]{2})+)|([^%]+|%)', 'g') with ordinality m(parts, n);
  end loop;
  return coalesce(written, '');
end
$$;
--> statement-breakpoint
alter function app.find_names(text, jsonb) rename to find_names_in_letters;
--> statement-breakpoint
create function app.find_names(words text, names jsonb) returns table (id text, starts integer, ends integer)
language plpgsql immutable
set search_path = pg_catalog, app
as $$
declare
  address constant text := '[^ \t\r\n]*%[0-9A-Fa-f]{2}[^ \t\r\n]*';
  at integer;
  past integer;
begin
  return query select * from app.find_names_in_letters(words, names);
  at := regexp_instr(words, address, 1, 1, 0);
  while at > 0 loop
    past := regexp_instr(words, address, at, 1, 1);
    return query select distinct f.id, at - 1, past - 1
      from app.find_names_in_letters(app.address_as_written(substr(words, at, past - at)), names) f;
    exit when past > char_length(words);
    at := regexp_instr(words, address, past, 1, 0);
  end loop;
end
$$;
--> statement-breakpoint
revoke all on function app.decoded_run(text), app.address_as_written(text), app.find_names(text, jsonb) from public;
--> statement-breakpoint
-- What holds such an address is the team's alone until it is looked at again, which the program does as it starts.
update alert_parts p set typed_names = jsonb_build_object('was', app.hits_of(p.typed_names))
 where p.content::text ~ '%[0-9A-Fa-f]{2}' and p.case_id in (select i.case_id from defender_identities i);
--> statement-breakpoint
update alert_versions v set typed_names = null
 where v.typed_names is not null and v.content::text ~ '%[0-9A-Fa-f]{2}'
   and v.case_id in (select i.case_id from defender_identities i);
--> statement-breakpoint
delete from typed_beside t
 where exists (select 1 from app.words_beside(t.alert_id) b
   where b.row_id = t.row_id and b.words::text ~ '%[0-9A-Fa-f]{2}');
--> statement-breakpoint
set local role none;
