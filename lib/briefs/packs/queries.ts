import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { alertLanguages } from "@/db/reference/words";
import { briefDrafts, briefJobs, briefs, jobParts } from "@/db/schema/briefs";
import { cases } from "@/db/schema/cases";
import { missionContacts } from "@/db/schema/missions";
import { memberships, people } from "@/db/schema/people";
import { councilTerms, states } from "@/db/schema/reference";
import { sessions } from "@/db/schema/sessions";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";
import { agreement, isEdited, leavesAt, stands } from "../written/queries";
import {
  type Beginning,
  languageNamed,
  type MissionChoice,
  type PackMission,
  type Selected,
} from "./pack";

const listed = 20;

const made = sql<number>`(select count(*) from job_parts m
  where m.job_id = ${briefJobs.id} and m.brief_id is not null)::int`;
const settled = sql<number>`(select count(*) from job_parts m
  where m.job_id = ${briefJobs.id} and m.settled_at is not null)::int`;
const asked = sql<number>`(select count(*) from job_parts m where m.job_id = ${briefJobs.id})::int`;

const ofAPack = {
  id: briefJobs.id,
  sessionTitle: sessions.title,
  createdAt: briefJobs.createdAt,
  finishedAt: briefJobs.finishedAt,
  cancelledAt: briefJobs.cancelledAt,
  made,
  settled,
  asked,
};

/** The packs that the actor asked for, the newest first. */
export function listPacks(actor: Actor) {
  return asActor(actor, (tx) =>
    tx
      .select(ofAPack)
      .from(briefJobs)
      .innerJoin(sessions, eq(sessions.id, briefJobs.sessionId))
      // Others' packs are read, and not listed.
      .where(and(eq(briefJobs.kind, "pack"), eq(briefJobs.createdBy, actor.membershipId)))
      .orderBy(desc(briefJobs.createdAt))
      .limit(listed),
  );
}

/**
 * One pack with what became of each mission: of the actor's, or a finished one to which they may agree. Null where there is
 * none.
 */
export async function findPack(actor: Actor, packId: string) {
  if (!looksLikeId(packId)) {
    return null;
  }
  return asActor(actor, async (tx) => {
    const [pack] = await tx
      .select({ ...ofAPack, madeBy: people.name, createdBy: briefJobs.createdBy })
      .from(briefJobs)
      .innerJoin(sessions, eq(sessions.id, briefJobs.sessionId))
      .leftJoin(memberships, eq(memberships.id, briefJobs.createdBy))
      .leftJoin(people, eq(people.id, memberships.personId))
      .where(and(eq(briefJobs.kind, "pack"), eq(briefJobs.id, packId)));
    if (!pack) {
      return null;
    }
    const missions: PackMission[] = await tx
      .select({
        place: jobParts.place,
        stateCode: states.code,
        names: states.names,
        language: jobParts.language,
        reason: jobParts.reason,
        briefId: briefs.id,
        stands,
        leavesAt,
        isSettled: sql<boolean>`${jobParts.settledAt} is not null`,
        // Another's draft is not there.
        draftId: briefDrafts.id,
        ...agreement,
      })
      .from(jobParts)
      .innerJoin(states, eq(states.code, jobParts.stateCode))
      .leftJoin(briefs, and(eq(briefs.orgId, jobParts.orgId), eq(briefs.id, jobParts.briefId)))
      .leftJoin(
        briefDrafts,
        and(eq(briefDrafts.orgId, jobParts.orgId), eq(briefDrafts.id, jobParts.draftId)),
      )
      .where(eq(jobParts.jobId, packId))
      .orderBy(asc(jobParts.place));
    return { ...pack, isOwn: pack.createdBy === actor.membershipId, missions };
  });
}

/**
 * The pack that a brief was made in, as far as the actor may open it, with how many of its papers are not closed; and
 * whether others of it are still being made, which is told to whoever reads the brief.
 */
export async function findPackOf(actor: Actor, briefId: string) {
  return asActor(actor, async (tx) => {
    const [going] = await tx.execute<{ is: boolean }>(
      sql`select app.pack_is_going(${briefId}::uuid) as "is"`,
    );
    const [pack] = await tx
      .select({
        id: briefJobs.id,
        papers: sql<number>`(select count(*) from job_parts m join briefs b on b.id = m.brief_id
          where m.job_id = ${briefJobs.id} and b.withdrawn_at is null)::int`,
      })
      .from(jobParts)
      .innerJoin(briefJobs, eq(briefJobs.id, jobParts.jobId))
      .where(and(eq(briefJobs.kind, "pack"), eq(jobParts.briefId, briefId)))
      .orderBy(desc(briefJobs.createdAt), briefJobs.id)
      .limit(1);
    return { isGoing: going?.is ?? false, pack: pack ?? null };
  });
}

/**
 * What a pack may be about and for: the cases that the actor edits, and the mission of every State; what was selected
 * elsewhere is chosen already. `left` counts the selected cases that the actor writes no brief about.
 */
export async function packChoices(
  actor: Actor,
  sessionId: string,
  begin: Beginning,
  selected: Selected,
) {
  const all = await listStates(actor);
  const own = paperLanguageOf(actor.locale);
  return asActor(actor, async (tx) => {
    const chosenCases = selected.caseIds.filter(looksLikeId);
    const about = await tx
      .select({
        id: cases.id,
        reference: cases.reference,
        title: cases.title,
        doNotMention: cases.doNotMention,
      })
      .from(cases)
      .where(isEdited)
      // What was selected may be older than all that is listed.
      .orderBy(
        ...(chosenCases.length > 0 ? [desc(inArray(cases.id, chosenCases))] : []),
        desc(cases.changedAt),
        cases.id,
      )
      .limit(100);
    const noted = await tx
      .select({ code: missionContacts.stateCode, language: missionContacts.language })
      .from(missionContacts);
    const members = tx
      .select({ code: councilTerms.stateCode })
      .from(councilTerms)
      .where(
        sql`${councilTerms.retiredAt} is null and coalesce((select s.starts_on from sessions s
          where s.id = ${sessionId}), current_date) between ${councilTerms.startsOn} and ${councilTerms.endsOn}`,
      );
    const askedBefore = tx.execute<{ code: string }>(
      sql`select distinct state_code as code from commitments where session_id = ${sessionId}`,
    );
    const begun = begin === "members" ? await members : begin === "asked" ? await askedBefore : [];
    const codes = new Set(begun.map(({ code }) => code));
    const keys = new Set(begin === "selected" ? selected.stateKeys : []);
    const missions = all
      .map(
        (state): MissionChoice => ({
          key: state.key,
          name: stateName(state, actor.locale),
          language:
            noted
              .filter(({ code }) => code === state.code)
              .map(({ language }) => languageNamed(language, alertLanguages))
              .find(Boolean) ?? own,
          isChosen: codes.has(state.code) || keys.has(state.key),
        }),
      )
      .sort(
        (a, b) =>
          Number(b.isChosen) - Number(a.isChosen) ||
          a.name.localeCompare(b.name, actor.locale, { numeric: true }),
      );
    const chosen = about.filter(({ id }) => chosenCases.includes(id)).map(({ id }) => id);
    return { cases: about, chosen, left: chosenCases.length - chosen.length, missions };
  });
}
