import "server-only";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { supportEntries } from "@/db/schema/support-directory";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { dayInZone } from "@/lib/i18n/format";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { type EntryFact, entryFacts, type ShippedFacts } from "./entry";
import type { AddEntry, KeepEntry, OneEntry } from "./input";
import { findEntry, wholeDirectory } from "./queries";

const notAllowed = () => new Refusal("not-allowed", "refusals.notAllowed");

/**
 * Adds an organisation that the directory does not have; one of the same name is corrected instead. The same form sent again
 * adds nothing.
 */
export async function addEntry(
  actor: Actor,
  input: AddEntry,
  once: string = uuidv7(),
): Promise<string> {
  const id = rowIdOf(actor, "support_entries", input, once);
  return onceOnly(
    async () => {
      if (
        (await wholeDirectory(actor)).some(
          ({ key, name }) => key !== id && isAlike(name, input.name),
        )
      ) {
        throw new Refusal("rule", "support.directory.nameTaken");
      }
      await asActor(actor, (tx) =>
        tx.insert(supportEntries).values({
          ...input,
          id,
          orgId: actor.organisationId,
          checkedBy: actor.membershipId,
          createdBy: actor.membershipId,
        }),
      );
      return id;
    },
    () => asActor(actor, (tx) => findId(tx, supportEntries, id), { readOnly: true }),
  );
}

/**
 * Says what one's organisation knows of an organisation. Of a shipped one only what differs is kept, beside the shipped
 * facts. Refuses what was written over another state of it than the one of now.
 */
export async function keepEntry(
  actor: Actor,
  { key, version, ...given }: KeepEntry,
): Promise<void> {
  const entry = await findEntry(actor, key);
  if (!entry) {
    throw notAllowed();
  }
  const { source, checkedOn, ...facts } = given;
  const kept = {
    ...(entry.shipped ? differing(entry.shipped, facts) : facts),
    source,
    checkedOn,
    checkedBy: actor.membershipId,
  };
  await asActor(actor, async (tx) => {
    const isNew = version === 0 && entry.shipped !== null;
    const done = isNew
      ? await tx
          .insert(supportEntries)
          .values({
            ...kept,
            id: uuidv7(),
            shippedId: key,
            orgId: actor.organisationId,
            createdBy: actor.membershipId,
          })
          .onConflictDoNothing()
          .returning({ id: supportEntries.id })
      : await tx
          .update(supportEntries)
          .set(kept)
          .where(and(isEntry(key), eq(supportEntries.version, version)))
          .returning({ id: supportEntries.id });
    if (done.length === 0) {
      throw (await hasMoved(tx, key, version))
        ? new Refusal("conflict", "support.changedSince")
        : notAllowed();
    }
  });
}

/** Notes that somebody checked an organisation today and nothing had changed. */
export async function checkEntry(actor: Actor, { key }: OneEntry): Promise<void> {
  const entry = await findEntry(actor, key);
  if (!entry) {
    throw notAllowed();
  }
  const checked = {
    checkedOn: dayInZone(new Date(), actor.timeZone),
    checkedBy: actor.membershipId,
  };
  await asActor(actor, async (tx) => {
    if (entry.shipped) {
      await tx
        .insert(supportEntries)
        .values({
          ...checked,
          id: uuidv7(),
          shippedId: key,
          orgId: actor.organisationId,
          createdBy: actor.membershipId,
        })
        .onConflictDoUpdate({
          target: [supportEntries.orgId, supportEntries.shippedId],
          set: checked,
        });
      return;
    }
    await mustChange(
      tx
        .update(supportEntries)
        .set(checked)
        .where(isEntry(key))
        .returning({ id: supportEntries.id }),
    );
  });
}

/** Takes an own entry out of the lists; what was asked of it stays, and it can be brought back. */
export async function retireEntry(actor: Actor, { key }: OneEntry): Promise<void> {
  await setRetired(actor, key, new Date());
}

export async function restoreEntry(actor: Actor, { key }: OneEntry): Promise<void> {
  await setRetired(actor, key, null);
}

async function setRetired(actor: Actor, key: string, retiredAt: Date | null): Promise<void> {
  if (!looksLikeId(key)) {
    throw notAllowed();
  }
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(supportEntries)
        .set({ retiredAt })
        .where(
          and(
            eq(supportEntries.id, key),
            isNull(supportEntries.shippedId),
            retiredAt ? isNull(supportEntries.retiredAt) : isNotNull(supportEntries.retiredAt),
          ),
        )
        .returning({ id: supportEntries.id }),
    ),
  );
}

const isAlike = (a: string, b: string) =>
  a.localeCompare(b, "en", { sensitivity: "base", ignorePunctuation: true }) === 0;

const isEntry = (key: string) =>
  looksLikeId(key) ? eq(supportEntries.id, key) : eq(supportEntries.shippedId, key);

async function hasMoved(tx: Tx, key: string, version: number): Promise<boolean> {
  const [now] = await tx
    .select({ version: supportEntries.version })
    .from(supportEntries)
    .where(isEntry(key));
  return now !== undefined && now.version !== version;
}

/** Of a correction, what differs from the shipped facts; null for everything else. */
function differing(
  shipped: ShippedFacts,
  given: Omit<KeepEntry, "key" | "version" | "source" | "checkedOn">,
) {
  const written = (of: string | readonly string[]) => JSON.stringify([of].flat().sort());
  const isSame = (fact: EntryFact) => written(given[fact]) === written(shipped[fact]);
  return Object.fromEntries(
    entryFacts.map((fact) => [fact, isSame(fact) ? null : given[fact]]),
  ) as { [Fact in EntryFact]: (typeof given)[Fact] | null };
}
