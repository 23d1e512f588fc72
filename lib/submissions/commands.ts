import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { submissionPurposes } from "@/db/reference/words";
import { cases } from "@/db/schema/cases";
import {
  reportWindows,
  submissionAddresses,
  submissionDrafts,
  submissionSendings,
} from "@/db/schema/submissions";
import { mustBeOtherWords } from "@/lib/alerts/other-words";
import type { Actor } from "@/lib/auth/actor";
import { findFault } from "@/lib/briefs/finish";
import { notedAfter } from "@/lib/briefs/noted";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { isSameText } from "@/lib/text/same-lines";
import type {
  DropReportWindow,
  KeepSubmission,
  MakeSubmission,
  OneSubmission,
  OneSubmissionDraft,
  RecordSending,
  SetReportWindow,
  SetSubmissionAddresses,
  StartSubmission,
} from "./input";
import { mentionsIn } from "./known";
import { readNames, sealNames } from "./names";
import { canSetSubmissions } from "./permissions";
import { paperOf } from "./preview";
import {
  holdsName,
  namesIn,
  namesToKeep,
  readCaseTexts,
  readKnown,
  readSeen,
  reportYearOn,
} from "./queries";
import { generators, stopsOf } from "./submission";
import { textsAfter } from "./texts";

const notAllowed = () => new Refusal("not-allowed", "refusals.notAllowed");

/** Starts a submission about a case; who has one of the kind already goes on with that. */
export async function startSubmission(
  actor: Actor,
  { caseId, kind, language }: StartSubmission,
): Promise<string> {
  return asActor(actor, async (tx) => {
    const [about] = await tx
      .select({ sgReport: cases.sgReportReference })
      .from(cases)
      .where(eq(cases.id, caseId));
    const [draft] = await tx
      .insert(submissionDrafts)
      .values({
        id: uuidv7(),
        orgId: actor.organisationId,
        createdBy: actor.membershipId,
        caseId,
        kind,
        language,
        reportYear: await reportYearOn(tx, dayInZone(new Date(), genevaZone)),
        isFollowUp: Boolean(about?.sgReport),
      })
      .onConflictDoUpdate({
        target: [
          submissionDrafts.orgId,
          submissionDrafts.createdBy,
          submissionDrafts.caseId,
          submissionDrafts.kind,
        ],
        set: { changedAt: new Date() },
      })
      .returning({ id: submissionDrafts.id, noted: submissionDrafts.noted });
    if (!draft) {
      throw notAllowed();
    }
    const noted = notedAfter(
      draft.noted,
      { isOther: false },
      await readKnown(tx, draft.id, caseId),
    );
    await tx.update(submissionDrafts).set({ noted }).where(eq(submissionDrafts.id, draft.id));
    return draft.id;
  });
}

/**
 * Keeps what was written for a submission. A form that did not see what another one saved is refused, unless its author
 * has seen it since and means to replace it.
 */
export async function keepSubmission(
  actor: Actor,
  {
    draftId,
    words,
    minded,
    hasReadAgain,
    form,
    seen,
    over,
    reportYear,
    looked,
    ...written
  }: KeepSubmission,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const [before] = await tx
      .select({
        caseId: submissionDrafts.caseId,
        texts: submissionDrafts.texts,
        noted: submissionDrafts.noted,
        language: submissionDrafts.language,
        version: submissionDrafts.version,
        savedBy: submissionDrafts.savedBy,
      })
      .from(submissionDrafts)
      .where(eq(submissionDrafts.id, draftId))
      .for("update");
    if (!before) {
      throw notAllowed();
    }
    if (
      seen !== undefined &&
      ![seen, over].includes(before.version) &&
      (form === undefined || before.savedBy !== form)
    ) {
      throw new Refusal("conflict", "refusals.conflict");
    }
    const now = await readCaseTexts(tx, before.caseId);
    await mustChange(
      tx
        .update(submissionDrafts)
        .set({
          ...written,
          ...(reportYear !== undefined && { reportYear }),
          texts: textsAfter(before.texts, words, {
            minded,
            hasReadAgain,
            now,
            noted: before.noted,
          }),
          changedAt: new Date(),
          version: sql`${submissionDrafts.version} + 1`,
          savedBy: form ?? null,
        })
        .where(eq(submissionDrafts.id, draftId))
        .returning({ id: submissionDrafts.id }),
    );
    const isOther = before.language !== written.language;
    const fields = words.map(({ answer, field, shown, text, was }) => {
      // Where a field does not follow the case, what stands in it is not what the case says.
      const isReplaced = before.texts[field] !== undefined;
      return { name: field, was, answer, isReplaced, text: isSameText(text, shown) ? was : text };
    });
    const known = await readKnown(tx, draftId, before.caseId);
    await tx
      .update(submissionDrafts)
      .set({ noted: notedAfter(before.noted, { isOther, looked, seen: fields }, known) })
      .where(eq(submissionDrafts.id, draftId));
  });
}

/** Lets a draft go with everything that was written for it. */
export async function dropSubmissionDraft(
  actor: Actor,
  { draftId }: OneSubmissionDraft,
): Promise<{ caseId: string }> {
  const [gone] = await asActor(actor, (tx) =>
    tx
      .delete(submissionDrafts)
      .where(eq(submissionDrafts.id, draftId))
      .returning({ caseId: submissionDrafts.caseId }),
  );
  if (!gone) {
    throw notAllowed();
  }
  return gone;
}

