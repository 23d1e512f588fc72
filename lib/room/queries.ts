import "server-only";
import { and, asc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import {
  cases,
  commitments,
  evidence,
  interventionCases,
  interventions,
  speakers,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { type NamedState, shownStage } from "@/lib/commitments/commitment";
import { namedStates, plainState, type States } from "@/lib/commitments/named-states";
import { readRows } from "@/lib/commitments/row-queries";
import { offerSetBack, wordsSetBack } from "@/lib/commitments/set-back";
import { zoneOf } from "@/lib/sessions/place-time";
import type { Session } from "@/lib/sessions/queries";
import type { StateMatcher } from "@/lib/states/names";
import { stateMatcher } from "@/lib/states/queries";
import {
  canFollow,
  type Heard,
  type Met,
  type Room,
  type RoomCase,
  type RoomPromise,
} from "./room";

const nameOf = (membership: SQL) => sql<string | null>`(select p.name from memberships m
  join people p on p.id = m.person_id where m.id = ${membership} and m.org_id = app.org())`;

const undoFor = 3_600_000;
const mostPromises = 3_000;

/** The room of the actor's organisation at a session: who speaks, what they promised, and what was heard. */
export async function findRoom(
  actor: Actor,
  session: Pick<Session, "id" | "kind" | "statesUnderReview">,
): Promise<Room> {
  const [states, matcher] = [await namedStates(actor), await stateMatcher(actor)];
  const named = (code: string) => plainState(states.get(code), code);
  return asActor(
    actor,
    async (tx) => {
      const lines = await readLines(tx, session.id);
      const codes = [...new Set(lines.flatMap((line) => [line.stateCode, ...line.members]))].filter(
        (code) => code !== null,
      );
      const promises = await readPromises(tx, actor, session.id, codes, states);
      const heard = await readHeard(tx, actor, session.id);
      return {
        zone: zoneOf(session),
        mayWrite: canFollow(actor),
        missing: (await missingStates(tx, session.id)).length,
        cases: await readCases(tx, session.id),
        speakers: lines.map((line) => {
          const credited = new Set([line.stateCode, ...line.members]);
          const like =
            line.kind === "unclear"
              ? whatItMayMean(line.written, matcher, named)
              : { offered: [], isGroup: false };
          return {
            id: line.id,
            kind: line.kind,
            written: line.written,
            state: line.stateCode === null ? null : named(line.stateCode),
            members: line.members.map(named).sort((a, b) => a.name.localeCompare(b.name)),
            onBehalfOf: line.onBehalfOf,
            ...like,
            unknown: line.unknownNames.map((written) => ({
              written,
              offered: whatItMayMean(written, matcher, named).offered,
            })),
            isUnderReview:
              line.stateCode !== null && session.statesUnderReview.includes(line.stateCode),
            spokeAt: line.spokeAt?.toISOString() ?? null,
            spokeBy: line.spokeByName,
            isMine: line.spokeBy === actor.membershipId,
            undoUntil: line.stampedAt
              ? new Date(line.stampedAt.getTime() + undoFor).toISOString()
              : null,
            cutAt: line.cutAt?.toISOString() ?? null,
            cutBy: line.cutByName,
            promises:
              line.kind === "state" ? promises.filter(({ state }) => credited.has(state.code)) : [],
            heard: heard.get(line.id) ?? [],
          };
        }),
      };
    },
    { readOnly: true },
  );
}

/** The States that words fit, or else those of nearly that name; and whether they name a group. */
function whatItMayMean(
  written: string,
  matcher: StateMatcher,
  named: (code: string) => NamedState,
): { offered: NamedState[]; isGroup: boolean } {
  const match = matcher.match(written);
  const codes =
    match.kind === "several" ? match.codes : match.kind === "none" ? match.nearest : [match.code];
  return { offered: codes.map(named), isGroup: match.kind === "none" && match.isGroup === true };
}

/**
 * Whom a press met: the colleague who stamped the line before it, at another minute than `pressedAt`. Null where there
 * is nothing to tell.
 */
export async function findMet(
  actor: Actor,
  sessionId: string,
  id: string,
  pressedAt: Date,
): Promise<Met | null> {
  const line = await asActor(
    actor,
    async (tx) => (await readLines(tx, sessionId)).find((one) => one.id === id),
    { readOnly: true },
  );
  if (!line?.spokeAt || line.spokeBy === actor.membershipId) {
    return null;
  }
  const minute = (at: Date) => Math.floor(at.getTime() / 60_000);
  return minute(line.spokeAt) === minute(pressedAt)
    ? null
    : { at: line.spokeAt.toISOString(), by: line.spokeByName };
}

function readLines(tx: Tx, sessionId: string) {
  return tx
    .select({
      id: speakers.id,
      kind: speakers.kind,
      written: speakers.written,
      stateCode: speakers.stateCode,
      members: speakers.members,
      unknownNames: speakers.unknownNames,
      onBehalfOf: speakers.onBehalfOf,
      spokeAt: speakers.spokeAt,
      spokeBy: speakers.spokeBy,
      spokeByName: nameOf(sql`speakers.spoke_by`),
      stampedAt: speakers.stampedAt,
      cutAt: speakers.cutAt,
      cutByName: nameOf(sql`speakers.cut_by`),
    })
    .from(speakers)
    .where(eq(speakers.sessionId, sessionId))
    .orderBy(asc(speakers.place), asc(speakers.id));
}

async function readPromises(
  tx: Tx,
  actor: Actor,
  sessionId: string,
  codes: readonly string[],
  states: States,
): Promise<RoomPromise[]> {
  if (codes.length === 0) {
    return [];
  }
  const words = await tx
    .select({
      id: commitments.id,
      wordingAsked: commitments.wordingAsked,
      areWordsSetBack: wordsSetBack("commitments"),
      wordingOffered: commitments.wordingOffered,
      condition: commitments.condition,
      isOfferSetBack: offerSetBack("commitments"),
    })
    .from(commitments)
    .where(
      and(
        eq(commitments.sessionId, sessionId),
        inArray(commitments.stateCode, [...codes]),
        sql`${commitments.closedAs} is distinct from 'withdrawn'`,
      ),
    )
    .limit(mostPromises);
  const byId = new Map(words.map((one) => [one.id, one]));
  const rows = await readRows(tx, actor, [...byId.keys()], states);
  return rows
    .map((row): RoomPromise => {
      const {
        wordingAsked = "",
        wordingOffered = "",
        condition = "",
        areWordsSetBack = false,
        isOfferSetBack = false,
      } = byId.get(row.id) ?? {};
      return {
        commitmentId: row.id,
        state: row.state,
        case: row.case,
        stage: shownStage(row),
        word: row.word,
        naming: row.naming,
        mayName: row.mayName,
        wordingAsked,
        areWordsSetBack,
        wordingOffered,
        condition,
        isOfferSetBack,
        delivery: row.delivery,
        mayChange: row.mayChange,
      };
    })
    .sort(
      (a, b) =>
        rank(b) - rank(a) ||
        a.case.reference.localeCompare(b.case.reference) ||
        a.state.name.localeCompare(b.state.name),
    );
}

const ladder = ["not_approached", "no_answer", "declined", "planned", "asked", "considering"];
/** What was promised first, then what is nearest to it. */
const rank = ({ stage }: RoomPromise) =>
  ladder.includes(stage) ? ladder.indexOf(stage) : ladder.length;

async function readHeard(tx: Tx, actor: Actor, sessionId: string): Promise<Map<string, Heard[]>> {
  const found = await tx
    .select({ id: interventions.id, speakerId: interventions.speakerId })
    .from(interventions)
    .where(
      and(
        eq(interventions.sessionId, sessionId),
        eq(interventions.recordedOrgId, actor.organisationId),
        isNotNull(interventions.speakerId),
      ),
    )
    .orderBy(asc(interventions.id));
  const ids = found.map((row) => row.id);
  if (ids.length === 0) {
    return new Map();
  }
  const linked = await tx
    .select({
      id: interventionCases.interventionId,
      caseId: interventionCases.caseId,
      mayNote: contributes(sql`${interventionCases.caseId}`),
    })
    .from(interventionCases)
    .where(inArray(interventionCases.interventionId, ids));
  const notes = await tx
    .select({
      id: evidence.interventionId,
      evidenceId: evidence.id,
      by: sql<string>`coalesce(${nameOf(sql`evidence.recorded_by`)}, '')`,
      isMine: sql<boolean>`${evidence.recordedBy} = app.membership()`,
      quote: evidence.quote,
      quoteLanguage: evidence.quoteLanguage,
      grade: evidence.grade,
    })
    .from(evidence)
    .where(inArray(evidence.interventionId, ids))
    .orderBy(asc(evidence.createdAt), asc(evidence.id));
  const heard = new Map<string, Heard[]>();
  for (const { id, speakerId } of found) {
    const of = linked.filter((row) => row.id === id);
    heard.set(speakerId ?? "", [
      ...(heard.get(speakerId ?? "") ?? []),
      {
        interventionId: id,
        caseIds: of.map((row) => row.caseId),
        mayNote: canFollow(actor) && of.some((row) => row.mayNote),
        notes: notes.filter((note) => note.id === id).map(({ id: _, ...note }) => note),
      },
    ]);
  }
  return heard;
}

/** Whether the actor records what is said about a case; who may write at all is asked beside it. */
export const contributes = (caseId: SQL) => sql<boolean>`exists (select 1 from case_readers r
  where r.case_id = ${caseId}
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date))))`;

/** The cases whose raising the actor may record: those of this session first. */
async function readCases(tx: Tx, sessionId: string): Promise<RoomCase[]> {
  return tx
    .select({
      id: cases.id,
      reference: cases.reference,
      title: cases.title,
      ownState: cases.countryCode,
    })
    .from(cases)
    .where(and(contributes(sql`${cases.id}`), sql`app.role() in ('administrator', 'advocate')`))
    .orderBy(
      sql`exists (select 1 from commitment_readers r where r.case_id = ${cases.id}
        and r.session_id = ${sessionId}::uuid and r.audience_id in (app.org(), app.membership())) desc`,
      asc(cases.reference),
    )
    .limit(100);
}

/**
 * States that promised something at this session and are not in the list: of what the whole organisation reads alone,
 * since it reads the list.
 */
export async function missingStates(tx: Tx, sessionId: string): Promise<string[]> {
  const rows = await tx.execute<{ code: string }>(sql`
    select distinct r.state_code as code from commitment_readers r
    where r.session_id = ${sessionId}::uuid and r.audience_id = app.org() and r.stage = 'agreed'
      and (r.valid_until is null or r.valid_until >= current_date)
      and not exists (select 1 from speakers l where l.org_id = app.org() and l.session_id = r.session_id
        and (l.state_code = r.state_code or r.state_code = any (l.members)))
    order by 1`);
  return rows.map((row) => row.code);
}
