import "server-only";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { shownRequests } from "@/db/schema/support-coalition";
import { supportRequests } from "@/db/schema/support-requests";
import type { Actor } from "@/lib/auth/actor";
import { agreeOnCheckIn, recordCheckIn } from "@/lib/check-ins/commands";
import { AgreeOnCheckIn } from "@/lib/check-ins/input";
import { findCheckIn } from "@/lib/check-ins/queries";
import { dayInZone } from "@/lib/i18n/format";
import { makeOffer } from "@/lib/support/offers/commands";
import { MakeOffer } from "@/lib/support/offers/input";
import { noDetails } from "@/lib/support/requests/details";
import { sealDetails } from "@/lib/support/requests/seal";
import { newShownKey } from "@/lib/support/shown/keys";
import { actingAs, type Cast } from "./cast";
import { type InventedSupport, inventedCheckIn, inventedOffers } from "./invented";

/** Somebody of an invented case. */
interface OfCase {
  caseId: string;
  defenderId: string;
}

/**
 * What somebody of an invented case needs. No organisation of the directory is asked for it, since those are real; an
 * invented partner sees an outline.
 */
export async function addSupport(
  tx: Tx,
  { organisationId: orgId, membershipId }: Actor,
  { caseId, defenderId }: OfCase,
  { shownTo, ...needed }: InventedSupport,
  partners: Record<"A" | "B", Cast>,
): Promise<void> {
  const id = uuidv7();
  const { kind, nature, urgency, ...told } = needed;
  await tx.insert(supportRequests).values({
    orgId,
    caseId,
    id,
    defenderId,
    kind,
    nature,
    urgency,
    sealed: await sealDetails(tx, { orgId, caseId, id }, { ...noDetails, ...told }),
    createdBy: membershipId,
  });
  for (const letter of shownTo) {
    const shownId = uuidv7();
    await tx.insert(shownRequests).values({
      orgId,
      caseId,
      requestId: id,
      id: shownId,
      partnerOrgId: partners[letter].organisationId,
      level: "outline",
      region: "EXAMPLE_D",
      wrapped: newShownKey(shownId, orgId).wrapped,
      shownBy: membershipId,
    });
  }
}

/** What the invented partners give. */
export async function addOffers(partners: Record<"A" | "B", Cast>): Promise<void> {
  for (const { by, ...offer } of inventedOffers) {
    const { people, organisationId } = partners[by];
    await actingAs(people.advocate, organisationId, (advocate) =>
      makeOffer(advocate, MakeOffer.parse(offer)),
    );
  }
}

/** Agreed times at which somebody of an invented case is heard from, the first of them kept. */
export async function addCheckIn(actor: Actor, of: OfCase): Promise<void> {
  const { timeZone: zone } = actor;
  const soon = wallClock(Date.now() + 60 * 60_000, zone);
  const evenings = [1, 2, 3].map(
    (days) => `${dayInZone(new Date(Date.now() + days * 86_400_000), zone)}T18:00`,
  );
  const { steps, note, ...agreed } = inventedCheckIn;
  const checkInId = await agreeOnCheckIn(
    actor,
    AgreeOnCheckIn.parse({
      ...of,
      ...agreed,
      zone,
      rhythm: "moments",
      ...Object.fromEntries([soon, ...evenings].map((moment, at) => [`moment${at + 1}`, moment])),
      member1: actor.membershipId,
      member2: actor.membershipId,
      ...steps,
    }),
  );
  const [first] = (await findCheckIn(actor, of.caseId, checkInId))?.ahead ?? [];
  if (first) {
    await recordCheckIn(actor, {
      caseId: of.caseId,
      timeId: first.id,
      answer: "all_right",
      early: "yes",
      note,
    });
  }
}

/** As a form sends a moment: the clock on the wall of that zone. */
function wallClock(at: number, timeZone: string): string {
  const time = new Date(at).toLocaleTimeString("en-GB", { timeZone, timeStyle: "short" });
  return `${dayInZone(new Date(at), timeZone)}T${time}`;
}
