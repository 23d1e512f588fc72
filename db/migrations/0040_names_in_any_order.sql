-- A name of three words or more is found also with the last of them in front ("Surname, Given Given"), and one in Latin
-- letters also where some were typed in another alphabet that looks the same. In agreement with lib/alerts/name-search.ts.
set local role plenary_guard;
--> statement-breakpoint
-- Cyrillic and Greek letters as the Latin ones that nobody could tell from them, a letter for a letter.
create function app.latin_alike(words text) returns text
language sql immutable strict parallel safe
set search_path = pg_catalog
as $$
  select translate(words, U&'\0430\0435\043e\0440\0441\0443\0445\0456\0455\0458\0501\051b\051d\04bb\04cf\0475'
      || U&'\04af\043a\0432\043d\0442\043c\0410\0412\0415\041a\041c\041d\041e\0420\0421\0422'
      || U&'\0423\0425\0406\0405\0408\0500\051a\051c\04ba\04ae\0474\04c0\03b1\03b2\03b5\03b9'
      || U&'\03ba\03bd\03bf\03c1\03c4\03c5\03c7\03b3\03b7\0391\0392\0395\0396\0397\0399\039a'
      || U&'\039c\039d\039f\03a1\03a4\03a5\03a7',
    'aeopcyxisjdqwhlvykbhtmabekmhopctyxisjdqwhyviabeikvoptuxynabezhikmnoptyx')
$$;
--> statement-breakpoint
create function app.is_latin(name text) returns boolean
language sql immutable strict parallel safe
set search_path = pg_catalog, app
as $$
  select app.spaced_words(name) ~ '[a-z]'
$$;
--> statement-breakpoint
-- As in 0018, with these two.
create or replace function app.name_patterns(name text) returns table (pattern text, before integer, behind integer)
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
    return query select array_to_string(string_to_array(dense, null), ' *'), 0, 0;
  elsif cardinality(parts) = 1 then
    if char_length(dense) >= 4 then
      return query select ' ' || dense || ' ', 1, 1;
    end if;
  else
    -- From each word on round to the one before it, and the same backwards; one less than a whole round is a step back.
    return query select distinct ' ' || (
        select string_agg(parts[1 + (first + step * way) % cardinality(parts)], ' +' order by step)
        from generate_series(0, cardinality(parts) - 1) step) || '[^ ]*', 1, 0
      from generate_series(0, cardinality(parts) - 1) first, (values (1), (cardinality(parts) - 1)) ways(way);
    if char_length(dense) >= 8 then
      return query select array_to_string(string_to_array(dense, null), ' *'), 0, 0;
    end if;
  end if;
end
$$;
--> statement-breakpoint
-- As in 0018, and among letters that look alike.
create or replace function app.find_names(words text, names jsonb) returns table (id text, starts integer, ends integer)
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
revoke all on function app.latin_alike(text), app.is_latin(text) from public;
--> statement-breakpoint
-- What was looked at without them is the team's alone until it is looked at again, which the program does as it starts.
update alert_parts p set typed_names = jsonb_build_object('was', app.hits_of(p.typed_names))
 where p.case_id in (select i.case_id from defender_identities i);
--> statement-breakpoint
update alert_versions v set typed_names = null
 where v.typed_names is not null and v.case_id in (select i.case_id from defender_identities i);
--> statement-breakpoint
delete from typed_beside t where t.case_id in (select i.case_id from defender_identities i);
--> statement-breakpoint
set local role none;
