import { expect, it } from "vitest";
import { anAlert, atStage } from "@/db/testing/alerts";
import { useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, aSharedCase, inTeam, type Member } from "@/db/testing/factories";
import { withdrawAlert } from "@/lib/alerts/commands";
import { listNotices } from "./queries";

useDatabase();

const told = async (member: Member) => (await listNotices(member)).rows.map(({ word }) => word);

async function withdrawnAt(stage: "draft" | "sign_on" | "issued") {
  const lead = await aMember(await anOrganisation());
  const editor = await aMember({ id: lead.organisationId, name: "" });
  const partner = await anOrganisation();
  const guest = await aMember(partner);
  const theCase = await aSharedCase(lead, partner, "comment");
  await inTeam(theCase, editor, "editor");
  const alert = await anAlert(theCase, lead);
  await atStage(alert, stage);
  await withdrawAlert(lead, { caseId: theCase.id, alertId: alert.id, from: stage });
  return { lead, editor, guest };
}

it.each(["sign_on", "issued"] as const)(
  "tells partners and the team that an alert was withdrawn after %s",
  async (stage) => {
    const { lead, editor, guest } = await withdrawnAt(stage);
    expect(await told(guest)).toContain("alertWithdrawn");
    expect(await told(editor)).toContain("alertWithdrawn");
    expect(await told(lead)).not.toContain("alertWithdrawn");
  },
);

it("tells no partner of a draft that nobody was asked to sign", async () => {
  const { editor, guest } = await withdrawnAt("draft");
  expect(await told(editor)).toContain("alertWithdrawn");
  expect(await told(guest)).toEqual([]);
});
