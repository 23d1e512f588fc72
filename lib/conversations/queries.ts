import "server-only";
import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { conversationEvents, conversations, memberships, organisations, people } from "@/db/schema";
import { states } from "@/db/schema/reference";
import type { Actor } from "@/lib/auth/actor";
import { sessionsToAskAt } from "@/lib/commitments/choice-queries";
import type { Access } from "@/lib/commitments/commitment";
import { openStages } from "@/lib/commitments/commitment";
import { canChangeCommitment } from "@/lib/commitments/permissions";
import { readMembers } from "@/lib/commitments/row-queries";
import { isDay, isMoment } from "@/lib/dates/readable";
import type { DatePrecision } from "@/lib/i18n/format";
import type {
  Conversation,
  ConversationChoices,
  ConversationDetail,
  ConversationPage,
  Correction,
  Speaker,
  TalkedAbout,
  WaitingStep,
} from "./conversation";

const pageLength = 30;

/** What was talked about with a State's missions, the last first, as far as the actor may read it. */
export async function listConversations(
  actor: Actor,
  stateCode: string,
  { before, limit = pageLength }: { before?: string | undefined; limit?: number } = {},
): Promise<ConversationPage> {
  return asActor(
    actor,
    async (tx) => {
      const rows = await readConversations(
        tx,
        actor,
        and(eq(conversations.stateCode, stateCode), earlierThan(before)),
        limit + 1,
      );
      const last = rows[limit - 1];
      return {
        rows: rows.slice(0, limit).map(({ cursor: _, ...row }) => row),
        next: rows.length > limit && last ? last.cursor : null,
      };
    },
    { readOnly: true },
  );
}

/** The last conversation with a State that was not taken back, for those who are about to speak with it. */
export async function readLastConversation(
  tx: Tx,
  actor: Actor,
  stateCode: string,
): Promise<Conversation | null> {
  const [last] = await readConversations(
    tx,
    actor,
    and(eq(conversations.stateCode, stateCode), sql`${conversations.takenBackAt} is null`),
    1,
  );
  return last ?? null;
}

/** One conversation with its corrections; null where there is none that the actor may read. */
export async function findConversation(
  actor: Actor,
  stateCode: string,
  id: string,
): Promise<ConversationDetail | null> {
  return asActor(
    actor,
    async (tx) => {
      const [row] = await readConversations(
        tx,
        actor,
        and(eq(conversations.id, id), eq(conversations.stateCode, stateCode)),
        1,
      );
      if (!row) {
        return null;
      }
      const { cursor: _, ...conversation } = row;
      return { ...conversation, corrections: await readCorrections(tx, actor, id) };
    },
    { readOnly: true },
  );
}

/**
 * Next steps from conversations that no commitment carries, the soonest first: the actor's own, or everybody's whose
 * conversation the actor reads. From a day on, and before another, where these are given.
 */
export async function listNextSteps(
  actor: Actor,
  { mine, from, before, limit }: { mine: boolean; from?: string; before?: string; limit: number },
): Promise<WaitingStep[]> {
  const found = await asActor(
    actor,
    (tx) =>
      tx
        .select({
          conversationId: conversations.id,
          stateCode: conversations.stateCode,
          stateKey: states.key,
          text: conversations.nextStep,
          dueOn: conversations.nextDueOn,
          orgId: conversations.orgId,
          organisation: organisations.name,
          ownerId: conversations.nextOwnerId,
          ownerName: nameOf(sql`conversations.next_owner_id`),
        })
        .from(conversations)
        .innerJoin(states, eq(states.code, conversations.stateCode))
        .leftJoin(organisations, eq(organisations.id, conversations.orgId))
        .where(
          and(
            sql`next_step <> '' and not next_on_commitments and next_done_at is null and taken_back_at is null`,
            mine
              ? and(
                  eq(conversations.orgId, actor.organisationId),
                  eq(conversations.nextOwnerId, actor.membershipId),
                )
              : undefined,
            from ? gte(conversations.nextDueOn, from) : undefined,
            before ? lt(conversations.nextDueOn, before) : undefined,
          ),
        )
        .orderBy(sql`${conversations.nextDueOn} nulls last`, conversations.id)
        .limit(limit),
    { readOnly: true },
  );
  return found.map(({ orgId, organisation, ownerId, ownerName, ...step }) => ({
    ...step,
    owner: ownerId
      ? {
          id: ownerId,
          name: ownerName ?? "",
          organisation: orgId === actor.organisationId ? null : organisation,
          isMe: ownerId === actor.membershipId,
        }
      : null,
  }));
}

