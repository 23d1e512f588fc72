import { describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { commitmentEvents } from "@/db/schema";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  aSharedCase,
  type Case,
  type Member,
} from "@/db/testing/factories";
import { changeCommitment, undoChange } from "@/lib/commitments/commands";
import { listActivity, listActivityOfCase, listChangesSince } from "./queries";
import { beginVisit, listRecents, recordVisit } from "./visits";

useDatabase();

const agree = (actor: Member, theCase: Case, commitmentId: string) =>
  asActor(actor, (tx) =>
    tx.insert(commitmentEvents).values({
      orgId: theCase.orgId,
      caseId: theCase.id,
      commitmentId,
      changes: { stage: "agreed", word: 4 },
    }),
  );

const keys = async (actor: Member) => (await listActivity(actor)).rows.map((row) => row.key);

describe("the organisation's activity", () => {
  it("hides what a team keeps to itself from colleagues and administrators", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const colleague = await aMember(organisation);
    const administrator = await aMember(organisation, "administrator");
    const theCase = await aCase(lead);
    const session = await aSession(organisation);
    const id = await aCommitment(theCase, session);
    await agree(lead, theCase, id);
    await anIntervention(theCase, session, lead);

    expect(await keys(lead)).toEqual(
      expect.arrayContaining([
        "caseOpened",
        "commitmentOpened",
        "commitmentStage",
        "commitmentRaised",
      ]),
    );
    for (const other of [colleague, administrator]) {
      const rows = (await listActivity(other)).rows;
      // Members and sessions are the organisation's; of the case, its asks and what was said there is nothing.
      expect(rows.filter((row) => !["memberJoined", "sessionAdded"].includes(row.key))).toEqual([]);
      expect(JSON.stringify(rows)).not.toContain(theCase.id);
    }
    const stranger = await aMember(await anOrganisation());
    expect(await listActivityOfCase(stranger, theCase.id)).toEqual([]);
  });

  it("says of a change that was taken back that it was, and of the next one nothing", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead, { visibility: "organisation" });
    const ask = await aCommitment(theCase, await aSession(organisation));
    const changed = await changeCommitment(lead, ask, { stage: "declined" });
    await undoChange(lead, ask, (changed as { eventId: string }).eventId);
    await changeCommitment(lead, ask, { stage: "considering" });
    const told = (await listActivityOfCase(lead, theCase.id))
      .filter(({ key }) => key === "commitmentStage")
      .map(({ values, details }) => [values.value, details.includes("takenBack")]);
    expect(told).toEqual([
      ["considering", false],
      ["asked", true],
      ["declined", false],
    ]);
  });

  it("names the State and the case, and says whose hand it was", async () => {
    const [ours, partner] = [await anOrganisation("Ours"), await anOrganisation("Partner B")];
    const lead = await aMember(ours);
    const guest = await aMember(partner);
    const theCase = await aSharedCase(lead, partner, "contribute", { visibility: "organisation" });
    const id = await aCommitment(theCase, await aSession(ours), { visibility: "partners" });
    await agree(guest, theCase, id);

    const [latest] = (await listActivity(lead)).rows;
    expect(latest).toMatchObject({
      key: "commitmentStage",
      values: { value: "agreed" },
      details: ["word4"],
      stateCode: "XEA",
      caseId: theCase.id,
      who: { kind: "organisation", name: "Partner B" },
    });
    expect((await listActivity(guest)).rows[0]?.who).toEqual({ kind: "me" });
    // The partner reads about the shared case, and not with whom else or on which consent it is shared.
    expect(await keys(guest)).not.toContain("consentRecorded");
    expect(await keys(guest)).not.toContain("caseShared");
  });

  it("tells the team of consent, and nobody else", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
    const theCase = await aCase(lead, { visibility: "organisation" });
    await aConsent(theCase, await aDefender(theCase), lead, "media", "no");
    expect(await keys(lead)).toContain("consentRecorded");
    expect(await keys(colleague)).not.toContain("consentRecorded");
    expect(await keys(colleague)).toContain("defenderAdded");
  });

  it("starts at the beginning where the address holds no moment", async () => {
    const lead = await aMember(await anOrganisation());
    await aCase(lead);
    const id = "00000000-0000-7000-8000-000000000000";
    for (const moment of ["2026-99-99T99:99:99.000000Z", "0000-01-01T00:00:00.000000Z"]) {
      const before = Buffer.from(`${moment} ${id}`).toString("base64url");
      expect((await listActivity(lead, { before })).rows).not.toEqual([]);
    }
  });

  it("comes page by page without losing or repeating a row", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    for (let n = 0; n < 7; n += 1) {
      await aCase(lead);
    }
    const all = (await listActivity(lead, { limit: 100 })).rows.map((row) => row.id);
    const paged: string[] = [];
    let before: string | null | undefined;
    do {
      const page = await listActivity(lead, { before: before ?? undefined, limit: 4 });
      paged.push(...page.rows.map((row) => row.id));
      before = page.next;
    } while (before);
    expect(paged).toEqual(all);
    expect((await listActivity(lead, { before: "made-up", limit: 100 })).rows).toHaveLength(
      all.length,
    );
  });
});

describe("since one was last here", () => {
  it("is what others did, never what one did oneself", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
    const since = new Date(Date.now() - 60_000);
    const theCase = await aCase(lead, { visibility: "organisation" });
    const id = await aCommitment(theCase, await aSession(organisation));
    await agree(lead, theCase, id);
    expect((await listChangesSince(colleague, since)).map((row) => row.key)).toContain(
      "commitmentStage",
    );
    expect((await listChangesSince(lead, since)).map((row) => row.key)).not.toContain(
      "commitmentStage",
    );
  });

  it("counts from the visit before, however often the page is reloaded", async () => {
    const member = await aMember(await anOrganisation());
    expect(await beginVisit(member)).toBeNull();
    expect(await beginVisit(member)).toBeNull();
    await asSuperuser()`update visits set at = '2026-11-25T16:40:00Z'
      where membership_id = ${member.membershipId} and target_id = 'latest'`;
    const yesterday = new Date("2026-11-25T16:40:00Z");
    expect(await beginVisit(member)).toEqual(yesterday);
    expect(await beginVisit(member)).toEqual(yesterday);
  });
});

describe("the way back", () => {
  it("leads to what was opened last, and not to what is no longer open to one", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
    const open = await aCase(lead, { visibility: "organisation" });
    const closed = await aCase(lead);
    const session = await aSession(organisation);
    await recordVisit(colleague, "case", open.id);
    await recordVisit(colleague, "case", closed.id);
    await recordVisit(colleague, "state", "0123456789");
    await recordVisit(colleague, "session", session);
    await recordVisit(colleague, "case", open.id);

    expect((await listRecents(colleague)).map((recent) => [recent.kind, recent.id])).toEqual([
      ["case", open.id],
      ["session", session],
      ["state", "0123456789"],
    ]);
    expect(await listRecents(lead)).toEqual([]);
  });
});
