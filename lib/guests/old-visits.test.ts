import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { guestVisits } from "@/db/schema/guests";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { clearOldVisits } from "./old-visits";
import { aGuestWorld, anOpenLink, enters, type GuestWorld, linksSeenBy } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let world: GuestWorld;
beforeEach(async () => {
  world = await aGuestWorld();
});

const visitsOf = async (linkId: string) =>
  (await asSuperuser()`select 1 from guest_visits where link_id = ${linkId}`).length;
const views = async () => (await linksSeenBy(world, world.lead)).map((link) => link.views);
/** A link that was opened twice. */
async function aVisitedLink(): Promise<string> {
  const linkId = await anOpenLink(world);
  await enters(linkId);
  await enters(linkId);
  return linkId;
}
/** As days go by since a link ended in one of its three ways. */
const ended = (linkId: string, days: number, how: "ended_at" | "expires_at") =>
  asSuperuser().unsafe(
    `update guest_links set ${how} = now() - interval '${days} days' where id = '${linkId}'`,
  );

describe("when a guest came", () => {
  it.each(["ended_at", "expires_at"] as const)(
    "is forgotten thirty days after the link ended (%s), and how often is not",
    async (how) => {
      const linkId = await aVisitedLink();
      await ended(linkId, 29, how);
      expect(await clearOldVisits()).toBe(0);
      await ended(linkId, 31, how);
      const cleared = await Promise.all([clearOldVisits(), clearOldVisits(), clearOldVisits()]);
      expect(cleared.reduce((a, b) => a + b)).toBe(2);
      expect(await visitsOf(linkId)).toBe(0);
      expect(await views()).toEqual([2]);
      expect(await clearOldVisits()).toBe(0);
      // What the State was shown stays.
      expect(
        await asSuperuser()`select 1 from disclosures where channel = 'link' and brief_id = ${world.briefId}`,
      ).toHaveLength(1);
    },
  );

  it("is forgotten also where its brief was closed", async () => {
    const linkId = await aVisitedLink();
    await asSuperuser().begin(async (tx) => {
      // What keeps briefs as they are is a trigger.
      await tx`set local session_replication_role = replica`;
      await tx`update briefs set withdrawn_at = now() - interval '31 days' where id = ${world.briefId}`;
    });
    expect(await clearOldVisits()).toBe(2);
    expect(await visitsOf(linkId)).toBe(0);
  });

  it("is kept while the link is open, and stands in no log when it goes", async () => {
    const linkId = await aVisitedLink();
    await clearOldVisits();
    expect(await visitsOf(linkId)).toBe(2);
    await ended(linkId, 31, "expires_at");
    const logged = () => asSuperuser()`select 1 from audit_log where subject_id = ${linkId}`;
    const before = (await logged()).length;
    await clearOldVisits();
    expect((await logged()).length).toBe(before);
  });

  it("is cleared by the clock alone", async () => {
    await aVisitedLink();
    await expect(asActor(world.lead, (tx) => tx.delete(guestVisits))).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("would be forgotten while somebody may need it (the broken variant)", async () => {
    const linkId = await aVisitedLink();
    await ended(linkId, 1, "ended_at");
    await broken("app.clear_old_visits()", ["interval '30 days'", "interval '0 days'"], async () =>
      expect(await clearOldVisits()).toBe(2),
    );
  });
});
