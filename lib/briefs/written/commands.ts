import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Actor as Session, type Tx } from "@/db/client";
import { briefDrafts } from "@/db/schema/briefs";
import { mustBeOtherWords, typedNames } from "@/lib/alerts/other-words";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { Refusal } from "@/lib/refusal";
import { findSession } from "@/lib/sessions/queries";
import { findStateByKey } from "@/lib/states/queries";
import { findFault } from "../finish";
import { notedAfter } from "../noted";
import { findForbidden } from "../paper/checker/forbidden";
import type { Paper } from "../paper/paper";
import { type BriefInputs, generators, type LikelyQuestion, stopWord, writtenIn } from "./brief";
import { editsAfter, pointsAfter } from "./edits";
import {
  type KeepBrief,
  lastPlace,
  type MakeBrief,
  type OneBrief,
  type OneDraft,
  type StartBrief,
} from "./input";
import { knownIn, replacedIn } from "./known";
import { mentionsIn } from "./mentions";
import { spokenPoints } from "./points";
import { glanceAt, wordsFor } from "./preview";
import { listSilentNotes, namesToKeep, readInputs, readSilentNotes, unnamedCases } from "./queries";
import { usualMinutes } from "./speech";

/** Starts a brief; who has one for this State and session already goes on with that, about these cases. */
export async function startBrief(
  actor: Actor,
  { caseIds, kind, language, sessionId, stateKey }: StartBrief,
): Promise<string> {
  const state = stateKey ? await findStateByKey(actor, stateKey) : null;
  const speech = kind === "speaking" ? await findSession(actor, sessionId) : null;
  // A review is of one State; elsewhere somebody may speak of several.
  const mayBeSeveral = speech !== null && speech.forum !== "upr" && stateKey === "";
  if ((!state && !mayBeSeveral) || (kind === "speaking" && !speech)) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return asActor(actor, async (tx) => {
    const [before] = await tx
      .select({ caseIds: briefDrafts.caseIds, language: briefDrafts.language })
      .from(briefDrafts)
      .where(
        and(
          eq(briefDrafts.createdBy, actor.membershipId),
          eq(briefDrafts.kind, kind),
          eq(briefDrafts.sessionId, sessionId),
          state ? eq(briefDrafts.stateCode, state.code) : isNull(briefDrafts.stateCode),
          isNull(briefDrafts.packId),
        ),
      );
    const chosen = { caseIds: inOrderOf(before?.caseIds ?? [], caseIds), language };
    const [draft] = await tx
      .insert(briefDrafts)
      .values({
        id: uuidv7(),
        orgId: actor.organisationId,
        createdBy: actor.membershipId,
        kind,
        sessionId,
        stateCode: state?.code ?? null,
        ...chosen,
        speakingSeconds: speech && usualMinutes[speech.kind] * 60,
      })
      .onConflictDoUpdate({
        target: [
          briefDrafts.orgId,
          briefDrafts.createdBy,
          briefDrafts.kind,
          briefDrafts.sessionId,
          briefDrafts.stateCode,
          briefDrafts.packId,
        ],
        set: {
          ...chosen,
          changedAt: new Date(),
          version: sql`${briefDrafts.version} + 1`,
          savedBy: null,
        },
      })
      .returning({ id: briefDrafts.id, noted: briefDrafts.noted });
    if (!draft) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    const seen = await readInputs(tx, draft.id);
    const isOther = isOtherChoice(before, chosen);
    await tx
      .update(briefDrafts)
      .set({ noted: notedAfter(draft.noted, { isOther }, await readKnown(tx, seen?.inputs)) })
      .where(eq(briefDrafts.id, draft.id));
    return draft.id;
  });
}

async function readKnown(tx: Tx, inputs: BriefInputs | undefined) {
  const notes = inputs && (await readSilentNotes(tx, idsOf(inputs)));
  return notes ? knownIn(inputs, notes) : [];
}

const idsOf = ({ cases }: BriefInputs) => cases.map(({ id }) => id);