/**
 * Makes a submission of exactly what its author looked at. No name may stand in what was written: those who agreed are
 * put in from their sealed identities, and stay sealed until a file is taken. Every file of it is opened again before.
 */
export async function makeSubmission(
  actor: Actor,
  { draftId, hash, mentionsRead, sure }: MakeSubmission,
): Promise<{ caseId: string; submissionId: string }> {
  const found = await asActor(actor, async (tx) => {
    const [draft] = await tx
      .select({
        caseId: submissionDrafts.caseId,
        orgId: submissionDrafts.orgId,
        reference: cases.reference,
        doNotMention: cases.doNotMention,
      })
      .from(submissionDrafts)
      .innerJoin(cases, eq(cases.id, submissionDrafts.caseId))
      .where(eq(submissionDrafts.id, draftId));
    const seen = draft && (await readSeen(tx, draftId));
    return draft && seen
      ? { ...draft, seen, names: await readNames(tx, draft.caseId, seen.inputs) }
      : null;
  });
  if (!found) {
    throw notAllowed();
  }
  const { caseId, names, orgId, seen } = found;
  if (seen.hash !== hash) {
    throw new Refusal("conflict", "submissions.refused.changed");
  }
  const typed = await namesIn(actor, caseId, seen.inputs);
  const [stop] = holdsName(typed) ? ["name"] : stopsOf(seen.inputs);
  if (stop) {
    throw new Refusal("rule", `submissions.stop.${stop}`);
  }
  mustBeOtherWords(typed, sure === "yes");
  if (mentionsRead !== "yes" && mentionsIn(seen.inputs, found).length > 0) {
    throw new Refusal("rule", "submissions.refused.mention", "mentionsRead");
  }
  const paper = paperOf(seen.inputs, names);
  const fault = await findFault(paper, await namesToKeep(caseId, names));
  if (fault) {
    throw new Refusal(
      "rule",
      fault === "name" ? "submissions.stop.name" : "submissions.refused.file",
    );
  }
  const [made] = await asActor(actor, async (tx) =>
    tx.execute<{ id: string }>(
      sql`select app.make_submission(${draftId}::uuid, ${hash}, ${generators[seen.inputs.kind]},
        ${await sealNames(tx, { caseId, hash, orgId }, names)}) as id`,
    ),
  );
  return { caseId, submissionId: made?.id ?? "" };
}

/** Closes a submission, for good: for those who edit its case. */
export async function closeSubmission(
  actor: Actor,
  { submissionId }: OneSubmission,
): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.close_submission(${submissionId}::uuid)`));
}

/** Agrees, as somebody else than its author, that the State concerned hears of a letter. */
export async function secondSubmission(
  actor: Actor,
  { submissionId }: OneSubmission,
): Promise<void> {
  await asActor(actor, (tx) =>
    tx.execute(sql`select app.second_submission(${submissionId}::uuid)`),
  );
}

/** Records that a file which was taken along was sent, once for one form. */
export async function recordSending(
  actor: Actor,
  input: RecordSending,
  once: string = uuidv7(),
): Promise<void> {
  const { address, channel, copyId, sentOn } = input;
  const id = rowIdOf(actor, "submission_sendings", input, once);
  await onceOnly(
    async () => {
      await asActor(actor, (tx) =>
        tx.execute(
          sql`select app.record_sending(${id}::uuid, ${copyId}::uuid, ${address}, ${channel}, ${sentOn}::date)`,
        ),
      );
      return id;
    },
    () => asActor(actor, (tx) => findId(tx, submissionSendings, id), { readOnly: true }),
  );
}

/** Says where submissions go. */
export async function setSubmissionAddresses(
  actor: Actor,
  addresses: SetSubmissionAddresses,
): Promise<void> {
  if (!canSetSubmissions(actor)) {
    throw notAllowed();
  }
  await asActor(actor, (tx) =>
    tx
      .insert(submissionAddresses)
      .values(
        submissionPurposes.map((purpose) => ({
          orgId: actor.organisationId,
          purpose,
          address: addresses[purpose],
        })),
      )
      .onConflictDoUpdate({
        target: [submissionAddresses.orgId, submissionAddresses.purpose],
        set: { address: sql`excluded.address`, changedAt: new Date() },
      }),
  );
}

/** Notes from when on the report of a year covers what happened, as the call for it said. */
export async function setReportWindow(
  actor: Actor,
  { opensOn, year }: SetReportWindow,
): Promise<void> {
  if (!canSetSubmissions(actor)) {
    throw notAllowed();
  }
  await asActor(actor, (tx) =>
    tx
      .insert(reportWindows)
      .values({ orgId: actor.organisationId, year, opensOn })
      .onConflictDoUpdate({
        target: [reportWindows.orgId, reportWindows.year],
        set: { opensOn, changedAt: new Date() },
      }),
  );
}

/** Takes back what was noted of a year; the usual time is assumed for it again. */
export async function dropReportWindow(actor: Actor, { year }: DropReportWindow): Promise<void> {
  if (!canSetSubmissions(actor)) {
    throw notAllowed();
  }
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .delete(reportWindows)
        .where(and(eq(reportWindows.orgId, actor.organisationId), eq(reportWindows.year, year)))
        .returning({ year: reportWindows.year }),
    ),
  );
}