const shownAsks = 30;
const shownCases = 30;

/** What a conversation with a State may be about, and who of us may have had it. */
export async function conversationChoices(
  actor: Actor,
  stateCode: string,
): Promise<ConversationChoices> {
  const sessions = await sessionsToAskAt(actor);
  return asActor(
    actor,
    async (tx) => {
      const access = sql`(select r.level from case_readers r where r.case_id = k.id
        and (r.audience_id = app.membership() or (r.audience_id = app.org() and r.via = 'partner'))
        order by r.level in ('lead', 'edit', 'contribute') desc limit 1)`;
      const isInTeam = sql`exists (select 1 from case_readers r where r.case_id = k.id
        and r.audience_id = app.membership() and r.via = 'team')`;
      type Place = { access: Access | null };
      const asks = await tx.execute<
        Omit<ConversationChoices["asks"][number], "mayChange"> & Place
      >(sql`
        select c.id, c.version, c.case_id as "caseId", k.reference, k.title, s.title as session,
          case when c.is_raised then 'raised' else c.stage end as stage, c.word,
          ${access} as access, ${isInTeam} as "isInTeam"
        from (select r.commitment_id from commitment_readers r
          where r.audience_id in (app.org(), app.membership()) and r.state_code = ${stateCode}
            and (r.valid_until is null or r.valid_until >= current_date)
          order by r.stage <> all(${`{${openStages.join(",")}}`}::text[]), r.due_on asc nulls last, r.changed_at desc
          limit ${shownAsks}) as open
        join commitments c on c.id = open.commitment_id
        join cases k on k.id = c.case_id
        join sessions s on s.id = c.session_id
        where c.closed_as is null
        order by k.reference, s.title`);
      const others = await tx.execute<
        Omit<ConversationChoices["cases"][number], "mayChange"> & Place
      >(sql`
        select k.id, k.reference, k.title, ${access} as access, ${isInTeam} as "isInTeam" from cases k
        where k.country_code <> ${stateCode} and k.status <> 'closed'
        order by k.changed_at desc limit ${shownCases}`);
      const asked = new Set([...asks].map((ask) => ask.caseId));
      const placed = <Row extends Place>({ access: mine, ...row }: Row) => ({
        ...row,
        mayChange: canChangeCommitment(actor, mine),
      });
      return {
        asks: [...asks].map(placed),
        cases: [...others].filter(({ id }) => !asked.has(id)).map(placed),
        sessions: sessions.map(({ id, title, isPast }) => ({ id, title, isPast })),
        members: await readMembers(tx),
      };
    },
    { readOnly: true },
  );
}

const about = sql<TalkedAbout[]>`(select coalesce(json_agg(json_build_object(
      'caseId', l.case_id, 'reference', k.reference, 'title', k.title, 'commitmentId', l.commitment_id,
      'stage', e.changes ->> 'stage', 'word', (e.changes ->> 'word')::int) order by k.reference, l.id), '[]')
    from conversation_cases l
    join cases k on k.id = l.case_id
    left join commitment_events e on e.commitment_id = l.commitment_id and e.id = l.event_id
    where l.org_id = conversations.org_id and l.conversation_id = conversations.id)`;

/** A colleague's name by their membership; null for a partner's people. */
const nameOf = (membership: SQL) => sql<string | null>`(select p.name from memberships m
  join people p on p.id = m.person_id where m.id = ${membership} and m.org_id = app.org())`;

type Listed = ConversationDetail & { cursor: string };

