-- A case on paper leaves as far as may be told in public, since paper travels: what it is about where everybody
-- agreed to be spoken of, words that somebody wrote only where everybody may be named. A note stays with the case.
create function app.take_out_summary(of_case uuid, as_kind text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  k cases%rowtype;
  situation boolean;
  person boolean;
begin
  if as_kind is null or as_kind not in ('pdf', 'docx', 'html', 'txt') then
    raise exception 'a summary leaves as a paper' using errcode = 'PL004';
  end if;
  select c.* into k from cases c
  where c.id = of_case and exists (select 1 from case_readers r where r.case_id = c.id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date));
  if not found then
    return null;
  end if;
  select r.everyone >= 1, r.everyone = 2 into situation, person
  from app.consent_reach(array[k.id], array['upr'], array[null]::text[]) r;
  insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, naming, rows, person_id)
  values (k.org_id, k.id, 'export', as_kind, app.org(),
    case when person then 'person' when situation then 'situation' else 'country' end, 1, app.person());
  return jsonb_build_object('reference', k.reference, 'countryCode', k.country_code,
      'organisation', (select o.name from organisations o where o.id = k.org_id),
      'recipient', (select o.name from organisations o where o.id = app.org()),
      'situation', null, 'words', null)
    || case when situation then jsonb_build_object('situation', jsonb_build_object('title', k.title,
      'types', k.reprisal_types, 'perpetrators', k.perpetrator_kinds, 'from', k.reprisal_on, 'to', k.reprisal_until,
      'precision', k.reprisal_precision, 'engagement', k.engagement_kind, 'verification', k.verification,
      'response', k.government_response, 'sgReport', k.sg_report_reference)) else '{}' end
    || case when person then jsonb_build_object('words', jsonb_build_object('summary', k.summary,
      'link', k.link_note, 'trigger', k.trigger, 'currentSituation', k.current_situation)) else '{}' end;
end
$$;
--> statement-breakpoint
revoke all on function app.take_out_summary(uuid, text) from public;
--> statement-breakpoint
grant execute on function app.take_out_summary(uuid, text) to plenary_app;
--> statement-breakpoint
alter function app.take_out_summary(uuid, text) owner to plenary_guard;
