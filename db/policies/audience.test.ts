import { beforeEach, describe, expect, it } from "vitest";
import {
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  aSharedCase,
  type Member,
} from "@/db/testing/factories";
import { changeCommitment, undoChange } from "@/lib/commitments/commands";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { asSuperuser, useDatabase } from "../testing/database";

useDatabase();

let lead: Member;
let partner: Member;
let ask: string;

beforeEach(async () => {
  const [ours, theirs] = [await anOrganisation(), await anOrganisation()];
  [lead, partner] = [await aMember(ours), await aMember(theirs)];
  const theCase = await aSharedCase(lead, theirs, "contribute", { visibility: "organisation" });
  ask = await aCommitment(theCase, await aSession(ours), {
    stateCode: "DNK",
    visibility: "partners",
  });
});

const audience = async () =>
  (await asSuperuser()`select visibility from commitments where id = ${ask}`)[0]?.visibility;

const notTheirs = { code: "42501" };

describe("who reads an ask of the case's own organisation", () => {
  it("is not a partner's to narrow, who changes everything else of it", async () => {
    for (const visibility of ["team", "organisation"] as const) {
      const narrower = changeCommitment(partner, ask, { visibility, nextStep: "Call" });
      await expect(narrower).rejects.toMatchObject(notTheirs);
    }
    expect(await audience()).toBe("partners");
    // A form that sends the audience along as it stands changes nothing of it.
    await changeCommitment(partner, ask, { visibility: "partners", nextStep: "Call" });
    expect(await findCommitment(partner, ask)).toMatchObject({
      nextStep: "Call",
      choosesReaders: false,
    });
  });

  it("is not brought back by a partner who takes the owner's change back", async () => {
    await changeCommitment(lead, ask, { visibility: "team" });
    const opened = await changeCommitment(lead, ask, { visibility: "partners" });
    const eventId = opened.outcome === "changed" ? opened.eventId : null;
    await expect(undoChange(partner, ask, eventId ?? "")).rejects.toMatchObject(notTheirs);
    expect(await audience()).toBe("partners");
  });

  it("is that organisation's to choose", async () => {
    expect(await findCommitment(lead, ask)).toMatchObject({ choosesReaders: true });
    await changeCommitment(lead, ask, { visibility: "organisation" });
    expect(await audience()).toBe("organisation");
    expect(await findCommitment(partner, ask)).toBeNull();
  });

  it("would be the partner's without the rule (the broken variant)", async () => {
    await asSuperuser()`alter table commitments disable trigger guard_audience`;
    try {
      const sql = asSuperuser();
      await sql.begin(async (tx) => {
        await tx`select app.begin_session(${partner.secret})`;
        await tx`insert into commitment_events (org_id, commitment_id, case_id, changes)
          select org_id, id, case_id, '{"visibility":"team"}' from commitments where id = ${ask}`;
      });
      expect(await audience()).toBe("team");
    } finally {
      await asSuperuser()`alter table commitments enable trigger guard_audience`;
    }
  });
});