/** What its author chooses of a draft that changes what else is on it. */
type Chosen = Pick<typeof briefDrafts.$inferSelect, "caseIds" | "language">;

const isOtherChoice = (before: Chosen | undefined, { caseIds, language }: Chosen): boolean =>
  before?.language !== language || before.caseIds.toSorted().join() !== caseIds.toSorted().join();

/** Cases in the order in which they stood before, and others behind them. */
const inOrderOf = (before: readonly string[], caseIds: readonly string[]): string[] => [
  ...before.filter((id) => caseIds.includes(id)),
  ...caseIds.filter((id) => !before.includes(id)),
];

/**
 * Keeps what was written for a brief; words of a case that were changed for it are kept with what the case said. A form
 * that did not see what another one saved is refused, unless its author has seen it since and means to replace it.
 */
export async function keepBrief(
  actor: Actor,
  {
    draftId,
    words,
    form,
    seen: drawnFrom,
    over,
    minutes,
    points,
    answers,
    looked,
    places,
    caseIds: ticked,
    ...written
  }: KeepBrief,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const [before] = await tx
      .select()
      .from(briefDrafts)
      .where(eq(briefDrafts.id, draftId))
      .for("update");
    if (!before) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    if (
      drawnFrom !== undefined &&
      ![drawnFrom, over].includes(before.version) &&
      (form === undefined || before.savedBy !== form)
    ) {
      throw new Refusal("conflict", "refusals.conflict");
    }
    const { noted } = before;
    const caseIds = inOrderOf(before.caseIds, ticked).sort(
      (a, b) => (places[a] ?? lastPlace) - (places[b] ?? lastPlace),
    );
    const speech = before.kind === "speaking" && {
      answers,
      ...(minutes && { speakingSeconds: minutes * 60 }),
    };
    await tx
      .update(briefDrafts)
      .set({
        ...written,
        caseIds,
        ...speech,
        version: sql`${briefDrafts.version} + 1`,
        savedBy: form ?? null,
      })
      .where(eq(briefDrafts.id, draftId));
    // What may be told of the cases that are chosen now.
    const seen = await readInputs(tx, draftId);
    const spoken =
      points.length > 0 && seen ? spokenPoints(seen.inputs, wordsFor(seen.inputs)) : [];
    const replaced = replacedIn(before);
    const fields = [
      ...words.map((one) => ({ ...one, name: `${one.caseId}.${one.field}` })),
      ...points.map((one) => ({ ...one, name: `point.${one.point}` })),
    ].map((one) => ({ ...one, isReplaced: replaced(one.name) !== undefined }));
    const isOther = isOtherChoice(before, { caseIds, language: written.language });
    const after = {
      edits: editsAfter(before.edits, words, seen?.inputs.cases ?? [], noted),
      ...(spoken.length > 0 && { points: pointsAfter(before.points, points, spoken, noted) }),
    };
    const known = await readKnown(tx, seen?.inputs);
    await tx
      .update(briefDrafts)
      .set({
        ...after,
        noted: notedAfter(noted, { isOther, looked, seen: fields }, known),
        // A form that saves by itself may come once more after the brief was made, with nothing new.
        ...(!says(before, { ...written, caseIds, ...speech, ...after }) && {
          changedAt: new Date(),
        }),
      })
      .where(eq(briefDrafts.id, draftId));
  });
}

/** Whether a draft says already what was written. */
const says = <Written extends object>(draft: Written, written: Partial<Written>): boolean =>
  isDeepStrictEqual({ ...draft, ...written }, draft);

/** Lets a draft go with everything that was written for it. */
export async function dropDraft(actor: Actor, { draftId }: OneDraft): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx.delete(briefDrafts).where(eq(briefDrafts.id, draftId)).returning({ id: briefDrafts.id }),
    ),
  );
}

