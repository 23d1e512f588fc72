import "server-only";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import { briefDrafts, briefJobs, jobParts } from "@/db/schema/briefs";
import { mustBeOtherWords, typedNames } from "@/lib/alerts/other-words";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import { listStates } from "@/lib/states/queries";
import { mentionsIn, type Place } from "../written/mentions";
import { readInputs, readSilentNotes } from "../written/queries";
import type { AskForPack, OnePack } from "./input";

/**
 * Asks for one-pagers for many missions, about the same cases; each says what holds of its own State. They are made in
 * the background, from a draft for each.
 */
export async function askForPack(
  actor: Actor,
  { sessionId, caseIds, contact, mentionsRead, sure, words, missions }: AskForPack,
): Promise<string> {
  const all = await listStates({ ...actor, hasExample: true });
  const chosen = missions.map(({ key, language }, at) => {
    const state = all.find((one) => one.key === key);
    if (!state) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    return { draftId: uuidv7(), stateCode: state.code, language, place: at + 1 };
  });
  const written = [contact, ...Object.values(words).flatMap(({ ask, text }) => [ask, text])];
  // Nobody is there any more when they are made. Whole names are looked for in each file.
  mustBeOtherWords(await typedNames(actor, caseIds, written.join("\n")), sure === "yes");
  const packId = uuidv7();
  const own = { orgId: actor.organisationId };
  await asActor(actor, async (tx) => {
    await tx
      .insert(briefJobs)
      .values({ ...own, id: packId, kind: "pack", sessionId, createdBy: actor.membershipId });
    await tx.insert(briefDrafts).values(
      chosen.map(({ draftId, stateCode, language }) => ({
        ...own,
        id: draftId,
        packId,
        kind: "mission" as const,
        sessionId,
        stateCode,
        caseIds,
        language,
        contact,
        ask: words[language].ask,
        wordings: words[language].text
          ? [{ kind: "statement" as const, text: words[language].text }]
          : [],
        createdBy: actor.membershipId,
      })),
    );
    await tx.insert(jobParts).values(chosen.map((one) => ({ ...own, jobId: packId, ...one })));
    if (mentionsRead !== "yes") {
      await mustMentionNothing(
        tx,
        caseIds,
        chosen.map(({ draftId }) => draftId),
      );
    }
  });
  return packId;
}

/** Where a paper may say again what must not be mentioned. */
function mentionedIn({ is }: Place, language: AlertLanguage): string {
  switch (is) {
    case "ask":
      return `mentionAsk.${language}`;
    case "wording":
      return `mentionText.${language}`;
    case "contact":
      return "mentionContact";
    default:
      return "mentionCase";
  }
}

/** Refuses drafts that say again what must not be mentioned of their cases: nobody looks at each of a pack before it is made. */
async function mustMentionNothing(
  tx: Tx,
  caseIds: readonly string[],
  draftIds: readonly string[],
): Promise<void> {
  const notes = await readSilentNotes(tx, caseIds);
  if (notes.every(({ doNotMention }) => doNotMention.trim() === "")) {
    return;
  }
  for (const draftId of draftIds) {
    const seen = await readInputs(tx, draftId);
    const [mention] = seen ? mentionsIn(seen.inputs, [], notes) : [];
    if (seen && mention) {
      const fault = mentionedIn(mention.place, seen.inputs.language);
      throw new Refusal("rule", `packs.fault.${fault}`, "mentionsRead");
    }
  }
}

/** Agrees, as a colleague of its author who edits all its cases, to every brief of a finished pack that waits for that. */
export async function secondPack(actor: Actor, { packId }: OnePack): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.second_pack(${packId}::uuid)`));
}

/** Takes back what one's own pack made and what did not go out yet: closed for good, each with its words as a draft. */
export async function takeBackPack(actor: Actor, { packId }: OnePack): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.take_back_pack(${packId}::uuid)`));
}
