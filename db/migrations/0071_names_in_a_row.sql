-- Where names stand in a row, or overlap, each is covered alone and what stands between them stays, as
-- lib/alerts/name-search.ts has it on the screen (placesOfNames): a name as it was entered goes before one in another
-- order, and what others leave of one in another order is a place of its own, without the signs around it.
set local role plenary_guard;
--> statement-breakpoint
drop function app.find_names(text, jsonb), app.find_names_in_letters(text, jsonb), app.name_patterns(text);
--> statement-breakpoint
-- As in 0040, with which pattern is the name as it was entered.
create function app.name_patterns(name text)
  returns table (pattern text, before integer, behind integer, is_as_entered boolean)
language plpgsql immutable
set search_path = pg_catalog, app
as $$
declare
  parts constant text[] := regexp_split_to_array(btrim(regexp_replace(
    app.spaced_words(case when app.is_latin(name) then app.latin_alike(name) else name end), ' +', ' ', 'g')), ' ');
  dense constant text := array_to_string(parts, '');
  -- Han, Arabic, Thai, Hebrew, Hiragana, Katakana: no spaces between words, or "and" and "the" in one with the next.
  joins constant text := '[\u0591-\u05c7\u05d0-\u05ea\u05ef-\u05f4\u0600-\u0604\u0606-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u063f\u0641-\u064a\u0656-\u066f\u0671-\u06dc\u06de-\u06ff\u0750-\u077f\u0870-\u0891\u0897-\u08e1\u08e3-\u08ff\u0e01-\u0e3a\u0e40-\u0e5b\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\ufb1d-\ufb36\ufb38-\ufb3c\ufb3e\ufb40-\ufb41\ufb43-\ufb44\ufb46-\ufd3d\ufd40-\ufdcf\ufdf0-\ufdff\ufe70-\ufe74\ufe76-\ufefc\uff66-\uff6f\uff71-\uff9d\U00010e60-\U00010e7e\U00010ec2-\U00010ec7\U00010ed0-\U00010ed8\U00010efa-\U00010eff\U00016fe2-\U00016fe3\U00016ff0-\U00016ff6\U0001aff0-\U0001aff3\U0001aff5-\U0001affb\U0001affd-\U0001affe\U0001b000-\U0001b122\U0001b132\U0001b150-\U0001b152\U0001b155\U0001b164-\U0001b167\U0001ee00-\U0001ee03\U0001ee05-\U0001ee1f\U0001ee21-\U0001ee22\U0001ee24\U0001ee27\U0001ee29-\U0001ee32\U0001ee34-\U0001ee37\U0001ee39\U0001ee3b\U0001ee42\U0001ee47\U0001ee49\U0001ee4b\U0001ee4d-\U0001ee4f\U0001ee51-\U0001ee52\U0001ee54\U0001ee57\U0001ee59\U0001ee5b\U0001ee5d\U0001ee5f\U0001ee61-\U0001ee62\U0001ee64\U0001ee67-\U0001ee6a\U0001ee6c-\U0001ee72\U0001ee74-\U0001ee77\U0001ee79-\U0001ee7c\U0001ee7e\U0001ee80-\U0001ee89\U0001ee8b-\U0001ee9b\U0001eea1-\U0001eea3\U0001eea5-\U0001eea9\U0001eeab-\U0001eebb\U0001eef0-\U0001eef1\U0001f200\U00020000-\U0002a6df\U0002a700-\U0002b81d\U0002b820-\U0002cead\U0002ceb0-\U0002ebe0\U0002ebf0-\U0002ee5d\U0002f800-\U0002fa1d\U00030000-\U0003134a\U00031350-\U00033479]';
begin
  if dense is null or dense = '' then
    return;
  end if;
  if dense ~ joins then
    return query select array_to_string(string_to_array(dense, null), ' *'), 0, 0, true;
  elsif cardinality(parts) = 1 then
    if char_length(dense) >= 4 then
      return query select ' ' || dense || ' ', 1, 1, true;
    end if;
  else
    -- From each word on round to the one before it, and the same backwards; one less than a whole round is a step back.
    return query select o.pattern, 1, 0, bool_or(o.is_as_entered) from (
        select ' ' || (select string_agg(parts[1 + (first + step * way) % cardinality(parts)], ' +' order by step)
            from generate_series(0, cardinality(parts) - 1) step) || '[^ ]*' as pattern,
          first = 0 and way = 1 as is_as_entered
        from generate_series(0, cardinality(parts) - 1) first, (values (1), (cardinality(parts) - 1)) ways(way)) o
      group by o.pattern;
    if char_length(dense) >= 8 then
      return query select array_to_string(string_to_array(dense, null), ' *'), 0, 0, true;
    end if;
  end if;
end
$$;

--> statement-breakpoint
-- As in 0040, with the same.
create function app.find_names_in_letters(words text, names jsonb)
  returns table (id text, starts integer, ends integer, is_as_entered boolean)
language plpgsql immutable
set search_path = pg_catalog, app
as $$
declare
  spaced constant text := ' ' || app.spaced_words(words) || ' ';
  -- The same letter for letter.
  alike constant text := case when octet_length(words) = char_length(words) then spaced
    else ' ' || app.spaced_words(app.latin_alike(words)) || ' ' end;
  among text;
  wanted record;
  at integer;
  past integer;
  first integer;
  last integer;
  lines constant text[] := string_to_array(words, E'\n');
  before integer[];
  letters integer[];