/** Closes a brief, for good: for those who may write one about its cases. */
export async function closeBrief(actor: Actor, { briefId }: OneBrief): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.close_brief(${briefId}::uuid)`));
}

/**
 * Agrees, as somebody else than its author, that a State is shown the cases of a brief. One of a pack is agreed to with all
 * others of it.
 */
export async function secondBrief(actor: Actor, { briefId }: OneBrief): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.second_brief(${briefId}::uuid)`));
}

/** Takes one's own agreement back, to a brief and to all that were agreed to with it: within ten minutes, and before a State was shown anything. */
export async function takeBackSecond(actor: Actor, { briefId }: OneBrief): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.take_back_second(${briefId}::uuid)`));
}

/**
 * Takes one's own brief back before it went out: it is closed for good, and its author goes on with the draft. Null where
 * that is not there any more.
 */
export async function takeBackBrief(actor: Actor, { briefId }: OneBrief): Promise<string | null> {
  const [taken] = await asActor(actor, (tx) =>
    tx.execute<{ draftId: string | null }>(
      sql`select app.take_back_brief(${briefId}::uuid) as "draftId"`,
    ),
  );
  return taken?.draftId ?? null;
}

/**
 * Makes a brief of exactly what its author looked at. It must keep to its pages, and every file of it is opened again
 * before: the editors of a case may know a protected name, so they are told that one stands there. Where it says again what
 * must not be mentioned, its author says to have read that once more.
 */
export async function makeBrief(
  actor: Actor,
  { draftId, hash, mentionsRead, sure }: MakeBrief,
): Promise<string> {
  const { answers, inputs } = await mustBeReady(actor, draftId, hash);
  const notes = await listSilentNotes(actor, idsOf(inputs));
  if (mentionsRead !== "yes" && mentionsIn(inputs, answers, notes).length > 0) {
    throw new Refusal("rule", "briefs.refused.mention", "mentionsRead");
  }
  const typed = await typedNames(
    actor,
    unnamedCases(inputs),
    [writtenIn(inputs), ...answers.flatMap(({ answer, question }) => [question, answer])].join(
      "\n",
    ),
  );
  if (typed.some(({ isWhole }) => isWhole)) {
    throw new Refusal("rule", "briefs.refused.name");
  }
  mustBeOtherWords(typed, sure === "yes");
  const [made] = await asActor(actor, (tx) =>
    tx.execute<{ id: string }>(
      sql`select app.make_brief(${draftId}::uuid, ${hash}, ${generators[inputs.kind]}, true) as id`,
    ),
  );
  return made?.id ?? "";
}

/** Refuses a draft of which no brief can be made as it stands; of what it would be made otherwise. */
export async function mustBeReady(
  actor: Session,
  draftId: string,
  seenHash?: string,
): Promise<{ inputs: BriefInputs; answers: LikelyQuestion[]; hash: string }> {
  const { answers, seen } = await asActor(actor, async (tx) => ({
    answers: (
      await tx
        .select({ answers: briefDrafts.answers })
        .from(briefDrafts)
        .where(eq(briefDrafts.id, draftId))
    ).flatMap((draft) => draft.answers),
    seen: await readInputs(tx, draftId),
  }));
  if (!seen) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  if (seenHash !== undefined && seen.hash !== seenHash) {
    throw new Refusal("conflict", "briefs.refused.changed");
  }
  const { paper, stops } = glanceAt(seen.inputs);
  const [stop] = stops;
  if (stop) {
    throw new Refusal("rule", `briefs.stop.${stopWord(seen.inputs.kind, stop)}`);
  }
  const names = await namesToKeep(seen.inputs);
  await mustBeFitToLeave(paper, names);
  if (findForbidden(JSON.stringify(answers), names).length > 0) {
    throw new Refusal("rule", "briefs.refused.name");
  }
  return { answers, ...seen };
}

/** Refuses a paper of which a file would hold what may not leave, before anything is made of it. */
export async function mustBeFitToLeave(paper: Paper, forbidden: readonly string[]): Promise<void> {
  const fault = await findFault(paper, forbidden);
  if (fault) {
    throw new Refusal("rule", `briefs.refused.${fault}`);
  }
}