async function readConversations(
  tx: Tx,
  actor: Actor,
  where: SQL | undefined,
  limit: number,
): Promise<Omit<Listed, "corrections">[]> {
  const rows = await tx
    .select({
      row: conversations,
      about,
      organisation: organisations.name,
      hadByName: nameOf(sql`conversations.had_by`),
      ownerName: nameOf(sql`conversations.next_owner_id`),
      created: sql<string>`${conversations.createdAt}::text`,
    })
    .from(conversations)
    .leftJoin(organisations, eq(organisations.id, conversations.orgId))
    .where(where)
    .orderBy(
      sql`${conversations.hadOn} desc nulls last`,
      desc(conversations.createdAt),
      desc(conversations.id),
    )
    .limit(limit);
  return rows.map(({ row, ...more }) => ({
    id: row.id,
    version: row.version,
    had: { on: row.hadOn, until: row.hadUntil, precision: row.hadPrecision as DatePrecision },
    channel: row.channel,
    speaker: speakerOf({
      isOurs: row.orgId === actor.organisationId,
      isMe: row.hadBy === actor.membershipId,
      name: more.hadByName,
      organisation: more.organisation,
    }),
    alsoThere: row.alsoThere,
    withRole: row.withRole,
    withWhom: row.withWhom,
    said: row.said,
    about: more.about,
    visibility: row.visibility,
    nextStep:
      row.nextStep === ""
        ? null
        : {
            text: row.nextStep,
            dueOn: row.nextDueOn,
            owner:
              row.nextOwnerId && more.ownerName
                ? { id: row.nextOwnerId, name: more.ownerName }
                : null,
            ownerIsMe: row.nextOwnerId === actor.membershipId,
            isDone: row.nextDoneAt !== null,
            isOnCommitments: row.nextOnCommitments,
          },
    isTakenBack: row.takenBackAt !== null,
    isMine: row.recordedBy === actor.membershipId,
    hadById: row.hadBy,
    contactId: row.contactId,
    cursor: [row.hadOn ?? "", more.created, row.id].join("_"),
  }));
}

function speakerOf(who: {
  isOurs: boolean;
  isMe: boolean;
  name: string | null;
  organisation: string | null;
}): Speaker {
  if (!who.isOurs) {
    return who.organisation
      ? { kind: "organisation", name: who.organisation }
      : { kind: "someone" };
  }
  if (who.isMe) {
    return { kind: "me" };
  }
  return who.name ? { kind: "person", name: who.name } : { kind: "someone" };
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Where a page begins: after a day (none for those of an unknown day), a moment and an id. Anything else is ignored. */
function earlierThan(before: string | undefined): SQL | undefined {
  const [day, moment, id] = before?.split("_") ?? [];
  if (day === undefined || !moment || !id || !isMoment(moment) || !uuid.test(id)) {
    return undefined;
  }
  const older = sql`(${conversations.createdAt}, ${conversations.id}) < (${moment}::timestamptz, ${id}::uuid)`;
  if (day === "") {
    return sql`${conversations.hadOn} is null and ${older}`;
  }
  return isDay(day)
    ? sql`(${conversations.hadOn} < ${day}::date or ${conversations.hadOn} is null
        or (${conversations.hadOn} = ${day}::date and ${older}))`
    : undefined;
}

async function readCorrections(tx: Tx, actor: Actor, id: string): Promise<Correction[]> {
  const rows = await tx
    .select({
      id: conversationEvents.id,
      at: conversationEvents.at,
      orgId: conversationEvents.orgId,
      personId: conversationEvents.personId,
      changes: conversationEvents.changes,
      before: conversationEvents.before,
      name: people.name,
      organisation: organisations.name,
    })
    .from(conversationEvents)
    .leftJoin(organisations, eq(organisations.id, conversationEvents.orgId))
    .leftJoin(
      memberships,
      and(
        eq(memberships.personId, conversationEvents.personId),
        eq(memberships.orgId, sql`app.org()`),
        eq(memberships.orgId, conversationEvents.orgId),
      ),
    )
    .leftJoin(people, eq(people.id, memberships.personId))
    .where(eq(conversationEvents.conversationId, id))
    .orderBy(desc(conversationEvents.at), desc(conversationEvents.id))
    .limit(100);
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    by: speakerOf({
      isOurs: row.orgId === actor.organisationId,
      isMe: row.personId === actor.personId,
      name: row.name,
      organisation: row.organisation,
    }),
    changes: Object.entries(row.changes).map(([field, to]) => ({
      field,
      from: row.before[field] ?? null,
      to,
    })),
  }));
}
