import type postgres from "postgres";

/** Reference data that the product ships: the same for everybody, so without row security. */
export const shippedTables = [
  "states",
  "state_aliases",
  "state_groups",
  "council_terms",
  "council_years",
  "guidelines",
  "record_entries",
  "record_notes",
  "support_organisations",
  "reference_versions",
];

/**
 * Foreign keys between private tables that don't carry the organisation, each for a reason: people and
 * organisations stand above it, sessions may be shipped ones, and an ask may belong to a partner's member.
 */
const looseKeys = [
  "case_shares.partner_org_id",
  "contact_shares.partner_org_id",
  "shown_requests.partner_org_id",
  "sign_on_requests.partner_org_id",
  "endorsements.signer_org_id",
  "withheld_names.signer_org_id",
  "notice_mails.person_id",
  "consents.target_org_id",
  "commitments.session_id",
  "commitments.owner_id",
  "interventions.session_id",
  "known_devices.person_id",
  "memberships.person_id",
  "outside_identities.person_id",
  "sign_ins.active_org_id",
  "brief_drafts.session_id",
  "brief_jobs.session_id",
  "briefs.session_id",
  "chart_texts.case_id",
  "chart_texts.session_id",
  "session_deadlines.session_id",
  "session_tasks.session_id",
  "speakers.session_id",
  "taken_steps.session_id",
  "case_events.session_id",
  "sign_ins.person_id",
];

const checks: Record<string, string> = {
  "table without forced row security": `
    select c.relname as what from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname <> all ($1) and not (c.relrowsecurity and c.relforcerowsecurity)`,
  "table without any policy": `
    select c.relname as what from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1)
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid)`,
  "policy that lets everybody of the product's roles see every row": `
    select tablename || ': ' || policyname as what from pg_policies
    where schemaname = 'public' and not (roles && array['plenary_guard', 'plenary_auth']::name[])
      and (qual = 'true' or with_check = 'true' or (qual is null and cmd <> 'INSERT') or tablename = any ($1))`,
  "sign-in policy on a table of cases": `
    select tablename || ': ' || policyname as what from pg_policies
    where schemaname = 'public' and 'plenary_auth' = any (roles) and tablename <> all ($1)
      and tablename not in ('organisations', 'people', 'memberships', 'invitations', 'sign_ins',
        'sign_in_failures', 'known_devices', 'outside_identities', 'set_up_links')`,
  "view that looks with its owner's eyes": `
    select c.relname as what from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and c.relkind = 'v' and $1::text[] is not null
      and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,
  "materialised view": `
    select c.relname as what from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and c.relkind = 'm' and $1::text[] is not null`,
  "definer function without a pinned search_path": `
    select p.proname as what from pg_proc p
    where p.pronamespace in ('app'::regnamespace, 'public'::regnamespace) and p.prosecdef and $1::text[] is not null
      and not exists (select 1 from unnest(p.proconfig) as s where s like 'search_path=%')`,
  "definer function that the guard does not own": `
    select p.proname as what from pg_proc p
    where p.pronamespace in ('app'::regnamespace, 'public'::regnamespace) and p.prosecdef and $1::text[] is not null
      and p.proowner <> 'plenary_guard'::regrole
      -- Reads and gives nothing; only an owner may have a table analysed in every version of PostgreSQL.
      and p.oid <> 'app.look_over_import(integer)'::regprocedure`,
  "leakproof function of our own": `
    select p.proname as what from pg_proc p
    where p.pronamespace = 'app'::regnamespace and p.proleakproof and $1::text[] is not null`,
  "grant to everybody": `
    select c.relname as what from pg_class c, aclexplode(c.relacl) as a
    where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and a.grantee = 0 and $1::text[] is not null
    union all
    select p.proname from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
    where p.pronamespace = 'app'::regnamespace and a.grantee = 0
    union all
    select n.nspname from pg_namespace n, aclexplode(n.nspacl) as a
    where n.nspname in ('public', 'app', 'app_meta') and a.grantee = 0`,
  "right that row security does not hold": `
    select c.relname || ' ' || a.privilege_type as what from pg_class c, aclexplode(c.relacl) as a
    where c.relnamespace = 'public'::regnamespace and $1::text[] is not null
      and a.grantee in ('plenary_app'::regrole, 'plenary_auth'::regrole, 'plenary_guard'::regrole)
      and a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')`,
  "right to rewrite history": `
    select c.relname || ' ' || a.privilege_type as what from pg_class c, aclexplode(c.relacl) as a
    where c.relnamespace = 'public'::regnamespace and $1::text[] is not null
      and ((c.relname = 'audit_log' and a.grantee <> c.relowner and a.privilege_type in ('UPDATE', 'DELETE'))
        or (c.relname in ('commitment_events', 'commitments', 'disclosures', 'case_readers', 'commitment_readers',
              'commitment_tallies', 'promise_tallies', 'conversation_cases', 'conversation_events', 'evidence',
              'evidence_corrections', 'interventions', 'unraised_reasons', 'briefs', 'guest_links', 'guest_visits',
              'guest_replies', 'submissions', 'submission_copies', 'submission_sendings', 'shown_request_steps')
          and a.grantee = 'plenary_app'::regrole and a.privilege_type in ('UPDATE', 'DELETE')))`,
  "shipped table that the product may write": `
    select c.relname || ' ' || a.privilege_type as what from pg_class c, aclexplode(c.relacl) as a
    where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)
      and a.grantee <> c.relowner and a.privilege_type <> 'SELECT'`,
  "foreign key that may cross organisations": `
    select t.relname || '.' || a.attname as what
    from pg_constraint k
    join pg_class t on t.oid = k.conrelid
    join pg_class f on f.oid = k.confrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and f.relname <> all ($1)
      and cardinality(k.conkey) = 1 and not (f.relname = 'organisations' and a.attname = 'org_id')`,
  "role that is too strong": `
    select rolname as what from pg_roles
    where (rolname like 'plenary\\_%\\_login' or rolname in ('plenary_app', 'plenary_auth', 'plenary_guard'))
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) and $1::text[] is not null
    union all
    select r.rolname from pg_roles r join pg_shdepend d on d.refobjid = r.oid and d.deptype = 'o'
      and d.refclassid = 'pg_authid'::regclass
    where r.rolname like 'plenary\\_%\\_login' or r.rolname in ('plenary_app', 'plenary_auth')`,
};

/** What in the database's own catalogue offends the rules of the wall; empty when all is well. */
export async function catalogueFindings(
  sql: postgres.Sql | postgres.TransactionSql,
): Promise<string[]> {
  const findings: string[] = [];
  for (const [name, query] of Object.entries(checks)) {
    const rows = await sql.unsafe<{ what: string }[]>(query, [shippedTables]);
    for (const { what } of rows) {
      if (name !== "foreign key that may cross organisations" || !looseKeys.includes(what)) {
        findings.push(`${name}: ${what}`);
      }
    }
  }
  return findings;
}
