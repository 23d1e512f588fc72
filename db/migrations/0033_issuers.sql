-- An edition names the organisation that issues it besides those that sign, also where it has not signed; not where it
-- answered last that its name is not to be published. Frozen with the edition: what was issued before says no more than
-- it did.
ALTER TABLE "editions" ADD COLUMN "issuer" text DEFAULT '' NOT NULL;--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
create function app.issuer_of(of_alert uuid, in_language text) returns text
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select case
      when (select not e.publish_name from endorsements e where e.alert_id = a.id and e.signer_org_id = a.org_id
        order by e.at desc, e.id desc limit 1) then ''
      else coalesce((select coalesce(nullif(e.display_names ->> in_language, ''), nullif(e.display_names ->> '', ''))
          from app.standing_endorsements(a.id) e where e.signer_org_id = a.org_id and e.answer = 'signed'), o.name) end
  from alerts a join organisations o on o.id = a.org_id
  where a.id = of_alert
$$;
--> statement-breakpoint
-- For whoever looks before it leaves.
create function app.issuer_now(of_alert uuid, in_language text) returns text
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select app.issuer_of(a.id, in_language) from alerts a where a.id = of_alert and app.alert_right(a.case_id) is not null
$$;
--> statement-breakpoint
create function app.name_issuer() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  new.issuer := app.issuer_of(new.alert_id, new.language);
  return new;
end
$$;
--> statement-breakpoint
drop function app.read_public_edition(text);
--> statement-breakpoint
-- As in 0009, and by whom it was issued.
create function app.read_public_edition(token text)
  returns table (language text, content jsonb, hash text, number integer, issuer text, signatories jsonb, unnamed integer,
    correction text, issued_at timestamptz, newer text, others jsonb)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select e.language, e.content, e.hash, e.number, e.issuer, e.signatories, e.unnamed_signatories, e.correction, e.issued_at,
    (select n.public_token from editions n where n.alert_id = e.alert_id and n.audience = 'public'
      and n.language = e.language and n.number > e.number and n.frozen_at is null order by n.number desc limit 1),
    (select coalesce(jsonb_object_agg(o.language, o.public_token), '{}') from editions o
      where o.alert_id = e.alert_id and o.audience = 'public' and o.superseded_at is null and o.frozen_at is null
        and o.language <> e.language)
  from editions e
  join alerts a on a.id = e.alert_id
  where e.public_token = token and e.audience = 'public' and e.frozen_at is null and a.stage <> 'withdrawn'
    and app.edition_is_covered(e.id)
$$;
--> statement-breakpoint
revoke all on function app.issuer_of(uuid, text), app.issuer_now(uuid, text), app.name_issuer(),
  app.read_public_edition(text) from public;
--> statement-breakpoint
grant execute on function app.issuer_now(uuid, text) to plenary_app;
--> statement-breakpoint
grant execute on function app.read_public_edition(text) to plenary_auth;
--> statement-breakpoint
do $$
declare
  keeper constant text := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'public.alerts'::regclass);
begin
  execute format('grant execute on function app.name_issuer() to %I', keeper);
end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
create trigger name_issuer before insert on editions for each row execute function app.name_issuer();
