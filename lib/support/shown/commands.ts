import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import { cases } from "@/db/schema/cases";
import { shownRequests } from "@/db/schema/support-coalition";
import type { Actor } from "@/lib/auth/actor";
import { openPadded, sealPadded } from "@/lib/crypto/padded";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { whereTheyAre } from "../find-matches";
import { keepNamesOut } from "../names";
import { composeText } from "../referrals/commands";
import { readDetails } from "../requests/commands";
import type {
  AnswerShown,
  CloseShown,
  OneShown,
  ReleaseShown,
  ShowRequest,
  TakeRequestBack,
  WriteOfShown,
} from "./input";
import {
  findShownKey,
  newShownKey,
  openShownKey,
  textPlace,
  type WrappedKey,
  wordsPlace,
} from "./keys";
import { partnerKey } from "./partner-key";

const notAllowed = () => new Refusal("not-allowed", "refusals.notAllowed");

/**
 * Shows a request to one partner: what is needed, how soon, and the region where that is chosen; at `more` also the text
 * of exactly what the person agreed that this partner is told, in a language. What is shown already is changed to that.
 */
export async function showRequest(
  actor: Actor,
  { caseId, requestId, partnerOrgId, level, region, expiresOn, sure }: ShowRequest,
  language: AlertLanguage,
  once: string = uuidv7(),
): Promise<string> {
  const details = await readDetails(actor, { caseId, requestId });
  const composed =
    level === "more"
      ? await composeText(actor, {
          caseId,
          requestId,
          supportKey: partnerKey(partnerOrgId),
          language,
          sure,
        })
      : null;
  const shown = {
    level,
    region: region === "tell" ? await regionOf(actor, caseId, details) : null,
    fields: composed?.fields ?? [],
    expiresOn,
  };
  const ofWriting = composed && { ofWriting: composed.ofWriting };
  const sealed = (key: Parameters<typeof sealPadded>[0], shownId: string) =>
    composed && sealPadded(key, textPlace(actor.organisationId, shownId), composed.text);
  const id = rowIdOf(actor, "shown_requests", { requestId, partnerOrgId, level, region }, once);
  return onceOnly(
    () =>
      asActor(actor, async (tx) => {
        if (composed?.tellsIdentity) {
          await tx.execute(sql`select app.record_identity_read(${caseId}, ${composed.defenderId})`);
        }
        await tx.execute(sql`select app.let_lapsed_go(${requestId}::uuid)`);
        const standing = await findStanding(tx, requestId, partnerOrgId);
        if (standing) {
          const found = await findShownKey(tx, standing);
          if (!found) {
            throw notAllowed();
          }
          await mustChange(
            tx
              .update(shownRequests)
              .set({ ...shown, ...ofWriting, sealed: sealed(found.key, standing) })
              .where(and(eq(shownRequests.caseId, caseId), eq(shownRequests.id, standing)))
              .returning({ id: shownRequests.id }),
          );
          return standing;
        }
        const { key, wrapped } = newShownKey(id, actor.organisationId);
        await tx.insert(shownRequests).values({
          ...shown,
          ...ofWriting,
          orgId: actor.organisationId,
          caseId,
          requestId,
          id,
          partnerOrgId,
          wrapped,
          sealed: sealed(key, id),
          shownBy: actor.membershipId,
        });
        return id;
      }),
    () => asActor(actor, (tx) => findId(tx, shownRequests, id), { readOnly: true }),
  );
}

async function findStanding(
  tx: Tx,
  requestId: string,
  partnerOrgId: string,
): Promise<string | null> {
  const [row] = await tx
    .select({ id: shownRequests.id })
    .from(shownRequests)
    .where(
      and(
        eq(shownRequests.requestId, requestId),
        eq(shownRequests.partnerOrgId, partnerOrgId),
        isNull(shownRequests.endedAt),
      ),
    );
  return row?.id ?? null;
}

