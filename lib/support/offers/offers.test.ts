import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { broken } from "@/db/testing/broken";
import { useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation } from "@/db/testing/factories";
import { aWorld, code, realName, refusal } from "@/lib/submissions/testing-world";
import { changeOffer, makeOffer, pauseOffer, removeOffer } from "./commands";
import { MakeOffer } from "./input";
import { fittingOffers, type Offer } from "./offer";
import { listOffers } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const relocation = (given: Record<string, unknown> = {}) =>
  MakeOffer.parse({ kinds: ["temporary_relocation"], note: "Two rooms", ...given });

async function aScene() {
  const [own, partner] = [await anOrganisation(), await anOrganisation()];
  const [advocate, reader] = [await aMember(own), await aMember(own, "reader")];
  return {
    advocate,
    reader,
    administrator: await aMember(own, "administrator"),
    partner: await aMember(partner),
    suspended: await aMember(own, "advocate", "suspended"),
  };
}

describe("an offer", () => {
  it("is read by every organisation, and kept by advocates of its own", async () => {
    const { advocate, administrator, reader, partner } = await aScene();
    const offerId = await makeOffer(
      advocate,
      relocation({ regions: ["GRULAC"], languages: ["es"] }),
    );
    const seen = async (by: typeof partner) =>
      (await listOffers(by)).filter(({ id }) => id === offerId);
    expect(await seen(partner)).toMatchObject([
      {
        kinds: ["temporary_relocation"],
        regions: ["GRULAC"],
        languages: ["es"],
        note: "Two rooms",
        pausedAt: null,
        isOwn: false,
      },
    ]);
    expect(await seen(reader)).toMatchObject([{ isOwn: true }]);
    await changeOffer(administrator, { offerId, version: 1, ...relocation({ note: "One room" }) });
    await expect(
      changeOffer(advocate, { offerId, version: 1, ...relocation({ note: "Three" }) }),
    ).rejects.toMatchObject({ reason: "conflict" });
    await pauseOffer(advocate, { offerId, pause: "yes" });
    expect(await seen(partner)).toMatchObject([{ note: "One room", pausedAt: expect.any(Date) }]);
    await pauseOffer(advocate, { offerId, pause: "no" });
    await removeOffer(advocate, { offerId });
    expect(await seen(partner)).toEqual([]);
  });

  it("is nobody else's to make or to change", async () => {
    const { advocate, reader, partner, suspended } = await aScene();
    const offerId = await makeOffer(advocate, relocation());
    for (const member of [reader, partner]) {
      for (const attempt of [
        () => changeOffer(member, { offerId, version: 1, ...relocation({ note: "Tried" }) }),
        () => pauseOffer(member, { offerId, pause: "yes" }),
        () => removeOffer(member, { offerId }),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ reason: "not-allowed" });
      }
    }
    await expect(makeOffer(reader, relocation())).rejects.toEqual(code("42501"));
    await expect(makeOffer(suspended, relocation())).rejects.toThrow();
    const forged = sql`insert into support_offers (org_id, kinds, created_by)
      values (${advocate.organisationId}, '{temporary_relocation}', ${advocate.membershipId})`;
    await expect(asActor(partner, (tx) => tx.execute(forged))).rejects.toEqual(code("42501"));
    const past = await asActor(partner, (tx) =>
      tx.execute(sql`update support_offers set note = 'Tried'
      where org_id <> app.org()`),
    );
    expect(past.count).toBe(0);
    expect((await listOffers(advocate)).find(({ id }) => id === offerId)?.note).toBe("Two rooms");
  });

  it("is made once by one sending", async () => {
    const { advocate } = await aScene();
    const once = "01900000-0000-7000-8000-00000000000a";
    const [first, second] = [
      await makeOffer(advocate, relocation(), once),
      await makeOffer(advocate, relocation(), once),
    ];
    expect(second).toBe(first);
  });
});

const writesAll = "app.writes_all(uuid[])";

describe("the note of an offer", () => {
  it("holds no protected name of a case that its author edits, whether made or changed", async () => {
    const world = await aWorld();
    const offerId = await makeOffer(world.lead, relocation());
    for (const by of [world.lead, world.editor]) {
      for (const note of [`A room, as for ${realName}`, `Ask us about ${realName.toUpperCase()}`]) {
        const attempts = [
          () => makeOffer(by, relocation({ note, sure: "yes" })),
          () => changeOffer(by, { offerId, version: 1, ...relocation({ note, sure: "yes" }) }),
        ];
        for (const attempt of attempts) {
          await expect(attempt()).rejects.toEqual(refusal("coalition.refused.name"));
        }
      }
    }
    expect((await listOffers(world.stranger)).map(({ note }) => note).join()).not.toContain(
      realName,
    );
  });

  it("waits, where a part of a name may stand in it, until its author looked", async () => {
    const world = await aWorld();
    const note = "A room near Zqamina street";
    await expect(makeOffer(world.lead, relocation({ note }))).rejects.toEqual(
      refusal("refusals.partOfName"),
    );
    const offerId = await makeOffer(world.lead, relocation({ note, sure: "yes" }));
    await expect(
      changeOffer(world.lead, { offerId, version: 1, ...relocation({ note }) }),
    ).rejects.toEqual(refusal("refusals.partOfName"));
    await changeOffer(world.lead, { offerId, version: 1, ...relocation({ note, sure: "yes" }) });
  });

  it("tells nothing of a name to whoever does not edit its case", async () => {
    const world = await aWorld();
    const note = `A room for ${realName}`;
    await makeOffer(world.outsider, relocation({ note }));
    await makeOffer(world.stranger, relocation({ note }));
    await broken(writesAll, ["and not exists", "or not exists"], () =>
      expect(makeOffer(world.outsider, relocation({ note }))).rejects.toEqual(
        refusal("coalition.refused.name"),
      ),
    );
  });
});

describe("whom to show a request to", () => {
  const offer = (organisation: string, given: Partial<Offer> = {}): Offer => ({
    id: organisation,
    orgId: organisation,
    organisation,
    kinds: ["legal_advice"],
    regions: [],
    languages: [],
    note: "",
    since: null,
    pausedAt: null,
    changedAt: new Date(0),
    version: 1,
    isOwn: false,
    ...given,
  });

  it("are partners that offer that kind, those that fit best first and paused ones last", () => {
    const found = fittingOffers(
      [
        offer("Paused", { pausedAt: new Date(0) }),
        offer("Elsewhere", { regions: ["AFRICAN"] }),
        offer("Other kind", { kinds: ["communications"] }),
        offer("Ours", { isOwn: true }),
        offer("Anywhere"),
        offer("Not yet", { since: "2026-03-02" }),
        offer("There", { regions: ["GRULAC"], languages: ["es"] }),
      ],
      { kind: "legal_advice", region: "GRULAC", languages: ["es"] },
      "2026-03-01",
    );
    expect(found.map(({ organisation, inRegion }) => [organisation, inRegion])).toEqual([
      ["There", true],
      ["Anywhere", true],
      ["Elsewhere", false],
      ["Paused", true],
    ]);
  });

  it("do not claim to fit where the region is not known", () => {
    const [found] = fittingOffers(
      [offer("There", { regions: ["GRULAC"], since: "2026-03-01" })],
      { kind: "legal_advice", region: null, languages: [] },
      "2026-03-01",
    );
    expect(found?.inRegion).toBeNull();
  });
});
