import { describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation, inTeam } from "@/db/testing/factories";
import { findCase } from "@/lib/cases/queries";
import { addToTeam, changeTeamRole, removeFromTeam } from "./commands";
import { listCandidates, listTeam } from "./queries";

useDatabase();

async function aLedCase() {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead);
  return { organisation, lead, theCase, caseId: theCase.id };
}

describe("the team of a case", () => {
  it("is made by its lead, and its members read from then on", async () => {
    const { organisation, lead, caseId } = await aLedCase();
    const colleague = await aMember(organisation);
    expect(await findCase(colleague, caseId)).toBeNull();
    expect(await listCandidates(lead, caseId)).toMatchObject([{ name: colleague.personName }]);

    await addToTeam(lead, { caseId, membershipId: colleague.membershipId, role: "editor" });
    expect((await findCase(colleague, caseId))?.access).toEqual({ via: "team", level: "edit" });
    expect(await listTeam(lead, caseId)).toMatchObject([
      { name: lead.personName, role: "lead" },
      { name: colleague.personName, role: "editor" },
    ]);
    expect(await listCandidates(lead, caseId)).toEqual([]);

    await changeTeamRole(lead, { caseId, membershipId: colleague.membershipId, role: "reader" });
    expect((await findCase(colleague, caseId))?.access.level).toBe("read");
    await removeFromTeam(lead, { caseId, membershipId: colleague.membershipId });
    expect(await findCase(colleague, caseId)).toBeNull();
  });

  it("is not made by editors, by administrators, or by oneself", async () => {
    const { organisation, theCase, caseId } = await aLedCase();
    const editor = await aMember(organisation);
    await inTeam(theCase, editor, "editor");
    const newcomer = await aMember(organisation);
    const administrator = await aMember(organisation, "administrator");
    for (const actor of [editor, administrator, newcomer]) {
      await expect(
        addToTeam(actor, { caseId, membershipId: newcomer.membershipId, role: "lead" }),
      ).rejects.toMatchObject({
        code: "42501",
        message: expect.stringContaining("row-level security"),
      });
    }
    await expect(
      changeTeamRole(editor, { caseId, membershipId: editor.membershipId, role: "lead" }),
    ).rejects.toMatchObject({ reason: "not-allowed" });
  });

  it("keeps a lead, and a reader of the organisation never edits in it", async () => {
    const { organisation, lead, caseId } = await aLedCase();
    await expect(
      removeFromTeam(lead, { caseId, membershipId: lead.membershipId }),
    ).rejects.toMatchObject({ code: "PL005" });
    await expect(
      changeTeamRole(lead, { caseId, membershipId: lead.membershipId, role: "editor" }),
    ).rejects.toMatchObject({ code: "PL005" });
    const reader = await aMember(organisation, "reader");
    await expect(
      addToTeam(lead, { caseId, membershipId: reader.membershipId, role: "editor" }),
    ).rejects.toMatchObject({ code: "PL004" });
    await addToTeam(lead, { caseId, membershipId: reader.membershipId, role: "reader" });
    expect((await findCase(reader, caseId))?.access).toEqual({ via: "team", level: "read" });
  });

  it("takes nobody of another organisation", async () => {
    const { lead, caseId } = await aLedCase();
    const stranger = await aMember(await anOrganisation());
    await expect(
      addToTeam(lead, { caseId, membershipId: stranger.membershipId, role: "reader" }),
    ).rejects.toMatchObject({ code: "23503" });
  });

  it("may be left by anybody in it", async () => {
    const { organisation, theCase, caseId } = await aLedCase();
    const member = await aMember(organisation);
    await inTeam(theCase, member, "reader");
    await removeFromTeam(member, { caseId, membershipId: member.membershipId });
    expect(await findCase(member, caseId)).toBeNull();
  });
});