async function regionOf(actor: Actor, caseId: string, details: { stateCode: string }) {
  const [theCase] = await asActor(
    actor,
    (tx) => tx.select({ countryCode: cases.countryCode }).from(cases).where(eq(cases.id, caseId)),
    { readOnly: true },
  );
  return (await whereTheyAre(actor, details, theCase?.countryCode ?? "")).regionalGroup;
}

/** Takes it back at once; for the partner it is as if it had never been there. What they read, they have read. */
export async function takeRequestBack(
  actor: Actor,
  { caseId, shownId }: TakeRequestBack,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(shownRequests)
        .set({ endedAt: new Date() })
        .where(
          and(
            eq(shownRequests.caseId, caseId),
            eq(shownRequests.id, shownId),
            isNull(shownRequests.endedAt),
          ),
        )
        .returning({ id: shownRequests.id }),
    ),
  );
}

/** Takes a request on for the actor's organisation. Refuses where another was first. */
export async function claimShown(actor: Actor, { shownId }: OneShown): Promise<void> {
  await asActor(actor, async (tx) => {
    const [row] = await tx.execute<{ is_ours: boolean }>(
      sql`select app.claim_shown(${shownId}::uuid) as is_ours`,
    );
    if (!row?.is_ours) {
      throw new Refusal("conflict", "coalition.refused.taken");
    }
  });
}

/** Gives a request back, or hands it over to another partner to which it is shown. */
export async function releaseShown(
  actor: Actor,
  { shownId, toOrgId, words }: ReleaseShown,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const said = await sealWords(tx, shownId, words);
    await tx.execute(
      sql`select app.release_shown(${shownId}::uuid, ${toOrgId ?? null}::uuid, ${said}::text)`,
    );
  });
}

/** Says how it ended with the actor's organisation. */
export async function closeShown(
  actor: Actor,
  { shownId, closedAs, words }: CloseShown,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const said = await sealWords(tx, shownId, words);
    await tx.execute(sql`select app.close_shown(${shownId}::uuid, ${closedAs}, ${said}::text)`);
  });
}

/** Writes to whoever shows a request. */
export async function writeOfShown(actor: Actor, { shownId, words }: WriteOfShown): Promise<void> {
  await asActor(actor, async (tx) => {
    const said = await sealWords(tx, shownId, words);
    await tx.execute(sql`select app.write_of_shown(${shownId}::uuid, ${said}::text)`);
  });
}

/** Answers a partner to which the actor's team shows a request, in words in which no protected name stands. */
export async function answerShown(
  actor: Actor,
  { caseId, shownId, words, sure }: AnswerShown,
): Promise<void> {
  await keepNamesOut(actor, caseId, words, { sure });
  await asActor(actor, async (tx) => {
    // Of the case whose names were looked for, and of no other.
    const [shown] = await tx
      .select({ id: shownRequests.id })
      .from(shownRequests)
      .where(and(eq(shownRequests.caseId, caseId), eq(shownRequests.id, shownId)));
    if (!shown) {
      throw notAllowed();
    }
    const said = await sealWords(tx, shownId, words);
    await tx.execute(sql`select app.answer_shown(${shownId}::uuid, ${said}::text)`);
  });
}

/**
 * The text that was agreed to, for the partner to which it is shown and for the team that shows it. When a partner opens it
 * first, it is recorded that it left.
 */
export async function readShownText(actor: Actor, { shownId }: OneShown): Promise<string> {
  return asActor(actor, async (tx) => {
    const [row] = await tx.execute<{ read: (WrappedKey & { sealed: string }) | null }>(
      sql`select app.open_shown_text(${shownId}::uuid) as read`,
    );
    const read = row?.read;
    if (!read) {
      throw new Refusal("not-allowed", "coalition.refused.textClosed");
    }
    const key = openShownKey(shownId, read);
    return openPadded([key], textPlace(read.orgId, shownId), read.sealed);
  });
}

async function sealWords(tx: Tx, shownId: string, words: string): Promise<string | null> {
  if (words === "") {
    return null;
  }
  const found = await findShownKey(tx, shownId);
  if (!found) {
    throw notAllowed();
  }
  return sealPadded(found.key, wordsPlace(found.orgId, shownId), words);
}
