import "server-only";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { briefDrafts, briefJobs, jobParts } from "@/db/schema/briefs";
import { mustBeOtherWords, typedNames } from "@/lib/alerts/other-words";
import type { Actor } from "@/lib/auth/actor";
import { mentionsAt } from "@/lib/cases/mentions";
import { Refusal } from "@/lib/refusal";
import { listStates } from "@/lib/states/queries";
import { listSilentNotes } from "../written/queries";
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
  const each = Object.values(words);
  const [mention] = mentionsAt(
    [
      ...each.map(({ ask }) => ({ place: "mentionAsk", text: ask }) as const),
      ...each.map(({ text }) => ({ place: "mentionText", text }) as const),
      { place: "mentionContact", text: contact } as const,
    ],
    await listSilentNotes(actor, caseIds),
  );
  if (mention && mentionsRead !== "yes") {
    throw new Refusal("rule", `packs.fault.${mention.place}`, "mentionsRead");
  }
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
  });
  return packId;
}

/** Agrees, as a colleague of its author who edits all its cases, to every brief of a finished pack that waits for that. */
export async function secondPack(actor: Actor, { packId }: OnePack): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.second_pack(${packId}::uuid)`));
}

/** Takes back what one's own pack made and what did not go out yet: closed for good, each with its words as a draft. */
export async function takeBackPack(actor: Actor, { packId }: OnePack): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.take_back_pack(${packId}::uuid)`));
}
