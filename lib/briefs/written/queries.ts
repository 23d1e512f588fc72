import "server-only";
import { and, count, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { asActor, type Actor as Session, type Tx } from "@/db/client";
import type { DraftKind } from "@/db/reference/words";
import { briefDrafts, briefs } from "@/db/schema/briefs";
import { caseReaders, cases } from "@/db/schema/cases";
import { memberships, people } from "@/db/schema/people";
import { states } from "@/db/schema/reference";
import { sessions } from "@/db/schema/sessions";
import { protectedNames } from "@/lib/alerts/protected-names";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { closedBy } from "@/lib/consents/closed-by";
import { readCautions, readContacts } from "@/lib/states/meeting-queries";
import { finish } from "../finish";
import type { PaperFormat } from "../paper/checker/opened";
import { whileNoted } from "../while-noted";
import { type BriefCase, type BriefInputs, type LikelyQuestion, packGenerator } from "./brief";
import type { SilentNoteOf } from "./known";
import { canWriteBriefs } from "./permissions";
import { type MadeFrom, ownCopy, paperOf, type WebCopy, withCode, wordsFor } from "./preview";
import { speechOf } from "./speech-paper";

const listed = 100;

const ofADraft = {
  id: briefDrafts.id,
  sessionId: briefDrafts.sessionId,
  sessionTitle: sessions.title,
  stateCode: briefDrafts.stateCode,
  stateNames: states.names,
  language: briefDrafts.language,
  changedAt: briefDrafts.changedAt,
  kind: briefDrafts.kind,
};

/** What was written since is not made, or what was made was taken back. */
const isNotMade = sql`not exists (select 1 from ${briefs} b where b.made_by = ${briefDrafts.createdBy}
  and b.kind = ${briefDrafts.kind} and b.session_id = ${briefDrafts.sessionId}
  and b.state_code is not distinct from ${briefDrafts.stateCode}
  and b.generator <> ${packGenerator} and b.made_at >= ${briefDrafts.changedAt} and b.withdrawn_at is null)`;

/** The actor's own drafts of which no brief was made as they stand, but for those of packs; what they wrote last first. */
export function listDrafts(actor: Actor) {
  return asActor(actor, (tx) =>
    tx
      .select(ofADraft)
      .from(briefDrafts)
      .innerJoin(sessions, eq(sessions.id, briefDrafts.sessionId))
      .leftJoin(states, eq(states.code, briefDrafts.stateCode))
      .where(and(isNull(briefDrafts.packId), isNotMade))
      .orderBy(desc(briefDrafts.changedAt))
      .limit(listed),
  );
}

/** A draft of the actor's with what it would become; null where there is none. */
export async function findDraft(actor: Actor, draftId: string) {
  if (!looksLikeId(draftId)) {
    return null;
  }
  return asActor(actor, async (tx) => {
    const [draft] = await tx
      .select({
        ...ofADraft,
        caseIds: briefDrafts.caseIds,
        ask: briefDrafts.ask,
        wordings: briefDrafts.wordings,
        contact: briefDrafts.contact,
        edits: briefDrafts.edits,
        noted: briefDrafts.noted,
        points: briefDrafts.points,
        answers: briefDrafts.answers,
        speakingSeconds: briefDrafts.speakingSeconds,
        version: briefDrafts.version,
        savedBy: briefDrafts.savedBy,
      })
      .from(briefDrafts)
      .innerJoin(sessions, eq(sessions.id, briefDrafts.sessionId))
      .leftJoin(states, eq(states.code, briefDrafts.stateCode))
      .where(eq(briefDrafts.id, draftId));
    return draft
      ? {
          draft,
          seen: await readInputs(tx, draftId),
          choices: await readChoices(tx, draft.kind, draft.stateCode),
        }
      : null;
  });
}

/** Within a transaction: what a brief of the draft is made from now, and its hash. */
export async function readInputs(
  tx: Tx,
  draftId: string,
): Promise<{ inputs: BriefInputs; hash: string } | null> {
  const [row] = await tx.execute<{ seen: { inputs: BriefInputs; hash: string } | null }>(
    sql`select app.preview_brief(${draftId}::uuid) as seen`,
  );
  return row?.seen ?? null;
}

/**
 * The cases that the actor may write a brief about: of the State under review, of all others than the mission's, or of any
 * where no State is chosen.
 */
export function listBriefCases(
  actor: Actor,
  kind: DraftKind,
  stateCode: string | null,
): Promise<BriefCase[]> {
  return asActor(actor, (tx) => readChoices(tx, kind, stateCode));
}

/** Whether the actor writes about a case. */
export const isEdited = sql`exists (select 1 from ${caseReaders} r where r.case_id = ${cases.id}
  and r.audience_id = app.membership() and r.level in ('lead', 'edit'))`;

/** What must not be said of cases, as far as the actor reads them. */
export const listSilentNotes = (
  actor: Session,
  caseIds: readonly string[],
): Promise<SilentNoteOf[]> =>
  asActor(actor, (tx) => readSilentNotes(tx, caseIds), { readOnly: true });

/** Within a transaction: the same. */
export const readSilentNotes = (tx: Tx, caseIds: readonly string[]): Promise<SilentNoteOf[]> =>
  tx
    .select({ id: cases.id, reference: cases.reference, doNotMention: cases.doNotMention })
    .from(cases)
    .where(inArray(cases.id, [...caseIds]))
    .orderBy(cases.reference);

async function readChoices(
  tx: Tx,
  kind: DraftKind,
  stateCode: string | null,
): Promise<BriefCase[]> {
  const isOfState = kind === "mission" ? ne : eq;
  const found = await tx
    .select({
      id: cases.id,
      reference: cases.reference,
      title: cases.title,
      doNotMention: cases.doNotMention,
      level: sql<number>`(select s.level from app.consent_summary(${cases.id}) s
        where s.scope = 'public_statement')`,
    })
    .from(cases)
    .where(and(stateCode === null ? undefined : isOfState(cases.countryCode, stateCode), isEdited))
    .orderBy(desc(cases.changedAt), cases.id)
    .limit(listed);
  const told = (level: number) => (level === 2 ? "all" : level === 1 ? "situation" : "no");
  if (kind !== "mission") {
    return found.map(({ level, ...one }) => ({ ...one, told: told(level) }));
  }
  const ids = sql.join(
    found.map(({ id }) => sql`${id}::uuid`),
    sql`, `,
  );
  const answered = await tx.execute<{ caseId: string; everyone: number; ask: string[] }>(
    sql`select case_id as "caseId", everyone, ask
      from app.mission_consent(array[${ids}]::uuid[], ${stateCode})`,
  );
  return found.map(({ level: _, ...one }) => {
    const its = answered.find(({ caseId }) => caseId === one.id);
    return { ...one, told: told(its?.everyone ?? 0), ask: its?.ask ?? [] };
  });
}

/** The languages that are noted of the contacts at a mission, in the words of whoever noted them. */
export async function listMissionLanguages(actor: Actor, stateCode: string): Promise<string[]> {
  const contacts = await asActor(actor, (tx) => readContacts(tx, stateCode), { readOnly: true });
  return [...new Set(contacts.map(({ language }) => language.trim()).filter(Boolean))];
}

/** The codes of the States about which the actor edits a case. */
export async function listBriefStates(actor: Actor): Promise<string[]> {
  const found = await asActor(actor, (tx) =>
    tx.selectDistinct({ code: cases.countryCode }).from(cases).where(isEdited),
  );
  return found.map(({ code }) => code);
}

/** Whether there is a case that the actor may write a brief about. */
export async function writesBriefs(actor: Actor): Promise<boolean> {
  return canWriteBriefs(actor) && (await listBriefStates(actor)).length > 0;
}

/** Whether the actor writes about each of its cases, and so may close it and open it to guests. */
export const writesAll = sql<boolean>`app.writes_all(${briefs.caseIds})`;

/** Whether a brief can still be taken out. */
export const stands = sql<boolean>`coalesce(app.brief_stands(${briefs.id}), false)`;

/** From when on its files go out; null while that waits for a second person. */
export const leavesAt = sql<Date | null>`app.brief_leaves_at(${briefs.id})`.mapWith(briefs.madeAt);

/** Who agreed to it as the second person, and when; null where nobody did. */
export const agreement = {
  agreedBy: sql<string | null>`(select p.name from memberships m join people p on p.id = m.person_id
    where m.id = ${briefs.secondBy})`,
  agreedAt: briefs.secondAt,
  isAgreedByMe: sql<boolean>`coalesce(${briefs.secondBy} = app.membership(), false)`,
};

const ofABrief = {
  id: briefs.id,
  kind: briefs.kind,
  audience: briefs.audience,
  sessionId: briefs.sessionId,
  sessionTitle: sessions.title,
  stateCode: briefs.stateCode,
  stateNames: states.names,
  language: briefs.language,
  hash: briefs.hash,
  generator: briefs.generator,
  shown: briefs.shown,
  caseIds: briefs.caseIds,
  madeAt: briefs.madeAt,
  madeBy: people.name,
  withdrawnBy: briefs.withdrawnBy,
  mayClose: writesAll,
  stands,
  isOwn: sql<boolean>`${briefs.madeBy} = app.membership()`,
  leavesAt,
  ...agreement,
};

/** The briefs of the organisation that the actor may read, the newest first. */
export function listBriefs(actor: Actor) {
  return asActor(actor, (tx) => selectBriefs(tx).orderBy(desc(briefs.madeAt)).limit(listed));
}

/** The briefs on a case that a withdrawal of consent closed, the newest first. */
export function listBriefsClosedBy(actor: Actor, caseId: string, consentId: string) {
  return asActor(actor, (tx) =>
    selectBriefs(tx)
      .where(
        and(
          sql`${caseId}::uuid = any (${briefs.caseIds})`,
          isNull(briefs.withdrawnBy),
          closedBy(briefs.withdrawnAt, caseId, consentId),
        ),
      )
      .orderBy(desc(briefs.madeAt)),
  );
}

/** One brief with what is known of it, but not what is in it: that is taken out. Null where there is none. */
export async function findBrief(actor: Actor, briefId: string) {
  if (!looksLikeId(briefId)) {
    return null;
  }
  return asActor(actor, async (tx) => {
    const [brief] = await selectBriefs(tx).where(eq(briefs.id, briefId));
    if (!brief) {
      return null;
    }
    const about = await tx
      .select({ id: cases.id, reference: cases.reference, title: cases.title })
      .from(cases)
      .where(inArray(cases.id, brief.caseIds));
    // Those that were agreed to at once, by one press.
    const [agreed] = await tx
      .select({ papers: count() })
      .from(briefs)
      .where(
        and(
          isNull(briefs.withdrawnAt),
          sql`(${briefs.secondBy}, ${briefs.secondAt}) = (select o.second_by, o.second_at from briefs o
            where o.id = ${briefId}::uuid)`,
        ),
      );
    return { ...brief, agreedWith: agreed?.papers ?? 0, cases: about };
  });
}

/** The draft that a brief of the actor's own was made from, as far as it is there still. */
export async function findDraftBehind(actor: Actor, briefId: string): Promise<string | null> {
  const [found] = await asActor(actor, (tx) =>
    tx.execute<{ id: string | null }>(sql`select app.draft_behind(${briefId}::uuid) as id`),
  );
  return found?.id ?? null;
}

/** Within a transaction: briefs that the actor may read, with what is listed of them. */
export const selectBriefs = (tx: Tx) =>
  tx
    .select(ofABrief)
    .from(briefs)
    .innerJoin(sessions, eq(sessions.id, briefs.sessionId))
    .leftJoin(states, eq(states.code, briefs.stateCode))
    .leftJoin(memberships, eq(memberships.id, briefs.madeBy))
    .leftJoin(people, eq(people.id, memberships.personId));

/**
 * A brief as a file, made again from what was frozen; null where there is none to take. The database notes it with each
 * case in the same step. A protected name is looked for in the file again, with the names as they are now. With a code,
 * the paper leads to the copy that its guest reads. Until it may go out, each page says that it is an own copy.
 */
export async function takeBrief(
  actor: Actor,
  briefId: string,
  format: PaperFormat,
  code?: WebCopy,
): Promise<Uint8Array | null> {
  return whileNoted(
    actor,
    async (tx) => {
      const [row] = await tx.execute<{ taken: { inputs: MadeFrom; isHeld: boolean } | null }>(
        sql`select app.take_out_brief(${briefId}::uuid, ${format}) as taken`,
      );
      return row?.taken;
    },
    async (taken) => {
      if (!taken) {
        return null;
      }
      const { inputs, isHeld } = taken;
      const paper = code ? withCode(inputs, code) : paperOf(inputs);
      return finish([isHeld ? ownCopy(paper) : paper], format, await namesToKeep(inputs));
    },
  );
}

/**
 * A brief as its own readers look at it on a page, drawn again from what was frozen; null where there is none to read, and
 * where a protected name would stand in it, as no file is handed out then. It leaves nothing behind: nothing goes out by it.
 */
export async function readBrief(actor: Actor, briefId: string) {
  const brief = await findBrief(actor, briefId);
  const [row] = brief
    ? await asActor(
        actor,
        (tx) =>
          tx.execute<{ read: { inputs: BriefInputs; isHeld: boolean } | null }>(
            sql`select app.read_brief(${briefId}::uuid) as read`,
          ),
        { readOnly: true },
      )
    : [];
  if (!brief || !row?.read) {
    return null;
  }
  const { inputs, isHeld } = row.read;
  const paper = isHeld ? ownCopy(paperOf(inputs)) : paperOf(inputs);
  return (await finish([paper], "html", await namesToKeep(inputs))) && { brief, paper };
}

/**
 * What its own organisation minds before a brief goes out: what holds of the State and of those whom one meets
 * there, and what must not be said of its cases. It is read on a page of its own, through the reader's own rights, and no
 * file of it is ever made. Null where there is no such brief; a speech has its speaker's notes, a report is said to nobody.
 */
export async function findCautionSheet(actor: Actor, briefId: string) {
  if (!looksLikeId(briefId)) {
    return null;
  }
  return asActor(
    actor,
    async (tx) => {
      const [brief] = await selectBriefs(tx).where(eq(briefs.id, briefId));
      if (!brief || brief.kind === "speaking" || brief.kind === "accountability") {
        return null;
      }
      const [about, contacts, warnings] = [
        await tx
          .select({ id: cases.id, reference: cases.reference, doNotMention: cases.doNotMention })
          .from(cases)
          .where(inArray(cases.id, brief.caseIds)),
        brief.stateCode === null ? [] : await readContacts(tx, brief.stateCode),
        brief.stateCode === null ? [] : await readCautions(tx, brief.stateCode),
      ];
      return {
        brief,
        about: about.filter(({ doNotMention }) => doNotMention.trim() !== ""),
        contacts: contacts.filter((one) => one.cautions.trim() !== ""),
        warnings,
      };
    },
    { readOnly: true },
  );
}

/**
 * What a speaker holds in the hand: what is spoken with its time, what must not be said, and what is likely to be asked. A
 * page for its own organisation, as the sheet of cautions; no file is made of it, and no guest reads it. Null where there is
 * no such speech, or not any more.
 */
export async function findSpeakerNotes(actor: Actor, briefId: string) {
  if (!looksLikeId(briefId)) {
    return null;
  }
  return asActor(
    actor,
    async (tx) => {
      const [row] = await tx.execute<{
        notes: { inputs: BriefInputs; answers: LikelyQuestion[] } | null;
      }>(sql`select app.speaker_notes(${briefId}::uuid) as notes`);
      const [brief] = await selectBriefs(tx).where(eq(briefs.id, briefId));
      if (!row?.notes || !brief) {
        return null;
      }
      const about = await tx
        .select({ id: cases.id, reference: cases.reference, doNotMention: cases.doNotMention })
        .from(cases)
        .where(inArray(cases.id, brief.caseIds));
      return {
        brief,
        ...row.notes,
        speech: speechOf(row.notes.inputs, wordsFor(row.notes.inputs)),
        about: about.filter(({ doNotMention }) => doNotMention.trim() !== ""),
        warnings: brief.stateCode === null ? [] : await readCautions(tx, brief.stateCode),
      };
    },
    { readOnly: true },
  );
}

/** Whatever says of its cases whether their people are all to be named. */
interface ToldCases {
  cases: readonly { id: string; words: object | null }[];
}

/** The protected names that may not stand in a brief: of cases whose people are not all to be named. */
export async function namesToKeep(inputs: ToldCases): Promise<string[]> {
  return (await Promise.all(unnamedCases(inputs).map(protectedNames))).flat();
}

/** The cases of a brief whose people are not all to be named. */
export const unnamedCases = ({ cases: about }: ToldCases): string[] =>
  about.filter(({ words }) => words === null).map(({ id }) => id);
