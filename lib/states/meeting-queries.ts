import "server-only";
import { and, asc, desc, eq, isNull, or, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import {
  cautions,
  councilTerms,
  guidelines,
  memberships,
  missionContacts,
  organisations,
  people,
  recordEntries,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { wordsSetBack } from "@/lib/commitments/set-back";
import { namingsAllowed } from "@/lib/consents/naming-queries";
import type { Conversation } from "@/lib/conversations/conversation";
import { readLastConversation } from "@/lib/conversations/queries";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { standingOf } from "@/lib/sessions/session";
import type {
  Caution,
  Contact,
  Guideline,
  LastContact,
  Meeting,
  Peer,
  Promised,
  RecordEntry,
} from "./meeting";
import type { State } from "./queries";
import { dialogueYearsOf, responsivenessOf } from "./responsiveness";

const shownCommitments = 40;

/** Everything that is read before one walks into a meeting with a State, in one transaction. */
export async function findMeeting(actor: Actor, state: State, now = new Date()): Promise<Meeting> {
  const today = dayInZone(now, genevaZone);
  return asActor(actor, async (tx) => {
    const ids = await readMostUrgent(tx, state.code);
    const shown = ids.slice(0, shownCommitments);
    const promised = await readPromised(tx, actor, state.code, shown, today);
    const [record, texts, years, terms, promises] = [
      await readRecord(tx, state.code),
      await readGuidelines(tx, state),
      await readDialogueYears(tx),
      await readTerms(tx, state.code),
      await readPromises(tx, state.code, today),
    ];
    return {
      promised,
      further: await countFurther(tx, state.code, promised.length),
      cautions: await readCautions(tx, state.code),
      contacts: await readContacts(tx, state.code),
      lastContact: await readLatest(tx, actor, state.code),
      record,
      guidelines: texts,
      responsiveness: responsivenessOf({
        today,
        isExample: state.isExample,
        euMember: state.euMember,
        record,
        dialogueYears: years,
        guidelines: texts,
        terms,
        promises,
      }),
      peers: await readPeers(
        tx,
        state,
        promised.map((row) => row.caseId),
      ),
    };
  });
}

const mine = sql`r.audience_id in (app.org(), app.membership())
  and (r.valid_until is null or r.valid_until >= current_date)`;

/** Open asks first, the soonest reply first among them: chosen from the narrow rows that carry the reading rights. */
async function readMostUrgent(tx: Tx, stateCode: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select r.commitment_id as id from commitment_readers r
    where ${mine} and r.state_code = ${stateCode}
    order by (r.stage in ('raised', 'declined')), r.due_on asc nulls last, r.changed_at desc
    limit ${shownCommitments}`);
  return rows.map((row) => row.id);
}

async function countFurther(tx: Tx, stateCode: string, shown: number): Promise<number> {
  const [found] = await tx.execute<{ n: number }>(sql`
    select coalesce(sum(n), 0)::int as n from commitment_tallies
    where audience_id in (app.org(), app.membership()) and state_code = ${stateCode}`);
  return Math.max(0, (found?.n ?? 0) - shown);
}

async function readPromised(
  tx: Tx,
  actor: Actor,
  stateCode: string,
  ids: string[],
  today: string,
): Promise<Promised[]> {
  if (ids.length === 0) {
    return [];
  }
  const rows = await tx.execute<PromisedRow>(sql`
    select c.id, c.case_id, k.reference, k.title, k.do_not_mention, c.session_id, s.title as session_title,
      s.kind, s.status, s.starts_on::text, s.ends_on::text, s.date_precision, c.forum, c.stage, c.is_raised, c.opened_from,
      (select json_build_object('on', i.said_on, 'until', i.said_until, 'precision', i.said_precision)
        from intervention_commitments l join interventions i on i.org_id = l.org_id and i.id = l.intervention_id
        where l.commitment_id = c.id order by i.said_on nulls last limit 1) as raised, c.with_capital, c.leaning, c.closed_as, c.word, c.word_on::text, c.modality, c.naming,
      c.wording_asked, ${wordsSetBack("c")} as are_words_set_back, c.condition,
      c.confidentiality, c.delivery, c.next_step, c.due_on::text, c.asked_on::text,
      owner.name as owner_name, coalesce(m.person_id = app.person(), false) as owner_is_me,
      case when c.recorded_org_id <> ${actor.organisationId} then o.name end as partner_name
    from commitments c
    join cases k on k.id = c.case_id
    join sessions s on s.id = c.session_id
    left join organisations o on o.id = c.recorded_org_id
    left join memberships m on m.id = c.owner_id
    left join people owner on owner.id = m.person_id
    where c.id in ${ids}`);
  const mayName = await namingsAllowed(
    tx,
    [...rows].map((row) => ({ caseId: row.case_id, forum: row.forum, stateCode })),
  );
  return rows.map((row) => ({
    commitmentId: row.id,
    caseId: row.case_id,
    caseReference: row.reference,
    caseTitle: row.title,
    doNotMention: row.do_not_mention,
    sessionId: row.session_id,
    sessionTitle: row.session_title,
    sessionIsOver: standingOf(sessionOf(row), today) === "past",
    forum: row.forum,
    stage: row.stage,
    isRaised: row.is_raised,
    wasAsked: row.opened_from === "ask",
    raised: row.raised,
    withCapital: row.with_capital,
    leaning: row.leaning,
    closedAs: row.closed_as,
    word: row.word,
    wordOn: row.word_on,
    modality: row.modality,
    naming: row.naming,
    namingAllowed: mayName({ caseId: row.case_id, forum: row.forum, stateCode }),
    wordingAsked: row.wording_asked,
    areWordsSetBack: row.are_words_set_back,
    condition: row.condition,
    confidentiality: row.confidentiality,
    delivery: row.delivery,
    nextStep: row.next_step,
    dueOn: row.due_on,
    askedOn: row.asked_on,
    ownerName: row.owner_name,
    ownerIsMe: row.owner_is_me,
    partnerName: row.partner_name,
  }));
}

type SessionColumns = {
  kind: Parameters<typeof standingOf>[0]["kind"];
  status: string;
  starts_on: string | null;
  ends_on: string | null;
  date_precision: string;
};

type PromisedRow = SessionColumns & {
  id: string;
  case_id: string;
  reference: string;
  title: string;
  do_not_mention: string;
  session_id: string;
  session_title: string;
  forum: string;
  stage: Promised["stage"];
  is_raised: boolean;
  opened_from: "ask" | "intervention";
  raised: Promised["raised"];
  with_capital: boolean;
  leaning: string | null;
  closed_as: string | null;
  word: number | null;
  word_on: string | null;
  modality: string | null;
  naming: Promised["naming"];
  wording_asked: string;
  are_words_set_back: boolean;
  condition: string;
  confidentiality: Promised["confidentiality"];
  delivery: string | null;
  next_step: string;
  due_on: string | null;
  asked_on: string | null;
  owner_name: string | null;
  owner_is_me: boolean;
  partner_name: string | null;
};

function sessionOf(row: SessionColumns) {
  return {
    kind: row.kind,
    status: row.status,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    startsAt: null,
    datePrecision: row.date_precision,
  };
}

/** Promises of occasions that have passed: what was agreed, whether it came, and what became of it. */
async function readPromises(tx: Tx, stateCode: string, today: string) {
  const rows = await tx.execute<
    SessionColumns & { is_raised: boolean; delivery: string | null }
  >(sql`
    select c.is_raised, c.delivery, s.kind, s.status, s.starts_on::text, s.ends_on::text, s.date_precision
    from (select r.commitment_id from commitment_readers r
      where ${mine} and r.state_code = ${stateCode} and r.stage in ('agreed', 'raised')
      order by r.changed_at desc limit 500) as given
    join commitments c on c.id = given.commitment_id
    join sessions s on s.id = c.session_id
    where c.stage = 'agreed' and c.closed_as is distinct from 'withdrawn'`);
  return rows
    .filter((row) => row.is_raised || standingOf(sessionOf(row), today) === "past")
    .map((row) => ({ isRaised: row.is_raised, delivery: row.delivery }));
}

/** Among the commitments that moved last, the latest event that asked the State or brought its word. */
async function readLastContact(
  tx: Tx,
  actor: Actor,
  stateCode: string,
): Promise<LastContact | null> {
  const [found] = await tx.execute<{
    on: string;
    case_id: string;
    reference: string;
    with_whom: string;
    person_id: string | null;
    person_name: string | null;
    actor_org_id: string | null;
    actor_org_name: string | null;
  }>(sql`
    with moved as (
      select r.commitment_id from commitment_readers r
      where ${mine} and r.state_code = ${stateCode} order by r.changed_at desc limit 60
    )
    select coalesce(e.changes ->> 'word_on', e.changes ->> 'asked_on',
        case when e.kind = 'opened' then c.asked_on::text end, (e.at at time zone 'Europe/Zurich')::date::text) as "on",
      c.case_id, k.reference, coalesce(nullif(e.changes ->> 'word_said_by', ''), c.word_said_by) as with_whom,
      e.person_id, p.name as person_name, e.actor_org_id, o.name as actor_org_name
    from moved
    join commitments c on c.id = moved.commitment_id
    join cases k on k.id = c.case_id
    join commitment_events e on e.commitment_id = c.id
    left join organisations o on o.id = e.actor_org_id
    left join people p on p.id = e.person_id and e.actor_org_id = app.org()
    where e.kind in ('opened', 'changed')
      and (e.changes ->> 'word' is not null
        or e.changes ->> 'stage' in ('asked', 'considering', 'agreed', 'declined'))
      -- What was taken back was no contact, and a conversation tells its own day.
      and not exists (select 1 from commitment_events u where u.commitment_id = c.id and u.undoes = e.id)
      and not exists (select 1 from conversation_cases l where l.commitment_id = c.id and l.event_id = e.id)
    order by 1 desc, e.at desc
    limit 1`);
  if (!found) {
    return null;
  }
  return {
    had: { on: found.on, until: null, precision: "day" },
    conversationId: null,
    withRole: null,
    caseId: found.case_id,
    caseReference: found.reference,
    withWhom: found.with_whom,
    who:
      found.actor_org_id !== actor.organisationId
        ? found.actor_org_name
          ? { kind: "organisation", name: found.actor_org_name }
          : { kind: "someone" }
        : found.person_id === actor.personId
          ? { kind: "me" }
          : found.person_name
            ? { kind: "person", name: found.person_name }
            : { kind: "someone" },
  };
}

/** The last time that anybody spoke with a State, as far as the actor may read it. */
export function findLastContact(actor: Actor, stateCode: string): Promise<LastContact | null> {
  return asActor(actor, (tx) => readLatest(tx, actor, stateCode), { readOnly: true });
}

async function readLatest(tx: Tx, actor: Actor, stateCode: string): Promise<LastContact | null> {
  return latestOf(
    await readLastContact(tx, actor, stateCode),
    await readLastConversation(tx, actor, stateCode),
  );
}

/** A conversation of the same day wins: it tells more. One whose day nobody knows is last only where nothing else is. */
function latestOf(moved: LastContact | null, talk: Conversation | null): LastContact | null {
  if (!talk || (moved?.had.on && moved.had.on > (talk.had.on ?? ""))) {
    return moved;
  }
  const [first] = talk.about;
  return {
    had: talk.had,
    conversationId: talk.id,
    caseId: first?.caseId ?? null,
    caseReference: first?.reference ?? "",
    withRole: talk.withRole,
    withWhom: talk.withWhom,
    who: talk.speaker,
  };
}

/**
 * States of the same regional group that agreed on one of these cases. Only what the State itself lets everybody
 * know: a position for the coalition, or not for attribution, is left out (domain, rule 5).
 */
async function readPeers(tx: Tx, state: State, caseIds: string[]): Promise<Peer[]> {
  const ids = [...new Set(caseIds)];
  if (ids.length === 0 || !state.regionalGroup) {
    return [];
  }
  const rows = await tx.execute<{
    state_code: string;
    case_id: string;
    reference: string;
    is_raised: boolean;
  }>(sql`
    select c.state_code, c.case_id, k.reference, bool_or(c.is_raised) as is_raised
    from commitment_readers r
    join commitments c on c.id = r.commitment_id
    join cases k on k.id = c.case_id
    join states s on s.code = c.state_code
    where ${mine} and r.case_id in ${ids} and r.stage in ('agreed', 'raised')
      and c.confidentiality = 'public' and c.closed_as is distinct from 'withdrawn'
      and s.regional_group = ${state.regionalGroup} and c.state_code <> ${state.code}
    group by 1, 2, 3
    order by 1, 3
    limit 24`);
  return rows.map((row) => ({
    stateCode: row.state_code,
    caseId: row.case_id,
    caseReference: row.reference,
    isRaised: row.is_raised,
  }));
}

const cautionColumns = {
  id: cautions.id,
  kind: cautions.kind,
  note: cautions.note,
  saferAlternative: cautions.saferAlternative,
  source: cautions.source,
  notedOn: cautions.notedOn,
  recordedByName: people.name,
  isExample: cautions.isExample,
};

/** Cautions that still hold. */
export function readCautions(tx: Tx, stateCode: string): Promise<Caution[]> {
  return tx
    .select(cautionColumns)
    .from(cautions)
    .leftJoin(memberships, eq(memberships.id, cautions.recordedBy))
    .leftJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(cautions.stateCode, stateCode), isNull(cautions.endedAt)))
    .orderBy(asc(cautions.kind), desc(cautions.notedOn));
}

/** Cautions that still hold of the missions of any State, where it is not yet chosen whom to ask. */
export function listCautions(actor: Actor): Promise<(Caution & { stateCode: string })[]> {
  return asActor(
    actor,
    (tx) =>
      tx
        .select({ ...cautionColumns, stateCode: cautions.stateCode })
        .from(cautions)
        .leftJoin(memberships, eq(memberships.id, cautions.recordedBy))
        .leftJoin(people, eq(people.id, memberships.personId))
        .where(isNull(cautions.endedAt))
        .orderBy(asc(cautions.stateCode), asc(cautions.kind), desc(cautions.notedOn)),
    { readOnly: true },
  );
}

/** Our own contacts, then those that partners show us; each with its cautions. */
export function readContacts(tx: Tx, stateCode: string): Promise<Contact[]> {
  return tx
    .select({
      id: missionContacts.id,
      role: missionContacts.role,
      name: missionContacts.name,
      cautions: missionContacts.cautions,
      shownBy: sql<
        string | null
      >`case when ${missionContacts.orgId} <> app.org() then ${organisations.name} end`,
      shownTo: sql<
        Contact["shownTo"]
      >`(select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name)
          order by o.name), '[]')
        from contact_shares s join organisations o on o.id = s.partner_org_id
        where s.org_id = app.org() and s.org_id = mission_contacts.org_id and s.contact_id = mission_contacts.id)`,
      place: missionContacts.place,
      channel: missionContacts.channel,
      language: missionContacts.language,
      leadTimeDays: missionContacts.leadTimeDays,
    })
    .from(missionContacts)
    .leftJoin(organisations, eq(organisations.id, missionContacts.orgId))
    .where(eq(missionContacts.stateCode, stateCode))
    .orderBy(sql`${missionContacts.orgId} <> app.org()`, asc(missionContacts.createdAt));
}

function readRecord(tx: Tx, stateCode: string): Promise<RecordEntry[]> {
  return tx
    .select({
      id: recordEntries.id,
      forum: recordEntries.forum,
      body: recordEntries.body,
      session: recordEntries.session,
      date: recordEntries.date,
      datePrecision: recordEntries.datePrecision,
      type: recordEntries.type,
      onBehalfOf: recordEntries.onBehalfOf,
      leadOrSpeaker: recordEntries.leadOrSpeaker,
      description: recordEntries.description,
      document: recordEntries.document,
      confidence: recordEntries.confidence,
      note: recordEntries.note,
      sources: recordEntries.sources,
    })
    .from(recordEntries)
    .where(and(eq(recordEntries.stateCode, stateCode), isNull(recordEntries.retiredAt)))
    .orderBy(desc(recordEntries.date), asc(recordEntries.id));
}

function readGuidelines(tx: Tx, state: State): Promise<Guideline[]> {
  return tx
    .select({
      id: guidelines.id,
      title: guidelines.title,
      issuer: guidelines.issuer,
      stateCode: guidelines.stateCode,
      appliesToEuMembers: guidelines.appliesToEuMembers,
      firstPublished: guidelines.firstPublished,
      latestRevision: guidelines.latestRevision,
      url: guidelines.url,
      mentionsReprisals: guidelines.mentionsReprisals,
      confidence: guidelines.confidence,
      note: guidelines.note,
      sources: guidelines.sources,
    })
    .from(guidelines)
    .where(
      and(
        isNull(guidelines.retiredAt),
        state.euMember
          ? or(eq(guidelines.stateCode, state.code), eq(guidelines.appliesToEuMembers, true))
          : eq(guidelines.stateCode, state.code),
      ),
    )
    .orderBy(sql`${guidelines.stateCode} nulls last`);
}

async function readDialogueYears(tx: Tx): Promise<number[]> {
  const rows = await tx
    .selectDistinct({
      forum: recordEntries.forum,
      body: recordEntries.body,
      date: recordEntries.date,
    })
    .from(recordEntries)
    .where(and(eq(recordEntries.forum, "hrc"), isNull(recordEntries.retiredAt)));
  return dialogueYearsOf(rows);
}

function readTerms(tx: Tx, stateCode: string) {
  return tx
    .select({
      startsOn: councilTerms.startsOn,
      endsOn: councilTerms.endsOn,
      sources: councilTerms.sources,
    })
    .from(councilTerms)
    .where(and(eq(councilTerms.stateCode, stateCode), isNull(councilTerms.retiredAt)))
    .orderBy(asc(councilTerms.startsOn));
}