begin
  for wanted in select n.value ->> 'id' as id, app.is_latin(n.value ->> 'name') as is_latin, p.* from jsonb_array_elements(names) n,
      lateral app.name_patterns(n.value ->> 'name') p loop
    -- Cheap where there is nothing, which is nearly always.
    among := case when wanted.is_latin then alike else spaced end;
    continue when among !~ wanted.pattern;
    if before is null then
      select array_agg(l.before order by l.n), array_agg(l.letters order by l.n) into before, letters
      from (select n, (coalesce(sum(char_length(app.fold_words(line)) + 1) over earlier, 0))::integer as before,
          (coalesce(sum(char_length(line) + 1) over earlier, 0))::integer as letters
        from unnest(lines) with ordinality u(line, n)
        window earlier as (order by n rows between unbounded preceding and 1 preceding)) l;
    end if;
    at := regexp_instr(among, wanted.pattern, 1, 1, 0);
    while at > 0 loop
      past := regexp_instr(among, wanted.pattern, at, 1, 1);
      first := at + wanted.before - 1;
      last := past - 1 - wanted.behind - 1;
      id := wanted.id;
      is_as_entered := wanted.is_as_entered;
      starts := app.letter_of(lines, before, letters, first) - 1;
      -- Marks that were folded away behind its last letter go with it.
      ends := greatest(app.letter_of(lines, before, letters, last),
        coalesce(app.letter_of(lines, before, letters, last + 1) - 1, char_length(words)));
      return next;
      at := regexp_instr(among, wanted.pattern, past - wanted.behind, 1, 0);
    end loop;
  end loop;
end
$$;

--> statement-breakpoint
-- As in 0053, with the same.
create function app.find_names(words text, names jsonb)
  returns table (id text, starts integer, ends integer, is_as_entered boolean)
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
    return query select distinct f.id, at - 1, past - 1, true
      from app.find_names_in_letters(app.address_as_written(substr(words, at, past - at)), names) f;
    exit when past > char_length(words);
    at := regexp_instr(words, address, past, 1, 0);
  end loop;
end
$$;

--> statement-breakpoint
-- A stretch of words from its first letter to its last, with the marks that go with that; null where it holds none.
create function app.lettered(words text, within int4range) returns int4range
language sql immutable
set search_path = pg_catalog, app
as $$
  select int4range(lower(within) + min(l.n) filter (where l.is_letter)::integer - 1,
    lower(within) + max(l.n) filter (where l.is_letter or l.is_mark)::integer)
  from (
    select n, btrim(app.spaced_words(letter)) <> '' as is_letter,
      app.fold_words(letter) = '' and letter !~ '[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]' as is_mark
    from string_to_table(substr(words, lower(within) + 1, upper(within) - lower(within)), null)
      with ordinality u(letter, n)) l
  having bool_or(l.is_letter)
$$;
--> statement-breakpoint
-- As in 0018, each name in its own place.
create or replace function app.names_in(content jsonb, names jsonb) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, app
as $$
declare
  words constant text := app.flat_words(content);
  typed jsonb := '[]';
  covered int4multirange := '{}';
  left_over int4range;
  place int4range;
  hit record;
begin
  if names = '[]' or content is null then
    return typed;
  end if;
  for hit in select f.id, int4range(f.starts, f.ends) as stands
      from app.find_names(words, names) with ordinality f(id, starts, ends, is_as_entered, n)
      order by not f.is_as_entered, f.starts, f.ends desc, f.n loop
    for left_over in select u from unnest(int4multirange(hit.stands) - covered) u loop
      place := case when left_over = hit.stands then left_over else app.lettered(words, left_over) end;
      if place is not null then
        typed := typed || jsonb_build_object('id', hit.id, 'from', lower(place), 'to', upper(place));
        covered := covered + int4multirange(place);
      end if;
    end loop;
  end loop;
  select coalesce(jsonb_agg(h.value order by (h.value ->> 'from')::integer), '[]') into typed
  from jsonb_array_elements(typed) h;
  for hit in
    select distinct on (w.words) w.words, f.id
    from (select distinct v #>> '{}' as words from jsonb_path_query(content, '$.**.attrs ? (@.type() == "object").keyvalue() ?
        ((@.key == "href" || @.key == "instead" || @.key == "title") && @.value.type() == "string").value', '{}', true) v) w,
      lateral app.find_names(w.words, names) f
    order by w.words, f.id loop
    typed := typed || jsonb_build_object('id', hit.id, 'words', hit.words);
  end loop;
  return typed;
end
$$;
--> statement-breakpoint
revoke all on function app.name_patterns(text), app.find_names_in_letters(text, jsonb), app.find_names(text, jsonb),
  app.lettered(text, int4range) from public;
--> statement-breakpoint
-- Where more than one stands in a part, it is the team's alone until it is looked at again, which the program does as it
-- starts.
update alert_parts p set typed_names = jsonb_build_object('was', app.hits_of(p.typed_names))
 where jsonb_array_length(app.hits_of(p.typed_names)) > 1;
--> statement-breakpoint
update alert_versions v set typed_names = null
 where v.typed_names is not null and v.case_id in (select i.case_id from defender_identities i);
--> statement-breakpoint
delete from typed_beside t where t.case_id in (select i.case_id from defender_identities i);
--> statement-breakpoint
set local role none;
